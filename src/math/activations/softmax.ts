// softmax: exponentials divided by their sum, so that the outputs of a layer are probabilities.
import type { VectorActivation } from '../definitions.ts'
import { exp } from '../elementary.ts'

/** Up to this size exponentials and their sums neither overflow nor vanish, and the formula is computed as it stands. */
const SAFE = 600

/** The probabilities; where an exponential would overflow or all would vanish, after subtracting the largest z from each. */
function probabilities(z: readonly number[]): number[] {
  const largest = z.reduce((a, b) => Math.max(a, b))
  const shift = z.every((x) => Math.abs(x) <= SAFE) ? 0 : largest
  const rises = z.map((x) => exp(x - shift))
  const total = rises.reduce((a, b) => a + b)
  return rises.map((rise) => rise / total)
}

export const softmax: VectorActivation = {
  kind: 'vector',
  name: 'softmax',
  parameters: {},
  /** A layer of one unit gives 1. */
  range: { low: 0, high: 1, lowOpen: true },
  kinks: [],
  f: probabilities,
  derivative: (a, unit, by) => (unit === by ? a[unit]! * (1 - a[unit]!) : 0 - a[unit]! * a[by]!),
}
