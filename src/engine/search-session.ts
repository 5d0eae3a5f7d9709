// A session of an optimizer that searches for its steps: it looks at a batch at several points with the passes of the JavaScript engine,
// and leaves the parameters where the step leads.
import type { BiasPolicy, Network } from '../core/network.ts'
import { optimizerSpec } from '../core/optimizer.ts'
import { checkSearchable } from '../core/search.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { trainedBiases } from '../core/trained.ts'
import type { Objective, Position, VectorOptimizer } from '../math/definitions.ts'
import type { Ending } from '../math/optimizers/endings.ts'
import type { CurvaturePair } from '../math/optimizers/two-loop.ts'
import { optimizerOf } from '../math/optimizers.ts'
import { batchEnd, leastRows } from './batches.ts'
import type { PlanOptions, Rows, Session, SessionState, TrainedBy } from './engine.ts'
import { JavaScriptSession } from './javascript.ts'
import { memoryOf, pairsFrom } from './pair-memory.ts'
import { type Shape, shapeOf } from './parameters.ts'
import { checkState } from './session-state.ts'
import { allFinite, copyOf } from './state-copy.ts'
import type { Batch, Workspace } from './workspace.ts'

const isSame = (a: Batch, b: Batch): boolean =>
  a.rows === b.rows && a.chosen.length === b.chosen.length && a.chosen.every((row, n) => row === b.chosen[n])

export class SearchSession implements Session {
  readonly by: TrainedBy
  /** What makes the passes; it makes no step. */
  readonly #passes: JavaScriptSession
  readonly #workspace: Workspace
  readonly #definition: VectorOptimizer
  readonly #options: OptimizerSpec['options']
  readonly #network: Network
  readonly #batchSize: number
  readonly #policy: BiasPolicy
  readonly #shape: Shape
  /** Where the trained parameters stand in the flat arrays, each once, in core's order. */
  readonly #places: Uint32Array
  #pairs: readonly CurvaturePair[] = []
  #here: Position | undefined
  #batch: Batch | undefined
  #time = 0
  ended: Ending | undefined

  /** @throws PasoError dropout-with-search */
  constructor(network: Network, { name, options }: OptimizerSpec, batchSize: number, plan: PlanOptions) {
    checkSearchable(network, name)
    this.#passes = new JavaScriptSession(network, optimizerSpec('sgd'), batchSize, plan)
    this.by = this.#passes.by
    this.#workspace = this.#passes.workspace()
    this.#definition = optimizerOf(name) as VectorOptimizer
    this.#options = options
    this.#network = network
    this.#batchSize = batchSize
    this.#policy = network.biasPolicy
    this.#shape = shapeOf(network)
    this.#places = placesOf(network.biasPolicy, this.#shape)
  }

  run(rows: Rows, order: Uint32Array): Float64Array {
    const losses: number[] = []
    const least = leastRows(this.#network)
    for (let from = 0, to = 0; from < order.length; from = to) {
      to = batchEnd(from, order.length, this.#batchSize, least)
      const batch = { rows, chosen: order.slice(from, to).sort() }
      const start = this.#startOn(batch)
      losses.push(start.loss)
      if (!Number.isFinite(start.loss)) break
      // The running statistics are those of the batch where the step begins, which the search leaves behind.
      this.#workspace.moveRunning(to - from)
      this.#step(start, batch)
      if (this.ended) break
    }
    return Float64Array.from(losses)
  }

  finite(): boolean {
    return this.#passes.finite() && Object.values(this.#memory).every(allFinite)
  }

  outputs(rows: Rows): Float64Array {
    return this.#passes.outputs(rows)
  }

  loss(rows: Rows): number {
    return this.#passes.loss(rows)
  }

  learningRate(): undefined {}

  lowerRate(): void {}

  save(): Float64Array {
    return this.#passes.save()
  }

  restore(saved: Float64Array): void {
    this.#passes.restore(saved)
    this.#leave()
  }

  state(): SessionState {
    const { parameters } = this.#workspace
    const memory = this.#memory
    return copyOf({
      parameters,
      memory,
      time: this.#time,
      rateFactor: 1,
      ended: this.ended,
      random: undefined,
    })
  }

  resume(state: SessionState): void {
    checkState(state, this.state())
    const { parameters, memory, time, ended } = state
    this.restore(parameters)
    this.#pairs = pairsFrom(memory, this.#places.length)
    this.#time = time
    this.ended = ended
  }

  network(): Network {
    return this.#passes.network()
  }

  /** The pairs that it remembers, as flat arrays. */
  get #memory(): SessionState['memory'] {
    return memoryOf(this.#pairs, this.#options.historySize as number, this.#places.length)
  }

  /** The parameters or the batch are no longer those of the last step. */
  #leave(): void {
    this.#here = undefined
    this.ended = undefined
  }

  /** Looks at the batch where the step begins, unless the last one led there on the same batch. */
  #startOn(batch: Batch): Position {
    if (!this.#batch || !isSame(this.#batch, batch)) this.#leave()
    this.#batch = batch
    this.#here ??= this.#look(batch)
    return this.#here
  }

  #step(from: Position, batch: Batch): void {
    const { parameters, gradients, evaluate } = this.#workspace
    const objective: Objective = (vector, gradient) => {
      this.#put(vector, parameters)
      const loss = evaluate(batch)
      this.#take(gradients, gradient)
      return loss
    }
    this.#time++
    const step = this.#definition.step(objective, from, this.#pairs, this.#options, this.#time)
    this.#put(step.after.parameters, parameters)
    // After a failed search the batch was last seen elsewhere.
    this.#here = step.ended ? undefined : step.after
    this.#pairs = step.pairs
    this.ended = step.ended
  }

  #look(batch: Batch): Position {
    const { parameters, gradients, evaluate } = this.#workspace
    const size = this.#places.length
    const loss = evaluate(batch)
    return {
      parameters: this.#take(parameters, new Float64Array(size)),
      loss,
      gradient: this.#take(gradients, new Float64Array(size)),
    }
  }

  #take(flat: Float64Array, vector: Float64Array): Float64Array {
    const places = this.#places
    for (let i = 0; i < places.length; i++) vector[i] = flat[places[i]!]!
    return vector
  }

  #put(vector: Float64Array, flat: Float64Array): void {
    const places = this.#places
    for (let i = 0; i < places.length; i++) flat[places[i]!] = vector[i]!
    if (this.#policy !== 'shared') return
    for (const { biases, units } of this.#shape.layers) flat.fill(flat[biases]!, biases, biases + units)
  }
}

function placesOf(policy: BiasPolicy, { layers }: Shape): Uint32Array {
  const span = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
  return Uint32Array.from(
    layers.flatMap(({ weights, biases, scales, end, units }) => [
      ...span(weights, biases + trainedBiases(policy, units)),
      ...span(scales, end),
    ]),
  )
}
