// Formulas as nodes: an Expr compiled operation by operation, each on whole tensors, with kernels where one computes the same.
import { type Condition, childrenOf, type Expr, type FunctionName } from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import type { GraphBuilder, Name } from './graph-builder.ts'

export interface FormulaContext {
  readonly graph: GraphBuilder
  /** What a quantity is. */
  readonly quantity: (quantity: Quantity) => Name
  /** Nodes for a formula as a whole, where there are some. */
  readonly whole?: (e: Expr) => Name | undefined
}

/** @throws TypeError for a formula that has no nodes */
export function formulaNodes(e: Expr, context: FormulaContext): Name {
  const { graph, quantity, whole } = context
  const value = (child: Expr): Name => formulaNodes(child, context)
  const made = whole?.(e)
  if (made) return made
  switch (e.kind) {
    case 'number':
      return graph.number(e.value)
    case 'quantity':
      return quantity(e.quantity)
    case 'sum':
      return e.terms.slice(1).reduce((sum, term) => plus(sum, term, context), value(e.terms[0]!))
    case 'product':
      return e.factors.map(value).reduce((a, b) => graph.node('Mul', [a, b]))
    // One division for all, where all are divided by the same number.
    case 'quotient': {
      const [above, below] = [value(e.numerator), value(e.denominator)]
      return e.denominator.kind === 'number' || whole?.(e.denominator)
        ? graph.node('Mul', [above, graph.node('Reciprocal', [below])])
        : graph.node('Div', [above, below])
    }
    case 'power':
      return powerNodes(value(e.base), e.exponent, graph)
    case 'negative':
      return graph.node('Neg', [value(e.of)])
    case 'group':
      return value(e.of)
    case 'function': {
      const softplus = exponentOfSoftplus(e)
      return softplus ? softplusNodes(value(softplus), graph) : functionNodes(e.name, value(e.of), graph)
    }
    case 'maximum':
      return e.of.map(value).reduce((a, b) => graph.node('Max', [a, b]))
    case 'piecewise':
      return piecewiseNodes(e, context)
    default:
      throw new TypeError(`no nodes for a formula of kind ${e.kind}`)
  }
}

function plus(sum: Name, term: Expr, context: FormulaContext): Name {
  const { graph } = context
  return term.kind === 'negative'
    ? graph.node('Sub', [sum, formulaNodes(term.of, context)])
    : graph.node('Add', [sum, formulaNodes(term, context)])
}

/** Whole powers, by multiplication. */
function powerNodes(base: Name, exponent: Expr, graph: GraphBuilder): Name {
  const times = exponent.kind === 'number' ? exponent.value : Number.NaN
  if (!Number.isInteger(times) || times < 1) throw new TypeError('no nodes for such a power')
  return Array.from({ length: times }, () => base).reduce((a, b) => graph.node('Mul', [a, b]))
}

const kernels: Partial<Record<FunctionName, string>> = {
  exp: 'Exp',
  ln: 'Log',
  sqrt: 'Sqrt',
  abs: 'Abs',
  sign: 'Sign',
  tanh: 'Tanh',
  floor: 'Floor',
  erf: 'Erf',
}

function functionNodes(name: FunctionName, x: Name, graph: GraphBuilder): Name {
  const kernel = kernels[name]
  if (kernel) return graph.node(kernel, [x])
  const [half, one] = [graph.number(0.5), graph.number(1)]
  const times = (a: Name, b: Name): Name => graph.node('Mul', [a, b])
  switch (name) {
    case 'log1p':
      return log1pNodes(x, graph)
    case 'expm1': {
      // e^x − 1 = tanh(x / 2) · (e^x + 1), which loses no digits near 0.
      const onePlus = graph.node('Add', [graph.node('Exp', [x]), one])
      return times(graph.node('Tanh', [times(half, x)]), onePlus)
    }
    case 'normal-cdf': {
      const error = graph.node('Erf', [times(x, graph.number(Math.SQRT1_2))])
      return times(half, graph.node('Add', [error, one]))
    }
    case 'normal-pdf': {
      const decay = graph.node('Exp', [times(graph.number(-0.5), times(x, x))])
      return times(graph.number(1 / Math.sqrt(2 * Math.PI)), decay)
    }
    default:
      throw new TypeError(`no nodes for ${name}`)
  }
}

/**
 * ln(1 + x) = ln(u) · x / (u − 1) with u = 1 + x as it was rounded, and x where u is 1.
 * Source: D. Goldberg, "What every computer scientist should know about floating-point arithmetic" (1991), theorem 4.
 */
function log1pNodes(x: Name, graph: GraphBuilder): Name {
  const one = graph.number(1)
  const u = graph.node('Add', [one, x])
  const ratio = graph.node('Div', [x, graph.node('Sub', [u, one])])
  return graph.node('Where', [
    graph.node('Equal', [u, one]),
    x,
    graph.node('Mul', [graph.node('Log', [u]), ratio]),
  ])
}

/** z of ln(1 + e^z), whose e^z could overflow. */
function exponentOfSoftplus(e: Expr): Expr | undefined {
  if (e.kind !== 'function' || e.name !== 'log1p' || e.of.kind !== 'function') return undefined
  return e.of.name === 'exp' && e.of.of.kind === 'quantity' ? e.of.of : undefined
}

/** ln(1 + e^z) = max(0, z) + ln(1 + e^−|z|) */
function softplusNodes(z: Name, graph: GraphBuilder): Name {
  const decay = graph.node('Exp', [graph.node('Neg', [graph.node('Abs', [z])])])
  return graph.node('Add', [graph.node('Max', [graph.number(0), z]), log1pNodes(decay, graph)])
}

function piecewiseNodes(e: Extract<Expr, { kind: 'piecewise' }>, context: FormulaContext): Name {
  const { graph } = context
  const [only, ...others] = e.cases
  const isOneOrZero = others.length === 0 && isNumber(only!.value, 1) && isNumber(e.otherwise, 0)
  if (isOneOrZero) {
    const to = { int: { float32: 1, float64: 11 }[graph.precision] }
    return graph.node('Cast', [conditionNodes(only!.when, context)], { to })
  }
  return e.cases.reduceRight(
    (otherwise, { when, value }) =>
      graph.node('Where', [conditionNodes(when, context), formulaNodes(value, context), otherwise]),
    formulaNodes(e.otherwise, context),
  )
}

const isNumber = (e: Expr, value: number): boolean => e.kind === 'number' && e.value === value

const relations = {
  '<': 'Less',
  '<=': 'LessOrEqual',
  '>': 'Greater',
  '>=': 'GreaterOrEqual',
  '=': 'Equal',
} as const

function conditionNodes({ left, relation, right }: Condition, context: FormulaContext): Name {
  if (relation === '!=') throw new TypeError('no nodes for !=')
  const sides = [left, right].map((side) => formulaNodes(side, context))
  return context.graph.node(relations[relation], sides)
}

/** Whether there are kernels for all of a formula: none computes the integral of the bell curve in doubles. */
export function hasKernels(e: Expr, precision: GraphBuilder['precision']): boolean {
  const isIntegral = e.kind === 'function' && (e.name === 'erf' || e.name === 'normal-cdf')
  return (
    !(isIntegral && precision === 'float64') && childrenOf(e).every((child) => hasKernels(child, precision))
  )
}
