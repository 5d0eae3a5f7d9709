// The update as code: the lines of the optimizer's rules, a vector of parameters at a time. What depends on the step alone is
// computed once for each step, outside.
import type { OptimizerSpec } from '../../core/trace.ts'
import type { UpdateRule } from '../../math/definitions.ts'
import { power } from '../../math/elementary.ts'
import { childrenOf, type Expr, quantitiesOf } from '../../math/expr.ts'
import type { MemoryName, Quantity } from '../../math/quantity.ts'
import { toldOptimizer } from '../../math/told.ts'
import type { Code, Local } from './assembler/code.ts'
import { f64, type Integer, type Value, v128 } from './assembler/values.ts'
import { compile, withNumbers } from './formulas.ts'
import type { Layout } from './layout.ts'

type Vector = Value<'v128'>

export interface UpdatePlan {
  readonly rules: readonly UpdateRule[]
  readonly memories: readonly { readonly name: MemoryName; readonly first: number }[]
  /** Parts of the rules that depend on the step alone. */
  readonly stepFormulas: readonly Expr[]
}

/** Of an optimizer that looks at one parameter at a time. */
export function updatePlan({ name, options }: OptimizerSpec): UpdatePlan {
  const told = toldOptimizer(name)
  if (told.kind === 'vector') throw new TypeError(`${name} searches for its steps`)
  const rules = told.rules(options, 2).map((rule) => ({
    ...rule,
    formula: withNumbers(rule.formula, (quantity) =>
      isRate(quantity) ? undefined : optionOf(quantity, options),
    ),
  }))
  const memories = Object.entries(told.memories(options)) as [MemoryName, number][]
  const found = new Set<Expr>()
  const visit = (e: Expr): void => {
    if (isOfStep(e)) found.add(e)
    else childrenOf(e).forEach(visit)
  }
  for (const { formula } of rules) visit(formula)
  return {
    rules,
    memories: memories.map(([memory, first]) => ({ name: memory, first })),
    stepFormulas: [...found],
  }
}

/** A number of step `time`, at its learning rate. */
type OfStep = (time: number, rate: number) => number

/** The numbers of a step, in the order of the formulas; `evaluate` made ready for very many steps. */
export const stepNumbersOf = ({ stepFormulas }: UpdatePlan): readonly OfStep[] => stepFormulas.map(ready)

function ready(e: Expr): OfStep {
  switch (e.kind) {
    case 'number':
      return () => e.value
    case 'quantity': {
      if (e.quantity.kind === 'variable') return (time) => time
      return (_, rate) => rate
    }
    case 'negative': {
      const of = ready(e.of)
      return (time, rate) => 0 - of(time, rate)
    }
    case 'sum':
      return e.terms.map(ready).reduce((a, b) => (time, rate) => a(time, rate) + b(time, rate))
    case 'product':
      return e.factors.map(ready).reduce((a, b) => (time, rate) => a(time, rate) * b(time, rate))
    case 'quotient': {
      const [above, below] = [ready(e.numerator), ready(e.denominator)]
      return (time, rate) => above(time, rate) / below(time, rate)
    }
    case 'power': {
      const [base, exponent] = [ready(e.base), ready(e.exponent)]
      return (time, rate) => power(base(time, rate), exponent(time, rate))
    }
    default:
      throw new TypeError(`no code for a formula of kind ${e.kind}`)
  }
}

/** Whether a formula changes from step to step, but not from parameter to parameter. */
function isOfStep(e: Expr): boolean {
  const quantities = quantitiesOf(e)
  const isTime = (quantity: Quantity) => quantity.kind === 'variable' && quantity.name === 't'
  return (
    quantities.some((quantity) => isTime(quantity) || isRate(quantity)) &&
    quantities.every((quantity) => isTime(quantity) || quantity.kind === 'hyper-parameter')
  )
}

const isRate = (quantity: Quantity): boolean =>
  quantity.kind === 'hyper-parameter' && quantity.name === 'learning-rate'

/** Options are named as in programs: weight-decay is weightDecay. */
function optionOf(quantity: Quantity, options: OptimizerSpec['options']): number | undefined {
  if (quantity.kind !== 'hyper-parameter') return undefined
  return Number(options[quantity.name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())])
}

/** Updates a vector of parameters: its gradient, its address and what to add to it. */
export type Update = (gradient: Vector, at: Integer, offset: number) => void

/** @param numbers the address of the step's numbers */
export function writeUpdate(code: Code, layout: Layout, plan: UpdatePlan, numbers: number): Update {
  const { lanes, memories } = layout
  const { rules, stepFormulas } = plan
  const ofStep = new Map(
    stepFormulas.map((formula, n) => [formula, code.local('v128', lanes.splat(f64.load(numbers + 8 * n)))]),
  )
  return (gradient, at, offset) => {
    const values = new Map<string, Local<'v128'>>()
    const place = (name: string): number =>
      memories[plan.memories.findIndex((memory) => memory.name === name)]! + offset
    const parameter = code.local('v128', v128.load(at, offset))
    const g = code.local('v128', gradient)
    const quantity = (q: Quantity): Vector => {
      if (q.kind !== 'variable') throw new TypeError(`an update has no ${q.kind}`)
      if (q.name === 'w') return parameter
      if (q.name === 'g') return g
      return q.index === 0 ? v128.load(at, place(q.name)) : values.get(q.name)!
    }
    for (const { target, formula } of rules) {
      const value = compile(formula, {
        arithmetic: lanes,
        call: () => {
          throw new TypeError('an update calls no function')
        },
        quantity,
        whole: (e) => ofStep.get(e),
        keep: (kept) => code.local('v128', kept),
      })
      if (target.kind === 'parameter') code.store(at, value, offset)
      else values.set(target.name, code.local('v128', value))
      if (target.kind === 'memory') code.store(at, values.get(target.name)!, place(target.name))
    }
  }
}
