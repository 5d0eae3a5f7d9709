// The trained parameters as one vector, each of them once: layer by layer the weights, row by row, the biases, then γ and β.
import type { ParameterRef } from '../math/quantity.ts'
import { valuesOf, withValues } from './layer-values.ts'
import type { BiasPolicy, LayerValues, Network } from './network.ts'

/** How many biases of a layer are trained: a bias that the layer shares is one, and fixed ones are none. */
export const trainedBiases = (policy: BiasPolicy, units: number): number =>
  policy === 'per-neuron' ? units : policy === 'shared' ? 1 : 0

/** The numbers of a network's trained parameters, or of their gradients. */
export function* trainedValues(
  { biasPolicy }: Pick<Network, 'biasPolicy'>,
  layers: readonly LayerValues[],
): Iterable<number> {
  for (const { weights, biases, scales = [], shifts = [] } of layers) {
    for (const row of weights) yield* row
    yield* biases.slice(0, trainedBiases(biasPolicy, biases.length))
    yield* scales
    yield* shifts
  }
}

/** The same of a network, as an array. */
export const trainedVector = (network: Network): Float64Array =>
  Float64Array.from(trainedValues(network, network.layers.map(valuesOf)))

/** The network with its trained parameters taken from a vector. */
export function withTrainedVector(network: Network, vector: Float64Array): Network {
  let at = 0
  const take = (count: number): number[] => {
    at += count
    return [...vector.subarray(at - count, at)]
  }
  const layers = network.layers.map((layer) => {
    const units = layer.biases.length
    const weights = layer.weights.map((row) => take(row.length))
    const biases = take(trainedBiases(network.biasPolicy, units))
    const whole = { fixed: layer.biases, shared: layer.biases.map(() => biases[0]!), 'per-neuron': biases }
    const normalized = layer.normalization && { scales: take(units), shifts: take(units) }
    return withValues(layer, { weights, biases: whole[network.biasPolicy], ...normalized })
  })
  return { ...network, layers }
}

/** Where a trained parameter stands in the vector. */
export function trainedPlace({ biasPolicy, layers }: Network, ref: ParameterRef): number {
  let place = 0
  for (const { weights, biases, normalization } of layers.slice(0, ref.layer)) {
    const units = biases.length
    place += units * weights[0]!.length + trainedBiases(biasPolicy, units) + (normalization ? 2 * units : 0)
  }
  const { weights, biases } = layers[ref.layer]!
  const inputs = weights[0]!.length
  const afterWeights = place + weights.length * inputs
  const afterBiases = afterWeights + trainedBiases(biasPolicy, biases.length)
  switch (ref.kind) {
    case 'weight':
      return place + ref.to * inputs + ref.from
    case 'bias':
      return afterWeights + (ref.unit === 'all' || biasPolicy === 'shared' ? 0 : ref.unit)
    case 'scale':
      return afterBiases + ref.unit
    case 'shift':
      return afterBiases + biases.length + ref.unit
  }
}
