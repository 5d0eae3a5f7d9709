// Masks of dropout for the batches of a run: drawn row by row, layer by layer, as every engine draws them.
import { maskValue } from '../../core/dropout.ts'
import type { Network } from '../../core/network.ts'
import type { Random } from '../../math/random.ts'
import type { Precision } from '../engine.ts'
import { type Numbers, numbersOf } from './state-tensors.ts'
import { droppingLayers } from './training-model.ts'

/** By the number of the layer. [rows · units] */
export type Masks = ReadonlyMap<number, Numbers>

export function drawnMasks(network: Network, precision: Precision, random: Random, rows: number): Masks {
  const layers = droppingLayers(network)
  const unitsOf = (l: number): number => network.layers[l]!.biases.length
  const masks = new Map(layers.map((l) => [l, numbersOf(precision, rows * unitsOf(l))]))
  for (let row = 0; row < rows; row++) {
    for (const [l, mask] of masks) {
      const { dropout } = network.layers[l]!
      const units = unitsOf(l)
      for (let j = 0, at = row * units; j < units; j++, at++) mask[at] = maskValue(dropout, random)
    }
  }
  return masks
}
