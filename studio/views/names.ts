// Names of layers and units as the views tell them: inputs and outputs by their own, h3 of a hidden layer.
import { viewWords } from './view-words.ts'

export interface NetworkNames {
  /** [inputs] */
  readonly inputs?: readonly string[] | undefined
  /** [units of the last layer]: classes, or targets */
  readonly outputs?: readonly string[] | undefined
}

/** @param layer -1 for the inputs */
export function layerName(layer: number, layers: number): string {
  const w = viewWords.value
  if (layer < 0) return w.inputs
  if (layer === layers - 1) return w.outputLayer
  return w.hidden(layers > 2 ? ` ${layer + 1}` : '')
}

/** @param layer -1 for the inputs */
export function unitName(names: NetworkNames, layer: number, unit: number, layers: number): string {
  if (layer < 0) return names.inputs?.[unit] ?? `i${unit + 1}`
  if (layer === layers - 1) return names.outputs?.[unit] ?? `o${unit + 1}`
  return layers > 2 ? `h${layer + 1}.${unit + 1}` : `h${unit + 1}`
}
