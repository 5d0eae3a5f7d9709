// Rows as tensors, made when they are first asked for: doubles are taken where they stand, float32 is a copy.

import type { Network } from '../../core/network.ts'
import { shortCutOf } from '../../core/short-cut.ts'
import { lossOf } from '../../math/losses.ts'
import type { Precision, Rows } from '../engine.ts'
import { type Tensor, tensorOf } from './runtime.ts'

/** All rows of the arrays that `Rows` stand in. */
export interface Table {
  readonly inputs: Tensor
  readonly targets: Tensor
}

export class Tables {
  readonly #network: Network
  readonly #precision: Precision
  readonly #tensors = new WeakMap<Float64Array, Tensor>()
  readonly #short = new WeakMap<Rows, boolean>()

  constructor(network: Network, precision: Precision) {
    this.#network = network
    this.#precision = precision
  }

  of({ inputs, targets }: Rows): Table {
    const { inputs: width, layers } = this.#network
    return {
      inputs: this.#tensor(inputs, width),
      targets: this.#tensor(targets, layers.at(-1)!.biases.length),
    }
  }

  #tensor(values: Float64Array, width: number): Tensor {
    const known = this.#tensors.get(values)
    if (known) return known
    const numbers = this.#precision === 'float32' ? Float32Array.from(values) : values
    const tensor = tensorOf(numbers, [values.length / width, width])
    this.#tensors.set(values, tensor)
    return tensor
  }

  /** Whether the short form of output and loss holds for all of them. */
  isShort(rows: Rows): boolean {
    const known = this.#short.get(rows)
    if (known !== undefined) return known
    const short = this.#allShort(rows)
    this.#short.set(rows, short)
    return short
  }

  #allShort({ count, targets, members }: Rows): boolean {
    const network = this.#network
    if (!lossOf(network.loss.name).targetsAreProbabilities) return true
    const width = network.layers.at(-1)!.biases.length
    for (let n = 0; n < count; n++) {
      const row = members ? members[n]! : n
      const target = Array.from(targets.subarray(row * width, (row + 1) * width))
      if (!shortCutOf(network, target)) return false
    }
    return true
  }
}

/** Where the rows of an order stand in their arrays. */
export function placesOf({ members }: Rows, order: Uint32Array): Int32Array<ArrayBuffer> {
  return members ? Int32Array.from(order, (n) => members[n]!) : Int32Array.from(order)
}
