// Which engine `auto` takes.
import type { Engine, Precision } from './engine.ts'
import { javascript } from './javascript.ts'
import { webassembly, webassemblyInFloat32 } from './later-parts.ts'
import { lacking } from './wasm/host.ts'

/** Parameters times rows times epochs from which a module of WebAssembly is worth being made. */
export const WORTH_A_MODULE = 4e6

/**
 * In float32 wasm. In float64 wasm where it is there and has enough to do, else js: the numbers are the same.
 * @param work parameters times rows times epochs; 0 where they are not known
 */
export function automatic(precision: Precision, work: number): Engine {
  if (precision === 'float32') return { ...webassemblyInFloat32, why: precision }
  if (work < WORTH_A_MODULE) return { ...javascript, why: 'little-work' }
  const lack = lacking()
  return lack ? { ...javascript, why: `no-${lack}` } : { ...webassembly, why: 'enough-work' }
}
