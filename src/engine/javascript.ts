// The JavaScript engine: plain loops over flat arrays, each sum in core's order, so that its numbers equal core's to the bit.
import { checkRandom } from '../core/dropout.ts'
import type { Network } from '../core/network.ts'
import { biasCancels, checkBatchSize, tiesSamples } from '../core/normalized.ts'
import { learningRateAt } from '../core/optimizer.ts'
import { addUpToOne } from '../core/short-cut.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { CanonicalPair, LossDefinition } from '../math/definitions.ts'
import { canonicalPair, lossOf, smoothedClasses, smoothedTarget } from '../math/losses.ts'
import { optimizerOf } from '../math/optimizers.ts'
import type { Random } from '../math/random.ts'
import { batchCount, batchEnd, leastRows } from './batches.ts'
import type { Engine, PlanOptions, Rows, SessionState, TrainedBy } from './engine.ts'
import { laterParts } from './later-parts.ts'
import { type LayerState, NOTHING, type RowsState, rowsState, type Taint } from './layer-state.ts'
import { flatParameters, type Shape, shapeOf, withParameters } from './parameters.ts'
import { activate, addBiasGradients, backThroughActivation, drawMasks, take } from './passes.ts'
import { multiply } from './product.ts'
import { allFinite, copyOf } from './state-copy.ts'
import { type Update, updateOf } from './updates.ts'
import type { Batch, Passes } from './workspace.ts'

/** How many rows pass at once: so few that their numbers stay at hand. */
const ROOM = 32

export const javascript: Engine = {
  name: 'js',
  plan(network, optimizer, batchSize, options = {}) {
    const passes = (spec: OptimizerSpec) => new JavaScriptSession(network, spec, batchSize, options)
    if (optimizerOf(optimizer.name).kind !== 'vector') return passes(optimizer)
    const { SearchSession } = laterParts.needed('lbfgs')
    return new SearchSession(network, optimizer, batchSize, passes)
  },
}

