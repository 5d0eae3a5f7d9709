// A step as a graph, the body of the Scan over steps: a pass, in chunks where the rows are many, and the update.
import type { Graph, ValueInfo } from '../../onnx/index.ts'
import { GraphBuilder, type Name } from './graph-builder.ts'
import { type Pass, passNodes, rowValues, type TrainingOptions } from './pass-nodes.ts'
import { layerNames, type StateTensor, tensorAt } from './state-tensors.ts'
import {
  addedUp,
  clippedGradients,
  heldWithinNorm,
  isPlainDescent,
  penalizedGradient,
  penaltyNodes,
  renewedNodes,
  type Trained,
} from './update-nodes.ts'

/** Whether the sums of the gradients hold the update as well: they begin at the parameters, and the deltas have the rate in them. */
export const holdsUpdate = ({
  network,
  optimizer,
  update,
}: Pick<TrainingOptions, 'network' | 'optimizer' | 'update'>): boolean =>
  isPlainDescent(update) &&
  network.biasPolicy === 'per-neuron' &&
  network.loss.l1 === 0 &&
  network.loss.l2 === 0 &&
  !optimizer.clip &&
  optimizer.maxNorm === undefined

/** The names of the numbers that a step takes: what the deltas are multiplied with, and those of the update. */
export const stepNumberNames = (options: Parameters<typeof holdsUpdate>[0]): Name[] => [
  'scale',
  ...(holdsUpdate(options) ? [] : options.update.stepFormulas.map((_, n) => `number_${n}`)),
]

/** What a step tells besides its outputs and their taint: single numbers, where there are any. */
export const toldOf = ({ network, optimizer }: TrainingOptions): Name[] => [
  ...(network.loss.l1 === 0 && network.loss.l2 === 0 ? [] : ['penalty']),
  ...(optimizer.clip || optimizer.maxNorm !== undefined ? ['hidden'] : []),
]

/** Inputs: the tensors, the rows' values, the step's numbers. Outputs: renewed_*, outputs, taint, and what is told. */
export function stepGraph(options: TrainingOptions, tensors: readonly StateTensor[]): Graph {
  const { precision, chunked } = options
  const graph = new GraphBuilder('step', precision)
  const pass = chunked ? chunks(graph, options, tensors) : wholePass(graph, options, tensors)
  const { renewed, told } = holdsUpdate(options)
    ? { renewed: pass.sums, told: new Map<Name, Name>() }
    : updated(graph, options, tensors, pass.sums)
  for (const [name, result] of renewed) graph.hand(result, `renewed_${name}`)
  graph.hand(pass.outputs, 'outputs')
  graph.hand(pass.taint, 'taint')
  for (const [name, result] of told) graph.hand(result, name)
  const before = chunked ? ['chunks', 'rows'] : ['rows']
  return graph.graph(
    [
      ...tensors.map(({ name, dims }) => ({ name, type: precision, dims })),
      ...rowInputs(options, before, (name) => name),
      ...stepNumberNames(options).map((name) => ({ name, type: precision, dims: [] })),
    ],
    [
      ...tensors.map(({ name, dims }) => ({ name: `renewed_${name}`, type: precision, dims })),
      ...passOutputs(options, before, (name) => name),
      ...toldOf(options).map((name) => ({ name, type: precision, dims: [] })),
    ],
  )
}

/** The rows' values, [before... · width] each. */
export function rowInputs(
  options: Pick<TrainingOptions, 'network' | 'counted' | 'precision'>,
  before: readonly string[],
  as: (name: Name) => Name,
): ValueInfo[] {
  const { order, numbers } = rowValues(options)
  return [
    { name: as(order), type: 'int32', dims: before },
    ...numbers.map(({ name, width }) => ({
      name: as(name),
      type: options.precision,
      dims: [...before, width],
    })),
  ]
}

function passOutputs(
  { network, precision }: TrainingOptions,
  before: readonly string[],
  as: (name: Name) => Name,
): ValueInfo[] {
  const { length } = network.layers.at(-1)!.biases
  return [
    { name: as('outputs'), type: precision, dims: [...before, length] },
    { name: as('taint'), type: precision, dims: [...before, 1] },
  ]
}

function wholePass(graph: GraphBuilder, options: TrainingOptions, tensors: readonly StateTensor[]): Pass {
  const begin = (parameter: Name): Name | undefined => (holdsUpdate(options) ? parameter : undefined)
  return passNodes(graph, options, layerNames(tensors), begin, (name) => name)
}

