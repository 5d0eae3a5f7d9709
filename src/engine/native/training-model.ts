// The training as an ONNX model: a Scan over steps, whose state is the parameters and the optimizer's memories. What can be done for all
// steps at once, bringing targets and computing losses, stands around it.
import type { Graph, Model, ValueInfo } from '../../onnx/index.ts'
import { GraphBuilder, type Name } from './graph-builder.ts'
import { smoothedNodes, termNodes } from './loss-nodes.ts'
import { rowValues, type TrainingOptions } from './pass-nodes.ts'
import { stateTensors } from './state-tensors.ts'
import { rowInputs, stepGraph, stepNumberNames, toldOf } from './step-graph.ts'

/** The versions that the operators used here are of, and that onnxruntime has known for years. */
const OPSET = 18
const IR_VERSION = 8

export const modelOf = (graph: Graph): Model => ({
  graph,
  opset: OPSET,
  irVersion: IR_VERSION,
  producer: { name: 'paso', version: '' },
})

const inRun = (name: Name): Name => `run_${name}`

/**
 * Inputs: old_*, the tables inputs and targets, ones, run_order and what else comes with the rows, share and the numbers of each
 * step. Outputs: new_*, losses, and hidden where an update has limits.
 */
export function trainingModel(options: TrainingOptions): Model {
  const { network, update, precision, chunked } = options
  const graph = new GraphBuilder('training', precision)
  const tensors = stateTensors(network, update)
  const told = toldOf(options)
  const { numbers: rows } = rowValues(options)
  const y = smoothedNodes(graph, network, graph.node('Gather', ['targets', inRun('order')]))
  const scanned = [
    inRun('order'),
    ...rows.map(({ name }) => (name === 'y' ? y : inRun(name))),
    ...stepNumberNames(options).map(inRun),
  ]
  const old = tensors.map(({ name }) => `old_${name}`)
  const results = graph.nodeOf('Scan', [...old, ...scanned], tensors.length + 2 + told.length, {
    num_scan_inputs: { int: scanned.length },
    body: { graph: stepGraph(options, tensors) },
  })
  for (const [n, { name }] of tensors.entries()) graph.hand(results[n]!, `new_${name}`)
  const [outputs, taint, ...others] = results.slice(tensors.length)
  const byName = new Map(told.map((name, n) => [name, others[n]!]))
  graph.hand(
    lossNodes(graph, options, { y, outputs: outputs!, taint: taint!, penalty: byName.get('penalty') }),
    'losses',
  )
  if (byName.has('hidden')) graph.hand(byName.get('hidden')!, 'hidden')
  const value = (name: Name, dims: ValueInfo['dims']): ValueInfo => ({ name, type: precision, dims })
  const before = chunked ? ['steps', 'chunks', 'rows'] : ['steps', 'rows']
  return modelOf(
    graph.graph(
      [
        ...tensors.map(({ name, dims }) => value(`old_${name}`, dims)),
        value('inputs', ['all', network.inputs]),
        value('targets', ['all', network.layers.at(-1)!.biases.length]),
        value('ones', [1, 'rows']),
        ...rowInputs(options, before, inRun).filter(({ name }) => name !== inRun('y')),
        value('share', ['steps']),
        ...stepNumberNames(options).map((name) => value(inRun(name), ['steps'])),
      ],
      [
        ...tensors.map(({ name, dims }) => value(`new_${name}`, dims)),
        value('losses', ['steps']),
        ...(byName.has('hidden') ? [value('hidden', ['steps'])] : []),
      ],
    ),
  )
}

interface OfRun {
  readonly y: Name
  readonly outputs: Name
  readonly taint: Name
  readonly penalty: Name | undefined
}

/** Of each step, with penalties; NaN where a number of the way forward was not finite. [steps] */
function lossNodes(
  graph: GraphBuilder,
  { network, counted, chunked }: TrainingOptions,
  { y, outputs, taint, penalty }: OfRun,
): Name {
  const overStep = (of: Name): Name =>
    graph.node('ReduceSum', [of, chunked ? graph.axes(1, 2, 3) : graph.axes(1, 2)], { keepdims: { int: 0 } })
  const terms = termNodes(graph, network, { y, a: outputs })
  const sum = overStep(counted ? graph.node('Mul', [terms, inRun('counts')]) : terms)
  const loss = graph.node('Add', [graph.node('Mul', [sum, 'share']), overStep(taint)])
  return penalty ? graph.node('Add', [loss, penalty]) : loss
}
