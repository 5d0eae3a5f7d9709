// The mathematics of a document, computed again: every line of a calculation must have the value of the others.
import type { LayerValues, StepTrace } from '../../src/core/index.ts'
import { valuesOf } from '../../src/core/layer-values.ts'
import type { Derivation } from '../../src/derive/index.ts'
import { activationOf } from '../../src/math/activations.ts'
import { evaluate } from '../../src/math/evaluate.ts'
import { childrenOf, type Expr, substitute } from '../../src/math/expr.ts'
import type { ArrayQuantity, Quantity } from '../../src/math/quantity.ts'
import type { Block, Content, Document, Formula } from '../../src/present/document.ts'
import { formulaText } from '../../src/print/unicode.ts'
import { contentsOf } from './walk.ts'

/** A matrix; a number is one of a single row and column. */
type Value = readonly (readonly number[])[]

const column = (values: readonly number[]): Value => values.map((value) => [value])

/** What an array of matrix notation holds; version 0 is before the step, 1 after it. */
function arrayValue(trace: StepTrace, { symbol, layer, sample, version }: ArrayQuantity): Value {
  const kept = trace.samples[sample]!
  const at = (version === 0 ? trace.network : trace.networkAfter).layers[layer]
  const values: LayerValues = at ? valuesOf(at) : { weights: [], biases: [] }
  switch (symbol) {
    case 'weights':
      return values.weights
    case 'biases':
      return column(values.biases)
    case 'activations':
      return column(layer < 0 ? kept.sample.input : kept.activations[layer]!)
    case 'pre-activations':
      return column(kept.preActivations[layer]!)
    case 'deltas':
      return column(kept.deltas[layer]!)
    case 'slopes':
    case 'argument-slopes':
      return column(slopesBeforeMask(trace, layer, sample))
    case 'masks':
      return column(kept.masks![layer]!)
    case 'means':
    case 'deviations':
    case 'normalized':
    case 'arguments':
      return column(kept.normalized![layer]![symbol])
    case 'scales':
      return column(values.scales ?? [])
    case 'shifts':
      return column(values.shifts ?? [])
    case 'targets':
      return column(kept.sample.target)
    case 'smoothed-targets':
      return column(kept.targets)
  }
}

/** Slopes are kept under their masks; those of a dropped unit are computed again. */
function slopesBeforeMask({ network, samples }: StepTrace, layer: number, sample: number): readonly number[] {
  const { masks, slopes, normalized, preActivations } = samples[sample]!
  const { activation } = network.layers[layer]!
  const f = activationOf(activation.name)
  if (!masks?.[layer] || f.kind === 'vector') return slopes[layer]!
  const z = normalized?.[layer]?.arguments ?? preActivations[layer]!
  return z.map((value) => f.derivative(value, f.f(value, activation.parameters), activation.parameters))
}

function quantityValue(derivation: Derivation, quantity: Quantity): Value {
  const { trace } = derivation
  if (quantity.kind === 'array') return arrayValue(trace, quantity)
  if (quantity.kind === 'derivative' && quantity.by.kind === 'array') {
    const { of, by } = quantity
    if (of.kind === 'sample-loss' || of.kind === 'loss-sum') return lossByArray(trace, by)
    const { weights, biases, scales = [], shifts = [] } = trace.gradients[by.layer]!
    if (by.symbol === 'scales' || by.symbol === 'shifts')
      return column(by.symbol === 'scales' ? scales : shifts)
    return by.symbol === 'weights' ? weights : column(biases)
  }
  return [[derivation.value(quantity)]]
}

function lossByArray({ network, samples }: StepTrace, { symbol, layer, sample }: ArrayQuantity): Value {
  const { activationGradients, argumentGradients } = samples[sample]!
  if (symbol === 'arguments') return column(argumentGradients![layer]!)
  if (symbol !== 'normalized') return column(activationGradients[layer]!)
  const { scales } = network.layers[layer]!.normalization!
  return column(argumentGradients![layer]!.map((gradient, unit) => gradient * scales[unit]!))
}

