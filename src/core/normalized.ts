// Normalized networks: which samples batch normalization ties together, and which biases have no effect.
import type { Network } from './network.ts'
import { refusals } from './refusals.ts'

/** Whether a sample's numbers depend on the other samples of its batch. */
export const tiesSamples = ({ layers }: Network): boolean =>
  layers.some(({ normalization }) => normalization?.kind === 'batch')

/** The layers that are normalized. */
export const normalizedLayers = ({ layers }: Network): number[] =>
  layers.flatMap(({ normalization }, layer) => (normalization ? [layer] : []))

/** @throws PasoError batch-of-one */
export function checkBatchSize(network: Network, rows: number): void {
  if (rows === 1 && tiesSamples(network)) throw refusals.batchOfOne()
}

/**
 * Whether a bias has no effect on the loss, so that its gradient is exactly 0: batch normalization takes each unit's mean
 * away, and with it the unit's bias; layer normalization takes the layer's mean away, and with it a bias that all units
 * have in common.
 */
export function biasCancels({ layers, biasPolicy }: Network, layer: number, unit: number | 'all'): boolean {
  const kind = layers[layer]!.normalization?.kind
  return kind === 'batch' || (kind === 'layer' && (unit === 'all' || biasPolicy === 'shared'))
}
