// The state of a session, copied when it is handed out.
import type { SessionState } from './engine.ts'

/** A copy that later steps leave as it is. */
export function copyOf({ parameters, memory, ...rest }: SessionState): SessionState {
  const copies = Object.entries(memory).map(([name, values]) => [name, values.slice()])
  return { parameters: parameters.slice(), memory: Object.fromEntries(copies), ...rest }
}
