// The core engine: core's own steps behind the engines' interface. Slow, and by definition right.
import { checkRandom } from '../core/dropout.ts'
import type { Network, Sample } from '../core/network.ts'
import { forwardTaint } from '../core/non-finite.ts'
import { checkBatchSize } from '../core/normalized.ts'
import { learningRateAt } from '../core/optimizer.ts'
import { outputsOf } from '../core/outputs.ts'
import { loss, step } from '../core/step.ts'
import type { OptimizerSpec, OptimizerState, StepTrace } from '../core/trace.ts'
import { trainedVector } from '../core/trained.ts'
import { initialState } from '../core/update.ts'
import type { Ending } from '../math/optimizers/endings.ts'
import type { CurvaturePair } from '../math/optimizers/two-loop.ts'
import { optimizerOf } from '../math/optimizers.ts'
import type { Random } from '../math/random.ts'
import { randomFrom } from '../math/random-sources.ts'
import { batchEnd, leastRows } from './batches.ts'
import type { Engine, PlanOptions, Rows, Session, SessionState } from './engine.ts'
import { memoryOf, pairsFrom } from './pair-memory.ts'
import { flatParameters, flatValues, type Shape, shapeOf, valuesFrom, withParameters } from './parameters.ts'
import { checkState } from './session-state.ts'
import { allFinite } from './state-copy.ts'

export const coreEngine: Engine = {
  name: 'core',
  plan: (network, optimizer, batchSize, options = {}) =>
    new CoreSession(network, optimizer, batchSize, options),
}

export class CoreSession implements Session {
  readonly by = { name: 'core', precision: 'float64', threads: 1 } as const
  #network: Network
  #state: OptimizerState
  ended: Ending | undefined
  readonly #optimizer: OptimizerSpec
  readonly #batchSize: number
  readonly #shape: Shape
  #random: Random | undefined
  #taint = 0

  constructor(network: Network, optimizer: OptimizerSpec, batchSize: number, { random }: PlanOptions) {
    checkRandom(network, random)
    checkBatchSize(network, batchSize)
    this.#network = network
    this.#state = initialState(network, optimizer)
    this.#optimizer = optimizer
    this.#batchSize = batchSize
    this.#shape = shapeOf(network)
    this.#random = random
  }

  run(rows: Rows, order: Uint32Array): Float64Array {
    const losses: number[] = []
    this.#taint = 0
    const least = leastRows(this.#network)
    for (let from = 0, to = 0; from < order.length; from = to) {
      to = batchEnd(from, order.length, this.#batchSize, least)
      const trace = this.trace(rows, order.subarray(from, to))
      losses.push(trace.loss + forwardTaint(trace))
      if (!Number.isFinite(losses.at(-1))) break
      this.#taint += limitsTaint(trace)
      this.#network = trace.networkAfter
      this.#state = trace.stateAfter
      this.ended = trace.search?.ended
      if (this.ended) break
    }
    return Float64Array.from(losses)
  }

  /** The step that would follow, on those rows; it is not made. Its masks are drawn. */
  trace(rows: Rows, batch: Uint32Array): StepTrace {
    // A search looks at one function, to the bit, however the rows of its batch were shuffled.
    const chosen = this.#state.pairs ? batch.slice().sort() : batch
    const samples = samplesOf(this.#network, rows, chosen)
    return step(this.#network, samples, this.#optimizer, this.#state, { random: this.#random })
  }

  finite(): boolean {
    const { parameters, memory } = this.state()
    return this.#taint === 0 && [parameters, ...Object.values(memory)].every(allFinite)
  }

  outputs(rows: Rows): Float64Array {
    const samples = samplesOf(this.#network, rows)
    return Float64Array.from(samples.flatMap(({ input }) => outputsOf(this.#network, input)))
  }

  loss(rows: Rows): number {
    return loss(this.#network, samplesOf(this.#network, rows))
  }

  learningRate(): number | undefined {
    const { time, rateFactor } = this.#state
    return learningRateAt(this.#optimizer, Math.max(1, time), rateFactor)
  }

  lowerRate(factor: number): void {
    this.#state = { ...this.#state, rateFactor: this.#state.rateFactor * factor }
  }

  save(): Float64Array {
    return flatParameters(this.#network, this.#shape)
  }

  restore(saved: Float64Array): void {
    this.#network = withParameters(this.#network, this.#shape, saved)
    this.ended = undefined
  }

  state(): SessionState {
    const { memory, pairs, time, rateFactor } = this.#state
    const flat = Object.entries(memory).map(([name, layers]) => [name, flatValues(layers, this.#shape)])
    return {
      parameters: this.save(),
      memory: pairs ? this.#memoryOf(pairs) : Object.fromEntries(flat),
      time,
      rateFactor,
      ended: this.ended,
      random: this.#random?.state(),
    }
  }

  #memoryOf(pairs: readonly CurvaturePair[]): SessionState['memory'] {
    const { historySize } = this.#optimizer.options
    return memoryOf(pairs, historySize as number, trainedVector(this.#network).length)
  }

  resume(state: SessionState): void {
    checkState(state, this.state())
    this.#random = state.random && randomFrom(state.random)
    this.restore(state.parameters)
    this.ended = state.ended
    this.#state = optimizerStateFrom(state, this.#network, this.#optimizer)
  }

  network(): Network {
    return this.#network
  }
}

/** What core's optimizer remembers, from the flat arrays of a session. */
export function optimizerStateFrom(
  { time, rateFactor, memory }: SessionState,
  network: Network,
  { name }: OptimizerSpec,
): OptimizerState {
  if (optimizerOf(name).kind === 'vector') {
    return { time, rateFactor, memory: {}, pairs: pairsFrom(memory, trainedVector(network).length) }
  }
  const shape = shapeOf(network)
  const values = Object.entries(memory).map(([of, flat]) => [of, valuesFrom(flat, shape)])
  return { time, rateFactor, memory: Object.fromEntries(values) }
}

/** NaN where what a limit hides is not finite, else 0: gradients that are clipped by value, the norms of gradients and of weights. */
function limitsTaint({ optimizer, gradients, gradientNorm = 0, unitNorms = [] }: StepTrace): number {
  let taint = 0 * gradientNorm
  for (const norm of unitNorms.flat()) taint += 0 * norm
  if (optimizer.clip?.value === undefined) return taint
  for (const { weights, biases, scales = [], shifts = [] } of gradients) {
    for (const row of [...weights, biases, scales, shifts]) for (const g of row) taint += 0 * g
  }
  return taint
}

export function samplesOf(
  network: Network,
  rows: Rows,
  chosen: Iterable<number> = Array(rows.count).keys(),
): Sample[] {
  const width = network.layers.at(-1)!.biases.length
  return Array.from(chosen, (n) => {
    const row = rows.members ? rows.members[n]! : n
    return {
      input: [...rows.inputs.subarray(row * network.inputs, (row + 1) * network.inputs)],
      target: [...rows.targets.subarray(row * width, (row + 1) * width)],
      ...(rows.weights && { weight: rows.weights[row]! }),
    }
  })
}
