// Answers as an ONNX model: what a network makes of some rows, in evaluation, and how wrong each row is.
import type { Network } from '../../core/network.ts'
import type { Model, ValueInfo } from '../../onnx/index.ts'
import type { Precision } from '../engine.ts'
import { GraphBuilder } from './graph-builder.ts'
import { forwardNodes } from './layer-nodes.ts'
import { termNodes } from './loss-nodes.ts'
import { layerNames, stateTensors } from './state-tensors.ts'
import { modelOf } from './training-model.ts'

/** Inputs: parameters, inputs, targets, order. Outputs: outputs [rows · outputs] and losses [rows]. */
export function answersModel(network: Network, precision: Precision): Model {
  const graph = new GraphBuilder('answers', precision)
  const tensors = stateTensors(network, { memories: [] })
  const outputs = network.layers.at(-1)!.biases.length
  const names = layerNames(tensors)
  const a = network.layers.reduce(
    (signal, layer, l) => forwardNodes(graph, layer, names[l]!, signal).f,
    graph.node('Gather', ['inputs', 'order']),
  )
  const terms = termNodes(graph, network, { y: graph.node('Gather', ['targets', 'order']), a })
  graph.hand(graph.node('ReduceSum', [terms, graph.axes(1)], { keepdims: { int: 0 } }), 'losses')
  graph.hand(a, 'outputs')
  const value = (name: string, dims: ValueInfo['dims'], type: ValueInfo['type'] = precision): ValueInfo => ({
    name,
    type,
    dims,
  })
  return modelOf(
    graph.graph(
      [
        ...tensors.map(({ name, dims }) => value(name, dims)),
        value('inputs', ['all', network.inputs]),
        value('targets', ['all', outputs]),
        value('order', ['rows'], 'int32'),
      ],
      [value('outputs', ['rows', outputs]), value('losses', ['rows'])],
    ),
  )
}
