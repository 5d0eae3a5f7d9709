// Gradient descent, with momentum and Nesterov's look-ahead where asked. As PyTorch's SGD with dampening 0.
import type { OptimizerDefinition, OptimizerOptions, UpdateRule } from '../definitions.ts'
import { product, sum } from '../expr.ts'
import {
  after,
  auxiliary,
  before,
  decayed,
  decayRules,
  fraction,
  held,
  hyper,
  learningRate,
  nonNegative,
  note,
  remember,
  subtract,
  value,
  w,
} from './options.ts'

const hasMomentum = (options: OptimizerOptions): boolean => value(options, 'momentum') !== 0

export const sgd: OptimizerDefinition = {
  name: 'sgd',
  options: {
    learningRate: learningRate(0.01),
    momentum: fraction(0),
    nesterov: { default: false },
    weightDecay: nonNegative(0),
  },
  memories: (options) => (hasMomentum(options) ? { velocity: 0 } : {}),
  rules(options) {
    const { rules, gradient } = decayRules(options)
    if (!hasMomentum(options)) {
      return [...rules, subtract(w, product(hyper('learning-rate'), gradient), 'gradient-descent')]
    }
    // The velocity starts at 0, so the first one is the gradient.
    const velocity = sum(product(hyper('momentum'), before('velocity')), gradient)
    const lines: UpdateRule[] = [...rules, remember('velocity', velocity, 'momentum.velocity')]
    if (!options.nesterov) {
      return [...lines, subtract(w, product(hyper('learning-rate'), after('velocity')), 'momentum.step')]
    }
    const direction = sum(gradient, product(hyper('momentum'), after('velocity')))
    return [
      ...lines,
      note('direction', direction, 'nesterov.look-ahead'),
      subtract(w, product(hyper('learning-rate'), auxiliary('direction')), 'nesterov.step'),
    ]
  },
  update(parameter, gradient, memory, options) {
    const [rate, momentum] = [value(options, 'learningRate'), value(options, 'momentum')]
    const g = decayed(parameter, gradient, options)
    if (momentum === 0) return { parameter: parameter - rate * g, memory: {} }
    const velocity = momentum * held(memory, 'velocity') + g
    const direction = options.nesterov ? g + momentum * velocity : velocity
    return { parameter: parameter - rate * direction, memory: { velocity } }
  },
}
