// The JavaScript engine: plain loops over flat arrays, each sum in core's order, so that its numbers equal core's to the bit.
import { checkRandom } from '../core/dropout.ts'
import type { Network } from '../core/network.ts'
import { biasCancels, checkBatchSize, tiesSamples } from '../core/normalized.ts'
import { learningRateAt } from '../core/optimizer.ts'
import { shortCutOf } from '../core/short-cut.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { CanonicalPair, LossDefinition } from '../math/definitions.ts'
import { canonicalPair, lossOf, smoothedClasses, smoothedTarget } from '../math/losses.ts'
import { optimizerOf } from '../math/optimizers.ts'
import { type Random, randomFrom } from '../math/random.ts'
import { batchCount, batchEnd, leastRows } from './batches.ts'
import type { Engine, PlanOptions, Rows, Session, SessionState, TrainedBy } from './engine.ts'
import { laterParts } from './later-parts.ts'
import { flatParameters, type Shape, shapeOf, withParameters } from './parameters.ts'
import {
  activate,
  addUpInto,
  backThroughActivation,
  backThroughWeights,
  drawMasks,
  type LayerState,
  type RowState,
  rowState,
  shortDeltas,
  signalInto,
  type Taint,
  take,
} from './row-state.ts'
import { allFinite, copyOf } from './state-copy.ts'
import { type Update, updateOf } from './updates.ts'
import type { Workspace } from './workspace.ts'

export const javascript: Engine = {
  name: 'js',
  plan(network, optimizer, batchSize, options = {}) {
    const isSearch = optimizerOf(optimizer.name).kind === 'vector'
    const Session = isSearch ? laterParts.needed('lbfgs').SearchSession : JavaScriptSession
    return new Session(network, optimizer, batchSize, options)
  },
}

export class JavaScriptSession implements Session {
  readonly by: TrainedBy
  /** No step is searched for here. */
  readonly ended = undefined
  readonly #network: Network
  readonly #batchSize: number
  readonly #shape: Shape
  /** One row passes at a time, or all rows of a batch together, each in a state of its own. */
  readonly #states: RowState[]
  readonly #ties: boolean
  readonly #loss: LossDefinition
  readonly #pair: CanonicalPair | undefined
  readonly #optimizer: OptimizerSpec
  readonly #update: Update
  readonly #parameters: Float64Array
  readonly #gradients: Float64Array
  /** Means and variances of the last batch, in the order of the running ones. */
  readonly #statistics: Float64Array
  /** There where a layer is normalized. */
  readonly #normalizing: typeof import('./normalizing.ts') | undefined
  readonly #taint: Taint = { value: 0 }
  #random: Random | undefined
  #time = 0
  #rateFactor = 1

  constructor(network: Network, optimizer: OptimizerSpec, batchSize: number, { random, left }: PlanOptions) {
    this.by = { name: 'js', precision: 'float64', threads: 1, left }
    checkRandom(network, random)
    checkBatchSize(network, batchSize)
    this.#random = random
    this.#network = network
    if (network.layers.some(({ normalization }) => normalization)) {
      this.#normalizing = laterParts.needed('normalization').normalizing
    }
    this.#batchSize = batchSize
    this.#shape = shapeOf(network)
    this.#ties = tiesSamples(network)
    this.#loss = lossOf(network.loss.name)
    this.#pair = canonicalPair(network.layers.at(-1)!.activation.name, network.loss.name)
    this.#states = [rowState(network, this.#shape, this.#pair, this.#taint)]
    this.#optimizer = optimizer
    this.#update = updateOf(optimizer, this.#shape.size)
    this.#parameters = flatParameters(network, this.#shape)
    this.#gradients = new Float64Array(this.#shape.size)
    this.#statistics = new Float64Array(this.#shape.total - this.#shape.size)
  }

