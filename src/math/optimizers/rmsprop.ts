// RMSprop: each parameter's step is divided by the usual size of its gradient. As PyTorch's RMSprop.
// Source: G. Hinton, "Neural networks for machine learning", lecture 6e (2012).
import type {
  MemoryValues,
  OptimizerDefinition,
  OptimizerFormulas,
  OptimizerOptions,
  UpdateRule,
} from '../definitions.ts'
import { call, difference, type Expr, maximum, num, product, quotient, sum } from '../expr.ts'
import {
  after,
  auxiliary,
  before,
  decayed,
  decayOptions,
  decayRules,
  fraction,
  held,
  hyper,
  learningRate,
  nonNegative,
  note,
  remember,
  runningMean,
  square,
  startOf,
  subtract,
  value,
} from './options.ts'

const hasMomentum = (options: OptimizerOptions): boolean => value(options, 'momentum') !== 0

/** The root of a mean square, kept away from 0. */
const size = (meanSquare: Expr): Expr => sum(call('sqrt', meanSquare), hyper('epsilon'))

/** A mean of squares is never below the square of the mean, except by rounding. */
const spread = (): Expr => maximum(num(0), difference(after('second-moment'), square(after('mean-gradient'))))

/** The lines up to the one that changes the parameter, and what that one divides by. */
function scaleRules(options: OptimizerOptions, gradient: Expr): { rules: UpdateRule[]; divisor: Expr } {
  const meanSquare = runningMean('smoothing', 'second-moment', square(gradient))
  const rules = [remember('second-moment', meanSquare, 'rmsprop.mean-square')]
  if (!options.centered) return { rules, divisor: size(after('second-moment')) }
  const mean = runningMean('smoothing', 'mean-gradient', gradient)
  rules.push(remember('mean-gradient', mean, 'rmsprop.mean-gradient'))
  rules.push(note('denominator', size(spread()), 'rmsprop.spread'))
  return { rules, divisor: auxiliary('denominator') }
}

export const rmsprop: OptimizerDefinition = {
  name: 'rmsprop',
  options: {
    learningRate: learningRate(0.01),
    smoothing: fraction(0.99),
    epsilon: nonNegative(1e-8),
    centered: { default: false },
    momentum: fraction(0),
    ...decayOptions,
  },
  memories: (options) => ({
    'second-moment': 0,
    ...(options.centered ? { 'mean-gradient': 0 } : {}),
    ...(hasMomentum(options) ? { velocity: 0 } : {}),
  }),
  update(parameter, gradient, memory, options) {
    const [rate, momentum] = [value(options, 'learningRate'), value(options, 'momentum')]
    const g = decayed(parameter, gradient, options)
    const start = startOf(parameter, options)
    const means = renewedMeans(g, memory, options)
    const step = g / divisorOf(means, options)
    if (momentum === 0) return { parameter: start - rate * step, memory: means }
    const velocity = momentum * held(memory, 'velocity') + step
    return { parameter: start - rate * velocity, memory: { ...means, velocity } }
  },
}

export const rmspropFormulas: OptimizerFormulas = {
  rules(options) {
    const decay = decayRules(options)
    const { rules, divisor } = scaleRules(options, decay.gradient)
    const lines = [...decay.rules, ...rules]
    const scaled = quotient(decay.gradient, divisor)
    const rate = hyper('learning-rate')
    const { start } = decay
    if (!hasMomentum(options)) return [...lines, subtract(start, product(rate, scaled), 'rmsprop.step')]
    const velocity = sum(product(hyper('momentum'), before('velocity')), scaled)
    return [
      ...lines,
      remember('velocity', velocity, 'rmsprop.velocity'),
      subtract(start, product(rate, after('velocity')), 'rmsprop.momentum-step'),
    ]
  },
}

function renewedMeans(g: number, memory: MemoryValues, options: OptimizerOptions): MemoryValues {
  const smoothing = value(options, 'smoothing')
  const meanSquare = smoothing * held(memory, 'second-moment') + (1 - smoothing) * (g * g)
  if (!options.centered) return { 'second-moment': meanSquare }
  const mean = smoothing * held(memory, 'mean-gradient') + (1 - smoothing) * g
  return { 'second-moment': meanSquare, 'mean-gradient': mean }
}

function divisorOf(means: MemoryValues, options: OptimizerOptions): number {
  const epsilon = value(options, 'epsilon')
  const meanSquare = held(means, 'second-moment')
  if (!options.centered) return Math.sqrt(meanSquare) + epsilon
  const mean = held(means, 'mean-gradient')
  return Math.sqrt(Math.max(0, meanSquare - mean * mean)) + epsilon
}
