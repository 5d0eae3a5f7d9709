// The training as an ONNX model: a Scan over batches, whose state is the parameters and the optimizer's memories, and whose body is
// one step. What goes in besides: the rows, which rows each batch takes, and the numbers of each step.
import type { Network } from '../../core/network.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
import type { ElementType, Graph, Model, ValueInfo } from '../../onnx/index.ts'
import type { Precision } from '../engine.ts'
import type { UpdatePlan } from '../wasm/update-code.ts'
import { GraphBuilder, type Name } from './graph-builder.ts'
import { backNodes, forwardNodes, type Passed, taintNodes, throughActivation } from './layer-nodes.ts'
import { outputDeltas, smoothedNodes, termNodes } from './loss-nodes.ts'
import { type StateTensor, stateTensors, tensorAt } from './state-tensors.ts'
import {
  addedUp,
  clippedGradients,
  heldWithinNorm,
  isPlainDescent,
  penalizedGradient,
  penalizedLoss,
  renewedNodes,
  type Trained,
  total,
} from './update-nodes.ts'

export interface TrainingOptions {
  readonly network: Network
  readonly optimizer: OptimizerSpec
  readonly update: UpdatePlan
  readonly precision: Precision
  /** Whether the rows count differently. */
  readonly weighted: boolean
  /** Whether the short form of output and loss holds for all rows. */
  readonly short: boolean
}

/** The versions that the operators used here are of, and that onnxruntime has known for years. */
const OPSET = 18
const IR_VERSION = 8

export const modelOf = (graph: Graph): Model => ({
  graph,
  opset: OPSET,
  irVersion: IR_VERSION,
  producer: { name: 'paso', version: '' },
})

/** Layers whose outputs a step drops. */
export const droppingLayers = ({ layers }: Network): number[] =>
  layers.flatMap(({ dropout }, l) => (dropout > 0 ? [l] : []))

/** Whether the products that make the gradients of the weights hold the update as well. */
export const holdsUpdate = ({ network, optimizer, update }: TrainingOptions): boolean =>
  isPlainDescent(update) &&
  network.biasPolicy === 'per-neuron' &&
  network.loss.l1 === 0 &&
  network.loss.l2 === 0 &&
  !optimizer.clip &&
  optimizer.maxNorm === undefined

/** The names of the numbers that each step takes: what the deltas and what the loss are multiplied with, and those of the update. */
export const stepNumberNames = (options: TrainingOptions): Name[] => [
  'scale',
  'share',
  ...(holdsUpdate(options) ? [] : options.update.stepFormulas.map((_, n) => `number_${n}`)),
]

/** Inputs: old_*, inputs, targets, weights, order, masks_*, step numbers. Outputs: new_*, losses, taints. */
export function trainingModel(options: TrainingOptions): Model {
  const { network, precision, weighted, update } = options
  const tensors = stateTensors(network, update)
  const outputs = network.layers.at(-1)!.biases.length
  const numbers = stepNumberNames(options)
  const value = (name: Name, dims: ValueInfo['dims'], type: ElementType = precision): ValueInfo => ({
    name,
    type,
    dims,
  })
  const masks = droppingLayers(network).map((l) => ({
    name: `masks_${l}`,
    units: network.layers[l]!.biases.length,
  }))
  const scanned = ['order', ...masks.map(({ name }) => name), ...numbers]
  return modelOf({
    name: 'training',
    nodes: [
      {
        op: 'Scan',
        inputs: [...tensors.map(({ name }) => `old_${name}`), ...scanned],
        outputs: [...tensors.map(({ name }) => `new_${name}`), 'losses', 'taints'],
        attributes: {
          num_scan_inputs: { int: scanned.length },
          body: { graph: stepGraph(options, tensors) },
        },
      },
    ],
    inputs: [
      ...tensors.map(({ name, dims }) => value(`old_${name}`, dims)),
      value('inputs', ['all', network.inputs]),
      value('targets', ['all', outputs]),
      ...(weighted ? [value('weights', ['all', 1])] : []),
      value('order', ['steps', 'rows'], 'int32'),
      ...masks.map(({ name, units }) => value(name, ['steps', 'rows', units])),
      ...numbers.map((name) => value(name, ['steps'])),
    ],
    outputs: [
      ...tensors.map(({ name, dims }) => value(`new_${name}`, dims)),
      value('losses', ['steps']),
      value('taints', ['steps']),
    ],
    initializers: [],
  })
}

