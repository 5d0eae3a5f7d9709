// The formulas of pairs.ts, for those who tell a step.
import type { PairFormulas } from '../definitions.ts'
import { difference, type Expr, negative, product, quotient, sum } from '../expr.ts'
import { excess, miss, one, output, share, target } from './shorthand.ts'

export const sigmoidPairFormulas: PairFormulas = {
  deltaFormula: (unit, width) => share(width, excess(unit)),
  derivation(unit, width) {
    const slope = [output(unit), difference(one, output(unit))]
    return [
      {
        formula: share(width, quotient(excess(unit), product(...slope)), ...slope),
        why: 'sigmoid-binary-cross-entropy.cancel',
      },
      { formula: share(width, excess(unit)) },
    ]
  },
}

export const softmaxPairFormulas: PairFormulas = {
  deltaFormula: (unit) => excess(unit),
  derivation(unit, width) {
    const units = Array.from({ length: width }, (_, k) => k)
    const afterCancelling = (k: number): Expr =>
      k === unit ? negative(product(target(k), difference(one, output(k)))) : product(target(k), output(unit))
    const own = afterCancelling(unit)
    const others = units.filter((k) => k !== unit).map(afterCancelling)
    return [
      { formula: sum(own, ...others), why: 'softmax-cross-entropy.cancel' },
      { formula: difference(product(sum(...units.map(target)), output(unit)), target(unit)) },
      { formula: excess(unit), why: 'softmax-cross-entropy.probabilities' },
    ]
  },
}

export const identityPairFormulas: PairFormulas = {
  deltaFormula: (unit) => excess(unit),
  derivation: (unit) => [
    { formula: product(negative(miss(unit)), one), why: 'identity-half-squared-error.slope' },
    { formula: excess(unit) },
  ],
}
