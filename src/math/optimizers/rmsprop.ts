// RMSprop: each parameter's step is divided by the usual size of its gradient. As PyTorch's RMSprop.
// Source: G. Hinton, "Neural networks for machine learning", lecture 6e (2012).
import type { ElementwiseOptimizer, MemoryValues, OptimizerOptions } from '../definitions.ts'
import {
  decayed,
  decayOptions,
  fraction,
  held,
  learningRate,
  nonNegative,
  startOf,
  value,
} from './options.ts'

export const hasMomentum = (options: OptimizerOptions): boolean => value(options, 'momentum') !== 0

export const rmsprop: ElementwiseOptimizer = {
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
