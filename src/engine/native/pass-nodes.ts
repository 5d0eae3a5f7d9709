// A pass as nodes: rows forward and backward through a network, and what their gradients add up to.
import type { Network } from '../../core/network.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
import type { Precision } from '../engine.ts'
import type { UpdatePlan } from '../wasm/update-code.ts'
import type { GraphBuilder, Name } from './graph-builder.ts'
import {
  backNodes,
  forwardNodes,
  type LayerNames,
  type Passed,
  taintNodes,
  throughActivation,
} from './layer-nodes.ts'
import { outputDeltas } from './loss-nodes.ts'

export interface TrainingOptions {
  readonly network: Network
  readonly optimizer: OptimizerSpec
  readonly update: UpdatePlan
  readonly precision: Precision
  /** Whether rows count differently. */
  readonly counted: boolean
  /** Whether the short form of output and loss holds for all rows. */
  readonly short: boolean
  /** Whether the rows of a step pass in several chunks. */
  readonly chunked: boolean
}

/** Layers whose outputs a step drops. */
export const droppingLayers = ({ layers }: Network): number[] =>
  layers.flatMap(({ dropout }, l) => (dropout > 0 ? [l] : []))

/** What comes with the rows of a pass, and how wide it is; with all of a run it is called run_*, with those of a chunk chunk_*. */
export function rowValues({ network, counted }: Pick<TrainingOptions, 'network' | 'counted'>) {
  const { layers } = network
  const numbers = [
    { name: 'y', width: layers.at(-1)!.biases.length },
    ...(counted ? [{ name: 'counts', width: 1 }] : []),
    ...droppingLayers(network).map((l) => ({ name: `masks_${l}`, width: layers[l]!.biases.length })),
  ]
  return { order: 'order', numbers } as const
}

/** What a pass leaves. */
export interface Pass {
  /** [rows · outputs] */
  readonly outputs: Name
  /** NaN where a number of a row's way forward is not finite, else 0. [rows · 1] */
  readonly taint: Name
  /** What each parameter's sum of gradients is, added to where it began; by the parameters' names. */
  readonly sums: ReadonlyMap<Name, Name>
}

/**
 * Of the tables `inputs`, and of `ones`, a 1 for each row. [1 · rows]
 * @param names of each layer's parameters
 * @param begin where the sum of a parameter's gradients begins, if not at 0
 * @param as what the rows' values are called here
 */
export function passNodes(
  graph: GraphBuilder,
  options: TrainingOptions,
  names: readonly LayerNames[],
  begin: (parameter: Name) => Name | undefined,
  as: (name: Name) => Name,
): Pass {
  const { network, counted, short } = options
  const { layers } = network
  const input = graph.node('Gather', ['inputs', as('order')])
  const passed: Passed[] = []
  layers.forEach((layer, l) => {
    const mask = layer.dropout > 0 ? as(`masks_${l}`) : undefined
    passed.push(forwardNodes(graph, layer, names[l]!, passed[l - 1]?.a ?? input, mask))
  })
  const last = passed.at(-1)!
  const taint = layers.reduce<Name | undefined>(
    (before, { biases }, l) => taintNodes(graph, passed[l]!, biases.length, before),
    undefined,
  )
  const counts = counted ? graph.node('Mul', [as('counts'), 'scale']) : 'scale'
  const sums = new Map<Name, Name>()
  let deltas = outputDeltas(graph, network, last, as('y'), { counts, short })
  for (let l = layers.length - 1; l >= 0; l--) {
    const { weights, biases } = names[l]!
    const product = (a: Name, parameter: Name, transA: number): Name => {
      const start = begin(parameter)
      return graph.node('Gemm', start ? [a, deltas, start] : [a, deltas], { transA: { int: transA } })
    }
    sums.set(weights, product(passed[l - 1]?.a ?? input, weights, 1))
    sums.set(biases, product('ones', biases, 0))
    if (l === 0) break
    deltas = throughActivation(graph, layers[l - 1]!, passed[l - 1]!, backNodes(graph, names[l]!, deltas))
  }
  return { outputs: last.a, taint: taint!, sums }
}
