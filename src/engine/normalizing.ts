// Normalization in place: the rows of a batch together, or a row by itself; each group with core's own sums, and so with its bits.
import type { Network } from '../core/network.ts'
import { groupDeltas, normalizeGroup } from '../core/normalize.ts'
import type { LayerState } from './layer-state.ts'
import type { Shape } from './parameters.ts'

/**
 * u of a layer in all rows of a batch, each unit over its rows.
 * @param statistics where the batch's means and variances go, in the order of the running ones
 */
export function normalizeTogether(
  layer: LayerState,
  rows: number,
  parameters: Float64Array,
  statistics: Float64Array,
  { size }: Shape,
): void {
  const { z, units, means, variances, epsilon } = layer
  for (let j = 0; j < units; j++) {
    const group = normalizeGroup(column(z, rows, units, j), epsilon)
    statistics[means - size + j] = group.mean
    statistics[variances - size + j] = group.variance
    for (let n = 0; n < rows; n++) put(layer, n, j, group.deviation, group.normalized[n]!, parameters)
  }
}

/** u of a layer in each row by itself: over its own units, or by the running statistics. */
export function normalizeEach(layer: LayerState, rows: number, parameters: Float64Array): void {
  const { z, units, means, variances, epsilon } = layer
  for (let n = 0; n < rows; n++) {
    const own = layer.normalization === 'layer' && normalizeGroup(row(z, n, units), epsilon)
    for (let j = 0; j < units; j++) {
      if (own) {
        put(layer, n, j, own.deviation, own.normalized[j]!, parameters)
        continue
      }
      const deviation = Math.sqrt(parameters[variances + j]! + epsilon)
      put(layer, n, j, deviation, (z[n * units + j]! - parameters[means + j]!) / deviation, parameters)
    }
  }
}

function put(
  { deviations, normalized, arguments: u, units, scales, shifts }: LayerState,
  n: number,
  j: number,
  deviation: number,
  value: number,
  parameters: Float64Array,
): void {
  const at = n * units + j
  deviations[at] = deviation
  normalized[at] = value
  u[at] = parameters[scales + j]! * value + parameters[shifts + j]!
}

/** dL/dz of a layer from its dL/du, which dL/dγ and dL/dβ are added up from, each row as much as it counts. */
export function backThrough(
  layer: LayerState,
  rows: number,
  parameters: Float64Array,
  gradients: Float64Array,
  rowWeights: Float64Array | undefined,
): void {
  const { units, scales, shifts, normalized, argumentGradients } = layer
  if (layer.normalization === 'batch') throughRows(layer, rows, parameters)
  else for (let n = 0; n < rows; n++) throughRow(layer, n, parameters)
  for (let n = 0; n < rows; n++) {
    const weight = rowWeights ? rowWeights[n]! : 1
    for (let j = 0, at = n * units; j < units; j++, at++) {
      gradients[scales + j]! += weight * (argumentGradients[at]! * normalized[at]!)
      gradients[shifts + j]! += weight * argumentGradients[at]!
    }
  }
}

/** Over the rows of a batch, unit by unit. */
function throughRows(layer: LayerState, rows: number, parameters: Float64Array): void {
  const { units, scales, deltas, deviations, normalized, argumentGradients } = layer
  for (let j = 0; j < units; j++) {
    const scale = parameters[scales + j]!
    const own = groupDeltas(
      column(argumentGradients, rows, units, j).map((gradient) => gradient * scale),
      column(normalized, rows, units, j),
      deviations[j]!,
    )
    for (let n = 0; n < rows; n++) deltas[n * units + j] = own[n]!
  }
}

/** Over the units of one row. */
function throughRow(layer: LayerState, n: number, parameters: Float64Array): void {
  const { units, scales, deltas, deviations, normalized, argumentGradients } = layer
  const own = groupDeltas(
    row(argumentGradients, n, units).map((gradient, j) => gradient * parameters[scales + j]!),
    row(normalized, n, units),
    deviations[n * units]!,
  )
  deltas.set(own, n * units)
}

/** A unit in all rows, and all units in a row. */
const column = (values: Float64Array, rows: number, units: number, j: number): number[] =>
  Array.from({ length: rows }, (_, n) => values[n * units + j]!)
const row = (values: Float64Array, n: number, units: number): number[] =>
  Array.from(values.subarray(n * units, (n + 1) * units))

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
