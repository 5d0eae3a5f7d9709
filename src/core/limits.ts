// Limits: gradients clipped before the optimizer sees them, and weights held within a norm after it.
// Sources: R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks" (2013), algorithm 1;
// N. Srivastava et al., "Dropout" (2014), section 5.1 for the norm of the weights into a unit.
import { contains, positiveReals } from '../math/interval.ts'
import { mapValues } from './layer-values.ts'
import type { LayerValues, Network } from './network.ts'
import { refusals } from './refusals.ts'
import type { ClipSpec, OptimizerSpec } from './trace.ts'
import { trainedValues } from './trained.ts'

/**
 * Gradients within their limits: each between −value and value, then all of them times norm / ‖g‖ where the norm ‖g‖ of
 * those that are trained is larger than `norm`. The direction is kept by the second, not by the first.
 */
export function clipped(
  network: Network,
  gradients: readonly LayerValues[],
  { value, norm }: ClipSpec,
): { readonly gradients: readonly LayerValues[]; readonly gradientNorm: number | undefined } {
  const limited = value === undefined ? gradients : mapValues(gradients, (g) => clippedValue(g, value))
  if (norm === undefined) return { gradients: limited, gradientNorm: undefined }
  const gradientNorm = normOf(trainedValues(network, limited))
  const factor = factorWithin(gradientNorm, norm)
  return { gradients: factor === 1 ? limited : mapValues(limited, (g) => factor * g), gradientNorm }
}

/** g between −limit and limit. */
export function clippedValue(g: number, limit: number): number {
  return Math.abs(g) > limit ? Math.sign(g) * limit : g
}

/** What brings a norm down to its limit: limit / norm, or 1 where it is within. */
export function factorWithin(norm: number, limit: number): number {
  return norm > limit ? limit / norm : 1
}

/** √(Σ x²), from left to right. */
export function normOf(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value * value
  return Math.sqrt(sum)
}

/** The network with each unit's incoming weights scaled back to a norm of at most `limit`; and the norms before. */
export function withinNorm(
  network: Network,
  limit: number,
): { readonly network: Network; readonly unitNorms: readonly (readonly number[])[] } {
  const unitNorms = network.layers.map(({ weights }) => weights.map(normOf))
  const layers = network.layers.map((layer, l) => ({
    ...layer,
    weights: layer.weights.map((row, to) => {
      const factor = factorWithin(unitNorms[l]![to]!, limit)
      return factor === 1 ? row : row.map((weight) => factor * weight)
    }),
  }))
  return { network: { ...network, layers }, unitNorms }
}

/**
 * Only the limits that are there.
 * @throws PasoError option-out-of-domain
 */
export function checkedLimits({
  clip: { value, norm } = {},
  maxNorm,
}: Pick<OptimizerSpec, 'clip' | 'maxNorm'>): Pick<OptimizerSpec, 'clip' | 'maxNorm'> {
  checkLimit('clip.value', value)
  checkLimit('clip.norm', norm)
  checkLimit('maxNorm', maxNorm)
  const clip: ClipSpec = { ...(value !== undefined && { value }), ...(norm !== undefined && { norm }) }
  return { ...(Object.keys(clip).length > 0 && { clip }), ...(maxNorm !== undefined && { maxNorm }) }
}

function checkLimit(where: string, limit: number | undefined): void {
  if (limit === undefined || contains(positiveReals, limit)) return
  throw refusals.outOfRange('option-out-of-domain', where, limit, positiveReals)
}
