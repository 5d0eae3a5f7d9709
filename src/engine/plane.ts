// Plane: what a network answers over a grid of two inputs, or along one, with its other inputs held.
import type { Network } from '../core/network.ts'
import { answersOf } from './answers.ts'
import { mostProbable } from './metrics.ts'

/** An input that varies, in the network's own scale. */
export interface Span {
  /** Which input, from 0. */
  readonly input: number
  readonly from: number
  readonly to: number
  /** In so many equal parts. */
  readonly parts: number
}

/** A part's middle. */
const middle = ({ from, to, parts }: Span, i: number): number => from + ((i + 0.5) * (to - from)) / parts

/**
 * The class that the network gives the middle of each cell of a grid: the most probable one; of a single output p the
 * second where p > 1/2.
 * @param held all inputs; those of the two spans do not count. [inputs]
 * @returns row after row, the first at the span's upper end, as a picture has them. [down.parts · across.parts]
 */
export function classesOver(
  network: Network,
  across: Span,
  down: Span,
  held: ArrayLike<number>,
): Uint32Array {
  const answer = answersOf(network)
  const input = Float64Array.from(held)
  const cells = across.parts * down.parts
  const outputs = network.layers.at(-1)!.biases.length
  const probabilities = new Float64Array(cells * Math.max(2, outputs))
  let at = 0
  for (let i = 0; i < down.parts; i++) {
    input[down.input] = middle(down, down.parts - 1 - i)
    for (let j = 0; j < across.parts; j++) {
      input[across.input] = middle(across, j)
      const told = answer(input)
      if (outputs === 1) probabilities[at++] = 1 - told[0]!
      for (let k = 0; k < outputs; k++) probabilities[at++] = told[k]!
    }
  }
  return mostProbable(probabilities, cells)
}

/**
 * One output where an input passes from one end of its span to the other, both ends among them.
 * @param held all inputs; that of the span does not count. [inputs]
 * @returns [parts + 1]
 */
export function outputAlong(
  network: Network,
  along: Span,
  held: ArrayLike<number>,
  output = 0,
): Float64Array {
  const answer = answersOf(network)
  const input = Float64Array.from(held)
  return Float64Array.from({ length: along.parts + 1 }, (_, i) => {
    input[along.input] = along.from + (i * (along.to - along.from)) / along.parts
    return answer(input)[output]!
  })
}
