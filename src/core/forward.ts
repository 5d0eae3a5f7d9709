// Forward: from the inputs to the loss, every number kept. Sums run in one fixed order, so that others can repeat them to the bit.
import { activationOf } from '../math/activations.ts'
import { lossOf, smoothedClasses, smoothedTarget } from '../math/losses.ts'
import type { Masks } from './dropout.ts'
import type { Layer, Network, Sample } from './network.ts'
import { type NormalizedLayer, normalizeRow } from './normalize.ts'
import { checkSample } from './samples.ts'
import type { ForwardTrace } from './trace.ts'

/**
 * The forward pass of one sample: z_j = b_j + Σ_k w_jk · a_k (the bias first, then k ascending), a = f(z), and the
 * loss as the sum of one term for each output. A normalized layer has a = f(u) in place of f(z). As in evaluation:
 * nothing is dropped, and batch normalization takes its running statistics.
 * @throws PasoError when the sample does not fit the network.
 */
export function forward(network: Network, sample: Sample): ForwardTrace {
  checkSample(network, sample)
  return forwardPass(network, sample)
}

/** `forward` for a sample that was checked before; with the masks of a step where there are any: a = m · f(z). */
export function forwardPass(network: Network, sample: Sample, masks?: Masks): ForwardTrace {
  const preActivations: number[][] = []
  const activations: number[][] = []
  const normalized = isNormalized(network) ? ([] as (NormalizedLayer | undefined)[]) : undefined
  let signal = sample.input
  for (let l = 0; l < network.layers.length; l++) {
    const layer = network.layers[l]!
    const z = preActivationsOf(layer, signal)
    const normal = layer.normalization && normalizeRow(layer.normalization, z)
    const a = masked(activate(layer, normal?.arguments ?? z), masks?.[l])
    preActivations.push(z)
    normalized?.push(normal)
    activations.push(a)
    signal = a
  }
  const targets = targetsOf(network, sample.target)
  const unitLosses = unitLossesOf(network, targets, signal)
  return {
    sample,
    masks,
    preActivations,
    normalized,
    activations,
    targets,
    unitLosses,
    loss: addUp(unitLosses),
  }
}

/** What the outputs are compared with in training: the sample's own targets, or those that label smoothing makes of them. */
export function targetsOf({ loss }: Network, target: readonly number[]): readonly number[] {
  if (loss.labelSmoothing === 0) return target
  const classes = smoothedClasses(lossOf(loss.name), target.length)
  return target.map((y) => smoothedTarget(y, loss.labelSmoothing, classes))
}

const isNormalized = ({ layers }: Network): boolean => layers.some(({ normalization }) => normalization)

/** What the network answers to an input: the activations of its last layer, as `forward`. [inputs] -> [outputs] */
export function outputsOf(network: Network, input: readonly number[]): readonly number[] {
  return network.layers.reduce<readonly number[]>((signal, layer) => {
    const z = preActivationsOf(layer, signal)
    return activate(layer, layer.normalization ? normalizeRow(layer.normalization, z).arguments : z)
  }, input)
}

/** The terms of a sample's loss, one for each output. */
export function unitLossesOf(
  network: Network,
  target: readonly number[],
  outputs: readonly number[],
): number[] {
  const loss = lossOf(network.loss.name)
  return outputs.map((_, unit) => loss.term(unit, target, outputs, network.loss.parameters))
}

/** Σ from left to right, begun with the first term: 0 + (−0) would lose the sign. */
export function addUp(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term)
}

export function preActivationsOf(layer: Layer, signal: readonly number[]): number[] {
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

export const masked = (f: number[], mask: readonly number[] | undefined): number[] =>
  mask ? f.map((value, unit) => mask[unit]! * value) : f
