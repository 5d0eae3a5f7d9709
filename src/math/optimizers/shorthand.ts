// The letters and lines that the rules of the optimizers share.
import type { OptimizerOptions, UpdateRule, UpdateTarget } from '../definitions.ts'
import { difference, type Expr, num, power, product, q, sum, variable } from '../expr.ts'
import type { AuxiliaryName, HyperParameterName, MemoryName } from '../quantity.ts'
import type { RuleId } from '../why.ts'
import { value } from './options.ts'

// Letters of the rules.
export const w = variable('w')
export const g = variable('g')
export const t = variable('t')
export const one = num(1)
export const hyper = (name: HyperParameterName): Expr => q({ kind: 'hyper-parameter', name })
export const before = (name: MemoryName): Expr => variable(name, 0)
export const after = (name: MemoryName): Expr => variable(name, 1)
export const auxiliary = (name: AuxiliaryName): Expr => variable(name)

const rule = (target: UpdateTarget, formula: Expr, why: RuleId): UpdateRule => ({ target, formula, why })
export const remember = (name: MemoryName, formula: Expr, why: RuleId): UpdateRule =>
  rule({ kind: 'memory', name }, formula, why)
export const note = (name: AuxiliaryName, formula: Expr, why: RuleId): UpdateRule =>
  rule({ kind: 'auxiliary', name }, formula, why)
/** The last line: what the step takes from the parameter. */
export const subtract = (from: Expr, what: Expr, why: RuleId): UpdateRule =>
  rule({ kind: 'parameter' }, difference(from, what), why)

/** Most of what was, a little of what is new: share * memory + (1 - share) * fresh. */
export const runningMean = (share: HyperParameterName, name: MemoryName, fresh: Expr): Expr =>
  sum(product(hyper(share), before(name)), product(difference(one, hyper(share)), fresh))

export const square = (x: Expr): Expr => power(x, 2)

/** The first lines of a step, and what the lines after them follow and start from. */
export interface DecayRules {
  readonly rules: readonly UpdateRule[]
  readonly gradient: Expr
  readonly start: Expr
}

/**
 * The line of the decay, if there is one: g + decay * w, which goes the way of the gradient through the optimizer; or,
 * decoupled from it, w * (1 - rate * decay), from which the step is then taken.
 * Source: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization" (2017), algorithms 1 and 2.
 */
export function decayRules(options: OptimizerOptions): DecayRules {
  if (value(options, 'weightDecay') === 0) return { rules: [], gradient: g, start: w }
  if (options.decoupled) {
    const shrunk = product(w, difference(one, product(hyper('learning-rate'), hyper('weight-decay'))))
    return {
      rules: [note('decayed-parameter', shrunk, 'decoupled-decay')],
      gradient: g,
      start: auxiliary('decayed-parameter'),
    }
  }
  const formula = sum(g, product(hyper('weight-decay'), w))
  return {
    rules: [note('effective-gradient', formula, 'weight-decay')],
    gradient: auxiliary('effective-gradient'),
    start: w,
  }
}