/** One step. In it the names of scanned inputs are those of one batch. */
function stepGraph(options: TrainingOptions, tensors: readonly StateTensor[]): Graph {
  const { network, precision } = options
  const graph = new GraphBuilder(precision)
  const step = new StepNodes(graph, options, tensors)
  const { loss, taint, renewed } = step.all()
  for (const [name, result] of renewed) graph.hand(result, `renewed_${name}`)
  graph.hand(loss, 'loss')
  graph.hand(taint, 'taint')
  const value = (name: Name, dims: ValueInfo['dims'], type: ElementType = precision): ValueInfo => ({
    name,
    type,
    dims,
  })
  return graph.graph(
    'step',
    [
      ...tensors.map(({ name, dims }) => value(name, dims)),
      value('order', ['rows'], 'int32'),
      ...droppingLayers(network).map((l) => value(`masks_${l}`, ['rows', network.layers[l]!.biases.length])),
      ...stepNumberNames(options).map((name) => value(name, [])),
    ],
    [
      ...tensors.map(({ name, dims }) => value(`renewed_${name}`, dims)),
      value('loss', []),
      value('taint', []),
    ],
  )
}

/** What a step leaves: results by the names of the tensors. */
interface StepResults {
  readonly loss: Name
  /** NaN where a limit of the update hid a number that was not finite, else 0. */
  readonly taint: Name
  readonly renewed: ReadonlyMap<Name, Name>
}

class StepNodes {
  readonly #graph: GraphBuilder
  readonly #options: TrainingOptions
  readonly #tensors: readonly StateTensor[]
  readonly #outputs: number

  constructor(graph: GraphBuilder, options: TrainingOptions, tensors: readonly StateTensor[]) {
    this.#graph = graph
    this.#options = options
    this.#tensors = tensors
    this.#outputs = options.network.layers.at(-1)!.biases.length
  }

