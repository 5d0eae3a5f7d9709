// The pieces of formulas with matrices: names of arrays, their numbers, products, and one line of a calculation.
import { isVector } from '../../derive/backward-steps.ts'
import { functionOf, isMasked } from '../../derive/forward-steps.ts'
import { evaluate } from '../../math/evaluate.ts'
import type { Expr } from '../../math/expr.ts'
import { num, q } from '../../math/expr.ts'
import type { ArrayQuantity, Quantity } from '../../math/quantity.ts'
import type { Calculation } from '../document.ts'
import type { Story } from '../story.ts'

/** Matrices of more rows or columns than this are printed by their corners. */
export const WIDEST = 6

export type ArraySymbol = ArrayQuantity['symbol']

export const array = (symbol: ArraySymbol, layer: number, sample = 0, version = 0): ArrayQuantity => ({
  kind: 'array',
  symbol,
  layer,
  sample,
  version,
})
export const times = (a: Expr, b: Expr): Expr => ({
  kind: 'operator',
  operator: 'matrix-product',
  of: [a, b],
})
export const hadamard = (a: Expr, b: Expr): Expr => ({ kind: 'operator', operator: 'hadamard', of: [a, b] })
export const transposed = (a: Expr): Expr => ({ kind: 'operator', operator: 'transpose', of: [a] })
/** Number by number over the rows of a batch, or over the units of a layer. */
export const mean = (of: Expr): Expr => ({ kind: 'operator', operator: 'mean', of: [of] })
export const plus = (...terms: Expr[]): Expr => ({ kind: 'sum', terms })
export const minus = (a: Expr, b: Expr): Expr => plus(a, { kind: 'negative', of: b })

/** name = symbols = numbers = value */
export function line(
  name: Quantity,
  symbols: Expr | undefined,
  numbers: Expr | undefined,
  value: Expr,
): Calculation {
  const lines = [symbols, numbers, value].filter((e): e is Expr => e !== undefined)
  return { kind: 'calculation', left: [q(name)], lines }
}

/** The numbers of an array. */
export function matrixOf(story: Story, { symbol, layer, sample }: ArrayQuantity): Expr {
  const { network, samples } = story.trace
  const trace = samples[sample]!
  switch (symbol) {
    case 'weights':
      return matrix(network.layers[layer]!.weights)
    case 'biases':
      return column(network.layers[layer]!.biases)
    case 'activations':
      return column(layer < 0 ? trace.sample.input : trace.activations[layer]!)
    case 'pre-activations':
      return column(trace.preActivations[layer]!)
    case 'deltas':
      return column(trace.deltas[layer]!)
    case 'slopes':
    case 'argument-slopes':
      return column(slopesOf(story, layer, sample))
    case 'masks':
      return column(trace.masks![layer]!)
    case 'means':
      return column(trace.normalized![layer]!.means)
    case 'deviations':
      return column(trace.normalized![layer]!.deviations)
    case 'normalized':
      return column(trace.normalized![layer]!.normalized)
    case 'arguments':
      return column(trace.normalized![layer]!.arguments)
    case 'scales':
      return column(network.layers[layer]!.normalization!.scales)
    case 'shifts':
      return column(network.layers[layer]!.normalization!.shifts)
    case 'targets':
      return column(trace.sample.target)
    case 'smoothed-targets':
      return column(trace.targets)
  }
}

export const column = (values: readonly number[]): Expr => matrix(values.map((value) => [value]))

/** A matrix of numbers; a large one by its first rows and columns and its last. */
export function matrix(rows: readonly (readonly number[])[]): Expr {
  const dots: Expr = q({ kind: 'variable', name: '…' })
  const shorten = <T>(items: readonly T[], gap: T): T[] =>
    items.length > WIDEST ? [...items.slice(0, WIDEST - 2), gap, items.at(-1)!] : [...items]
  const shown = rows.map((row) =>
    shorten(
      row.map((value) => num(value)),
      dots,
    ),
  )
  const gap = shown[0]!.map(() => dots)
  return { kind: 'matrix', rows: shorten(shown, gap) }
}

/** f'(z) of each unit, before a mask. */
function slopesOf({ trace, derivation }: Story, layer: number, sample: number): readonly number[] {
  const { slopes } = trace.samples[sample]!
  if (!isMasked(trace, layer) || isVector(trace, layer)) return slopes[layer]!
  return slopes[layer]!.map((_, unit) =>
    evaluate(functionOf(trace, layer, unit, sample, 0), derivation.value),
  )
}
