// The shape of a derivation: what names depend on.
import { normalizedLayers } from '../core/normalized.ts'
import { hasCommonBias } from '../core/parameters.ts'
import { batchLossKind } from '../derive/objective-steps.ts'
import type { Derivation } from '../derive/step.ts'
import type { Shape } from './document.ts'

/** What names depend on. */
export function shapeOf({ trace }: Pick<Derivation, 'trace'>): Shape {
  const { network, samples } = trace
  const batchLoss = batchLossKind(trace)
  const normalized = normalizedLayers(network)
  return {
    inputs: network.inputs,
    units: network.layers.map((layer) => layer.biases.length),
    oneBiasPerLayer: network.layers.every((_, layer) => hasCommonBias(network, layer)),
    samples: samples.length,
    ...(batchLoss && { batchLoss }),
    ...(normalized.length > 0 && { normalized }),
  }
}