class JavaScriptSession implements Passes {
  readonly by: TrainedBy
  /** No step is searched for here. */
  readonly ended = undefined
  readonly #network: Network
  readonly #batchSize: number
  readonly #shape: Shape
  /** Some rows at a time, or all of a batch where they are tied together. */
  #state: RowsState
  readonly #ties: boolean
  readonly #loss: LossDefinition
  readonly #pair: CanonicalPair | undefined
  readonly #optimizer: OptimizerSpec
  readonly #update: Update
  readonly #parameters: Float64Array
  readonly #gradients: Float64Array
  /** Means and variances of the last batch, in the order of the running ones. */
  readonly #statistics: Float64Array
  readonly #trained: readonly Span[]
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
    this.#optimizer = optimizer
    this.#update = updateOf(optimizer, this.#shape.size)
    this.#trained = trainedSpans(network, this.#shape)
    this.#parameters = flatParameters(network, this.#shape)
    this.#gradients = new Float64Array(this.#shape.size)
    this.#state = this.#stateOf(ROOM)
    this.#statistics = new Float64Array(this.#shape.total - this.#shape.size)
  }

  run(rows: Rows, order: Uint32Array): Float64Array {
    const count = order.length
    const [batchSize, least] = [this.#batchSize, leastRows(this.#network)]
    const losses = new Float64Array(batchCount(count, batchSize, least))
    this.#taint.value = 0
    for (let step = 0, from = 0; step < losses.length; step++) {
      const to = batchEnd(from, count, batchSize, least)
      const loss = this.#gradientsOf(rows, order, from, to) + this.#taint.value
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
    const { f, units } = this.#state.layers.at(-1)!
    const outputs = new Float64Array(rows.count * units)
    this.#answer(rows, (from, count) => outputs.set(f.subarray(0, count * units), from * units))
    return outputs
  }

  loss(rows: Rows): number {
    let sum = NOTHING
    this.#answer(rows, (_, count) => {
      sum = this.#addLosses(this.#state, count, sum)
    })
    return this.#overBatch(sum, rows.count)
  }

  /** Rows in evaluation, as many at once as there is room for. */
  #answer(rows: Rows, each: (from: number, count: number) => void): void {
    const state = this.#state
    for (let from = 0; from < rows.count; from += state.room) {
      const count = Math.min(state.room, rows.count - from)
      take(state, rows, undefined, from, count)
      this.#forward(state, count, false)
      each(from, count)
    }
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
    const { checkState, randomFrom } = laterParts.needed('resume')
    checkState(state, this.state())
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

  /** Leaves in `#gradients` those of the batch that `order` names from `from` to `to`; returns its loss. */
  #gradientsOf(rows: Rows, order: Uint32Array, from: number, to: number): number {
    const state = this.#startOn(to - from)
    let sum = NOTHING
    for (let at = from; at < to; at += state.room) sum = this.#addRows(state, rows, order, at, to, sum)
    return this.#whole(sum, to - from)
  }

  /** The state in which so many rows pass. */
  #startOn(count: number): RowsState {
    if (this.#ties) checkBatchSize(this.#network, count)
    const gradients = this.#gradients
    for (let i = 0; i < gradients.length; i++) gradients[i] = NOTHING
    return this.#ties ? this.#stateFor(count) : this.#state
  }

  /** Adds rows from `at` on, as many as there is room for, to the gradients; returns the sum of the losses with theirs. */
  #addRows(state: RowsState, rows: Rows, order: Uint32Array, at: number, to: number, sum: number): number {
    const some = Math.min(state.room, to - at)
    take(state, rows, order, at, some)
    if (this.#random) drawMasks(state.layers, some, this.#random)
    this.#taint.value += this.#forward(state, some, true)
    this.#prepareTargets(state, some)
    const sums = this.#addLosses(state, some, sum)
    this.#backward(state, some, rows.weights !== undefined)
    return sums
  }

  /** From the sums over a batch's rows to its loss and gradients. */
  #whole(sum: number, count: number): number {
    const gradients = this.#gradients
    if (this.#network.loss.reduction === 'mean' && count > 1) {
      const share = 1 / count
      for (let i = 0; i < gradients.length; i++) gradients[i] = share * gradients[i]!
    }
    const loss = this.#overBatch(sum, count)
    const penalty = this.#network.loss
    if (penalty.l1 === 0 && penalty.l2 === 0) return loss
    const { addPenalties } = laterParts.needed('penalties')
    return addPenalties(loss, penalty, this.#parameters, gradients, this.#shape)
  }

  #stateOf(room: number): RowsState {
    return rowsState(this.#network, this.#shape, room, this.#parameters, this.#gradients)
  }

  /** With room for all rows of a batch, which batch normalization ties together. */
  #stateFor(rows: number): RowsState {
    if (this.#state.room < rows) this.#state = this.#stateOf(rows)
    return this.#state
  }

  #overBatch(sum: number, count: number): number {
    return this.#network.loss.reduction === 'mean' && count > 1 ? (1 / count) * sum : sum
  }

  /** What only training asks of targets: whether the short cut holds for them, and label smoothing. */
  #prepareTargets({ targets, targetRows, isShort }: RowsState, rows: number): void {
    const { labelSmoothing } = this.#network.loss
    const width = targetRows[0]!.length
    for (let n = 0; n < rows; n++)
      isShort[n] = this.#pair && (!this.#loss.targetsAreProbabilities || addUpToOne(targetRows[n]!)) ? 1 : 0
    if (labelSmoothing === 0) return
    const classes = smoothedClasses(this.#loss, width)
    for (let i = 0; i < rows * width; i++) targets[i] = smoothedTarget(targets[i]!, labelSmoothing, classes)
  }

  /**
   * Layer by layer, dropping outputs where a step does; batch normalization takes its running statistics but in training.
   * @returns 0, or NaN where any number is not finite
   */
  #forward(state: RowsState, rows: number, training: boolean): number {
    const parameters = this.#parameters
    let taint = 0
    for (let l = 0; l < state.layers.length; l++) {
      const layer = state.layers[l]!
      multiply(state.products[l]!.forward, rows, layer.units, layer.inputs)
      if (layer.normalization === 'batch' && training)
        this.#normalizing!.normalizeTogether(layer, rows, parameters, this.#statistics, this.#shape)
      else if (layer.normalization) this.#normalizing!.normalizeEach(layer, rows, parameters)
      taint += activate(layer, rows, training)
    }
    return taint
  }

  /** Adds to `sum` the losses of rows, each as much as it counts. */
  #addLosses({ targetRows, weights, layers }: RowsState, rows: number, sum: number): number {
    const { fRows, units } = layers.at(-1)!
    const { parameters } = this.#network.loss
    const loss = this.#loss
    for (let n = 0; n < rows; n++) {
      const y = targetRows[n]!
      const a = fRows[n]!
      let own = NOTHING
      for (let k = 0; k < units; k++) own += loss.term(k, y, a, parameters)
      sum += weights[n]! * own
    }
    return sum
  }

  /** From the losses back, layer by layer; what the rows add to the gradients is added to them. */
  #backward(state: RowsState, rows: number, weighted: boolean): void {
    const { layers, products } = state
    // Where rows are tied, each has a part in the losses of the others, and counts from its loss on.
    const rowWeights = weighted && !this.#ties ? state.weights : undefined
    for (let l = layers.length - 1; l >= 0; l--) {
      const layer = layers[l]!
      const { inputs, units } = layer
      const next = layers[l + 1]
      if (next) {
        multiply(products[l + 1]!.backward, rows, units, next.units)
        backThroughActivation(layer, 0, rows)
      } else this.#fromLosses(state, layer, rows)
      if (layer.normalization)
        this.#normalizing!.backThrough(layer, rows, this.#parameters, this.#gradients, rowWeights)
      if (rowWeights)
        laterParts
          .needed('weights')
          .addWeighted(layer, products[l]!.signal, rows, rowWeights, this.#gradients)
      else multiply(products[l]!.gradients, inputs, units, rows)
      if (layer.normalization && biasCancels(this.#network, l, 0))
        this.#gradients.fill(0, layer.biases, layer.scales)
      else addBiasGradients(layer, rows, rowWeights, this.#gradients, this.#network.biasPolicy === 'shared')
    }
  }

  /** dL/dz of the last layer: by the short cut of activation and loss, or the long way. */
  #fromLosses(state: RowsState, layer: LayerState, rows: number): void {
    const { gradients, argumentGradients, fRows, units } = layer
    const { parameters } = this.#network.loss
    for (let n = 0; n < rows; n++) {
      const y = state.targetRows[n]!
      const a = fRows[n]!
      const first = n * units
      const weight = this.#ties ? state.weights[n]! : 1
      if (state.isShort[n]) {
        for (let k = 0; k < units; k++) argumentGradients[first + k] = weight * this.#pair!.delta(k, y, a)
        continue
      }
      for (let k = 0; k < units; k++)
        gradients[first + k] = weight * this.#loss.derivative(k, y, a, parameters)
      backThroughActivation(layer, n, n + 1)
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
    for (const { from, to } of this.#trained)
      this.#update.step(parameters, gradients, from, to, this.#time, rate)
    if (maxNorm !== undefined) limits().holdWithinNorm(parameters, maxNorm, this.#shape, this.#taint)
    this.moveRunning(rows)
  }

  moveRunning(rows: number): void {
    if (this.#ties)
      this.#normalizing!.moveRunning(this.#network, this.#shape, this.#parameters, this.#statistics, rows)
  }

  *evaluate({ rows, chosen }: Batch, gradients: Float64Array): Generator<undefined, number> {
    const state = this.#startOn(chosen.length)
    let sum = NOTHING
    for (let at = 0; at < chosen.length; at += state.room) {
      sum = this.#addRows(state, rows, chosen, at, chosen.length, sum)
      yield undefined
    }
    const loss = this.#whole(sum, chosen.length) + this.#taint.value
    this.#taint.value = 0
    gradients.set(this.#gradients)
    return loss
  }
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Where the flat array has parameters that are trained: everywhere, but for fixed biases. */
function trainedSpans({ biasPolicy }: Network, { layers, size }: Shape): Span[] {
  if (biasPolicy !== 'fixed') return [{ from: 0, to: size }]
  return layers.flatMap(({ weights, biases, scales, end }) => [
    { from: weights, to: biases },
    { from: scales, to: end },
  ])
}

const limits = () => laterParts.needed('limits').limits
