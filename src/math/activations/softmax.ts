// softmax: exponentials divided by their sum, so that the outputs of a layer are probabilities.
import type { VectorActivation } from '../definitions.ts'
import { exp } from '../elementary.ts'

/** Up to this size exponentials and their sums neither overflow nor vanish, and the formula is computed as it stands. */
const SAFE = 600

/** The probabilities; where an exponential would overflow or all would vanish, after subtracting the largest z from each. */
function putProbabilities(z: ArrayLike<number>, _: unknown, a: number[] | Float64Array): void {
  let shift = 0
  for (let k = 0; k < z.length; k++) if (!(Math.abs(z[k]!) <= SAFE)) shift = largestOf(z)
  let total = 0
  for (let k = 0; k < z.length; k++) {
    const rise = exp(z[k]! - shift)
    a[k] = rise
    total += rise
  }
  for (let k = 0; k < z.length; k++) a[k]! /= total
}

function largestOf(z: ArrayLike<number>): number {
  let largest = z[0]!
  for (let k = 1; k < z.length; k++) largest = Math.max(largest, z[k]!)
  return largest
}

function probabilities(z: readonly number[]): number[] {
  const a = [...z]
  putProbabilities(z, undefined, a)
  return a
}

export const softmax: VectorActivation = {
  kind: 'vector',
  name: 'softmax',
  parameters: {},
  /** A layer of one unit gives 1. */
  range: { low: 0, high: 1, lowOpen: true },
  kinks: [],
  f: probabilities,
  put: putProbabilities,
  derivative: (a, unit, by) => (unit === by ? a[unit]! * (1 - a[unit]!) : 0 - a[unit]! * a[by]!),
}
