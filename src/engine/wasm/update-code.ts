// The update as code: the lines of the optimizer's rules, a vector of parameters at a time. What depends on the step alone is
// computed once for each step, outside.
import type { OptimizerSpec } from '../../core/trace.ts'
import type { UpdateRule } from '../../math/definitions.ts'
import { power } from '../../math/elementary.ts'
import { childrenOf, type Expr, quantitiesOf } from '../../math/expr.ts'
import type { MemoryName, Quantity } from '../../math/quantity.ts'
import { toldOptimizer } from '../../math/told.ts'
import type { Arithmetic, Numbers } from './arithmetic.ts'
import type { Code, Local } from './assembler/code.ts'
import { f64, type Integer, type Value, v128 } from './assembler/values.ts'
import { compile, withNumbers } from './formulas.ts'
import type { Layout } from './layout.ts'

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

/** What one parameter, or a vector of them, is before a step. */
export interface Old<T extends Numbers> {
  readonly parameter: Value<T>
  readonly gradient: Value<T>
  readonly memory: (name: string) => Value<T>
}

export interface Renewed<T extends Numbers> {
  readonly parameter: Value<T>
  readonly memories: ReadonlyMap<string, Local<T>>
}

/** @param ofStep the numbers of the step, by their formulas */
export function renewed<T extends Numbers, Mask extends 'i32' | 'v128'>(
  code: Code,
  { rules }: UpdatePlan,
  arithmetic: Arithmetic<T, Mask>,
  ofStep: ReadonlyMap<Expr, Value<T>>,
  old: Old<T>,
): Renewed<T> {
  const keep = (value: Value<T>): Local<T> => code.local(arithmetic.type, value)
  const values = new Map<string, Local<T>>()
  const memories = new Map<string, Local<T>>()
  let parameter = old.parameter
  const quantity = (q: Quantity): Value<T> => {
    if (q.kind !== 'variable') throw new TypeError(`an update has no ${q.kind}`)
    if (q.name === 'w') return old.parameter
    if (q.name === 'g') return old.gradient
    return q.index === 0 ? old.memory(q.name) : values.get(q.name)!
  }
  const call = (): never => {
    throw new TypeError('an update calls no function')
  }
  for (const { target, formula } of rules) {
    const value = compile(formula, { arithmetic, call, quantity, whole: (e) => ofStep.get(e), keep })
    if (target.kind === 'parameter') {
      parameter = value
      continue
    }
    values.set(target.name, keep(value))
    if (target.kind === 'memory') memories.set(target.name, values.get(target.name)!)
  }
  return { parameter, memories }
}

/** Updates a vector of parameters: its gradient, its address and what to add to it. */
export type Update = (gradient: Value<'v128'>, at: Integer, offset: number) => void

/** @param numbers the address of the step's numbers */
export function writeUpdate(code: Code, layout: Layout, plan: UpdatePlan, numbers: number): Update {
  const { lanes, memories } = layout
  const ofStep = new Map(
    plan.stepFormulas.map((formula, n) => [
      formula,
      code.local('v128', lanes.splat(f64.load(numbers + 8 * n))),
    ]),
  )
  return (gradient, at, offset) => {
    const place = (name: string): number =>
      memories[plan.memories.findIndex((memory) => memory.name === name)]! + offset
    const after = renewed(code, plan, lanes, ofStep, {
      parameter: code.local('v128', v128.load(at, offset)),
      gradient: code.local('v128', gradient),
      memory: (name) => v128.load(at, place(name)),
    })
    code.store(at, after.parameter, offset)
    for (const [name, value] of after.memories) code.store(at, value, place(name))
  }
}

/** Whether the numbers of all steps are the same. */
export const isSteady = ({ stepFormulas }: UpdatePlan, { schedule }: OptimizerSpec): boolean =>
  !schedule && stepFormulas.every((formula) => quantitiesOf(formula).every(isRate))
