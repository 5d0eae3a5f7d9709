// Gradient descent, with momentum and Nesterov's look-ahead where asked. As PyTorch's SGD with dampening 0.
import type { ElementwiseOptimizer, OptimizerOptions } from '../definitions.ts'
import { decayed, decayOptions, fraction, held, learningRate, startOf, value } from './options.ts'

export const hasMomentum = (options: OptimizerOptions): boolean => value(options, 'momentum') !== 0

export const sgd: ElementwiseOptimizer = {
  name: 'sgd',
  options: {
    learningRate: learningRate(0.01),
    momentum: fraction(0),
    nesterov: { default: false },
    ...decayOptions,
  },
  memories: (options) => (hasMomentum(options) ? { velocity: 0 } : {}),
  update(parameter, gradient, memory, options) {
    const [rate, momentum] = [value(options, 'learningRate'), value(options, 'momentum')]
    const g = decayed(parameter, gradient, options)
    const start = startOf(parameter, options)
    if (momentum === 0) return { parameter: start - rate * g, memory: {} }
    const velocity = momentum * held(memory, 'velocity') + g
    const direction = options.nesterov ? g + momentum * velocity : velocity
    return { parameter: start - rate * direction, memory: { velocity } }
  },
}
