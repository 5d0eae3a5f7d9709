// Answers of a network to encoded rows.
import type { Network } from '../core/network.ts'
import { outputsOf } from '../core/outputs.ts'
import { laterParts } from '../engine/later-parts.ts'

/** From a row's inputs to its outputs, which are there until the next row; quick once the part that makes it so is there. */
export const answersOf = (network: Network): ((input: Float64Array) => ArrayLike<number>) =>
  laterParts.part?.answersOf(network) ?? ((input) => outputsOf(network, input))

/**
 * @param blocks of rows one after the other. [rows · inputs]
 * @returns [rows · outputs]
 */
export function outputsOfRows(network: Network, blocks: Iterable<Float64Array>, rows: number): Float64Array {
  const answer = answersOf(network)
  const [width, units] = [network.inputs, network.layers.at(-1)!.biases.length]
  const outputs = new Float64Array(rows * units)
  let at = 0
  for (const block of blocks) {
    for (let from = 0; from < block.length; from += width, at += units)
      outputs.set(answer(block.subarray(from, from + width)), at)
  }
  return outputs
}