const inChunk = (name: Name): Name => `chunk_${name}`

/** A Scan over the chunks, whose state is the sums. What it makes of the rows is chunk by chunk. */
function chunks(graph: GraphBuilder, options: TrainingOptions, tensors: readonly StateTensor[]): Pass {
  const { precision } = options
  const parameters = tensors.filter(({ memory }) => memory === undefined)
  const body = new GraphBuilder('chunk', precision)
  const pass = passNodes(body, options, layerNames(tensors), (name) => `sum_${name}`, inChunk)
  for (const [name, result] of pass.sums) body.hand(result, `further_${name}`)
  body.hand(pass.outputs, inChunk('outputs'))
  body.hand(pass.taint, inChunk('taint'))
  const sumsAs = (prefix: string): ValueInfo[] =>
    parameters.map(({ name, dims }) => ({ name: `${prefix}_${name}`, type: precision, dims }))
  const inputs = rowInputs(options, ['rows'], inChunk)
  const chunk = body.graph(
    [...sumsAs('sum'), ...inputs],
    [...sumsAs('further'), ...passOutputs(options, ['rows'], inChunk)],
  )
  const holds = holdsUpdate(options)
  const begin = parameters.map(({ name, dims }) => (holds ? name : graph.zeros(dims)))
  const { order, numbers } = rowValues(options)
  const results = graph.nodeOf(
    'Scan',
    [...begin, order, ...numbers.map(({ name }) => name)],
    parameters.length + 2,
    {
      num_scan_inputs: { int: inputs.length },
      body: { graph: chunk },
    },
  )
  const [outputs, taint] = results.slice(parameters.length)
  return {
    outputs: outputs!,
    taint: taint!,
    sums: new Map(parameters.map(({ name }, n) => [name, results[n]!])),
  }
}

/** From the sums of the gradients to new parameters and memories, and to what is told of it. */
function updated(
  graph: GraphBuilder,
  options: TrainingOptions,
  tensors: readonly StateTensor[],
  sums: ReadonlyMap<Name, Name>,
): { readonly renewed: ReadonlyMap<Name, Name>; readonly told: ReadonlyMap<Name, Name> } {
  const { network, optimizer, update } = options
  const { loss, biasPolicy } = network
  const parameters = tensors.filter(({ memory }) => memory === undefined)
  const trained = parameters.map(({ name, layer, part }): Trained => {
    const isShared = part === 'biases' && biasPolicy === 'shared'
    const sum = sums.get(name)!
    const memories = update.memories.map(({ name: memory }) => [
      memory,
      tensorAt(tensors, layer, part, memory).name,
    ])
    const of = {
      isWeights: part === 'weights',
      parameter: name,
      gradient: isShared ? graph.node('ReduceSum', [sum, graph.axes(1)]) : sum,
      memories: Object.fromEntries(memories) as Record<string, Name>,
    }
    return { ...of, gradient: penalizedGradient(graph, loss, of) }
  })
  const { gradients, taints } = clippedGradients(graph, optimizer, biasPolicy, trained)
  const hidden = [...taints]
  const ofStep = new Map(update.stepFormulas.map((formula, n) => [formula, `number_${n}`]))
  const renewed = new Map<Name, Name>()
  trained.forEach((of, n) => {
    const { layer, part } = parameters[n]!
    const isFixed = part === 'biases' && biasPolicy === 'fixed'
    const after = isFixed ? of : renewedNodes(graph, update, ofStep, { ...of, gradient: gradients[n]! })
    let { parameter } = after
    if (of.isWeights && optimizer.maxNorm !== undefined) {
      const held = heldWithinNorm(graph, parameter, optimizer.maxNorm)
      hidden.push(held.taint)
      parameter = held.weights
    }
    renewed.set(of.parameter, parameter)
    for (const [memory, value] of Object.entries(after.memories))
      renewed.set(tensorAt(tensors, layer, part, memory).name, value)
  })
  const weights = parameters.filter(({ part }) => part === 'weights').map(({ name }) => name)
  const penalty = penaltyNodes(graph, loss, weights)
  const told = new Map<Name, Name>()
  if (penalty) told.set('penalty', penalty)
  if (hidden.length > 0) told.set('hidden', addedUp(graph, hidden))
  return { renewed, told }
}