const only = (value: Value): number => {
  if (value.length !== 1 || value[0]!.length !== 1) throw new TypeError('a matrix where a number belongs')
  return value[0]![0]!
}

const pairwise = (a: Value, b: Value, f: (x: number, y: number) => number): Value => {
  if (a.length !== b.length || a[0]!.length !== b[0]!.length) throw new RangeError('shapes do not fit')
  return a.map((row, i) => row.map((x, j) => f(x, b[i]![j]!)))
}

const times = (a: Value, b: Value): Value =>
  a.map((row) =>
    b[0]!.map((_, j) => {
      if (row.length !== b.length) throw new RangeError('shapes do not fit')
      return row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)
    }),
  )

/** The value of a formula with matrices in it. */
function worth(e: Expr, derivation: Derivation): Value {
  const inner = (child: Expr): Value => worth(child, derivation)
  switch (e.kind) {
    case 'quantity':
      return quantityValue(derivation, e.quantity)
    case 'sum':
      return e.terms.map(inner).reduce((a, b) => pairwise(a, spread(b, a), (x, y) => x + y))
    case 'power': {
      const base = inner(e.base)
      if (base.length === 1) break
      return pairwise(base, spread(inner(e.exponent), base), (x, y) => x ** y)
    }
    case 'function':
      if (e.name !== 'sqrt') break
      return inner(e.of).map((row) => row.map(Math.sqrt))
    case 'negative':
      return inner(e.of).map((row) => row.map((x) => 0 - x))
    case 'product':
      return e.factors
        .map(inner)
        .reduce((a, b) => (a.length * a[0]!.length === 1 ? scaled(a, b) : scaled(b, a)))
    case 'group':
      return inner(e.of)
    case 'quotient':
      return pairwise(inner(e.numerator), inner(e.denominator), (x, y) => x / y)
    case 'matrix':
      return e.rows.map((row) => row.map((cell) => only(inner(cell))))
    case 'operator': {
      if (e.operator === 'mean') return meanOf(e.of[0]!, derivation)
      const [a, ...others] = e.of.map(inner)
      if (e.operator === 'transpose') return a![0]!.map((_, j) => a!.map((row) => row[j]!))
      return others.reduce(
        (left, right) =>
          e.operator === 'hadamard' ? pairwise(left, right, (x, y) => x * y) : times(left, right),
        a!,
      )
    }
    case 'activation': {
      const [z] = e.arguments
      if (z?.kind !== 'quantity' || z.quantity.kind !== 'array') break
      const { name, parameters } = derivation.trace.network.layers[z.quantity.layer]!.activation
      const f = activationOf(name)
      const values = inner(z).map((row) => row[0]!)
      return column(f.kind === 'vector' ? f.f(values, parameters) : values.map((x) => f.f(x, parameters)))
    }
  }
  return [[evaluate(e, (quantity) => only(quantityValue(derivation, quantity)))]]
}

/** A number beside a vector stands in each of its places. */
const spread = (value: Value, beside: Value): Value =>
  value.length === 1 && value[0]!.length === 1 ? beside.map((row) => row.map(() => only(value))) : value

/** ⟨x⟩ in a normalized layer: the mean over the rows of a batch, or of the units' numbers, in each place. */
function meanOf(e: Expr, derivation: Derivation): Value {
  const { network, samples } = derivation.trace
  const { layer } = arraysIn(e)[0]!
  if (network.layers[layer]!.normalization!.kind === 'layer') {
    const values = worth(e, derivation)
    const total = values.reduce((sum, row) => sum + row[0]!, 0)
    return values.map(() => [total / values.length])
  }
  const rows = samples.map((_, sample) => worth(inSample(e, sample), derivation))
  return rows[0]!.map((_, unit) => [rows.reduce((sum, row) => sum + row[unit]![0]!, 0) / rows.length])
}

