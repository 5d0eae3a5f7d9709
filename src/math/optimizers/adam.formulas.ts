// The formulas of adam.ts, for those who tell a step.
import type { OptimizerFormulas, UpdateRule } from '../definitions.ts'
import { call, difference, type Expr, power, product, quotient, sum } from '../expr.ts'
import type { AuxiliaryName, HyperParameterName, MemoryName } from '../quantity.ts'
import type { RuleId } from '../why.ts'
import { decoupled } from './adam.ts'
import {
  after,
  auxiliary,
  decayRules,
  hyper,
  note,
  one,
  remember,
  runningMean,
  square,
  subtract,
  t,
} from './shorthand.ts'

/** A memory over the share of it that has been filled in: it starts at 0. */
const corrected = (
  name: AuxiliaryName,
  memory: MemoryName,
  beta: HyperParameterName,
  why: RuleId,
): UpdateRule => note(name, quotient(after(memory), difference(one, power(hyper(beta), t))), why)

/** The lines from the gradient to the step, which is taken from `start`. */
function momentRules(gradient: Expr, start: Expr): readonly UpdateRule[] {
  const scaled = quotient(
    auxiliary('corrected-first-moment'),
    sum(call('sqrt', auxiliary('corrected-second-moment')), hyper('epsilon')),
  )
  return [
    remember('first-moment', runningMean('beta1', 'first-moment', gradient), 'adam.first-moment'),
    remember('second-moment', runningMean('beta2', 'second-moment', square(gradient)), 'adam.second-moment'),
    corrected('corrected-first-moment', 'first-moment', 'beta1', 'adam.corrected-first'),
    corrected('corrected-second-moment', 'second-moment', 'beta2', 'adam.corrected-second'),
    subtract(start, product(hyper('learning-rate'), scaled), 'adam.step'),
  ]
}

export const adamFormulas: OptimizerFormulas = {
  rules(options) {
    const { rules, gradient, start } = decayRules(options)
    return [...rules, ...momentRules(gradient, start)]
  },
}

export const adamwFormulas: OptimizerFormulas = {
  rules: (options, time) => adamFormulas.rules(decoupled(options), time),
}
