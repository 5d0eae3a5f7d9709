// The formulas of rmsprop.ts, for those who tell a step.
import type { OptimizerFormulas, OptimizerOptions, UpdateRule } from '../definitions.ts'
import { call, difference, type Expr, maximum, num, product, quotient, sum } from '../expr.ts'
import { hasMomentum } from './rmsprop.ts'
import {
  after,
  auxiliary,
  before,
  decayRules,
  hyper,
  note,
  remember,
  runningMean,
  square,
  subtract,
} from './shorthand.ts'

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
