// The formulas of softmax.ts, for those who tell a step.
import type { VectorFormulas } from '../definitions.ts'
import { difference, type Expr, negative, power, product, quotient, sum, variable } from '../expr.ts'
import { e, oneMinus, zero } from './shorthand.ts'

const rise = (unit: number): Expr => e(variable('z', unit))
const a = (unit: number): Expr => variable('a', unit)
const total = variable('S')

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
