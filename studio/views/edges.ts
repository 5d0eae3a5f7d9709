// Edges: which weights of a network its drawing by weights shows, and how, by the size of the layers.
import type { Network } from '../../src/core/network.ts'
import { MOST_EDGES, MOST_MEDIUM_EDGES, MOST_UNITS } from '../../src/diagram/forms.ts'
import { COLORED_SHARE, largest, type Ranked, SHOWN_PER_PAIR } from '../../src/diagram/largest.ts'

/** Between layers that are blocks of cells. */
const SHOWN_OF_BLOCKS = 12

export type Edging = 'all' | 'medium' | 'thinned' | 'blocks'

export const sizesOf = (network: Network): number[] => [
  network.inputs,
  ...network.layers.map(({ biases }) => biases.length),
]

export function edging(network: Network): Edging {
  const sizes = sizesOf(network)
  if (sizes.some((n) => n > MOST_UNITS)) return 'blocks'
  const most = Math.max(...sizes.slice(1).map((n, l) => n * sizes[l]!))
  if (most <= MOST_EDGES) return 'all'
  return most <= MOST_MEDIUM_EDGES ? 'medium' : 'thinned'
}

/** How many of the weights to a layer of `count` stand out. */
export function shownOf(count: number, style: Edging): number {
  if (style === 'all') return count
  if (style === 'medium') return Math.round(count * COLORED_SHARE)
  return Math.min(count, style === 'thinned' ? SHOWN_PER_PAIR : SHOWN_OF_BLOCKS)
}

type Weights = Network['layers'][number]['weights']

const countOf = (weights: Weights): number => weights.length * (weights[0]?.length ?? 0)

/** Of a network: how many weights stand out, of how many. */
export function counted(network: Network): { readonly shown: number; readonly all: number } {
  const style = edging(network)
  let [shown, all] = [0, 0]
  for (const { weights } of network.layers) {
    all += countOf(weights)
    shown += shownOf(countOf(weights), style)
  }
  return { shown, all }
}

/** The weights to a layer that stand out, the largest first. */
export const outstanding = (weights: Weights, style: Edging): Ranked[] =>
  largest(weights, shownOf(countOf(weights), style))

/** A unit's own weights are drawn one by one; of more than this its largest. */
const MOST_OWN = 128

/** The weights to the layer `layer` that come to a unit, or go from it. */
export function ownWeights(
  network: Network,
  layer: number,
  at: { readonly column: number; readonly unit: number },
): Ranked[] {
  const own = allOwn(network, layer, at)
  if (own.length <= MOST_OWN) return own
  const places = largest([own.map(({ weight }) => weight)], SHOWN_PER_PAIR)
  return places.map(({ from }) => own[from]!)
}

function allOwn(
  network: Network,
  layer: number,
  at: { readonly column: number; readonly unit: number },
): Ranked[] {
  const { weights } = network.layers[layer]!
  if (at.column === layer + 1) return weights[at.unit]!.map((weight, from) => ({ to: at.unit, from, weight }))
  if (at.column === layer) return weights.map((row, to) => ({ to, from: at.unit, weight: row[at.unit]! }))
  return []
}