  all(): StepResults {
    const { network, weighted, short } = this.#options
    const graph = this.#graph
    const rowsOf = (table: Name): Name => graph.node('Gather', [table, 'order'])
    const signal = rowsOf('inputs')
    const y = smoothedNodes(graph, network, rowsOf('targets'), this.#outputs)
    const counts = weighted ? rowsOf('weights') : undefined
    const passed = this.#forward(signal)
    const loss = this.#loss(passed, y, counts)
    const scale = counts ? graph.node('Mul', [counts, 'scale']) : 'scale'
    const last = outputDeltas(graph, network, passed.at(-1)!, y, this.#outputs, { counts: scale, short })
    return { ...this.#backward(signal, passed, last), loss }
  }

  #forward(input: Name): Passed[] {
    const { network } = this.#options
    let signal = input
    return network.layers.map((layer, l) => {
      const mask = layer.dropout > 0 ? `masks_${l}` : undefined
      const passed = forwardNodes(this.#graph, layer, this.#names(l), signal, mask)
      signal = passed.a
      return passed
    })
  }

  /** Of the batch, with penalties; NaN where a number of the way forward is not finite. [] */
  #loss(passed: readonly Passed[], y: Name, counts: Name | undefined): Name {
    const graph = this.#graph
    const { network } = this.#options
    const terms = termNodes(graph, network, { y, a: passed.at(-1)!.a }, this.#outputs)
    const counted = counts ? graph.node('Mul', [terms, counts]) : terms
    const mean = graph.node('Mul', [total(graph, 'ReduceSum', counted), 'share'])
    const taint = network.layers.reduce<Name | undefined>(
      (before, { biases }, l) => taintNodes(graph, passed[l]!, biases.length, before),
      undefined,
    )
    const weights = network.layers.map((_, l) => this.#names(l).weights)
    const loss = penalizedLoss(graph, network.loss, mean, weights)
    return graph.node('Add', [loss, total(graph, 'ReduceSum', taint!)])
  }

  #names(l: number) {
    return {
      weights: tensorAt(this.#tensors, l, 'weights').name,
      biases: tensorAt(this.#tensors, l, 'biases').name,
    }
  }

  /** From the last layer to the first: gradients, or the parameters themselves where the products hold the update. */
  #backward(input: Name, passed: readonly Passed[], last: Name): Omit<StepResults, 'loss'> {
    const graph = this.#graph
    const { layers } = this.#options.network
    const holds = holdsUpdate(this.#options)
    const results = new Map<Name, Name>()
    let deltas = last
    for (let l = layers.length - 1; l >= 0; l--) {
      const { weights, biases } = this.#names(l)
      const signal = l === 0 ? input : passed[l - 1]!.a
      const start = (name: Name): Name[] => (holds ? [name] : [])
      results.set(weights, graph.node('Gemm', [signal, deltas, ...start(weights)], { transA: { int: 1 } }))
      results.set(biases, this.#biasGradient(deltas, start(biases)))
      if (l === 0) break
      const gradients = backNodes(graph, this.#names(l), deltas)
      deltas = throughActivation(graph, layers[l - 1]!, passed[l - 1]!, gradients)
    }
    return holds ? { renewed: results, taint: graph.number(0) } : this.#updated(results)
  }

  /** The sum over the rows, for each unit or, where they share a bias, for all. [1 · units] or [1 · 1] */
  #biasGradient(deltas: Name, start: readonly Name[]): Name {
    const graph = this.#graph
    if (this.#options.network.biasPolicy === 'shared') {
      return graph.node('ReduceSum', [deltas, graph.axes(0, 1)])
    }
    const sum = graph.node('ReduceSum', [deltas, graph.axes(0)])
    return start.length > 0 ? graph.node('Add', [start[0]!, sum]) : sum
  }

  #updated(gradients: ReadonlyMap<Name, Name>): Omit<StepResults, 'loss'> {
    const graph = this.#graph
    const { network, optimizer, update } = this.#options
    const parameters = this.#tensors.filter(({ memory }) => memory === undefined)
    const trained = parameters.map(({ name, layer, part }): Trained => {
      const of = {
        isWeights: part === 'weights',
        parameter: name,
        gradient: gradients.get(name)!,
        memories: Object.fromEntries(
          update.memories.map(({ name: memory }) => [
            memory,
            tensorAt(this.#tensors, layer, part, memory).name,
          ]),
        ),
      }
      return { ...of, gradient: penalizedGradient(graph, network.loss, of) }
    })
    const clipped = clippedGradients(graph, optimizer, network.biasPolicy, trained)
    const taints = [...clipped.taints]
    const ofStep = new Map(update.stepFormulas.map((formula, n) => [formula, `number_${n}`]))
    const renewed = new Map<Name, Name>()
    trained.forEach((of, n) => {
      const { layer, part } = parameters[n]!
      const isFixed = part === 'biases' && network.biasPolicy === 'fixed'
      const after = isFixed
        ? { parameter: of.parameter, memories: of.memories }
        : renewedNodes(graph, update, ofStep, { ...of, gradient: clipped.gradients[n]! })
      let { parameter } = after
      if (of.isWeights && optimizer.maxNorm !== undefined) {
        const held = heldWithinNorm(graph, parameter, optimizer.maxNorm)
        taints.push(held.taint)
        parameter = held.weights
      }
      renewed.set(of.parameter, parameter)
      for (const [memory, value] of Object.entries(after.memories))
        renewed.set(tensorAt(this.#tensors, layer, part, memory).name, value)
    })
    return { renewed, taint: taints.length > 0 ? addedUp(graph, taints) : graph.number(0) }
  }
}
