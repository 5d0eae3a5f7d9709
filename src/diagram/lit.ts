// Lit: what a step lights in the drawing: paths from the error with the sign of their product, numbered factors, nodes.
import type { Quantity } from '../math/quantity.ts'

/** A stretch of a path. Gradients pass it against the forward direction. */
export type Link =
  /** Between the total and an output's error. */
  | { readonly kind: 'total'; readonly unit: number }
  /** Between an output and its error. */
  | { readonly kind: 'error'; readonly unit: number }
  /** Through a neuron, from out to net. */
  | { readonly kind: 'unit'; readonly layer: number; readonly unit: number }
  | { readonly kind: 'edge'; readonly layer: number; readonly to: number; readonly from: number }
  /** From a neuron's net to its bias. */
  | { readonly kind: 'bias'; readonly layer: number; readonly unit: number }

/** Where a factor stands: on a link, or at the tag of a delta. */
export type FactorPlace = Link | { readonly kind: 'delta'; readonly layer: number; readonly unit: number }

export interface LitPath {
  /** From the error to what is asked. */
  readonly links: readonly Link[]
  /** The product of its factors; undefined where nothing is multiplied. */
  readonly product?: number
}

/** The name of a factor for those who forget the symbols. */
export type FactorWord = 'error' | 'slope' | 'weight' | 'input' | 'delta'

export interface LitFactor {
  /** Counts from 1, from the error on; paths number alike what they pass alike. */
  readonly number: number
  readonly quantity: Quantity
  readonly word: FactorWord
  readonly place: FactorPlace
  /** The values that its formula reads, to be framed. */
  readonly reads: readonly Quantity[]
  /** The paths that it is a factor of, from 0. */
  readonly paths: readonly number[]
}

export interface Lit {
  readonly direction: 'forward' | 'backward'
  /** The largest first. */
  readonly paths: readonly LitPath[]
  readonly factors: readonly LitFactor[]
  /** Paths beyond those listed: how many, and what they add up to. */
  readonly rest?: { readonly count: number; readonly sum: number }
}

export const linkKey = (place: FactorPlace): string => {
  switch (place.kind) {
    case 'total':
    case 'error':
      return `${place.kind}.${place.unit}`
    case 'edge':
      return `edge.${place.layer}.${place.to}.${place.from}`
    default:
      return `${place.kind}.${place.layer}.${place.unit}`
  }
}

/** What the paths after the first `shown` add up to, listed and unlisted ones. */
export function othersOf(
  { paths, rest }: Lit,
  shown: number,
): { readonly count: number; readonly sum: number } {
  const more = paths.slice(shown)
  return {
    count: more.length + (rest?.count ?? 0),
    sum: more.reduce((sum, { product = 0 }) => sum + product, rest?.sum ?? 0),
  }
}

/** How a link is drawn: dashed where every path over it has a negative product. */
export function signsOfLinks(paths: readonly LitPath[]): Map<string, 'positive' | 'negative'> {
  const signs = new Map<string, 'positive' | 'negative'>()
  for (const { links, product = 1 } of paths)
    for (const link of links) {
      const key = linkKey(link)
      const own = product < 0 ? 'negative' : 'positive'
      signs.set(key, signs.get(key) === 'positive' ? 'positive' : own)
    }
  return signs
}
