// A session of an optimizer that searches for its steps: it looks at a batch at several points with the passes of an engine, and leaves
// the parameters where the step leads. A long step pauses within; meanwhile the session's state is the one before it.
import type { BiasPolicy, Network } from '../core/network.ts'
import { optimizerSpec } from '../core/optimizer.ts'
import { checkSearchable } from '../core/search.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { trainedBiases } from '../core/trained.ts'
import type { Position, VectorOptimizer } from '../math/definitions.ts'
import type { Ending } from '../math/optimizers/endings.ts'
import type { CurvaturePair } from '../math/optimizers/two-loop.ts'
import { optimizerOf } from '../math/optimizers.ts'
import { batchEnd, leastRows } from './batches.ts'
import type { Rows, Session, SessionState, TrainedBy } from './engine.ts'
import { memoryOf, pairsFrom } from './pair-memory.ts'
import { type Shape, shapeOf } from './parameters.ts'
import { checkState } from './session-state.ts'
import { allFinite } from './state-copy.ts'
import type { Batch, Passes } from './workspace.ts'

/** Between two pauses, in milliseconds. */
const PAUSE = 10

const isSame = (a: Batch, b: Batch): boolean =>
  a.rows === b.rows && a.chosen.length === b.chosen.length && a.chosen.every((row, n) => row === b.chosen[n])

export class SearchSession implements Session {
  readonly #passes: Passes
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
  /** All parameters and running statistics, written over on the way, and the gradients. */
  #flat: Float64Array
  readonly #gradients: Float64Array
  /** The state before the step under way. */
  #before: SessionState | undefined
  #paused = 0

  /**
   * @param passesWith plans what makes the passes, with an optimizer that it needs not
   * @throws PasoError dropout-with-search
   */
  constructor(
    network: Network,
    { name, options }: OptimizerSpec,
    batchSize: number,
    passesWith: (optimizer: OptimizerSpec) => Passes,
  ) {
    checkSearchable(network, name)
    this.#passes = passesWith(optimizerSpec('sgd'))
    this.#definition = optimizerOf(name) as VectorOptimizer
    this.#options = options
    this.#network = network
    this.#batchSize = batchSize
    this.#policy = network.biasPolicy
    this.#shape = shapeOf(network)
    this.#places = placesOf(network.biasPolicy, this.#shape)
    this.#flat = this.#passes.save()
    this.#gradients = new Float64Array(this.#shape.size)
  }

  get by(): TrainedBy {
    return this.#passes.by
  }

  run(rows: Rows, order: Uint32Array): Float64Array {
    const run = this.pausing(rows, order)
    let next = run.next()
    while (!next.done) next = run.next()
    return next.value
  }

  *pausing(rows: Rows, order: Uint32Array): Generator<undefined, Float64Array> {
    this.#paused = performance.now()
    const losses: number[] = []
    const least = leastRows(this.#network)
    for (let from = 0, to = 0; from < order.length; from = to) {
      to = batchEnd(from, order.length, this.#batchSize, least)
      const batch = { rows, chosen: order.slice(from, to).sort() }
      this.#before = this.state()
      const start = yield* this.#startOn(batch)
      losses.push(start.loss)
      if (Number.isFinite(start.loss)) {
        // The running statistics are those of the batch where the step begins, which the search leaves behind.
        this.#passes.moveRunning(to - from)
        yield* this.#step(start, batch)
      }
      this.#before = undefined
      if (this.ended || !Number.isFinite(start.loss)) break
    }
    return Float64Array.from(losses)
  }

  finite(): boolean {
    if (this.#before) return [this.#before.parameters, ...Object.values(this.#before.memory)].every(allFinite)
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
    return (
      this.#before ?? {
        parameters: this.save(),
        memory: this.#memory,
        time: this.#time,
        rateFactor: 1,
        ended: this.ended,
        random: undefined,
      }
    )
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
  *#startOn(batch: Batch): Generator<undefined, Position> {
    if (!this.#batch || !isSame(this.#batch, batch)) this.#leave()
    this.#batch = batch
    this.#here ??= yield* this.#look(batch)
    return this.#here
  }

  *#step(from: Position, batch: Batch): Generator<undefined, void> {
    this.#time++
    this.#flat = this.save()
    const search = this.#definition.step(from, this.#pairs, this.#options, this.#time)
    let next = search.next()
    while (!next.done) {
      const { parameters, gradient } = next.value
      this.#goTo(parameters)
      // The numbers of the engine may be shorter.
      this.#take(this.save(), parameters)
      const loss = yield* this.#evaluate(batch, gradient)
      next = search.next(loss)
    }
    const { after, ended, pairs } = next.value
    this.#goTo(after.parameters)
    // After a failed search the batch was last seen elsewhere.
    this.#here = ended ? undefined : after
    this.#pairs = pairs
    this.ended = ended
  }

  *#look(batch: Batch): Generator<undefined, Position> {
    const [parameters, gradient] = [this.save(), new Float64Array(this.#places.length)]
    const loss = yield* this.#evaluate(batch, gradient)
    return { parameters: this.#take(parameters, gradient.slice()), loss, gradient }
  }

  /** Leaves the gradient of the trained parameters; pauses when it is time to. */
  *#evaluate(batch: Batch, gradient: Float64Array): Generator<undefined, number> {
    const pass = this.#passes.evaluate(batch, this.#gradients)
    for (;;) {
      const { value, done } = pass.next()
      if (done) {
        this.#take(this.#gradients, gradient)
        return value
      }
      if (performance.now() - this.#paused < PAUSE) continue
      yield undefined
      this.#paused = performance.now()
    }
  }

  #goTo(vector: Float64Array): void {
    this.#put(vector, this.#flat)
    this.#passes.restore(this.#flat)
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
