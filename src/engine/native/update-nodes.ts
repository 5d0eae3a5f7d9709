// The update as nodes: penalties and limits, then the lines of the optimizer's rules, each on the whole tensor of a layer's weights or
// biases. What depends on the step alone comes in as a number.
import type { BiasPolicy, LossSpec } from '../../core/network.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
import type { Expr } from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import type { UpdatePlan } from '../wasm/update-code.ts'
import { formulaNodes } from './formula-nodes.ts'
import type { GraphBuilder, Name } from './graph-builder.ts'

/** A tensor of parameters in a step. */
export interface Trained {
  readonly isWeights: boolean
  readonly parameter: Name
  readonly gradient: Name
  /** By the optimizer's names. */
  readonly memories: Readonly<Record<string, Name>>
}

export interface Renewed {
  readonly parameter: Name
  readonly memories: Readonly<Record<string, Name>>
}

/** Gradients with what the penalties add. */
export function penalizedGradient(graph: GraphBuilder, { l1, l2 }: LossSpec, trained: Trained): Name {
  const { isWeights, parameter, gradient } = trained
  if (!isWeights) return gradient
  const plus = (sum: Name, factor: number, of: Name): Name =>
    factor === 0 ? sum : graph.node('Add', [sum, graph.node('Mul', [graph.number(factor), of])])
  const first = l1 === 0 ? gradient : plus(gradient, l1, graph.node('Sign', [parameter]))
  return plus(first, l2, parameter)
}

/** What the weights cost; undefined where they are free. [] */
export function penaltyNodes(
  graph: GraphBuilder,
  { l1, l2 }: LossSpec,
  weights: readonly Name[],
): Name | undefined {
  const overAll = (op: string): Name =>
    addedUp(
      graph,
      weights.map((w) => total(graph, op, w)),
    )
  const penalty = (factor: number, op: string): Name[] =>
    factor === 0 ? [] : [graph.node('Mul', [graph.number(factor), overAll(op)])]
  const penalties = [...penalty(l1, 'ReduceL1'), ...penalty(l2 / 2, 'ReduceSumSquare')]
  return penalties.length > 0 ? addedUp(graph, penalties) : undefined
}

/** A reduction of all numbers to one. [] */
const total = (graph: GraphBuilder, op: string, of: Name): Name =>
  graph.node(op, [of, graph.axes(0, 1)], { keepdims: { int: 0 } })

export const addedUp = (graph: GraphBuilder, parts: readonly Name[]): Name =>
  parts.reduce((a, b) => graph.node('Add', [a, b]))

/** NaN where a number is not finite, else 0. */
const taintOf = (graph: GraphBuilder, of: Name): Name => graph.node('Mul', [graph.number(0), of])

export interface Clipped {
  readonly gradients: readonly Name[]
  /** What the limits would hide. [] */
  readonly taints: readonly Name[]
}

/** Gradients within their limits: each by its value, then all by their norm. */
export function clippedGradients(
  graph: GraphBuilder,
  { clip }: OptimizerSpec,
  policy: BiasPolicy,
  trained: readonly Trained[],
): Clipped {
  const whole = trained.map(({ gradient }) => gradient)
  if (!clip) return { gradients: whole, taints: [] }
  const { value, norm } = clip
  const byValue =
    value === undefined
      ? whole
      : whole.map((g) =>
          graph.node('Max', [graph.node('Min', [g, graph.number(value)]), graph.number(-value)]),
        )
  const taints = value === undefined ? [] : whole.map((g) => total(graph, 'ReduceSum', taintOf(graph, g)))
  if (norm === undefined) return { gradients: byValue, taints }
  const counted = byValue.filter((_, n) => trained[n]!.isWeights || policy !== 'fixed')
  const squares = addedUp(
    graph,
    counted.map((g) => total(graph, 'ReduceSumSquare', g)),
  )
  const length = graph.node('Sqrt', [squares])
  const factor = factorWithin(graph, length, norm)
  return {
    gradients: byValue.map((g) => graph.node('Mul', [factor, g])),
    taints: [...taints, taintOf(graph, length)],
  }
}

/** What brings a norm down to its limit: limit / norm, or 1 where it is within. */
function factorWithin(graph: GraphBuilder, norm: Name, limit: number): Name {
  const most = graph.number(limit)
  return graph.node('Where', [
    graph.node('Greater', [norm, most]),
    graph.node('Div', [most, norm]),
    graph.number(1),
  ])
}

/** Weights with the norm of those into each unit within a limit, and what that would hide. [from · to] */
export function heldWithinNorm(
  graph: GraphBuilder,
  weights: Name,
  limit: number,
): { readonly weights: Name; readonly taint: Name } {
  const norms = graph.node('ReduceL2', [weights, graph.axes(0)])
  return {
    weights: graph.node('Mul', [weights, factorWithin(graph, norms, limit)]),
    taint: taintOf(graph, total(graph, 'ReduceSum', norms)),
  }
}

/** @param ofStep the numbers of the step, by their formulas */
export function renewedNodes(
  graph: GraphBuilder,
  { rules }: UpdatePlan,
  ofStep: ReadonlyMap<Expr, Name>,
  { parameter, gradient, memories }: Trained,
): Renewed {
  const values = new Map<string, Name>()
  const remembered: Record<string, Name> = {}
  let renewed = parameter
  const quantity = (q: Quantity): Name => {
    if (q.kind !== 'variable') throw new TypeError(`an update has no ${q.kind}`)
    if (q.name === 'w') return parameter
    if (q.name === 'g') return gradient
    return q.index === 0 ? memories[q.name]! : values.get(q.name)!
  }
  for (const { target, formula } of rules) {
    const value = formulaNodes(formula, { graph, quantity, whole: (e) => ofStep.get(e) })
    if (target.kind === 'parameter') {
      renewed = value
      continue
    }
    values.set(target.name, value)
    if (target.kind === 'memory') remembered[target.name] = value
  }
  return { parameter: renewed, memories: remembered }
}

/** Whether a step is w − η · g and nothing else, so that a product can hold it. */
export function isPlainDescent({ rules }: UpdatePlan): boolean {
  const [only, ...others] = rules
  const formula = only!.formula
  if (others.length > 0 || formula.kind !== 'sum' || formula.terms.length !== 2) return false
  const [start, step] = formula.terms
  if (!isVariable(start!, 'w') || step!.kind !== 'negative' || step!.of.kind !== 'product') return false
  const { factors } = step!.of
  return factors.length === 2 && isHyper(factors[0]!) && isVariable(factors[1]!, 'g')
}

const isVariable = (e: Expr, name: string): boolean =>
  e.kind === 'quantity' && e.quantity.kind === 'variable' && e.quantity.name === name

const isHyper = (e: Expr): boolean => e.kind === 'quantity' && e.quantity.kind === 'hyper-parameter'
