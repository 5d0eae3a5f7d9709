// Schedules that begin at the learning rate and let it fall: constant, step, exponential, cosine and inverse scaling.
import type { ScheduleDefinition } from '../definitions.ts'
import { cosPi, power as raise } from '../elementary.ts'
import { positiveReals } from '../interval.ts'
import { counted, fromTheRate, nonNegative, option, share } from './options.ts'

export const constant: ScheduleDefinition = {
  name: 'constant',
  options: {},
  ...fromTheRate,
  rate: (learningRate) => learningRate,
}

/** α · q^⌊s/T⌋. As PyTorch's StepLR. */
export const step: ScheduleDefinition = {
  name: 'step',
  options: { factor: share(0.1), steps: counted() },
  ...fromTheRate,
  rate: (learningRate, options, made) =>
    learningRate * raise(option(options, 'factor'), Math.floor(made / option(options, 'steps'))),
}

/** α · q^(s/T). As PyTorch's ExponentialLR, with T = 1. */
export const exponential: ScheduleDefinition = {
  name: 'exponential',
  options: { factor: share(0.95), steps: counted() },
  ...fromTheRate,
  rate: (learningRate, options, made) =>
    learningRate * raise(option(options, 'factor'), made / option(options, 'steps')),
}

/**
 * α_min + (α − α_min) · (1 + cos(π s/T)) / 2 for s < T, then α_min. As PyTorch's CosineAnnealingLR up to T.
 * Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017), equation 5.
 */
export const cosine: ScheduleDefinition = {
  name: 'cosine',
  options: { steps: counted(), lowest: nonNegative(0) },
  ...fromTheRate,
  rate(learningRate, options, made) {
    const [steps, lowest] = [option(options, 'steps'), option(options, 'lowest')]
    if (made >= steps) return lowest
    const wave = (1 + cosPi(made / steps)) / 2
    return lowest === 0 ? learningRate * wave : lowest + (learningRate - lowest) * wave
  },
}

/** α / (1 + s/T)^p. As scikit-learn's invscaling, with T = 1. */
export const inverse: ScheduleDefinition = {
  name: 'inverse',
  options: { power: { default: 0.5, domain: positiveReals }, steps: counted(1) },
  ...fromTheRate,
  rate: (learningRate, options, made) =>
    learningRate / raise(1 + made / option(options, 'steps'), option(options, 'power')),
}
