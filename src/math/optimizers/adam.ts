// Adam and AdamW: a running mean of the gradients over the root of a running mean of their squares. As PyTorch's, amsgrad off.
// Source: D. P. Kingma and J. Ba, "Adam" (2014), algorithm 1; I. Loshchilov and F. Hutter, "Decoupled weight decay" (2017).
import type { ElementwiseOptimizer, MemoryValues, OptimizerOptions } from '../definitions.ts'
import { power as raise } from '../elementary.ts'
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

const moments = {
  learningRate: learningRate(0.001),
  beta1: fraction(0.9),
  beta2: fraction(0.999),
  epsilon: nonNegative(1e-8),
}

function step(start: number, g: number, memory: MemoryValues, options: OptimizerOptions, time: number) {
  const [beta1, beta2] = [value(options, 'beta1'), value(options, 'beta2')]
  const first = beta1 * held(memory, 'first-moment') + (1 - beta1) * g
  const second = beta2 * held(memory, 'second-moment') + (1 - beta2) * (g * g)
  const correctedFirst = first / (1 - raise(beta1, time))
  const correctedSecond = second / (1 - raise(beta2, time))
  const scaled = correctedFirst / (Math.sqrt(correctedSecond) + value(options, 'epsilon'))
  const parameter = start - value(options, 'learningRate') * scaled
  return { parameter, memory: { 'first-moment': first, 'second-moment': second } }
}

export const adam: ElementwiseOptimizer = {
  name: 'adam',
  options: { ...moments, ...decayOptions },
  memories: () => ({ 'first-moment': 0, 'second-moment': 0 }),
  update: (parameter, gradient, memory, options, time) =>
    step(startOf(parameter, options), decayed(parameter, gradient, options), memory, options, time),
}

export const decoupled = (options: OptimizerOptions): OptimizerOptions => ({ ...options, decoupled: true })

/** Adam whose decay shrinks the parameter itself and stays out of the memories. */
export const adamw: ElementwiseOptimizer = {
  name: 'adamw',
  options: { ...moments, weightDecay: nonNegative(0.01) },
  memories: adam.memories,
  update: (parameter, gradient, memory, options, time) =>
    adam.update(parameter, gradient, memory, decoupled(options), time),
}
