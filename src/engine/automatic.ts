// Which engine `auto` takes.
import type { Network } from '../core/network.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { Engine, Precision } from './engine.ts'
import { javascript } from './javascript.ts'
import { nativeInFloat32, webassembly, webassemblyInFloat32 } from './later-parts.ts'
import { nativeRefusal } from './native/native.ts'
import { isInstalled } from './native/runtime.ts'
import { sizeRefusal } from './native/size.ts'
import { isWorth } from './native/worth.ts'
import { shapeOf } from './parameters.ts'
import { lacking } from './wasm/host.ts'

/** Parameters times rows times epochs from which a module of WebAssembly is worth being made, ... */
export const WORTH_A_MODULE = 4e6
/** ... and from which the runtime of the engine native saves the time that it takes to load. */
const WORTH_A_RUNTIME = 5e9

/** What a training is about to do. */
export interface Work {
  readonly network: Network
  readonly optimizer: OptimizerSpec
  readonly batchSize: number
  /** Over all epochs. */
  readonly rows: number
}

/**
 * In float64 wasm where it is there and has enough to do, else js: the numbers are the same. In float32 native where it is installed
 * and clearly faster, else wasm: their last digits differ.
 * @param hasRuntime for tests
 */
export function automatic(
  precision: Precision,
  work?: Work,
  hasRuntime: () => boolean = isInstalled,
): Engine {
  const size = work ? amount(work) : 0
  if (precision === 'float32') {
    const isNative = work && size >= WORTH_A_RUNTIME && suitsNative(work) && hasRuntime()
    return isNative ? { ...nativeInFloat32, why: 'runtime' } : { ...webassemblyInFloat32, why: precision }
  }
  if (size < WORTH_A_MODULE) return { ...javascript, why: 'little-work' }
  const lack = lacking()
  return lack ? { ...javascript, why: `no-${lack}` } : { ...webassembly, why: 'enough-work' }
}

/** Parameters times rows. */
const amount = ({ network, rows }: Work): number => shapeOf(network).size * rows

const suitsNative = ({ network, optimizer, batchSize }: Work): boolean =>
  nativeRefusal(network, optimizer, 'float32') === undefined &&
  sizeRefusal(network, optimizer, batchSize, 'float32') === undefined &&
  isWorth(network, optimizer, batchSize)
