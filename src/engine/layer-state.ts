// Rows on their way through a network, several at once: the numbers that each layer makes of them, forward and backward.
import type { Layer, Network } from '../core/network.ts'
import { activationOf } from '../math/activations.ts'
import type { ActivationDefinition, Parameters } from '../math/definitions.ts'
import type { LayerShape, Shape } from './parameters.ts'
import type { Matrix, Product } from './product.ts'

/** 0, or NaN once a number that is not finite has passed: what is looked at only now and then. */
export interface Taint {
  value: number
}

/** One layer with the numbers of the rows that pass through it, row after row. All arrays: [rows · units] */
export interface LayerState extends LayerShape {
  readonly activation: ActivationDefinition
  readonly parameters: Parameters
  readonly dropout: number
  readonly z: Float64Array
  /** What the activation is applied to: z, or u of a normalized layer. */
  readonly arguments: Float64Array
  /** f(z). */
  readonly f: Float64Array
  /** What goes on to the next layer: f(z), or m · f(z) where a step drops outputs. */
  readonly a: Float64Array
  readonly mask: Float64Array
  /** dL/da, and dL/dz, which `argumentGradients` is as well where the layer is not normalized. */
  readonly gradients: Float64Array
  readonly argumentGradients: Float64Array
  readonly deltas: Float64Array
  /** (z − μ)/√(σ² + ε), and that root, of a normalized layer. */
  readonly normalized: Float64Array
  readonly deviations: Float64Array
  readonly epsilon: number
  /** `arguments` and `f` row by row. */
  readonly argumentRows: readonly Float64Array[]
  readonly fRows: readonly Float64Array[]
}

export interface RowsState {
  /** How many rows there is room for. */
  readonly room: number
  readonly inputs: Float64Array
  readonly targets: Float64Array
  /** `targets` row by row. */
  readonly targetRows: readonly Float64Array[]
  /** How much each row counts. [rows] */
  readonly weights: Float64Array
  /** Whether the short cut of the outputs' deltas holds for a row's targets. [rows] */
  readonly isShort: Uint8Array
  readonly layers: readonly LayerState[]
  readonly products: readonly LayerProducts[]
}

/** The three products of a layer, over some rows. */
export interface LayerProducts {
  /** What it receives: the inputs, or a of the layer before. [rows · inputs] */
  readonly signal: Float64Array
  /** z_j = b_j + Σ_k w_jk · a_k */
  readonly forward: Product
  /** dL/da_j of the layer before: Σ_k w_kj · delta_k. */
  readonly backward: Product
  /** To dL/dw_jk, transposed, each row's delta_j · a_k. */
  readonly gradients: Product
}

/** What leaves any number as it is when added to it, as 0 does not: 0 + (−0) is 0. */
export const NOTHING = -0
const nothing: Matrix = { values: Float64Array.of(NOTHING), from: 0, down: 0, across: 0 }

export function rowsState(
  network: Network,
  shape: Shape,
  room: number,
  parameters: Float64Array,
  gradients: Float64Array,
): RowsState {
  const layers = shape.layers.map((layer, l) => layerState(network.layers[l]!, layer, room))
  const inputs = new Float64Array(room * network.inputs)
  const products = layers.map((layer, l) =>
    productsOf(layer, { a: inputs, gradients: inputs, ...layers[l - 1] }, parameters, gradients),
  )
  const { units } = layers.at(-1)!
  const targets = new Float64Array(room * units)
  return {
    room,
    inputs,
    targets,
    targetRows: rowsOf(targets, units),
    weights: new Float64Array(room),
    isShort: new Uint8Array(room),
    layers,
    products,
  }
}

const byRows = (values: Float64Array, width: number, from = 0): Matrix => ({
  values,
  from,
  down: width,
  across: 1,
})
const byColumns = (values: Float64Array, width: number, from = 0): Matrix => ({
  values,
  from,
  down: 1,
  across: width,
})

function productsOf(
  { z, deltas, inputs, units, weights, biases }: LayerState,
  before: Pick<LayerState, 'a' | 'gradients'>,
  parameters: Float64Array,
  gradients: Float64Array,
): LayerProducts {
  const slopes = byColumns(gradients, inputs, weights)
  return {
    signal: before.a,
    forward: {
      out: byRows(z, units),
      start: { values: parameters, from: biases, down: 0, across: 1 },
      left: byRows(before.a, inputs),
      right: byColumns(parameters, inputs, weights),
    },
    backward: {
      out: byRows(before.gradients, inputs),
      start: nothing,
      left: byRows(deltas, units),
      right: byRows(parameters, inputs, weights),
    },
    gradients: {
      out: slopes,
      start: slopes,
      left: byColumns(before.a, inputs),
      right: byRows(deltas, units),
    },
  }
}

export function layerState(
  { activation, normalization, dropout }: Layer,
  shape: LayerShape,
  room: number,
): LayerState {
  const own = (isNeeded = true): Float64Array => new Float64Array(isNeeded ? room * shape.units : 0)
  const [z, f, deltas] = [own(), own(), own()]
  const normal = normalization !== undefined
  const u = normal ? own() : z
  return {
    ...shape,
    activation: activationOf(activation.name),
    parameters: activation.parameters,
    dropout,
    z,
    arguments: u,
    f,
    a: dropout > 0 ? own() : f,
    mask: own(dropout > 0),
    gradients: own(),
    argumentGradients: normal ? own() : deltas,
    deltas,
    normalized: own(normal),
    deviations: own(normal),
    epsilon: normalization?.epsilon ?? 0,
    argumentRows: rowsOf(u, shape.units),
    fRows: rowsOf(f, shape.units),
  }
}

const rowsOf = (values: Float64Array, width: number): Float64Array[] =>
  Array.from({ length: values.length / width }, (_, n) => values.subarray(n * width, (n + 1) * width))
