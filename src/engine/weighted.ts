// Gradients of rows that count more or less than others.
import type { LayerState } from './layer-state.ts'

/** Adds dL/dw_jk = delta_j · a_k of each row, as much as it counts. */
export function addWeighted(
  { inputs, units, weights, deltas }: LayerState,
  signal: Float64Array,
  rows: number,
  rowWeights: Float64Array,
  gradients: Float64Array,
): void {
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < units; j++) {
      const delta = deltas[n * units + j]!
      for (let k = 0; k < inputs; k++)
        gradients[weights + j * inputs + k]! += rowWeights[n]! * (delta * signal[n * inputs + k]!)
    }
  }
}
