// The state of a session: copied when it is handed out, and looked through.
import type { SessionState } from './engine.ts'

/** A copy that later steps leave as it is. */
export function copyOf({ parameters, memory, ...rest }: SessionState): SessionState {
  const copies = Object.entries(memory).map(([name, values]) => [name, values.slice()])
  return { parameters: parameters.slice(), memory: Object.fromEntries(copies), ...rest }
}

/** Whether no number is infinite or NaN. */
export function allFinite(values: Float32Array | Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!(Math.abs(values[i]!) < Infinity)) return false
  return true
}
