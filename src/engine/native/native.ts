// The engine native: training as one graph that onnxruntime runs, where that package is installed. Its numbers are near core's, not equal
// to the bit: sums run in the order that its kernels choose.
import { checkRandom } from '../../core/dropout.ts'
import type { Network } from '../../core/network.ts'
import { learningRateAt } from '../../core/optimizer.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
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
import { drawnMasks, type Masks } from './masks.ts'
import { openModel, type RuntimeSession, type Tensor, tensorOf } from './runtime.ts'
import {
  type Numbers,
  numbersOf,
  readTensor,
  type StateTensor,
  stateTensors,
  writeTensor,
} from './state-tensors.ts'
import { placesOf, type Table, Tables } from './tables.ts'
import { holdsUpdate, stepNumberNames, type TrainingOptions, trainingModel } from './training-model.ts'

/** Rows of an evaluation that pass together. */
const CHUNK = 1024

/**
 * Its `plan` throws PasoError native-missing and native-broken where the runtime is not there or cannot be loaded, and
 * native-kernels for what it has no kernels for.
 * @param precision of the numbers in training
 * @param threads that share the work of an operator
 */
export const nativeEngine = (precision: Precision, threads = 1): Engine => ({
  name: 'native',
  plan(network, optimizer, batchSize, options = {}) {
    checkKernels(network, optimizer, precision)
    const plan = { network, optimizer, update: updatePlan(optimizer), precision }
    return new NativeSession(plan, batchSize, threads, options)
  },
})

/** @throws PasoError native-kernels */
function checkKernels({ layers }: Network, { name }: OptimizerSpec, precision: Precision): void {
  if (optimizerOf(name).kind === 'vector') throw refusals.nativeKernels('optimizer', name)
  for (const { normalization, activation } of layers) {
    if (normalization) throw refusals.nativeKernels('normalization', normalization.kind)
    const told = toldActivation(activation.name)
    if (told.kind === 'elementwise' && !hasKernels(told.formula, precision))
      throw refusals.nativeKernels('activation', activation.name)
  }
}

interface StateNumbers {
  readonly tensor: StateTensor
  /** What they are now. */
  current: { readonly numbers: Numbers; readonly tensor: Tensor }
  /** Where the next run leaves them. */
  next: { readonly numbers: Numbers; readonly tensor: Tensor }
}

type Plan = Omit<TrainingOptions, 'weighted' | 'short'>

class NativeSession implements Session {
  readonly by: TrainedBy
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
    const whole = order.length - (order.length % size)
    this.#untainted = true
    const losses = new Float64Array(Math.ceil(order.length / size))
    let made = 0
    for (const part of [order.subarray(0, whole), order.subarray(whole)]) {
      if (part.length === 0) continue
      const steps = this.#steps(rows, part, Math.min(size, part.length))
      losses.set(steps, made)
      made += steps.length
      if (!Number.isFinite(steps[steps.length - 1])) break
    }
    return losses.subarray(0, made)
  }

  /** Batches of one size. The losses end with the first one that is not finite, whose step is not made. */
  #steps(rows: Rows, order: Uint32Array, size: number): Numbers {
    const table = this.#tables.of(rows)
    const model = this.#modelFor(rows)
    const places = placesOf(rows, order)
    const steps = order.length / size
    const before = this.#random?.state()
    const masks = this.#draw(order.length)
    const all = this.#call(model, table, places, size, steps, masks)
    const bad = all.losses.findIndex((loss: number) => !Number.isFinite(loss))
    if (bad < 0) {
      this.#keep(all.taints)
      this.#time += steps
      return all.losses
    }
    // The state before the run is still there: as many steps are made again as came before, and no more masks are drawn than these need.
    if (before) {
      this.#random = randomFrom(before)
      this.#draw((bad + 1) * size)
    }
    if (bad > 0) {
      const { taints } = this.#call(model, table, places, size, bad, masks)
      this.#keep(taints)
      this.#time += bad
    }
    return all.losses.subarray(0, bad + 1)
  }

  #draw(rows: number): Masks {
    return this.#random ? drawnMasks(this.#network, this.#plan.precision, this.#random, rows) : new Map()
  }

  /** The first steps of an order, from the current state to the next. */
  #call(
    model: RuntimeSession,
    table: Table,
    places: Int32Array<ArrayBuffer>,
    size: number,
    steps: number,
    masks: Masks,
  ): { readonly losses: Numbers; readonly taints: Numbers } {
    const { precision } = this.#plan
    const [losses, taints] = [numbersOf(precision, steps), numbersOf(precision, steps)]
    const feeds: Record<string, Tensor> = {
      inputs: table.inputs,
      targets: table.targets,
      ...(table.weights && { weights: table.weights }),
      order: tensorOf(places.subarray(0, steps * size), [steps, size]),
      ...this.#numbersOfSteps(steps, size),
    }
    for (const [l, mask] of masks) {
      const { length: units } = this.#network.layers[l]!.biases
      feeds[`masks_${l}`] = tensorOf(mask.subarray(0, steps * size * units), [steps, size, units])
    }
    const fetches: Record<string, Tensor> = {
      losses: tensorOf(losses, [steps]),
      taints: tensorOf(taints, [steps]),
    }
    for (const { tensor, current, next } of this.#state) {
      feeds[`old_${tensor.name}`] = current.tensor
      fetches[`new_${tensor.name}`] = next.tensor
    }
    model.run(feeds, fetches, {})
    return { losses, taints }
  }

  /** What the steps to come are told, each number for all of them. */
  #numbersOfSteps(steps: number, size: number): Record<string, Tensor> {
    const { network, optimizer, precision } = this.#plan
    const options = { ...this.#plan, weighted: false, short: true }
    const names = stepNumberNames(options)
    const share = network.loss.reduction === 'mean' ? 1 / size : 1
    const holds = holdsUpdate(options)
    const numbers = names.map(() => numbersOf(precision, steps))
    for (let step = 0; step < steps; step++) {
      const time = this.#time + step + 1
      const rate = learningRateAt(optimizer, time, this.#rateFactor)!
      const [scale, ...others] = [
        holds ? -rate * share : share,
        share,
        ...this.#stepNumbers.map((number) => number(time, rate)),
      ]
      for (const [n, values] of numbers.entries()) values[step] = n === 0 ? scale! : others[n - 1]!
    }
    return Object.fromEntries(names.map((name, n) => [name, tensorOf(numbers[n]!, [steps])]))
  }

  /** The next state becomes the current one. */
  #keep(taints: Numbers): void {
    for (const one of this.#state) [one.current, one.next] = [one.next, one.current]
    this.#untainted &&= taints.every((taint: number) => taint === 0)
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

  #modelFor(rows: Rows): RuntimeSession {
    const [weighted, short] = [rows.weights !== undefined, this.#tables.isShort(rows)]
    const key = `${weighted} ${short}`
    const model =
      this.#models.get(key) ?? openModel(trainingModel({ ...this.#plan, weighted, short }), this.#threads)
    this.#models.set(key, model)
    return model
  }
}
