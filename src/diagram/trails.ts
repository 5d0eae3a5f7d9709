// Trails: the ways from the outputs down to a unit, each with its product: the largest, and what all others add up to.
import type { SampleTrace, StepTrace } from '../core/trace.ts'
import { isVector } from '../derive/backward-steps.ts'
import { MOST_PATHS } from '../derive/most-paths.ts'
import { normalizationOf } from '../derive/normalized-steps.ts'

/** Units passed, from an output down, and the product of the factors on the way. */
export interface Trail {
  readonly through: readonly (readonly [layer: number, unit: number])[]
  readonly product: number
}

export interface Trails {
  /** The largest products first. */
  readonly kept: readonly Trail[]
  readonly count: number
}

/** Whether a slope of its own leads through each unit of the hidden layers from `layer` on. */
export function hasTrails(trace: StepTrace, layer: number): boolean {
  const outputs = trace.network.layers.length - 1
  for (let l = layer; l < outputs; l++) if (isVector(trace, l) || normalizationOf(trace, l)) return false
  return true
}

/**
 * All ways from the loss to the net input of a unit, exact up to MOST_PATHS: the largest products over a layer come
 * from the largest ones of the layer above (Viterbi's argument, with the k best).
 */
export function trailsTo(trace: StepTrace, sample: number, layer: number, unit: number): Trails {
  const last = trace.network.layers.length - 1
  const known = trace.samples[sample]!
  // above[k]: the trails that end at the net input of unit k of the layer at hand.
  let above: Trails[] = known.deltas[last]!.map((product, k) => ({
    kept: [{ through: [[last, k]], product }],
    count: 1,
  }))
  if (layer === last) return above[unit]!
  for (let l = last - 1; l > layer; l--)
    above = known.deltas[l]!.map((_, u) => passed(trace, known, above, l, u))
  return passed(trace, known, above, layer, unit)
}

/** From the trails to the units above to those through one more unit. */
function passed(
  trace: StepTrace,
  { slopes }: SampleTrace,
  above: readonly Trails[],
  layer: number,
  unit: number,
): Trails {
  const rows = trace.network.layers[layer + 1]!.weights
  const slope = slopes[layer]![unit]!
  const all = above.flatMap(({ kept }, k) =>
    kept.map(
      ({ through, product }): Trail => ({
        through: [...through, [layer, unit]],
        product: product * rows[k]![unit]! * slope,
      }),
    ),
  )
  const kept = all.sort((a, b) => Math.abs(b.product) - Math.abs(a.product)).slice(0, MOST_PATHS)
  return { kept, count: above.reduce((sum, { count }) => sum + count, 0) }
}
