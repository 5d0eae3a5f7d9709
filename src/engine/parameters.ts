// A network's numbers as one flat array: layer by layer the weights, row by row, the biases, γ and β; then all running statistics.
import { valuesOf, withValues } from '../core/layer-values.ts'
import type { Layer, LayerValues, Network } from '../core/network.ts'
import type { NormalizationKind } from '../core/normalization.ts'

export interface LayerShape {
  readonly inputs: number
  readonly units: number
  /** Where the layer's weights, biases, γ and β begin in the flat array, and where they end; γ and β may be none. */
  readonly weights: number
  readonly biases: number
  readonly scales: number
  readonly shifts: number
  readonly end: number
  readonly normalization: NormalizationKind | undefined
  /** Where the running means and variances of batch normalization begin. */
  readonly means: number
  readonly variances: number
}

export interface Shape {
  readonly layers: readonly LayerShape[]
  /** How many parameters there are: weights, biases, γ and β. */
  readonly size: number
  /** With the running statistics, which no optimizer changes. */
  readonly total: number
}

export function shapeOf(network: Network): Shape {
  let [inputs, size] = [network.inputs, 0]
  const placed = network.layers.map(({ biases: { length: units }, normalization }) => {
    const weights = size
    const biases = weights + inputs * units
    const scales = biases + units
    const shifts = normalization ? scales + units : scales
    size = normalization ? shifts + units : shifts
    const layer = {
      inputs,
      units,
      weights,
      biases,
      scales,
      shifts,
      end: size,
      normalization: normalization?.kind,
    }
    inputs = units
    return layer
  })
  let total = size
  const layers = placed.map((layer): LayerShape => {
    const [means, variances] = [total, total + layer.units]
    if (layer.normalization === 'batch') total = variances + layer.units
    return { ...layer, means, variances }
  })
  return { layers, size, total }
}

/** All that a network is made of: its parameters and its running statistics. */
export function flatParameters(network: Network, shape: Shape): Float64Array {
  const flat = new Float64Array(shape.total)
  flat.set(flatValues(network.layers.map(valuesOf), shape))
  network.layers.forEach(({ normalization }, l) => {
    if (normalization?.kind !== 'batch') return
    const { means, variances } = shape.layers[l]!
    flat.set(normalization.runningMeans, means)
    flat.set(normalization.runningVariances, variances)
  })
  return flat
}

/** A number for each parameter, as one flat array. */
export function flatValues(values: readonly LayerValues[], { layers, size }: Shape): Float64Array {
  const flat = new Float64Array(size)
  values.forEach(({ weights, biases, scales = [], shifts = [] }, l) => {
    const shape = layers[l]!
    weights.forEach((row, to) => {
      flat.set(row, shape.weights + to * shape.inputs)
    })
    flat.set(biases, shape.biases)
    flat.set(scales, shape.scales)
    flat.set(shifts, shape.shifts)
  })
  return flat
}

/** The way back from `flatValues`. */
export function valuesFrom(flat: Float64Array, { layers }: Shape): LayerValues[] {
  return layers.map(({ inputs, units, weights, biases, scales, shifts, normalization }) => {
    const from = (start: number): number[] => [...flat.subarray(start, start + units)]
    return {
      weights: Array.from({ length: units }, (_, to) => [
        ...flat.subarray(weights + to * inputs, weights + (to + 1) * inputs),
      ]),
      biases: from(biases),
      ...(normalization && { scales: from(scales), shifts: from(shifts) }),
    }
  })
}

/** The network with these parameters and running statistics. */
export function withParameters(network: Network, shape: Shape, flat: Float64Array): Network {
  const values = valuesFrom(flat, shape)
  const layers = network.layers.map((layer, l) =>
    withStatistics(withValues(layer, values[l]!), shape.layers[l]!, flat),
  )
  return { ...network, layers }
}

function withStatistics(layer: Layer, { units, means, variances }: LayerShape, flat: Float64Array): Layer {
  const { normalization } = layer
  if (normalization?.kind !== 'batch') return layer
  const runningMeans = [...flat.subarray(means, means + units)]
  const runningVariances = [...flat.subarray(variances, variances + units)]
  return { ...layer, normalization: { ...normalization, runningMeans, runningVariances } }
}
