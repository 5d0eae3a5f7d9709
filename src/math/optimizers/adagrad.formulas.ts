// The formulas of adagrad.ts, for those who tell a step.
import type { OptimizerFormulas } from '../definitions.ts'
import { call, difference, product, quotient, sum } from '../expr.ts'
import { value } from './options.ts'
import {
  after,
  auxiliary,
  before,
  decayRules,
  hyper,
  note,
  one,
  remember,
  square,
  subtract,
  t,
} from './shorthand.ts'

export const adagradFormulas: OptimizerFormulas = {
  rules(options) {
    const { rules, gradient, start } = decayRules(options)
    const squares = sum(before('square-sum'), square(gradient))
    const lines = [...rules, remember('square-sum', squares, 'adagrad.sum')]
    const scaled = quotient(gradient, sum(call('sqrt', after('square-sum')), hyper('epsilon')))
    const rate = hyper('learning-rate')
    if (value(options, 'rateDecay') === 0) {
      return [...lines, subtract(start, product(rate, scaled), 'adagrad.step')]
    }
    const slower = quotient(rate, sum(one, product(difference(t, one), hyper('rate-decay'))))
    return [
      ...lines,
      note('rate', slower, 'adagrad.rate'),
      subtract(start, product(auxiliary('rate'), scaled), 'adagrad.step'),
    ]
  },
}
