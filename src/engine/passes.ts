// The passes of rows through a layer, in place: plain loops over flat arrays, each sum in core's order.
import { maskValue } from '../core/dropout.ts'
import type { Random } from '../math/random.ts'
import type { Rows } from './engine.ts'
import { type LayerState, NOTHING, type RowsState } from './layer-state.ts'

/**
 * Puts `count` rows where their passes begin.
 * @param order names them from `from` on; without it they are those from `from` on
 */
export function take(
  { inputs, targets, weights, targetRows, layers }: RowsState,
  rows: Rows,
  order: Uint32Array | undefined,
  from: number,
  count: number,
): void {
  const [ins, outs] = [layers[0]!.inputs, targetRows[0]!.length]
  for (let n = 0; n < count; n++) {
    const named = order ? order[from + n]! : from + n
    const row = rows.members ? rows.members[named]! : named
    for (let i = 0; i < ins; i++) inputs[n * ins + i] = rows.inputs[row * ins + i]!
    for (let i = 0; i < outs; i++) targets[n * outs + i] = rows.targets[row * outs + i]!
    weights[n] = rows.weights ? rows.weights[row]! : 1
  }
}

/** The masks of rows: row by row, layer by layer, unit by unit. */
export function drawMasks(layers: readonly LayerState[], rows: number, random: Random): void {
  for (let n = 0; n < rows; n++) {
    for (const { dropout, mask, units } of layers) {
      if (dropout > 0) for (let j = 0; j < units; j++) mask[n * units + j] = maskValue(dropout, random)
    }
  }
}

/**
 * a = f(z), or in training m · f(z) with the masks that were drawn where a layer drops outputs.
 * @returns 0, or NaN where any of what the activation is applied to is not finite
 */
export function activate(layer: LayerState, rows: number, training: boolean): number {
  const { activation, parameters, arguments: z, f, a, mask, units } = layer
  const count = rows * units
  if (activation.kind === 'elementwise')
    for (let i = 0; i < count; i++) f[i] = activation.f(z[i]!, parameters)
  else for (let n = 0; n < rows; n++) activation.put(layer.argumentRows[n]!, parameters, layer.fRows[n]!)
  if (layer.dropout > 0) for (let i = 0; i < count; i++) a[i] = training ? mask[i]! * f[i]! : f[i]!
  let taint = 0
  for (let i = 0; i < count; i++) taint += 0 * z[i]!
  // An infinite deviation of a row would leave nothing of its z, and so nothing that is infinite.
  if (layer.normalization === 'layer') for (let i = 0; i < count; i++) taint += 0 * layer.deviations[i]!
  return taint
}

/** dL/du = dL/da · da/du of the rows from `from` to `to`: unit by unit, or through the whole Jacobian. */
export function backThroughActivation(layer: LayerState, from: number, to: number): void {
  const { activation, parameters, dropout, arguments: z, f, mask, units } = layer
  const { gradients, argumentGradients } = layer
  if (activation.kind === 'elementwise') {
    for (let i = from * units; i < to * units; i++) {
      const slope = activation.derivative(z[i]!, f[i]!, parameters)
      argumentGradients[i] = gradients[i]! * (dropout > 0 ? mask[i]! * slope : slope)
    }
    return
  }
  for (let n = from; n < to; n++) {
    const row = n * units
    for (let j = 0; j < units; j++) {
      let sum = NOTHING
      for (let k = 0; k < units; k++) {
        const slope = activation.derivative(layer.fRows[n]!, k, j, parameters)
        sum += gradients[row + k]! * (dropout > 0 ? mask[row + k]! * slope : slope)
      }
      argumentGradients[row + j] = sum
    }
  }
}

/** Adds dL/db_j = delta_j of each row, as much as it counts; of a bias that a layer's units share the sum of their deltas. */
export function addBiasGradients(
  { units, biases, deltas }: LayerState,
  rows: number,
  rowWeights: Float64Array | undefined,
  gradients: Float64Array,
  areShared: boolean,
): void {
  for (let n = 0; n < rows; n++) {
    const weight = rowWeights ? rowWeights[n]! : 1
    const from = n * units
    let sum = NOTHING
    for (let j = 0; areShared && j < units; j++) sum += deltas[from + j]!
    for (let j = 0; j < units; j++) gradients[biases + j]! += weight * (areShared ? sum : deltas[from + j]!)
  }
}
