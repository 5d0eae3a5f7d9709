// Backward: from the loss to every delta, by the chain rule, with the weights that the forward pass used.
import type { ActivationDefinition, CanonicalPair, LossDefinition, Parameters } from '../math/definitions.ts'
import type { Layer, Network } from './network.ts'
import { rowDeltas } from './normalize.ts'
import { activate } from './outputs.ts'
import { type Calculus, calculusOfTheTables, shortCutOf } from './short-cut.ts'
import { addUp } from './sums.ts'
import type { BackwardTrace, ForwardTrace } from './trace.ts'

/**
 * The backward pass of one sample (Rumelhart, Hinton and Williams 1986):
 * dL/da of the last layer comes from the loss, of the others it is Σ_k w_kj · delta_k over the next layer (k ascending);
 * delta_j = dL/da_j · da_j/dz_j, or Σ_k dL/da_k · da_k/dz_j where the activation ties the units together (softmax);
 * da/dz is f'(z), and m · f'(z) where a mask of dropout multiplies the output. In a normalized layer all this gives
 * dL/du, and delta comes from there by the way back through the normalization of the row by itself.
 * Where the last activation and the loss are a canonical pair, its delta is taken instead: shorter, and exact where a
 * saturated output makes the product 0 · ∞.
 */
export function backward(
  network: Network,
  trace: ForwardTrace,
  calculus: Calculus = calculusOfTheTables,
): BackwardTrace {
  const pass = backwardPass(network, trace, calculus)
  for (let l = network.layers.length - 1; l >= 0; l--) {
    const gradients = throughActivation(pass, l)
    const { normalization } = network.layers[l]!
    pass.deltas[l] = normalization ? rowDeltas(normalization, trace.normalized![l]!, gradients) : gradients
  }
  return resultOf(pass)
}

/** A backward pass on its way from the last layer to the first. */
export interface BackwardPass {
  readonly network: Network
  readonly trace: ForwardTrace
  readonly calculus: Calculus
  readonly pair: CanonicalPair | undefined
  /** ω, where the derivatives are of the whole batch's losses and not of the sample's own. */
  readonly weight: number
  readonly activationGradients: number[][]
  readonly slopes: number[][]
  readonly argumentGradients: (number[] | undefined)[] | undefined
  readonly deltas: number[][]
}

export function backwardPass(
  network: Network,
  trace: ForwardTrace,
  calculus: Calculus = calculusOfTheTables,
  weight = 1,
): BackwardPass {
  const byLayer = <T>(): T[] => new Array<T>(network.layers.length)
  return {
    network,
    trace,
    calculus,
    pair: shortCutOf(network, trace.sample.target, calculus),
    weight,
    activationGradients: byLayer(),
    slopes: byLayer(),
    argumentGradients: trace.normalized && byLayer(),
    deltas: byLayer(),
  }
}

/** dL/da, da/dz and their product, which is dL/dz, or dL/du of a normalized layer; the layer behind has its deltas. */
export function throughActivation(pass: BackwardPass, l: number): number[] {
  const { network, trace, calculus, pair, weight, activationGradients, slopes, deltas } = pass
  const { layers, loss } = network
  const layer = layers[l]!
  const isLast = l === layers.length - 1
  const { targets } = trace
  const outputs = trace.activations[layers.length - 1]!
  const activation = calculus.activation(layer.activation.name)
  const z = trace.normalized?.[l]?.arguments ?? trace.preActivations[l]!
  const mask = trace.masks?.[l]
  const f = mask ? activate(layer, z) : trace.activations[l]!

  activationGradients[l] = isLast
    ? lossGradients(calculus.loss(loss.name), targets, outputs, loss.parameters, weight)
    : gradientsThrough(layers[l + 1]!, deltas[l + 1]!, z.length)
  slopes[l] = slopesOf(activation, layer, z, f, mask)
  const product =
    isLast && pair
      ? outputs.map((_, unit) => weight * pair.delta(unit, targets, outputs))
      : deltasOf(activation, layer, activationGradients[l]!, slopes[l]!, f, mask)
  if (layer.normalization) pass.argumentGradients![l] = product
  return product
}

/** What a trace keeps of a pass. */
export function resultOf({
  pair,
  activationGradients,
  slopes,
  argumentGradients,
  deltas,
}: BackwardPass): BackwardTrace {
  return { activationGradients, slopes, argumentGradients, deltas, shortCut: pair !== undefined }
}

/** dL/da of each output, from the loss. */
function lossGradients(
  definition: LossDefinition,
  targets: readonly number[],
  outputs: readonly number[],
  parameters: Parameters,
  weight: number,
): number[] {
  return outputs.map((_, unit) => weight * definition.derivative(unit, targets, outputs, parameters))
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

/** dL/dz = dL/da · da/dz, unit by unit, or through the whole Jacobian. */
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
