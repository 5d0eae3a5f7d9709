// AdaGrad: each parameter's step is divided by the root of the sum of its squared gradients. As PyTorch's Adagrad.
// Source: J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods" (JMLR 12, 2011).
import type { ElementwiseOptimizer } from '../definitions.ts'
import { decayed, decayOptions, held, learningRate, nonNegative, startOf, value } from './options.ts'

export const adagrad: ElementwiseOptimizer = {
  name: 'adagrad',
  options: {
    learningRate: learningRate(0.01),
    rateDecay: nonNegative(0),
    initialAccumulator: nonNegative(0),
    epsilon: nonNegative(1e-10),
    ...decayOptions,
  },
  memories: (options) => ({ 'square-sum': value(options, 'initialAccumulator') }),
  update(parameter, gradient, memory, options, time) {
    const g = decayed(parameter, gradient, options)
    const squares = held(memory, 'square-sum') + g * g
    // Without rate decay the divisor is exactly 1.
    const rate = value(options, 'learningRate') / (1 + (time - 1) * value(options, 'rateDecay'))
    const step = g / (Math.sqrt(squares) + value(options, 'epsilon'))
    return { parameter: startOf(parameter, options) - rate * step, memory: { 'square-sum': squares } }
  },
}
