// One row on its way through a network, in place: what each layer makes of it, forward and backward.
import { maskValue } from '../core/dropout.ts'
import type { Layer, Network } from '../core/network.ts'
import { activationOf } from '../math/activations.ts'
import type { ActivationDefinition, CanonicalPair, Parameters } from '../math/definitions.ts'
import type { Random } from '../math/random.ts'
import type { Rows } from './engine.ts'
import type { LayerShape, Shape } from './parameters.ts'

/** 0, or NaN once a number that is not finite has passed: what is looked at only now and then. */
export interface Taint {
  value: number
}

/** One layer with the numbers of the row that passes through it. */
export interface LayerState extends LayerShape {
  readonly activation: ActivationDefinition
  readonly parameters: Parameters
  readonly dropout: number
  readonly z: number[]
  /** What the activation is applied to: z, or u of a normalized layer. */
  readonly arguments: number[]
  /** f(z). */
  f: number[]
  /** What goes on to the next layer: f(z), or m · f(z) where a step drops outputs. */
  a: number[]
  readonly mask: number[]
  readonly masked: number[]
  /** dL/da, and dL/dz, which `argumentGradients` is as well where the layer is not normalized. */
  readonly gradients: number[]
  readonly argumentGradients: number[]
  readonly deltas: number[]
  /** (z − μ)/√(σ² + ε), and that root, of a normalized layer. */
  readonly normalized: number[]
  readonly deviations: number[]
  readonly epsilon: number
  /** Of all training steps: by what the activations are applied to. */
  readonly taint: Taint
}

export interface RowState {
  readonly input: number[]
  readonly target: number[]
  readonly layers: readonly LayerState[]
  /** How much the row counts. */
  weight: number
  /** The short cut of the outputs' deltas, where it holds for the row's targets. */
  pair: CanonicalPair | undefined
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0)

export function rowState(
  network: Network,
  shape: Shape,
  pair: CanonicalPair | undefined,
  taint: Taint,
): RowState {
  const layers = shape.layers.map((layer, l) => layerState(network.layers[l]!, layer, taint))
  return { input: zeros(network.inputs), target: zeros(layers.at(-1)!.units), layers, weight: 1, pair }
}

function layerState(
  { activation, normalization, dropout }: Layer,
  shape: LayerShape,
  taint: Taint,
): LayerState {
  const own = (): number[] => zeros(shape.units)
  const [z, deltas] = [own(), own()]
  const normal = shape.normalization
  return {
    ...shape,
    activation: activationOf(activation.name),
    parameters: activation.parameters,
    dropout,
    z,
    arguments: normal ? own() : z,
    f: own(),
    a: own(),
    mask: own(),
    masked: own(),
    gradients: own(),
    argumentGradients: normal ? own() : deltas,
    deltas,
    normalized: normal ? own() : [],
    deviations: normal ? own() : [],
    epsilon: normalization?.epsilon ?? 0,
    taint,
  }
}

/** z_j = b_j + Σ_k w_jk · a_k: the bias first, then k ascending. */
export function addUpInto(
  { z, inputs, units, weights, biases }: LayerState,
  signal: readonly number[],
  parameters: Float64Array,
): void {
  for (let j = 0, w = weights; j < units; j++) {
    let sum = parameters[biases + j]!
    for (let k = 0; k < inputs; k++, w++) sum += parameters[w]! * signal[k]!
    z[j] = sum
  }
}

/** a = f(z), or in training m · f(z) with the masks that were drawn where a layer drops outputs. */
export function activate(layer: LayerState, training: boolean): void {
  const { activation, parameters, arguments: z, f, mask, masked } = layer
  // An infinite deviation of a row would leave nothing of its z, and so nothing that is infinite.
  let taint = layer.normalization === 'layer' ? 0 * layer.deviations[0]! : 0
  if (activation.kind === 'vector') {
    layer.f = activation.f(z, parameters)
    for (let j = 0; j < z.length; j++) taint += 0 * z[j]!
  } else {
    for (let j = 0; j < z.length; j++) {
      const value = z[j]!
      taint += 0 * value
      f[j] = activation.f(value, parameters)
    }
  }
  if (training) layer.taint.value += taint
  layer.a = layer.f
  if (!training || layer.dropout === 0) return
  for (let j = 0; j < masked.length; j++) masked[j] = mask[j]! * layer.f[j]!
  layer.a = masked
}

/** The masks of a row, layer by layer, unit by unit. */
export function drawMasks(layers: readonly LayerState[], random: Random): void {
  for (const { dropout, mask } of layers) {
    if (dropout > 0) for (let j = 0; j < mask.length; j++) mask[j] = maskValue(dropout, random)
  }
}

/** dL/du = dL/da · da/du, unit by unit, or through the whole Jacobian. */
export function backThroughActivation(layer: LayerState): void {
  const { activation, parameters, dropout, arguments: z, f, mask, gradients, argumentGradients } = layer
  for (let j = 0; j < z.length; j++) {
    if (activation.kind === 'elementwise') {
      const slope = activation.derivative(z[j]!, f[j]!, parameters)
      argumentGradients[j] = gradients[j]! * (dropout > 0 ? mask[j]! * slope : slope)
      continue
    }
    const entry = (k: number): number => {
      const slope = activation.derivative(f, k, j, parameters)
      return gradients[k]! * (dropout > 0 ? mask[k]! * slope : slope)
    }
    let sum = entry(0)
    for (let k = 1; k < gradients.length; k++) sum += entry(k)
    argumentGradients[j] = sum
  }
}

/** dL/da of the layer before one: Σ_k w_kj · delta_k. */
export function backThroughWeights(
  { inputs, units, weights, deltas }: LayerState,
  gradients: number[],
  parameters: Float64Array,
): void {
  for (let j = 0; j < inputs; j++) gradients[j] = parameters[weights + j]! * deltas[0]!
  for (let k = 1; k < units; k++) {
    const row = weights + k * inputs
    for (let j = 0; j < inputs; j++) gradients[j]! += parameters[row + j]! * deltas[k]!
  }
}

/** Puts a row where its passes begin. */
export function take(state: RowState, rows: Rows, n: number): void {
  const { input, target } = state
  const row = rows.members ? rows.members[n]! : n
  for (let i = 0, at = row * input.length; i < input.length; i++) input[i] = rows.inputs[at + i]!
  for (let i = 0, at = row * target.length; i < target.length; i++) target[i] = rows.targets[at + i]!
  state.weight = rows.weights?.[row] ?? 1
}

/** What a layer receives. */
export const signalInto = ({ input, layers }: RowState, l: number): readonly number[] =>
  l === 0 ? input : layers[l - 1]!.a

/** The deltas of the last layer where activation and loss leave a short cut. */
export function shortDeltas(
  pair: CanonicalPair,
  target: readonly number[],
  { a, argumentGradients }: LayerState,
  weight: number,
): void {
  for (let k = 0; k < a.length; k++) argumentGradients[k] = weight * pair.delta(k, target, a)
}
