// The core engine: core's own steps behind the engines' interface. Slow, and by definition right.
import { checkRandom } from '../core/dropout.ts'
import type { Network, Sample } from '../core/network.ts'
import { checkBatchSize } from '../core/normalized.ts'
import { learningRateAt } from '../core/optimizer.ts'
import { outputsOf } from '../core/outputs.ts'
import { loss, step } from '../core/step.ts'
import type { OptimizerSpec, OptimizerState } from '../core/trace.ts'
import { initialState } from '../core/update.ts'
import { type Random, randomFrom } from '../math/random.ts'
import { batchEnd, leastRows } from './batches.ts'
import type { Engine, PlanOptions, Rows, Session, SessionState } from './engine.ts'
import { flatParameters, flatValues, type Shape, shapeOf, valuesFrom, withParameters } from './parameters.ts'
import { checkState } from './session-state.ts'

export const coreEngine: Engine = {
  name: 'core',
  plan: (network, optimizer, batchSize, options = {}) =>
    new CoreSession(network, optimizer, batchSize, options),
}

class CoreSession implements Session {
  #network: Network
  #state: OptimizerState
  readonly #optimizer: OptimizerSpec
  readonly #batchSize: number
  readonly #shape: Shape
  #random: Random | undefined

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
    const least = leastRows(this.#network)
    for (let from = 0, to = 0; from < order.length; from = to) {
      to = batchEnd(from, order.length, this.#batchSize, least)
      const samples = samplesOf(this.#network, rows, order.subarray(from, to))
      const trace = step(this.#network, samples, this.#optimizer, this.#state, { random: this.#random })
      losses.push(trace.loss)
      if (!Number.isFinite(trace.loss)) break
      this.#network = trace.networkAfter
      this.#state = trace.stateAfter
    }
    return Float64Array.from(losses)
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
