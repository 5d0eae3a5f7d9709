// Losses that measure how far an output is from its target: half-squared-error, mse, mae, huber.
import type { LossDefinition, LossFormulas } from '../definitions.ts'
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
import { reals } from '../interval.ts'
import { excess, half, minusOne, minusShare, miss, share, two, twoMinusOne } from './shorthand.ts'

const anywhere = {
  from: 'outputs',
  outputDomain: reals,
  targetDomain: reals,
  targetsAreProbabilities: false,
} as const

/** The sum over outputs of 1/2 (y - a)^2: half of the sum of squares, not a mean over outputs. */
export const halfSquaredError: LossDefinition = {
  ...anywhere,
  name: 'half-squared-error',
  parameters: {},
  kinks: () => [],
  term(unit, targets, outputs) {
    const miss = targets[unit]! - outputs[unit]!
    return 0.5 * (miss * miss)
  },
  derivative: (unit, targets, outputs) => outputs[unit]! - targets[unit]!,
}

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

/** The mean over the K outputs of (y - a)^2, as PyTorch's MSELoss. */
export const mse: LossDefinition = {
  ...anywhere,
  name: 'mse',
  parameters: {},
  kinks: () => [],
  term(unit, targets, outputs) {
    const miss = targets[unit]! - outputs[unit]!
    return (1 / outputs.length) * (miss * miss)
  },
  derivative: (unit, targets, outputs) => (2 / outputs.length) * (outputs[unit]! - targets[unit]!),
}

export const mseFormulas: LossFormulas = {
  termFormula: (unit, width) => share(width, power(miss(unit), 2)),
  derivativeFormula: mseSlope,
  derivation: (unit, width) => [
    { formula: share(width, two, power(miss(unit), twoMinusOne), minusOne), why: 'mse.power' },
    { formula: mseSlope(unit, width) },
  ],
}

/** The mean over the K outputs of |y - a|; its derivative where they are equal is 0, as PyTorch's L1Loss. */
export const mae: LossDefinition = {
  ...anywhere,
  name: 'mae',
  parameters: {},
  kinks: () => [0],
  term: (unit, targets, outputs) => (1 / outputs.length) * Math.abs(targets[unit]! - outputs[unit]!),
  derivative: (unit, targets, outputs) => (1 / outputs.length) * Math.sign(outputs[unit]! - targets[unit]!),
}

export const maeFormulas: LossFormulas = {
  termFormula: (unit, width) => share(width, call('abs', miss(unit))),
  derivativeFormula: (unit, width) => share(width, call('sign', excess(unit))),
  derivation: (unit, width) => [
    { formula: share(width, call('sign', miss(unit)), minusOne), why: 'mae.sign' },
    { formula: share(width, call('sign', excess(unit))) },
  ],
}

const threshold = /*#__PURE__*/ q({ kind: 'hyper-parameter', name: 'delta' })
/** One formula for misses up to delta, another for larger ones. */
const bySize = (unit: number, near: Expr, far: Expr): Expr =>
  piecewise([when(call('abs', miss(unit)), '<=', threshold, near)], far)

/** Half the square for misses up to delta, a straight line beyond; mean over the K outputs, as PyTorch's HuberLoss. */
export const huber: LossDefinition = {
  ...anywhere,
  name: 'huber',
  parameters: { delta: 1 },
  kinks: ({ delta }) => [-delta!, delta!],
  term(unit, targets, outputs, { delta }) {
    const miss = targets[unit]! - outputs[unit]!
    const share = 1 / outputs.length
    if (Math.abs(miss) <= delta!) return share * 0.5 * (miss * miss)
    return share * delta! * (Math.abs(miss) - 0.5 * delta!)
  },
  derivative(unit, targets, outputs, { delta }) {
    const excess = outputs[unit]! - targets[unit]!
    const share = 1 / outputs.length
    return Math.abs(excess) <= delta! ? share * excess : share * delta! * Math.sign(excess)
  },
}

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
