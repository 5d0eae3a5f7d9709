// The engines by name.
import type { Engine } from './engine.ts'
import { javascript } from './javascript.ts'
import { coreEngine } from './later-parts.ts'
import { refusals } from './refusals.ts'

/** auto: the fastest for the task; at present that is always js. */
const engines = { auto: javascript, js: javascript, core: coreEngine } as const satisfies Record<
  string,
  Engine
>

export type EngineName = keyof typeof engines

export const engineNames = Object.keys(engines) as readonly EngineName[]

/** @throws PasoError unknown-engine */
export function engineFor(name: string): Engine {
  if (Object.hasOwn(engines, name)) return engines[name as EngineName]
  throw refusals.unknownEngine(name, engineNames)
}
