// The formulas of sgd.ts, for those who tell a step.
import type { OptimizerFormulas, UpdateRule } from '../definitions.ts'
import { product, sum } from '../expr.ts'
import { hasMomentum } from './sgd.ts'
import { after, auxiliary, before, decayRules, hyper, note, remember, subtract } from './shorthand.ts'

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
