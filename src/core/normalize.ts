// Normalize: a layer's z with mean 0 and variance 1, over the rows of a batch or over the units of a row, and the way back.
import type { Layer } from './network.ts'
import type { BatchNormalization, Normalization } from './normalization.ts'

/** What normalization made of a layer in one row, unit by unit. */
export interface NormalizedLayer {
  /** μ, σ² and √(σ² + ε): the same in all units, or in all rows, over which they are taken. */
  readonly means: readonly number[]
  readonly variances: readonly number[]
  readonly deviations: readonly number[]
  /** (z − μ)/√(σ² + ε) */
  readonly normalized: readonly number[]
  /** u, what the activation is applied to. */
  readonly arguments: readonly number[]
}

/** Statistics of some numbers, and each of them less the mean, over the deviation. */
export interface NormalizedGroup {
  readonly mean: number
  /** The mean square of what is left after the mean. */
  readonly variance: number
  /** √(variance + ε) */
  readonly deviation: number
  readonly normalized: readonly number[]
}

/** Normalizes numbers by their own statistics; sums from left to right. */
export function normalizeGroup(values: readonly number[], epsilon: number): NormalizedGroup {
  const count = values.length
  let sum = values[0]!
  for (let i = 1; i < count; i++) sum += values[i]!
  const mean = sum / count
  let squares = (values[0]! - mean) * (values[0]! - mean)
  for (let i = 1; i < count; i++) squares += (values[i]! - mean) * (values[i]! - mean)
  const variance = squares / count
  const deviation = Math.sqrt(variance + epsilon)
  return { mean, variance, deviation, normalized: values.map((value) => (value - mean) / deviation) }
}

/**
 * The way back through `normalizeGroup`: dL/dz of each number from the g = dL/d(normalized) of all. Moving one z moves
 * the mean and the variance of all, so what all g have in common is taken away, and what goes with the normalized values:
 * dL/dz = (g − (1/N) Σ g − normalized · (1/N) Σ g · normalized) / deviation.
 */
export function groupDeltas(
  gradients: readonly number[],
  normalized: readonly number[],
  deviation: number,
): number[] {
  const count = gradients.length
  let common = gradients[0]!
  let aligned = gradients[0]! * normalized[0]!
  for (let i = 1; i < count; i++) {
    common += gradients[i]!
    aligned += gradients[i]! * normalized[i]!
  }
  common /= count
  aligned /= count
  return gradients.map((g, i) => (g - common - normalized[i]! * aligned) / deviation)
}

/** A row by itself: over its own units, or by batch normalization's running statistics, as in evaluation. */
export function normalizeRow(normalization: Normalization, z: readonly number[]): NormalizedLayer {
  if (normalization.kind === 'layer') {
    const { mean, variance, deviation, normalized } = normalizeGroup(z, normalization.epsilon)
    const all = (value: number): number[] => z.map(() => value)
    return layerOf(normalization, all(mean), all(variance), all(deviation), normalized)
  }
  const { runningMeans: means, runningVariances: variances, epsilon } = normalization
  const deviations = variances.map((variance) => Math.sqrt(variance + epsilon))
  const normalized = z.map((value, unit) => (value - means[unit]!) / deviations[unit]!)
  return layerOf(normalization, means, variances, deviations, normalized)
}

/** The rows of a batch together: each unit over its rows. @param z [row][unit] */
export function normalizeRows(
  normalization: BatchNormalization,
  z: readonly (readonly number[])[],
): NormalizedLayer[] {
  const groups = z[0]!.map((_, unit) =>
    normalizeGroup(
      z.map((row) => row[unit]!),
      normalization.epsilon,
    ),
  )
  const means = groups.map(({ mean }) => mean)
  const variances = groups.map(({ variance }) => variance)
  const deviations = groups.map(({ deviation }) => deviation)
  return z.map((_, row) =>
    layerOf(
      normalization,
      means,
      variances,
      deviations,
      groups.map(({ normalized }) => normalized[row]!),
    ),
  )
}

/** u = γ · normalized + β */
function layerOf(
  { scales, shifts }: Normalization,
  means: readonly number[],
  variances: readonly number[],
  deviations: readonly number[],
  normalized: readonly number[],
): NormalizedLayer {
  const u = normalized.map((value, unit) => scales[unit]! * value + shifts[unit]!)
  return { means, variances, deviations, normalized, arguments: u }
}

/** dL/dz of a row by itself, from its dL/du: the way back through `normalizeRow`. */
export function rowDeltas(
  normalization: Normalization,
  { normalized, deviations }: NormalizedLayer,
  argumentGradients: readonly number[],
): number[] {
  const gradients = byScale(normalization, argumentGradients)
  if (normalization.kind === 'layer') return groupDeltas(gradients, normalized, deviations[0]!)
  return gradients.map((gradient, unit) => gradient / deviations[unit]!)
}

/** dL/dz of the rows of a batch together, [row][unit], from their dL/du: the way back through `normalizeRows`. */
export function rowsDeltas(
  normalization: BatchNormalization,
  layers: readonly NormalizedLayer[],
  argumentGradients: readonly (readonly number[])[],
): number[][] {
  const gradients = argumentGradients.map((row) => byScale(normalization, row))
  const units = gradients[0]!.map((_, unit) =>
    groupDeltas(
      gradients.map((row) => row[unit]!),
      layers.map(({ normalized }) => normalized[unit]!),
      layers[0]!.deviations[unit]!,
    ),
  )
  return gradients.map((_, row) => units.map((deltas) => deltas[row]!))
}

/** dL/d(normalized) = dL/du · γ */
const byScale = ({ scales }: Normalization, argumentGradients: readonly number[]): number[] =>
  argumentGradients.map((gradient, unit) => gradient * scales[unit]!)

/** A layer with running statistics that a step on this batch leaves; another layer as it is. */
export function withRunning(layer: Layer, normal: NormalizedLayer | undefined, rows: number): Layer {
  const { normalization } = layer
  if (normalization?.kind !== 'batch' || !normal) return layer
  const { momentum, runningMeans, runningVariances } = normalization
  const moved = (old: number, value: number): number => (1 - momentum) * old + momentum * value
  const unbiased = rows / (rows - 1)
  return {
    ...layer,
    normalization: {
      ...normalization,
      runningMeans: runningMeans.map((old, unit) => moved(old, normal.means[unit]!)),
      runningVariances: runningVariances.map((old, unit) => moved(old, unbiased * normal.variances[unit]!)),
    },
  }
}
