// Backward: from the loss to every delta, by the chain rule, with the weights that the forward pass used.
import { activationOf } from '../math/activations.ts'
import type { ActivationDefinition, CanonicalPair, LossDefinition } from '../math/definitions.ts'
import { canonicalPair, lossOf } from '../math/losses.ts'
import { activate, addUp } from './forward.ts'
import type { Layer, Network } from './network.ts'
import type { BackwardTrace, ForwardTrace } from './trace.ts'

/** Where the backward pass finds its derivatives. A test puts wrong ones in their place to see the check fail. */
export interface Calculus {
  activation(name: Layer['activation']['name']): ActivationDefinition
  loss(name: Network['loss']['name']): LossDefinition
  shortCut(activation: Layer['activation']['name'], loss: Network['loss']['name']): CanonicalPair | undefined
}

const calculusOfTheTables: Calculus = { activation: activationOf, loss: lossOf, shortCut: canonicalPair }

/** How far from 1 the targets may add up, by rounding alone, for softmax's short cut to hold: 4 units in the last place. */
const ROUNDING_OF_ONE = 4 * Number.EPSILON

/**
 * The backward pass of one sample (Rumelhart, Hinton and Williams 1986):
 * dL/da of the last layer comes from the loss, of the others it is Σ_k w_kj · delta_k over the next layer (k ascending);
 * delta_j = dL/da_j · da_j/dz_j, or Σ_k dL/da_k · da_k/dz_j where the activation ties the units together (softmax);
 * da/dz is f'(z), and m · f'(z) where a mask of dropout multiplies the output.
 * Where the last activation and the loss are a canonical pair, its delta is taken instead: shorter, and exact where a
 * saturated output makes the product 0 · ∞.
 */
export function backward(
  network: Network,
  trace: ForwardTrace,
  calculus: Calculus = calculusOfTheTables,
): BackwardTrace {
  const { layers, loss } = network
  const last = layers.length - 1
  const { targets } = trace
  const outputs = trace.activations[last]!
  const definition = calculus.loss(loss.name)
  const pair = shortCutOf(network, trace.sample.target, calculus)

  const activationGradients: number[][] = new Array(layers.length)
  const slopes: number[][] = new Array(layers.length)
  const deltas: number[][] = new Array(layers.length)
  for (let l = last; l >= 0; l--) {
    const layer = layers[l]!
    const activation = calculus.activation(layer.activation.name)
    const z = trace.preActivations[l]!
    const mask = trace.masks?.[l]
    const f = mask ? activate(layer, z) : trace.activations[l]!
    activationGradients[l] =
      l === last
        ? outputs.map((_, unit) => definition.derivative(unit, targets, outputs, loss.parameters))
        : gradientsThrough(layers[l + 1]!, deltas[l + 1]!, z.length)
    slopes[l] = slopesOf(activation, layer, z, f, mask)
    deltas[l] =
      l === last && pair
        ? outputs.map((_, unit) => pair.delta(unit, targets, outputs))
        : deltasOf(activation, layer, activationGradients[l]!, slopes[l]!, f, mask)
  }
  return { activationGradients, slopes, deltas, shortCut: pair !== undefined }
}

/** The canonical pair of the last activation and the loss, where it holds for these targets, smoothed or not. */
export function shortCutOf(
  network: Network,
  target: readonly number[],
  calculus: Calculus = calculusOfTheTables,
): CanonicalPair | undefined {
  const { name } = network.layers.at(-1)!.activation
  const pair = calculus.shortCut(name, network.loss.name)
  if (!pair || !calculus.loss(network.loss.name).targetsAreProbabilities) return pair
  return Math.abs(addUp(target) - 1) <= ROUNDING_OF_ONE ? pair : undefined
}

/** dL/da_j = Σ_k w_kj · delta_k, k over the units of the next layer. */
function gradientsThrough(next: Layer, deltas: readonly number[], width: number): number[] {
  return Array.from({ length: width }, (_, j) => {
    let sum = next.weights[0]![j]! * deltas[0]!
    for (let k = 1; k < deltas.length; k++) sum += next.weights[k]![j]! * deltas[k]!
    return sum
  })
}

/** da/dz of each unit; of a vector activation the diagonal of its Jacobian. `f` is f(z), before the mask. */
function slopesOf(
  activation: ActivationDefinition,
  layer: Layer,
  z: readonly number[],
  f: readonly number[],
  mask: readonly number[] | undefined,
): number[] {
  const { parameters } = layer.activation
  const slopes =
    activation.kind === 'vector'
      ? f.map((_, unit) => activation.derivative(f, unit, unit, parameters))
      : z.map((value, unit) => activation.derivative(value, f[unit]!, parameters))
  return mask ? slopes.map((slope, unit) => mask[unit]! * slope) : slopes
}

/** delta = dL/da · da/dz, unit by unit, or through the whole Jacobian. */
function deltasOf(
  activation: ActivationDefinition,
  layer: Layer,
  gradients: readonly number[],
  slopes: readonly number[],
  f: readonly number[],
  mask: readonly number[] | undefined,
): number[] {
  if (activation.kind === 'elementwise') return gradients.map((gradient, unit) => gradient * slopes[unit]!)
  const { parameters } = layer.activation
  const entry = (k: number, j: number): number => {
    const slope = activation.derivative(f, k, j, parameters)
    return mask ? mask[k]! * slope : slope
  }
  return f.map((_, j) => addUp(gradients.map((gradient, k) => gradient * entry(k, j))))
}
