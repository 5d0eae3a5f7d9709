// The engines by name.
import type { Work } from './automatic.ts'
import type { Engine, Precision } from './engine.ts'
import { javascript } from './javascript.ts'
import {
  coreEngine,
  laterParts,
  native,
  nativeInFloat32,
  webassembly,
  webassemblyInFloat32,
} from './later-parts.ts'
import { refusals } from './refusals.ts'

const engines = {
  auto: javascript,
  js: javascript,
  wasm: webassembly,
  native,
  core: coreEngine,
} as const satisfies Record<string, Engine>

export type EngineName = keyof typeof engines

export const engineNames = Object.keys(engines) as readonly EngineName[]

/**
 * The engine of that name. What auto is depends on the work, see automatic.ts.
 * @param work where it is known
 * @throws PasoError unknown-engine; engine-precision for float32 and an engine that has none
 */
export function engineFor(name: string, precision: Precision, work?: Work): Engine {
  if (!Object.hasOwn(engines, name)) throw refusals.unknownEngine(name, engineNames)
  if (name === 'auto' && laterParts.part) return laterParts.part.automatic(precision, work)
  if (precision === 'float32') {
    if (name === 'auto' || name === 'wasm') return webassemblyInFloat32
    if (name === 'native') return nativeInFloat32
    throw refusals.enginePrecision(name)
  }
  return engines[name as EngineName]
}
