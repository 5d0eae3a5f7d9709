// The formulas of smoothing.ts, for those who tell a step.
import { difference, type Expr, num, product, q, quotient, sum } from '../expr.ts'
import { one, target } from './shorthand.ts'

/** (1 − ε) · y + ε / K for output `unit`, in variable('y', unit) and the hyper-parameter label-smoothing. */
export function smoothedTargetFormula(unit: number, classes: number): Expr {
  const amount = q({ kind: 'hyper-parameter', name: 'label-smoothing' })
  return sum(product(difference(one, amount), target(unit)), quotient(amount, num(classes)))
}
