// Gradient descent, with momentum and Nesterov's look-ahead where asked. As PyTorch's SGD with dampening 0.
import type { OptimizerDefinition, OptimizerFormulas, OptimizerOptions, UpdateRule } from '../definitions.ts'
import { product, sum } from '../expr.ts'
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
  note,
  remember,
  startOf,
  subtract,
  value,
} from './options.ts'

const hasMomentum = (options: OptimizerOptions): boolean => value(options, 'momentum') !== 0

export const sgd: OptimizerDefinition = {
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

export const sgdFormulas: OptimizerFormulas = {
  rules(options) {
    const { rules, gradient, start } = decayRules(options)
    if (!hasMomentum(options)) {
      return [...rules, subtract(start, product(hyper('learning-rate'), gradient), 'gradient-descent')]
    }
    // The velocity starts at 0, so the first one is the gradient.
    const velocity = sum(product(hyper('momentum'), before('velocity')), gradient)
    const lines: UpdateRule[] = [...rules, remember('velocity', velocity, 'momentum.velocity')]
    if (!options.nesterov) {
      return [...lines, subtract(start, product(hyper('learning-rate'), after('velocity')), 'momentum.step')]
    }
    const direction = sum(gradient, product(hyper('momentum'), after('velocity')))
    return [
      ...lines,
      note('direction', direction, 'nesterov.look-ahead'),
      subtract(start, product(hyper('learning-rate'), auxiliary('direction')), 'nesterov.step'),
    ]
  },
}
