// A network's weights and biases as one flat array: layer by layer the weights, row by row, then the biases.
import type { Layer, LayerValues, Network } from '../core/network.ts'

export interface LayerShape {
  readonly inputs: number
  readonly units: number
  /** Where the layer's weights and biases begin in the flat array. */
  readonly weights: number
  readonly biases: number
}

export interface Shape {
  readonly layers: readonly LayerShape[]
  /** How many weights and biases there are. */
  readonly size: number
}

export function shapeOf(network: Network): Shape {
  let [inputs, size] = [network.inputs, 0]
  const layers = network.layers.map(({ biases }) => {
    const units = biases.length
    const layer = { inputs, units, weights: size, biases: size + inputs * units }
    size = layer.biases + units
    inputs = units
    return layer
  })
  return { layers, size }
}

export const flatParameters = (network: Network, shape: Shape): Float64Array =>
  flatValues(network.layers, shape)

/** A number for each weight and each bias, as one flat array. */
export function flatValues(values: readonly LayerValues[], { layers, size }: Shape): Float64Array {
  const flat = new Float64Array(size)
  values.forEach(({ weights, biases }, l) => {
    const shape = layers[l]!
    weights.forEach((row, to) => {
      flat.set(row, shape.weights + to * shape.inputs)
    })
    flat.set(biases, shape.biases)
  })
  return flat
}

/** The way back from `flatValues`. */
export function valuesFrom(flat: Float64Array, { layers }: Shape): LayerValues[] {
  return layers.map(({ inputs, units, weights, biases }) => ({
    weights: Array.from({ length: units }, (_, to) => [
      ...flat.subarray(weights + to * inputs, weights + (to + 1) * inputs),
    ]),
    biases: [...flat.subarray(biases, biases + units)],
  }))
}

/** The network with these weights and biases. */
export function withParameters(network: Network, shape: Shape, flat: Float64Array): Network {
  const values = valuesFrom(flat, shape)
  return { ...network, layers: network.layers.map((layer, l): Layer => ({ ...layer, ...values[l]! })) }
}
