// The engine native: training as one graph that onnxruntime runs, where that package is installed. Its numbers are near core's, not equal
// to the bit: sums run in the order that its kernels choose.
import { checkRandom } from '../../core/dropout.ts'
import type { Network } from '../../core/network.ts'
import { learningRateAt } from '../../core/optimizer.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
import type { PasoError } from '../../errors.ts'
import { optimizerOf } from '../../math/optimizers.ts'
import type { Random } from '../../math/random.ts'
import { randomFrom } from '../../math/random-sources.ts'
import { toldActivation } from '../../math/told.ts'
import type { Engine, PlanOptions, Precision, Rows, Session, SessionState, TrainedBy } from '../engine.ts'
import { flatParameters, type Shape, shapeOf, withParameters } from '../parameters.ts'
import { refusals } from '../refusals.ts'
import { checkState } from '../session-state.ts'
import { allFinite } from '../state-copy.ts'
import { stepNumbersOf, type UpdatePlan, updatePlan } from '../wasm/update-code.ts'
import { answersModel } from './answers-model.ts'
import { hasKernels } from './formula-nodes.ts'
import type { TrainingOptions } from './pass-nodes.ts'
import { mostSteps, parted, type RunRows, rowFeeds, runRows } from './run-rows.ts'
import { openModel, type RuntimeSession, type Tensor, tensorOf } from './runtime.ts'
import { sizeRefusal } from './size.ts'
import {
  type Numbers,
  numbersOf,
  readTensor,
  type StateTensor,
  stateTensors,
  writeTensor,
} from './state-tensors.ts'
import { holdsUpdate, stepNumberNames, toldOf } from './step-graph.ts'
import { placesOf, Tables } from './tables.ts'
import { trainingModel } from './training-model.ts'
import { threadsFor } from './worth.ts'

/** Rows of an evaluation that pass together. */
const CHUNK = 1024

/**
 * Its `plan` throws PasoError native-missing and native-broken where the runtime is not there or cannot be loaded, and
 * native-kernels for what it has no kernels for, native-memory for what is too large for this machine.
 * @param precision of the numbers in training
 */
export const nativeEngine = (precision: Precision): Engine => ({
  name: 'native',
  plan(network, optimizer, batchSize, options = {}) {
    const refusal =
      nativeRefusal(network, optimizer, precision) ?? sizeRefusal(network, optimizer, batchSize, precision)
    if (refusal) throw refusal
    const plan = { network, optimizer, update: updatePlan(optimizer), precision }
    const threads = threadsFor(network, batchSize, precision, options)
    return new NativeSession(plan, batchSize, threads, options)
  },
})

/** native-kernels, for what the runtime has no kernels for. */
export function nativeRefusal(
  { layers }: Network,
  { name }: OptimizerSpec,
  precision: Precision,
): PasoError | undefined {
  if (optimizerOf(name).kind === 'vector') return refusals.nativeKernels('optimizer', name)
  for (const { normalization, activation } of layers) {
    if (normalization) return refusals.nativeKernels('normalization', normalization.kind)
    const told = toldActivation(activation.name)
    if (told.kind === 'elementwise' && !hasKernels(told.formula, precision))
      return refusals.nativeKernels('activation', activation.name)
  }
  return undefined
}

interface StateNumbers {
  readonly tensor: StateTensor
  /** What they are now. */
  current: { readonly numbers: Numbers; readonly tensor: Tensor }
  /** Where the next run leaves them. */
  next: { readonly numbers: Numbers; readonly tensor: Tensor }
}

type Plan = Omit<TrainingOptions, 'counted' | 'short' | 'chunked'>

class NativeSession implements Session {
  readonly by: TrainedBy
  /** The runtime copies the parameters after each run. */
  readonly turn = 80
  /** No step is searched for here. */
  readonly ended = undefined
  readonly #plan: Plan
  readonly #network: Network
  readonly #update: UpdatePlan
  readonly #shape: Shape
  readonly #batchSize: number
  readonly #threads: number
  readonly #state: readonly StateNumbers[]
  readonly #tables: Tables
  readonly #models = new Map<string, RuntimeSession>()
  readonly #stepNumbers: ReturnType<typeof stepNumbersOf>
  #answers: RuntimeSession | undefined
  #random: Random | undefined
  #time = 0
  #rateFactor = 1
  /** Whether all numbers of the last run's updates were finite, as far as a limit would hide it. */
  #untainted = true

