// The formulas of entropies.ts, for those who tell a step.
import type { LossFormulas } from '../definitions.ts'
import { call, difference, type Expr, negative, product, quotient, sum } from '../expr.ts'
import { excess, minusOne, minusShare, one, output, share, target } from './shorthand.ts'

const oneMinus = (x: Expr): Expr => difference(one, x)

const binarySlope = (unit: number, width: number): Expr =>
  share(width, quotient(excess(unit), product(output(unit), oneMinus(output(unit)))))

export const binaryCrossEntropyFormulas: LossFormulas = {
  termFormula: (unit, width) =>
    minusShare(
      width,
      sum(
        product(target(unit), call('ln', output(unit))),
        product(oneMinus(target(unit)), call('log1p', negative(output(unit)))),
      ),
    ),
  derivativeFormula: binarySlope,
  derivation: (unit, width) => [
    {
      formula: minusShare(
        width,
        sum(
          product(target(unit), quotient(one, output(unit))),
          product(oneMinus(target(unit)), quotient(one, oneMinus(output(unit))), minusOne),
        ),
      ),
      why: 'binary-cross-entropy.logarithms',
    },
    {
      formula: share(
        width,
        difference(
          quotient(oneMinus(target(unit)), oneMinus(output(unit))),
          quotient(target(unit), output(unit)),
        ),
      ),
    },
    { formula: binarySlope(unit, width), why: 'binary-cross-entropy.common-denominator' },
  ],
}

export const crossEntropyFormulas: LossFormulas = {
  termFormula: (unit) => negative(product(target(unit), call('ln', output(unit)))),
  derivativeFormula: (unit) => negative(quotient(target(unit), output(unit))),
  derivation: (unit) => [
    {
      formula: negative(product(target(unit), quotient(one, output(unit)))),
      why: 'cross-entropy.logarithm',
    },
    { formula: negative(quotient(target(unit), output(unit))) },
  ],
}
