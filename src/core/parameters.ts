// Parameters: which a network has, in which order, and how to read or change one.
import type { ParameterRef } from '../math/quantity.ts'
import { valuesOf, withValues } from './layer-values.ts'
import type { Layer, LayerValues, Network } from './network.ts'
import { refusals } from './refusals.ts'

/**
 * Every parameter once, layer by layer, unit by unit: its weights, then its bias, then γ and β of a normalized layer.
 * Where a layer's biases are equal and not trained one by one, they are one parameter, the layer's last.
 */
export function* parametersOf(network: Network): Iterable<ParameterRef> {
  for (const [layer, { weights, biases, normalization }] of network.layers.entries()) {
    const common = hasCommonBias(network, layer)
    for (const [to, row] of weights.entries()) {
      for (const from of row.keys()) yield { kind: 'weight', layer, to, from }
      if (!common) yield { kind: 'bias', layer, unit: to }
      if (normalization) {
        yield { kind: 'scale', layer, unit: to }
        yield { kind: 'shift', layer, unit: to }
      }
    }
    if (common && biases.length > 0) yield { kind: 'bias', layer, unit: 'all' }
  }
}

/** Whether a layer's biases are told as one: equal, and not trained one by one. */
export function hasCommonBias(network: Network, layer: number): boolean {
  const { biases } = network.layers[layer]!
  return network.biasPolicy !== 'per-neuron' && biases.every((bias) => bias === biases[0])
}

/**
 * The value of a parameter. Of 'all' biases: the one that they have in common.
 * @throws PasoError unknown-parameter
 */
export function parameterValue(network: Network, ref: ParameterRef): number {
  checkParameter(network, ref)
  return valueIn(valuesOf(network.layers[ref.layer]!), ref)
}

/** The number that belongs to a parameter among those of its layer. Of 'all' biases: the first. */
export function valueIn({ weights, biases, scales, shifts }: LayerValues, ref: ParameterRef): number {
  switch (ref.kind) {
    case 'weight':
      return weights[ref.to]![ref.from]!
    case 'bias':
      return biases[ref.unit === 'all' ? 0 : ref.unit]!
    case 'scale':
      return scales![ref.unit]!
    case 'shift':
      return shifts![ref.unit]!
  }
}

/**
 * The network with one parameter changed; the rest is the same object. With the shared policy a unit's bias is its
 * layer's.
 * @throws PasoError unknown-parameter
 */
export function withParameter(network: Network, ref: ParameterRef, value: number): Network {
  checkParameter(network, ref)
  const layers = network.layers.with(ref.layer, changed(network, ref, value))
  return { ...network, layers }
}

function changed(network: Network, ref: ParameterRef, value: number): Layer {
  const layer = network.layers[ref.layer]!
  const values = valuesOf(layer)
  switch (ref.kind) {
    case 'weight':
      return { ...layer, weights: layer.weights.with(ref.to, layer.weights[ref.to]!.with(ref.from, value)) }
    case 'bias': {
      const all = ref.unit === 'all' || network.biasPolicy === 'shared'
      return { ...layer, biases: layer.biases.map((bias, unit) => (all || unit === ref.unit ? value : bias)) }
    }
    case 'scale':
      return withValues(layer, { ...values, scales: values.scales!.with(ref.unit, value) })
    case 'shift':
      return withValues(layer, { ...values, shifts: values.shifts!.with(ref.unit, value) })
  }
}

/** @throws PasoError unknown-parameter when the network has no such parameter, or no bias in common where 'all' is asked */
export function checkParameter(network: Network, ref: ParameterRef): void {
  const layer = network.layers[ref.layer]
  if (!layer || !has(layer, ref)) throw refusals.unknownParameter(network.layers.length, ref)
}

function has({ weights, biases, normalization }: Layer, ref: ParameterRef): boolean {
  switch (ref.kind) {
    case 'weight':
      return weights[ref.to]?.[ref.from] !== undefined
    case 'bias':
      return ref.unit === 'all' ? biases.every((bias) => bias === biases[0]) : biases[ref.unit] !== undefined
    case 'scale':
    case 'shift':
      return normalization?.scales[ref.unit] !== undefined
  }
}
