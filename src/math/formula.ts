// Formulas in a text: relations, arrows and lists around Expr, and what is needed to name and print quantities.
import type { Expr } from './expr.ts'
import { num, product } from './expr.ts'

export type NotationName = 'deck' | 'delta' | 'matrix'

/** What a printer must know to name quantities and to print numbers. */
export interface Context {
  readonly notation: NotationName
  readonly shape: Shape
  /** A BCP 47 tag: en, es, es-AR, es-MX. */
  readonly locale: string
  /** Significant digits in formulas. */
  readonly digits: number
  /** Significant digits in tables. */
  readonly tableDigits: number
}

/** What names depend on: the units of each layer and how biases are numbered. */
export interface Shape {
  readonly inputs: number
  /** Units of each layer that computes; the last is the output layer. */
  readonly units: readonly number[]
  /** True when each layer's biases are told as one (b1, b2): shared, or fixed and equal. */
  readonly oneBiasPerLayer: boolean
  /** The layers that are normalized, whose units have a γ and a β each. */
  readonly normalized?: readonly number[]
  /** How many samples the batch has; with one, losses need no row number. */
  readonly samples: number
  /** What tells the batch's loss from that of its only sample, or from their mean: penalties, or the sample's weight. */
  readonly batchLoss?: 'penalized' | 'weighted'
}

/** A unit by its place; layer -1 holds the inputs. */
export interface Unit {
  readonly layer: number
  readonly unit: number
}

/** A formula in running text or in a block; relations and arrows stand between formulas. */
export type Formula =
  | Expr
  | {
      readonly kind: 'relation'
      readonly sides: readonly Expr[]
      readonly symbol?: '=' | '≈' | '<' | '≤' | '>' | '≥' | '≠'
    }
  | { readonly kind: 'arrow'; readonly nodes: readonly Expr[] }
  /** A list: i1, i2. Layers in a row: i1, i2 → h1, h2 → o1, o2. */
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'layers'; readonly layers: readonly (readonly Unit[])[] }
  /** The gradient of a loss as the row of its partial derivatives: ∇E = (∂E/∂w1, ∂E/∂w2). */
  | { readonly kind: 'gradient'; readonly of: Expr; readonly entries: readonly Expr[] }
  /** Sizes of wide layers: 784 → 128 → 10. */
  | { readonly kind: 'layer-sizes'; readonly sizes: readonly number[] }
  /** An output as the table's heads name its target and its error: o1 and o1 (deck), y_1 and 1 (others). */
  | { readonly kind: 'target-unit'; readonly unit: number }
  | { readonly kind: 'error-unit'; readonly unit: number }
  /** The bare name of a unit: i1, h1, o1 (deck); x_1, a_1^(1) (delta). */
  | { readonly kind: 'unit'; readonly layer: number; readonly unit: number }

/**
 * A weighted sum as people write it: the bias last, and in the deck's notation times the input 1 that it has there.
 * Apply it before numbers take the place of quantities: a number does not tell that it was a bias.
 */
export function biasLast(e: Expr, notation: NotationName): Expr {
  if (e.kind !== 'sum' || !e.terms.some(isWeighted)) return e
  const biases = e.terms.filter(isBias).map((b) => (notation === 'deck' ? product(b, num(1)) : b))
  return { ...e, terms: [...e.terms.filter((term) => !isBias(term)), ...biases] }
}

const isBias = (e: Expr): boolean =>
  e.kind === 'quantity' &&
  (e.quantity.kind === 'bias' ||
    (e.quantity.kind === 'array' && e.quantity.symbol === 'biases') ||
    (e.quantity.kind === 'indexed' && e.quantity.symbol === 'bias'))

/** A signal times a weight, or a sum of such. */
function isWeighted(e: Expr): boolean {
  if (e.kind === 'series') return isWeighted(e.of)
  const factors = e.kind === 'product' ? e.factors : e.kind === 'operator' ? e.of : []
  return factors.some(
    (f) =>
      f.kind === 'quantity' &&
      (f.quantity.kind === 'weight' ||
        (f.quantity.kind === 'array' && f.quantity.symbol === 'weights') ||
        (f.quantity.kind === 'indexed' && f.quantity.symbol === 'weight')),
  )
}