function arraysIn(e: Expr): readonly ArrayQuantity[] {
  if (e.kind !== 'quantity') return childrenOf(e).flatMap(arraysIn)
  const { quantity } = e
  if (quantity.kind === 'derivative') return arraysIn({ kind: 'quantity', quantity: quantity.by })
  return quantity.kind === 'array' ? [quantity] : []
}

/** The same formula of another row. */
function inSample(e: Expr, sample: number): Expr {
  const moved = (quantity: Quantity): Quantity =>
    quantity.kind === 'derivative'
      ? { ...quantity, by: moved(quantity.by) }
      : quantity.kind === 'array'
        ? { ...quantity, sample }
        : quantity
  return substitute(e, (quantity) => ({ kind: 'quantity', quantity: moved(quantity) }))
}

const scaled = (factor: Value, matrix: Value): Value => matrix.map((row) => row.map((x) => only(factor) * x))

/** Formulas with letters for what they leave out have no value: S, k, …, and a name that stands for any step. */
function known(e: Expr, derivation: Derivation): Value | undefined {
  try {
    return worth(e, derivation)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * How far apart two lines may be: the spellings of a derivation, far from saturation, lose some digits to
 * cancellation that the program's own formula keeps.
 */
const TOLERANCE = 1e-9

function same(a: Value, b: Value): boolean {
  return (
    a.length === b.length &&
    a.every((row, i) =>
      row.every((x, j) => {
        const y = b[i]![j]!
        return Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y), 1e-6)
      }),
    )
  )
}

/** Formulas that a document says are equal. */
interface Claim {
  readonly where: string
  readonly sides: readonly Expr[]
}

const num = (value: number): Expr => ({ kind: 'number', value })

function claimsOf(block: Block): Claim[] {
  const claim = (...sides: readonly Expr[]): Claim => ({ where: block.kind, sides })
  switch (block.kind) {
    case 'calculation':
      return [claim(...block.left, ...block.lines)]
    case 'equations':
      return block.equations.map(({ left, right, and }) => claim(left, right, ...(and ? [and] : [])))
    case 'chain':
      return [claim(block.left, { kind: 'product', factors: block.factors })]
    case 'display':
      return relations([block.math])
    case 'long-sum':
      return [
        ...block.terms.map(({ symbols, numbers, value }) => claim(symbols, numbers, num(value))),
        ...mathIn(block.total.content).flatMap((math) =>
          math.kind === 'quantity' ? [claim(math, num(block.total.value))] : [],
        ),
      ]
    default:
      return []
  }
}

const mathIn = (content: Content): Formula[] =>
  content.flatMap((part) => {
    if (typeof part === 'string' || part.kind === 'code') return []
    return part.kind === 'math' ? [part.math] : mathIn(part.content)
  })

const relations = (formulas: readonly Formula[]): Claim[] =>
  formulas.flatMap((math) =>
    math.kind === 'relation' && (math.symbol ?? '=') === '='
      ? [{ where: 'relation', sides: math.sides }]
      : [],
  )

/** What a document says is equal and is not. The labels of the check name a weight moved on purpose. */
export function wrongClaims(document: Document, derivations: readonly Derivation[]): string[] {
  const claims = [
    ...document.blocks.flatMap(claimsOf),
    ...contentsOf(document)
      .filter(({ where }) => where !== 'label')
      .flatMap(({ content }) => relations(mathIn(content))),
  ]
  return claims.flatMap(({ where, sides }) => {
    const holds = derivations.some((derivation) => {
      const values = sides.map((side) => known(side, derivation)).filter((value) => value !== undefined)
      return values.every((value) => same(value, values.at(-1)!))
    })
    if (holds) return []
    return [`${where}: ${sides.map((side) => formulaText(side, document.context)).join(' = ')}`]
  })
}

/** How many claims of a document have at least two values to compare. */
export function countChecked(document: Document, derivation: Derivation): number {
  return document.blocks
    .flatMap(claimsOf)
    .filter(({ sides }) => sides.filter((side) => known(side, derivation) !== undefined).length > 1).length
}
