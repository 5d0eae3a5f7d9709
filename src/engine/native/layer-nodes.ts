// Layers as nodes: rows forward through weights and activations, and their deltas back.
import type { Layer } from '../../core/network.ts'
import { type Expr, quantitiesOf } from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import { toldActivation } from '../../math/told.ts'
import { numberOf } from '../wasm/activation-code.ts'
import { withNumbers } from '../wasm/formulas.ts'
import { formulaNodes } from './formula-nodes.ts'
import type { GraphBuilder, Name } from './graph-builder.ts'

/** A layer's parameters. Weights stand as [from][to]: so all three products read whole rows. */
export interface LayerNames {
  /** [inputs · units] */
  readonly weights: Name
  /** [1 · units] */
  readonly biases: Name
}

/** What a layer made of the rows that went in. [rows · units] */
export interface Passed {
  readonly z: Name
  /** f(z) */
  readonly f: Name
  /** What goes on to the next layer: f(z), or m · f(z) where a step drops outputs. */
  readonly a: Name
  readonly mask: Name | undefined
}

/** @param mask where a step drops outputs */
export function forwardNodes(
  graph: GraphBuilder,
  layer: Layer,
  { weights, biases }: LayerNames,
  signal: Name,
  mask?: Name,
): Passed {
  const z = graph.node('Gemm', [signal, weights, biases])
  const f = activationNodes(graph, layer, z)
  return { z, f, a: mask ? graph.node('Mul', [mask, f]) : f, mask }
}

function activationNodes(graph: GraphBuilder, layer: Layer, z: Name): Name {
  const told = toldActivation(layer.activation.name)
  if (told.kind === 'vector') return softmaxNodes(graph, z)
  if (told.name === 'relu') return graph.node('Relu', [z])
  return formulaNodes(numbered(told.formula, layer), { graph, quantity: () => z })
}

export const softmaxNodes = (graph: GraphBuilder, z: Name): Name =>
  graph.node('Softmax', [z], { axis: { int: 1 } })

/** An activation's formula with its parameters as numbers. */
const numbered = (e: Expr, { activation }: Layer): Expr =>
  withNumbers(e, (quantity) => numberOf(quantity, activation.parameters))

/** dL/dz from dL/da. */
export function throughActivation(
  graph: GraphBuilder,
  layer: Layer,
  { z, f, mask }: Passed,
  gradients: Name,
): Name {
  const told = toldActivation(layer.activation.name)
  const behindMask = mask ? graph.node('Mul', [gradients, mask]) : gradients
  if (told.kind === 'vector') {
    // Σ_k g_k · f_k (1[j = k] − f_j), the formula of the Jacobian's entries with f_j taken out.
    const sum = graph.node('ReduceSum', [graph.node('Mul', [behindMask, f]), graph.axes(1)])
    return graph.node('Mul', [f, graph.node('Sub', [behindMask, sum])])
  }
  const slope = numbered(told.derivativeFormula, layer)
  if (quantitiesOf(slope).length === 0 && slope.kind === 'number' && slope.value === 1) return behindMask
  const quantity = (of: Quantity): Name => (of.kind === 'variable' && of.name === 'a' ? f : z)
  return graph.node('Mul', [behindMask, formulaNodes(slope, { graph, quantity })])
}

/** dL/da of the layer before one. */
export const backNodes = (graph: GraphBuilder, { weights }: LayerNames, deltas: Name): Name =>
  graph.node('Gemm', [deltas, weights], { transB: { int: 1 } })

/** NaN where a number that a layer's activation is applied to is not finite, else 0, row by row. [rows · 1] */
export function taintNodes(
  graph: GraphBuilder,
  { z }: Passed,
  units: number,
  before: Name | undefined,
): Name {
  const zeros = graph.numbers(new Array<number>(units).fill(0), [units, 1])
  return graph.node('Gemm', before ? [z, zeros, before] : [z, zeros])
}
