// Outputs: what a network answers to an input, layer by layer, and nothing kept. Sums run in one fixed order.
import { activationOf } from '../math/activations.ts'
import { laterParts } from './later-parts.ts'
import type { Layer, Network } from './network.ts'

/** What the network answers to an input: the activations of its last layer, as `forward`. [inputs] -> [outputs] */
export function outputsOf(network: Network, input: ArrayLike<number>): readonly number[] {
  let signal = input
  for (const layer of network.layers) {
    const z = preActivationsOf(layer, signal)
    const { normalization } = layer
    signal = activate(
      layer,
      normalization ? laterParts.needed('normalization').normalizeRow(normalization, z).arguments : z,
    )
  }
  return signal as readonly number[]
}

export function preActivationsOf(layer: Layer, signal: ArrayLike<number>): number[] {
  return layer.weights.map((row, unit) => {
    let z = layer.biases[unit]!
    for (let k = 0; k < row.length; k++) z += row[k]! * signal[k]!
    return z
  })
}

/** f(z), or f(u) of a normalized layer, before anything is dropped. */
export function activate(layer: Layer, z: readonly number[]): number[] {
  const { name, parameters } = layer.activation
  const activation = activationOf(name)
  return activation.kind === 'vector'
    ? activation.f(z, parameters)
    : z.map((value) => activation.f(value, parameters))
}