  run(rows: Rows, order: Uint32Array): Float64Array {
    const count = order.length
    const [batchSize, least] = [this.#batchSize, leastRows(this.#network)]
    const losses = new Float64Array(batchCount(count, batchSize, least))
    this.#taint.value = 0
    for (let step = 0, from = 0; step < losses.length; step++) {
      const to = batchEnd(from, count, batchSize, least)
      const loss = this.#gradientsOf(rows, order.subarray(from, to)) + this.#taint.value
      losses[step] = loss
      if (!Number.isFinite(loss)) return losses.subarray(0, step + 1)
      this.#step(to - from)
      from = to
    }
    return losses
  }

  finite(): boolean {
    const remembered = [this.#parameters, ...Object.values(this.#update.memory)]
    return this.#taint.value === 0 && remembered.every(allFinite)
  }

  outputs(rows: Rows): Float64Array {
    const state = this.#states[0]!
    const width = state.target.length
    const outputs = new Float64Array(rows.count * width)
    for (let row = 0; row < rows.count; row++) {
      take(state, rows, row)
      this.#forward(state, false)
      outputs.set(state.layers.at(-1)!.a, row * width)
    }
    return outputs
  }

  loss(rows: Rows): number {
    const state = this.#states[0]!
    let sum = 0
    for (let row = 0; row < rows.count; row++) {
      take(state, rows, row)
      this.#forward(state, false)
      const loss = state.weight * this.#rowLoss(state)
      sum = row === 0 ? loss : sum + loss
    }
    return this.#overBatch(sum, rows.count)
  }

  learningRate(): number | undefined {
    return learningRateAt(this.#optimizer, Math.max(1, this.#time), this.#rateFactor)
  }

  lowerRate(factor: number): void {
    this.#rateFactor *= factor
  }

  save(): Float64Array {
    return this.#parameters.slice()
  }

  restore(saved: Float64Array): void {
    this.#parameters.set(saved)
  }

  state(): SessionState {
    return copyOf({
      parameters: this.#parameters,
      memory: this.#update.memory,
      time: this.#time,
      rateFactor: this.#rateFactor,
      ended: undefined,
      random: this.#random?.state(),
    })
  }

  resume(state: SessionState): void {
    laterParts.needed('resume').checkState(state, this.state())
    const { parameters, memory, time, rateFactor, random } = state
    this.#random = random && randomFrom(random)
    this.#parameters.set(parameters)
    for (const [name, values] of Object.entries(this.#update.memory)) values.set(memory[name]!)
    this.#time = time
    this.#rateFactor = rateFactor
  }

  network(): Network {
    return withParameters(this.#network, this.#shape, this.#parameters)
  }

  /** Leaves in `#gradients` those of a batch; returns its loss. */
  #gradientsOf(rows: Rows, batch: Uint32Array): number {
    const count = batch.length
    const sum = this.#ties ? this.#together(rows, batch) : this.#oneByOne(rows, batch)
    if (this.#network.loss.reduction === 'mean' && count > 1) {
      const share = 1 / count
      const gradients = this.#gradients
      for (let i = 0; i < gradients.length; i++) gradients[i] = share * gradients[i]!
    }
    const loss = this.#overBatch(sum, count)
    const penalty = this.#network.loss
    if (penalty.l1 === 0 && penalty.l2 === 0) return loss
    const { addPenalties } = laterParts.needed('penalties')
    return addPenalties(loss, penalty, this.#parameters, this.#gradients, this.#shape)
  }

  /** Row by row, forward and backward; returns the sum of the losses. */
  #oneByOne(rows: Rows, batch: Uint32Array): number {
    const state = this.#states[0]!
    let sum = 0
    for (let n = 0; n < batch.length; n++) {
      take(state, rows, batch[n]!)
      if (this.#random) drawMasks(state.layers, this.#random)
      this.#forward(state, true)
      this.#prepareTarget(state)
      const loss = state.weight * this.#rowLoss(state)
      sum = n === 0 ? loss : sum + loss
      this.#backward(state)
      for (let l = 0; l < state.layers.length; l++) this.#addGradients(state, l, n === 0, state.weight)
    }
    return sum
  }

  /** Layer by layer, all rows at once, since batch normalization ties them together; returns the sum of the losses. */
  #together(rows: Rows, batch: Uint32Array): number {
    checkBatchSize(this.#network, batch.length)
    const states = this.#statesFor(batch.length)
    states.forEach((state, n) => {
      take(state, rows, batch[n]!)
      if (this.#random) drawMasks(state.layers, this.#random)
    })
    const depth = this.#shape.layers.length
    for (let l = 0; l < depth; l++) this.#layerTogether(states, l)
    let sum = 0
    states.forEach((state, n) => {
      this.#prepareTarget(state)
      const loss = state.weight * this.#rowLoss(state)
      sum = n === 0 ? loss : sum + loss
    })
    for (let l = depth - 1; l >= 0; l--) {
      for (const state of states) this.#toArguments(state, l, state.weight)
      const layers = states.map((state) => state.layers[l]!)
      if (this.#shape.layers[l]!.normalization === 'batch')
        this.#normalizing!.backThroughRows(layers, this.#parameters)
      else for (const layer of layers) this.#throughOwnRow(layer)
    }
    states.forEach((state, n) => {
      for (let l = 0; l < depth; l++) this.#addGradients(state, l, n === 0, 1)
    })
    return sum
  }

  /** A state for each row of a batch; made when first needed. */
  #statesFor(rows: number): readonly RowState[] {
    while (this.#states.length < rows)
      this.#states.push(rowState(this.#network, this.#shape, this.#pair, this.#taint))
    return this.#states.slice(0, rows)
  }

  #layerTogether(states: readonly RowState[], l: number): void {
    const parameters = this.#parameters
    const layers = states.map((state) => state.layers[l]!)
    layers.forEach((layer, n) => {
      addUpInto(layer, signalInto(states[n]!, l), parameters)
    })
    if (layers[0]!.normalization === 'batch')
      this.#normalizing!.normalizeRows(layers, parameters, this.#statistics, this.#shape)
    for (const layer of layers) {
      if (layer.normalization === 'layer') this.#normalizing!.normalizeRow(layer, parameters)
      activate(layer, true)
    }
  }

  #overBatch(sum: number, count: number): number {
    return this.#network.loss.reduction === 'mean' && count > 1 ? (1 / count) * sum : sum
  }

  /** What only training asks of a target: whether the short cut holds for it, and label smoothing. */
  #prepareTarget(state: RowState): void {
    const { labelSmoothing } = this.#network.loss
    const { target } = state
    if (this.#loss.targetsAreProbabilities) state.pair = shortCutOf(this.#network, target)
    if (labelSmoothing === 0) return
    const classes = smoothedClasses(this.#loss, target.length)
    for (let k = 0; k < target.length; k++) target[k] = smoothedTarget(target[k]!, labelSmoothing, classes)
  }

  /** A row by itself, dropping outputs where a step does; batch normalization takes its running statistics. */
  #forward(state: RowState, training: boolean): void {
    let signal = state.input
    for (const layer of state.layers) {
      addUpInto(layer, signal, this.#parameters)
      if (layer.normalization) this.#normalizing!.normalizeRow(layer, this.#parameters)
      activate(layer, training)
      signal = layer.a
    }
  }

  #rowLoss({ layers, target }: RowState): number {
    const { a } = layers.at(-1)!
    const { parameters } = this.#network.loss
    let sum = this.#loss.term(0, target, a, parameters)
    for (let k = 1; k < a.length; k++) sum += this.#loss.term(k, target, a, parameters)
    return sum
  }

  #backward(state: RowState): void {
    for (let l = state.layers.length - 1; l >= 0; l--) {
      this.#toArguments(state, l, 1)
      this.#throughOwnRow(state.layers[l]!)
    }
  }

  /** dL/du of a layer (dL/dz where it is not normalized), once the layer behind has its deltas. */
  #toArguments(state: RowState, l: number, weight: number): void {
    const layer = state.layers[l]!
    const next = state.layers[l + 1]
    if (!next && state.pair) {
      shortDeltas(state.pair, state.target, layer, weight)
      return
    }
    if (next) backThroughWeights(next, layer.gradients, this.#parameters)
    else this.#lossGradients(state.target, layer, weight)
    backThroughActivation(layer)
  }

  #lossGradients(target: readonly number[], { a, gradients }: LayerState, weight: number): void {
    const { parameters } = this.#network.loss
    for (let k = 0; k < a.length; k++) {
      gradients[k] = weight * this.#loss.derivative(k, target, a, parameters)
    }
  }

  #throughOwnRow(layer: LayerState): void {
    if (layer.normalization === 'layer') this.#normalizing!.backThroughRow(layer, this.#parameters)
  }

  #addGradients(state: RowState, l: number, first: boolean, weight: number): void {
    const { inputs, units, weights, deltas } = state.layers[l]!
    const signal = signalInto(state, l)
    const gradients = this.#gradients
    for (let j = 0, w = weights; j < units; j++) {
      const delta = deltas[j]!
      if (weight !== 1) {
        for (let k = 0; k < inputs; k++, w++) {
          const slope = weight * (delta * signal[k]!)
          gradients[w] = first ? slope : gradients[w]! + slope
        }
      } else if (first) for (let k = 0; k < inputs; k++, w++) gradients[w] = delta * signal[k]!
      else for (let k = 0; k < inputs; k++, w++) gradients[w]! += delta * signal[k]!
    }
    this.#addUnitGradients(state.layers[l]!, l, first, weight)
  }

  /** Of the biases, and of γ and β. */
  #addUnitGradients(layer: LayerState, l: number, first: boolean, weight: number): void {
    const { units, biases, scales, shifts, deltas, argumentGradients, normalized } = layer
    const gradients = this.#gradients
    const add = (at: number, slope: number): void => {
      gradients[at] = first ? weight * slope : gradients[at]! + weight * slope
    }
    const shared =
      this.#network.biasPolicy === 'shared' ? deltas.reduce((sum, delta) => sum + delta) : undefined
    if (biasCancels(this.#network, l, 0)) gradients.fill(0, biases, scales)
    else for (let j = 0; j < units; j++) add(biases + j, shared ?? deltas[j]!)
    if (!layer.normalization) return
    for (let j = 0; j < units; j++) {
      add(scales + j, argumentGradients[j]! * normalized[j]!)
      add(shifts + j, argumentGradients[j]!)
    }
  }

  /** @param rows of the batch */
  #step(rows: number): void {
    this.#time++
    const rate = this.learningRate()!
    const { clip, maxNorm } = this.#optimizer
    if (clip) limits().clip(this.#gradients, clip, this.#shape, this.#network.biasPolicy, this.#taint)
    const parameters = this.#parameters
    const gradients = this.#gradients
    const fixed = this.#network.biasPolicy === 'fixed'
    for (const { weights, biases, scales, end } of this.#shape.layers) {
      this.#update.step(parameters, gradients, weights, fixed ? biases : scales, this.#time, rate)
      this.#update.step(parameters, gradients, scales, end, this.#time, rate)
    }
    if (maxNorm !== undefined) limits().holdWithinNorm(parameters, maxNorm, this.#shape, this.#taint)
    this.#moveRunning(rows)
  }

  #moveRunning(rows: number): void {
    if (this.#ties)
      this.#normalizing!.moveRunning(this.#network, this.#shape, this.#parameters, this.#statistics, rows)
  }

  /** The flat arrays themselves and the passes over them, for steps of another kind. */
  workspace(): Workspace {
    return {
      parameters: this.#parameters,
      gradients: this.#gradients,
      evaluate: ({ rows, chosen }) => {
        const loss = this.#gradientsOf(rows, chosen) + this.#taint.value
        this.#taint.value = 0
        return loss
      },
      moveRunning: (rows) => this.#moveRunning(rows),
    }
  }
}

const limits = () => laterParts.needed('limits').limits