  constructor(plan: Plan, batchSize: number, threads: number, { random }: PlanOptions) {
    const { network, precision, update } = plan
    checkRandom(network, random)
    this.by = { name: 'native', precision, threads }
    this.#random = random
    this.#plan = plan
    this.#network = network
    this.#update = update
    this.#shape = shapeOf(network)
    this.#batchSize = batchSize
    this.#threads = threads
    this.#tables = new Tables(network, precision)
    this.#stepNumbers = stepNumbersOf(update)
    this.#state = stateTensors(network, update).map((tensor) => {
      const made = () => {
        const numbers = numbersOf(precision, tensor.dims[0] * tensor.dims[1])
        return { numbers, tensor: tensorOf(numbers, tensor.dims) }
      }
      return { tensor, current: made(), next: made() }
    })
    for (const { name, first } of update.memories)
      this.#write(name, new Float64Array(this.#shape.size).fill(first))
    this.restore(flatParameters(network, this.#shape))
  }

  run(rows: Rows, order: Uint32Array): Float64Array {
    const size = this.#batchSize
    const most = size * mostSteps(this.#plan, size)
    const whole = order.length - (order.length % size)
    this.#untainted = true
    const losses = new Float64Array(Math.ceil(order.length / size))
    let made = 0
    for (let from = 0; from < order.length; ) {
      const to = from < whole ? Math.min(from + most, whole) : order.length
      const steps = this.#steps(rows, order.subarray(from, to), Math.min(size, to - from))
      losses.set(steps, made)
      made += steps.length
      if (!Number.isFinite(steps[steps.length - 1])) break
      from = to
    }
    return losses.subarray(0, made)
  }

  /** Batches of one size. The losses end with the first one that is not finite, whose step is not made. */
  #steps(rows: Rows, order: Uint32Array, size: number): Numbers {
    const steps = order.length / size
    const { chunks, rows: ofChunk } = parted(size)
    const counted = rows.weights !== undefined || chunks * ofChunk > size
    const plan = { ...this.#plan, counted, short: this.#tables.isShort(rows), chunked: chunks > 1 }
    const before = this.#random?.state()
    const taken = runRows(plan, rows, order, size, this.#random)
    const all = this.#call(plan, rows, taken, steps)
    const bad = all.losses.findIndex((loss: number) => !Number.isFinite(loss))
    if (bad < 0) {
      this.#keep(all.hidden, steps)
      return all.losses
    }
    // The state before the run is still there: as many steps are made again as came before, and no more masks drawn than they and
    // the one that failed need.
    if (before) {
      this.#random = randomFrom(before)
      runRows(plan, rows, order.subarray(0, (bad + 1) * size), size, this.#random)
    }
    if (bad > 0) this.#keep(this.#call(plan, rows, taken, bad).hidden, bad)
    return all.losses.subarray(0, bad + 1)
  }

  /** The first steps of a run, from the current state to the next. */
  #call(
    plan: TrainingOptions,
    rows: Rows,
    taken: RunRows,
    steps: number,
  ): { readonly losses: Numbers; readonly hidden: Numbers } {
    const { precision } = plan
    const { inputs, targets } = this.#tables.of(rows)
    const [losses, hidden] = [numbersOf(precision, steps), numbersOf(precision, steps)]
    const feeds: Record<string, Tensor> = {
      inputs,
      targets,
      ...rowFeeds(plan, taken, steps),
      ...this.#numbersOfSteps(plan, steps, taken.parted.size),
    }
    const fetches: Record<string, Tensor> = { losses: tensorOf(losses, [steps]) }
    if (toldOf(plan).includes('hidden')) fetches.hidden = tensorOf(hidden, [steps])
    for (const { tensor, current, next } of this.#state) {
      feeds[`old_${tensor.name}`] = current.tensor
      fetches[`new_${tensor.name}`] = next.tensor
    }
    this.#modelFor(plan).run(feeds, fetches, {})
    return { losses, hidden }
  }

  /** What the steps to come are told, each number for all of them. */
  #numbersOfSteps(plan: TrainingOptions, steps: number, size: number): Record<string, Tensor> {
    const { network, optimizer, precision } = plan
    const share = network.loss.reduction === 'mean' ? 1 / size : 1
    const holds = holdsUpdate(plan)
    const names = stepNumberNames(plan)
    const numbers = names.map(() => numbersOf(precision, steps))
    for (let step = 0; step < steps; step++) {
      const time = this.#time + step + 1
      const rate = learningRateAt(optimizer, time, this.#rateFactor)!
      numbers[0]![step] = holds ? -rate * share : share
      for (let n = 1; n < numbers.length; n++) numbers[n]![step] = this.#stepNumbers[n - 1]!(time, rate)
    }
    const feeds = names.map((name, n) => [`run_${name}`, tensorOf(numbers[n]!, [steps])] as const)
    const shares = numbersOf(precision, steps).fill(share)
    return { share: tensorOf(shares, [steps]), ...Object.fromEntries(feeds) }
  }

  /** The next state becomes the current one. */
  #keep(hidden: Numbers, steps: number): void {
    for (const one of this.#state) [one.current, one.next] = [one.next, one.current]
    this.#untainted &&= hidden.every((taint: number) => taint === 0)
    this.#time += steps
  }

  finite(): boolean {
    return this.#untainted && this.#state.every(({ current }) => allFinite(current.numbers))
  }

  outputs(rows: Rows): Float64Array {
    const { length: width } = this.#network.layers.at(-1)!.biases
    const outputs = new Float64Array(rows.count * width)
    this.#pass(rows, (from, chunk) => outputs.set(chunk.outputs, from * width))
    return outputs
  }

  loss(rows: Rows): number {
    const { members, weights, count } = rows
    let sum = 0
    this.#pass(rows, (from, { losses }) => {
      for (let n = 0; n < losses.length; n++) {
        const row = members ? members[from + n]! : from + n
        sum += (weights ? weights[row]! : 1) * losses[n]!
      }
    })
    return this.#network.loss.reduction === 'mean' && count > 1 ? (1 / count) * sum : sum
  }

  /** All rows, a chunk at a time, in evaluation. */
  #pass(
    rows: Rows,
    visit: (from: number, chunk: { readonly outputs: Numbers; readonly losses: Numbers }) => void,
  ): void {
    const { precision } = this.#plan
    const { length: width } = this.#network.layers.at(-1)!.biases
    this.#answers ??= openModel(answersModel(this.#network, precision), this.#threads)
    const { inputs, targets } = this.#tables.of(rows)
    const parameters = this.#state
      .filter(({ tensor }) => tensor.memory === undefined)
      .map(({ tensor, current }) => [tensor.name, current.tensor] as const)
    for (let from = 0; from < rows.count; from += CHUNK) {
      const count = Math.min(CHUNK, rows.count - from)
      const places = placesOf(
        rows,
        Uint32Array.from({ length: count }, (_, n) => from + n),
      )
      const [outputs, losses] = [numbersOf(precision, count * width), numbersOf(precision, count)]
      this.#answers.run(
        { ...Object.fromEntries(parameters), inputs, targets, order: tensorOf(places, [count]) },
        { outputs: tensorOf(outputs, [count, width]), losses: tensorOf(losses, [count]) },
        {},
      )
      visit(from, { outputs, losses })
    }
  }

  learningRate(): number | undefined {
    return learningRateAt(this.#plan.optimizer, Math.max(1, this.#time), this.#rateFactor)
  }

  lowerRate(factor: number): void {
    this.#rateFactor *= factor
  }

  save(): Float64Array {
    return this.#read(undefined)
  }

  restore(saved: Float64Array): void {
    this.#write(undefined, saved)
  }

  state(): SessionState {
    const memory = this.#update.memories.map(({ name }) => [name, this.#read(name)])
    return {
      parameters: this.save(),
      memory: Object.fromEntries(memory) as SessionState['memory'],
      time: this.#time,
      rateFactor: this.#rateFactor,
      ended: undefined,
      random: this.#random?.state(),
    }
  }

  resume(state: SessionState): void {
    checkState(state, this.state())
    const { parameters, memory, time, rateFactor, random } = state
    this.#random = random && randomFrom(random)
    for (const { name } of this.#update.memories) this.#write(name, memory[name]!)
    this.#time = time
    this.#rateFactor = rateFactor
    this.restore(parameters)
  }

  network(): Network {
    return withParameters(this.#network, this.#shape, this.save())
  }

  /** @param memory undefined for the parameters */
  #read(memory: string | undefined): Float64Array {
    const flat = new Float64Array(this.#shape.total)
    for (const { tensor, current } of this.#state) {
      if (tensor.memory === memory) readTensor(tensor, this.#shape, current.numbers, flat)
    }
    return flat
  }

  #write(memory: string | undefined, flat: Float64Array): void {
    for (const { tensor, current } of this.#state) {
      if (tensor.memory === memory) writeTensor(tensor, this.#shape, flat, current.numbers)
    }
  }

  #modelFor(plan: TrainingOptions): RuntimeSession {
    const key = `${plan.counted} ${plan.short} ${plan.chunked}`
    const model = this.#models.get(key) ?? openModel(trainingModel(plan), this.#threads)
    this.#models.set(key, model)
    return model
  }
}
