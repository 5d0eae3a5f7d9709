// The engines by name.
import type { Engine } from './engine.ts'
import { javascript } from './javascript.ts'
import { coreEngine, laterParts, webassembly } from './later-parts.ts'
import { refusals } from './refusals.ts'

const engines = {
  auto: javascript,
  js: javascript,
  wasm: webassembly,
  core: coreEngine,
} as const satisfies Record<string, Engine>

export type EngineName = keyof typeof engines

export const engineNames = Object.keys(engines) as readonly EngineName[]

/** Parameters times rows times epochs from which a module of WebAssembly is worth being made. */
const WORTH_A_MODULE = 4e6

/**
 * The engine of that name. auto is wasm where it is there and has enough to do, else js: the numbers are the same.
 * @param work parameters times rows times epochs, where they are known
 * @throws PasoError unknown-engine
 */
export function engineFor(name: string, work = 0): Engine {
  if (!Object.hasOwn(engines, name)) throw refusals.unknownEngine(name, engineNames)
  if (name === 'auto' && work >= WORTH_A_MODULE && laterParts.part?.isAvailable()) return webassembly
  return engines[name as EngineName]
}
