// Losses that measure how far an output is from its target: half-squared-error, mse, mae, huber.
import type { LossDefinition } from '../definitions.ts'
import { reals } from '../interval.ts'

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

/** The mean over the K outputs of |y - a|; its derivative where they are equal is 0, as PyTorch's L1Loss. */
export const mae: LossDefinition = {
  ...anywhere,
  name: 'mae',
  parameters: {},
  kinks: () => [0],
  term: (unit, targets, outputs) => (1 / outputs.length) * Math.abs(targets[unit]! - outputs[unit]!),
  derivative: (unit, targets, outputs) => (1 / outputs.length) * Math.sign(outputs[unit]! - targets[unit]!),
}

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
