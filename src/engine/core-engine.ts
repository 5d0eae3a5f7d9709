// The core engine: core's own steps behind the engines' interface. Slow, and by definition right.
import { checkRandom } from '../core/dropout.ts'
import type { Network, Sample } from '../core/network.ts'
import { checkBatchSize } from '../core/normalized.ts'
import { learningRateAt } from '../core/optimizer.ts'
import { outputsOf } from '../core/outputs.ts'
import { loss, step } from '../core/step.ts'
import type { OptimizerSpec, OptimizerState, StepTrace } from '../core/trace.ts'
import { initialState } from '../core/update.ts'
import { type Random, randomFrom } from '../math/random.ts'
import { batchEnd, leastRows } from './batches.ts'
import type { Engine, PlanOptions, Rows, Session, SessionState } from './engine.ts'
import { flatParameters, flatValues, type Shape, shapeOf, valuesFrom, withParameters } from './parameters.ts'
import { checkState } from './session-state.ts'
import { allFinite } from './state-copy.ts'

export const coreEngine: Engine = {
  name: 'core',
  plan: (network, optimizer, batchSize, options = {}) =>
    new CoreSession(network, optimizer, batchSize, options),
}

export class CoreSession implements Session {
  #network: Network
  #state: OptimizerState
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
    }
    return Float64Array.from(losses)
  }

  /** The step that would follow, on those rows; it is not made. Its masks are drawn. */
  trace(rows: Rows, batch: Uint32Array): StepTrace {
    const samples = samplesOf(this.#network, rows, batch)
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

  learningRate(): number {
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
  }

  state(): SessionState {
    const memory = Object.entries(this.#state.memory).map(([name, layers]) => [
      name,
      flatValues(layers, this.#shape),
    ])
    return {
      parameters: this.save(),
      memory: Object.fromEntries(memory),
      time: this.#state.time,
      rateFactor: this.#state.rateFactor,
      random: this.#random?.state(),
    }
  }

  resume(state: SessionState): void {
    checkState(state, this.state())
    const memory = Object.entries(state.memory).map(([name, flat]) => [name, valuesFrom(flat, this.#shape)])
    this.#random = state.random && randomFrom(state.random)
    this.restore(state.parameters)
    const { time, rateFactor } = state
    this.#state = { time, rateFactor, memory: Object.fromEntries(memory) }
  }

  network(): Network {
    return this.#network
  }
}

/** NaN where the argument of an activation or the deviation of a row is not finite, else 0: a saturated unit hides it. */
function forwardTaint({ samples }: StepTrace): number {
  let taint = 0
  for (const { preActivations, normalized } of samples) {
    for (let l = 0; l < preActivations.length; l++) {
      const normal = normalized?.[l]
      const z = normal?.arguments ?? preActivations[l]!
      for (let j = 0; j < z.length; j++) taint += 0 * z[j]!
      if (normal) taint += 0 * normal.deviations[0]!
    }
  }
  return taint
}

/** The same of what a limit hides: gradients that are clipped by value, the norms of gradients and of weights. */
function limitsTaint({ optimizer, gradients, gradientNorm = 0, unitNorms = [] }: StepTrace): number {
  let taint = 0 * gradientNorm
  for (const norm of unitNorms.flat()) taint += 0 * norm
  if (optimizer.clip?.value === undefined) return taint
  for (const { weights, biases, scales = [], shifts = [] } of gradients) {
    for (const row of [...weights, biases, scales, shifts]) for (const g of row) taint += 0 * g
  }
  return taint
}

function samplesOf(
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
