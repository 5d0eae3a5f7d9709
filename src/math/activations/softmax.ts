// softmax: exponentials divided by their sum, so that the outputs of a layer are probabilities.
import type { VectorActivation, VectorFormulas } from '../definitions.ts'
import { exp } from '../elementary.ts'
import { difference, type Expr, negative, power, product, quotient, sum, variable } from '../expr.ts'
import { e, oneMinus, zero } from './shorthand.ts'

const rise = (unit: number): Expr => e(variable('z', unit))
const a = (unit: number): Expr => variable('a', unit)
const total = /*#__PURE__*/ variable('S')

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

export const softmaxFormulas: VectorFormulas = {
  formula: (unit, width) =>
    quotient(rise(unit), sum(...Array.from({ length: width }, (_, other) => rise(other)))),
  restated: (unit) => quotient(rise(unit), total),
  derivativeFormula: (unit, by) =>
    unit === by ? product(a(unit), oneMinus(a(unit))) : negative(product(a(unit), a(by))),
  derivation: (unit, by) =>
    unit === by
      ? [
          {
            formula: quotient(
              difference(product(rise(unit), total), product(rise(unit), rise(unit))),
              power(total, 2),
            ),
            why: 'softmax.same-unit',
          },
          { formula: product(a(unit), oneMinus(a(unit))) },
        ]
      : [
          {
            formula: quotient(
              difference(product(zero, total), product(rise(unit), rise(by))),
              power(total, 2),
            ),
            why: 'softmax.other-unit',
          },
          { formula: negative(product(a(unit), a(by))) },
        ],
}
