// Normalization in place: the rows of a batch together, or a row by itself; each group with core's own sums, and so with its bits.
import type { Network } from '../core/network.ts'
import { groupDeltas, type NormalizedGroup, normalizeGroup } from '../core/normalize.ts'
import type { Shape } from './parameters.ts'
import type { LayerState } from './row-state.ts'

/**
 * u of a layer in all rows of a batch, each unit over its rows.
 * @param statistics where the batch's means and variances go, in the order of the running ones
 */
export function normalizeRows(
  rows: readonly LayerState[],
  parameters: Float64Array,
  statistics: Float64Array,
  { size }: Shape,
): void {
  const { units, means, variances, epsilon } = rows[0]!
  for (let j = 0; j < units; j++) {
    const group = normalizeGroup(
      rows.map(({ z }) => z[j]!),
      epsilon,
    )
    statistics[means - size + j] = group.mean
    statistics[variances - size + j] = group.variance
    for (let n = 0; n < rows.length; n++) take(rows[n]!, j, group, group.normalized[n]!, parameters)
  }
}

/** u of a layer in one row: over its own units, or by the running statistics. */
export function normalizeRow(layer: LayerState, parameters: Float64Array): void {
  const { z, units, means, variances, epsilon } = layer
  if (layer.normalization === 'layer') {
    const group = normalizeGroup(z, epsilon)
    for (let j = 0; j < units; j++) take(layer, j, group, group.normalized[j]!, parameters)
    return
  }
  for (let j = 0; j < units; j++) {
    const deviation = Math.sqrt(parameters[variances + j]! + epsilon)
    take(layer, j, { deviation }, (z[j]! - parameters[means + j]!) / deviation, parameters)
  }
}

function take(
  layer: LayerState,
  j: number,
  { deviation }: Pick<NormalizedGroup, 'deviation'>,
  normalized: number,
  parameters: Float64Array,
): void {
  layer.deviations[j] = deviation
  layer.normalized[j] = normalized
  layer.arguments[j] = parameters[layer.scales + j]! * normalized + parameters[layer.shifts + j]!
}

/** dL/dz of a layer in all rows of a batch, from their dL/du. */
export function backThroughRows(rows: readonly LayerState[], parameters: Float64Array): void {
  const { units, scales, deviations } = rows[0]!
  for (let j = 0; j < units; j++) {
    const scale = parameters[scales + j]!
    const deltas = groupDeltas(
      rows.map(({ argumentGradients }) => argumentGradients[j]! * scale),
      rows.map(({ normalized }) => normalized[j]!),
      deviations[j]!,
    )
    for (let n = 0; n < rows.length; n++) rows[n]!.deltas[j] = deltas[n]!
  }
}

/** dL/dz of a layer in one row that was normalized over its own units. */
export function backThroughRow(layer: LayerState, parameters: Float64Array): void {
  const { units, scales, deviations, normalized, argumentGradients } = layer
  const gradients = argumentGradients.map((gradient, j) => gradient * parameters[scales + j]!)
  const deltas = groupDeltas(gradients, normalized, deviations[0]!)
  for (let j = 0; j < units; j++) layer.deltas[j] = deltas[j]!
}

/** Moves the running statistics by those of a batch of so many rows. */
export function moveRunning(
  { layers }: Network,
  shape: Shape,
  parameters: Float64Array,
  statistics: Float64Array,
  rows: number,
): void {
  const unbiased = rows / (rows - 1)
  for (const [l, { units, means, variances }] of shape.layers.entries()) {
    const { normalization } = layers[l]!
    if (normalization?.kind !== 'batch') continue
    const { momentum } = normalization
    const move = (at: number, value: number): void => {
      parameters[at] = (1 - momentum) * parameters[at]! + momentum * value
    }
    for (let j = 0; j < units; j++) {
      move(means + j, statistics[means - shape.size + j]!)
      move(variances + j, unbiased * statistics[variances - shape.size + j]!)
    }
  }
}
