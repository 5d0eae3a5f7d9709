// The formulas of distances.ts, for those who tell a step.
import type { LossFormulas } from '../definitions.ts'
import {
  call,
  difference,
  type Expr,
  negative,
  num,
  piecewise,
  power,
  product,
  q,
  quotient,
  when,
} from '../expr.ts'
import { excess, half, minusOne, minusShare, miss, share, two, twoMinusOne } from './shorthand.ts'

export const halfSquaredErrorFormulas: LossFormulas = {
  termFormula: (unit) => product(half, power(miss(unit), 2)),
  derivativeFormula: (unit) => negative(miss(unit)),
  derivation: (unit) => [
    {
      formula: product(two, half, power(miss(unit), twoMinusOne), minusOne),
      why: 'half-squared-error.power',
    },
    { formula: negative(miss(unit)) },
  ],
}

/** 2/K (y - a), with a minus in front. */
const mseSlope = (unit: number, width: number): Expr =>
  negative(product(width > 1 ? quotient(two, num(width)) : two, miss(unit)))

export const mseFormulas: LossFormulas = {
  termFormula: (unit, width) => share(width, power(miss(unit), 2)),
  derivativeFormula: mseSlope,
  derivation: (unit, width) => [
    { formula: share(width, two, power(miss(unit), twoMinusOne), minusOne), why: 'mse.power' },
    { formula: mseSlope(unit, width) },
  ],
}

export const maeFormulas: LossFormulas = {
  termFormula: (unit, width) => share(width, call('abs', miss(unit))),
  derivativeFormula: (unit, width) => share(width, call('sign', excess(unit))),
  derivation: (unit, width) => [
    { formula: share(width, call('sign', miss(unit)), minusOne), why: 'mae.sign' },
    { formula: share(width, call('sign', excess(unit))) },
  ],
}

const threshold = q({ kind: 'hyper-parameter', name: 'delta' })
/** One formula for misses up to delta, another for larger ones. */
const bySize = (unit: number, near: Expr, far: Expr): Expr =>
  piecewise([when(call('abs', miss(unit)), '<=', threshold, near)], far)

export const huberFormulas: LossFormulas = {
  termFormula: (unit, width) =>
    bySize(
      unit,
      share(width, half, power(miss(unit), 2)),
      share(width, threshold, difference(call('abs', miss(unit)), product(half, threshold))),
    ),
  derivativeFormula: (unit, width) =>
    bySize(unit, minusShare(width, miss(unit)), share(width, threshold, call('sign', excess(unit)))),
  derivation: (unit, width) => [
    {
      formula: bySize(
        unit,
        share(width, two, half, power(miss(unit), twoMinusOne), minusOne),
        share(width, threshold, call('sign', miss(unit)), minusOne),
      ),
      why: 'huber.branches',
    },
    {
      formula: bySize(
        unit,
        minusShare(width, miss(unit)),
        share(width, threshold, call('sign', excess(unit))),
      ),
    },
  ],
}
