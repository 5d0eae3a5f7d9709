// The engine in WebAssembly: a module made for the network at hand. Doubles give the bits of core; float32 is twice as fast.
import { checkRandom } from '../../core/dropout.ts'
import type { Network } from '../../core/network.ts'
import { checkBatchSize, tiesSamples } from '../../core/normalized.ts'
import { learningRateAt, optimizerSpec } from '../../core/optimizer.ts'
import { shortCutOf } from '../../core/short-cut.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
import { lossOf, smoothedClasses, smoothedTarget } from '../../math/losses.ts'
import { optimizerOf } from '../../math/optimizers.ts'
import type { Random } from '../../math/random.ts'
import { randomFrom } from '../../math/random-sources.ts'
import { batchCount, leastRows } from '../batches.ts'
import type { Engine, Left, PlanOptions, Precision, Rows, SessionState, TrainedBy } from '../engine.ts'
import { javascript } from '../javascript.ts'
import { flatParameters, type Shape, shapeOf, withParameters } from '../parameters.ts'
import { refusals } from '../refusals.ts'
import { SearchSession } from '../search-session.ts'
import { checkState } from '../session-state.ts'
import type { Batch, Passes } from '../workspace.ts'
import { importedActivation } from './activation-code.ts'
import { fused, lanesOf } from './arithmetic.ts'
import { EXCEPTIONS, type ModulePlan, rowsWeigh, SHARE } from './context.ts'
import { elementaryTables, TABLE_BYTES } from './elementary-float64.ts'
import { canFuse, isAvailable, webAssembly } from './host.ts'
import { runsOf } from './layer-runs.ts'
import { type Layout, layoutOf, STEP_NUMBERS } from './layout.ts'
import { type Way, wayOf } from './loss-code.ts'
import { PAGE, PanelMemory, type Preparation } from './memory.ts'
import { outsideOf } from './outside.ts'
import { taintIn } from './taint-code.ts'
import { importedFunctions, layerFunctions } from './threads/helper-functions.ts'
import { Threads } from './threads/run.ts'
import { threadsFor } from './threads/size.ts'
import type { Assignment } from './threads/words.ts'
import { trainingModule } from './training-module.ts'
import { isSteady, stepNumbersOf, type UpdatePlan, updatePlan } from './update-code.ts'

/** Rows that pass through the network together, at most: what they leave stays in the cache. */
const CHUNK = 128
const STEP_BYTES = 8 * STEP_NUMBERS
/** Rows of an evaluation that pass together, at least. */
const LEAST_CHUNK = 32
/** Rows that are scored in one call. */
const MANY = 4096
/** Chunks that a look takes between two pauses. */
const FEW_CHUNKS = 8

/**
 * Its `plan` throws PasoError no-webassembly where modules can't be made; only-float64 and
 * webassembly-memory for float32 and what has none or does not fit. Networks may be too large or too deep: the engine in JavaScript trains them, and makes the same numbers.
 * @param precision of the numbers in training
 */
export const webassemblyEngine = (precision: Precision): Engine => ({
  name: 'wasm',
  plan(network, optimizer, batchSize, options = {}) {
    if (!isAvailable()) throw refusals.noWebassembly()
    const onlyLooks = optimizerOf(optimizer.name).kind === 'vector'
    const update = updatePlan(onlyLooks ? ANY : optimizer)
    const layout = layoutFor(network, update, batchSize, precision, options)
    let left: Left | undefined = leftToJavaScript(network, layout)
    if (left === undefined) {
      const session = (spec: OptimizerSpec) =>
        new WebAssemblySession({ network, optimizer: spec, layout, update, batchSize, onlyLooks }, options)
      if (layout.end <= MOST_BYTES)
        return onlyLooks ? new SearchSession(network, optimizer, batchSize, session) : session(optimizer)
      if (precision === 'float32') throw refusals.webassemblyMemory(layout.end, MOST_BYTES)
      left = 'memory'
    } else if (precision === 'float32') throw refusals.onlyFloat64()
    return javascript.plan(network, optimizer, batchSize, { ...options, left })
  },
})

/** Who only looks makes no step. */
const ANY = optimizerSpec('sgd')

/** Of a network in training, in the memory of a module: an address has 32 bits, and rows need room too. */
const MOST_BYTES = 2 ** 31

const layoutFor = (
  network: Network,
  { memories }: UpdatePlan,
  batchSize: number,
  precision: Precision,
  options: PlanOptions,
): Layout =>
  layoutOf(shapeOf(network), {
    lanes: options.relaxed && canFuse() ? fused(lanesOf[precision]) : lanesOf[precision],
    // Batch normalization ties all rows of a batch, among them one that would be alone in the next.
    chunk: Math.max(LEAST_CHUNK, tiesSamples(network) ? batchSize + 1 : Math.min(CHUNK, batchSize)),
    memories: memories.length,
    start: TABLE_BYTES,
    dropping: network.layers.map(({ dropout }) => dropout > 0),
    threads: threadsFor(network, batchSize, lanesOf[precision].bytes, options),
  })

/** Layers with code of their own, which takes time and has bounds; and all layers, of which equal ones share it. */
const MOST_CODES = 64
const MOST_LAYERS = 1000

const leftToJavaScript = (network: Network, layout: Layout): 'hidden' | undefined =>
  network.layers.length > MOST_LAYERS || runsOf({ network, layout }).length > MOST_CODES
    ? 'hidden'
    : undefined

/** A module ready to run, and what helpers need to run it too. */
interface Ready {
  readonly exports: Exports
  readonly assignment: Assignment
}

interface Exports {
  readonly run: (...numbers: readonly number[]) => number
  readonly look: (...numbers: readonly number[]) => number
  readonly whole: (sum: number) => number
  readonly pass: (...numbers: readonly number[]) => void
  readonly score: (...numbers: readonly number[]) => number
  /** Left out where nothing goes the other way. */
  readonly transpose?: () => void
  readonly move?: (rows: number) => void
}

class WebAssemblySession implements Passes {
  readonly #by: TrainedBy
  /** No step is searched for here. */
  readonly ended = undefined
  readonly #plan: Omit<ModulePlan, 'way' | 'weighted'>
  readonly #network: Network
  readonly #shape: Shape
  readonly #stepNumbers: ReturnType<typeof stepNumbersOf>
  readonly #isSteady: boolean
  readonly #memory: PanelMemory
  readonly #threads: Threads
  readonly #modules = new Map<boolean, Ready>()
  readonly #way: Way
  readonly #preparation: Preparation
  /** The rows of the last run that do not take the short way back. */
  #exceptions: ReadonlySet<number> = new Set()
  #looking: Exports | undefined
  #random: Random | undefined
  #time = 0
  #rateFactor = 1

  constructor(plan: Omit<ModulePlan, 'way' | 'weighted'>, { random }: PlanOptions) {
    const { network, optimizer, layout, update, batchSize } = plan
    checkRandom(network, random)
    checkBatchSize(network, batchSize)
    this.#by = { name: 'wasm', precision: layout.lanes.bytes === 4 ? 'float32' : 'float64', threads: 1 }
    this.#random = random
    this.#plan = plan
    this.#network = network
    this.#shape = shapeOf(network)
    this.#stepNumbers = stepNumbersOf(update)
    this.#isSteady = isSteady(update, optimizer)
    this.#memory = new PanelMemory(layout, this.#shape, this.#pages)
    this.#threads = new Threads(layout, this.#memory.memory)
    new Float64Array(this.#memory.memory.buffer).set(elementaryTables())
    for (const [n, { first }] of update.memories.entries()) {
      this.#memory.write(new Float64Array(this.#shape.size).fill(first), layout.memories[n])
    }
    this.restore(flatParameters(network, this.#shape))
    const outputs = layout.layers.at(-1)!.units
    this.#way = wayOf(network, outputs)
    this.#preparation = preparationOf(network, outputs, this.#way)
  }

  get #layout(): Layout {
    return this.#plan.layout
  }

  get #pages(): number {
    return Math.ceil(this.#layout.end / PAGE) + 1
  }

  get by(): TrainedBy {
    return { ...this.#by, threads: this.#threads.most }
  }

  run(rows: Rows, order: Uint32Array): Float64Array {
    checkBatchSize(this.#network, order.length)
    const module = this.#moduleFor(rows)
    const { resident, order: inMemory } = this.#bring(rows, order)
    const steps = batchCount(order.length, this.#plan.batchSize, leastRows(this.#network))
    const told = this.#isSteady ? 1 : steps
    const at = this.#memory.scratch(told * STEP_BYTES + 8 * steps + 4 * order.length)
    this.#tellSteps(at, told)
    const { buffer } = this.#memory.memory
    const losses = at + told * STEP_BYTES
    const orderAt = losses + 8 * steps
    new Uint32Array(buffer, orderAt, order.length).set(inMemory)
    const { inputs, targets, weights } = resident
    const stride = this.#isSteady ? 0 : STEP_BYTES
    const numbers = [orderAt, order.length, at, stride, losses, inputs, targets, weights]
    this.#threads.begin()
    const begun = this.#threads.run(module.assignment, 'run', numbers, () => module.exports.run(...numbers))
    const made = new Float64Array(this.#memory.memory.buffer, losses, begun).slice()
    this.#time += Number.isFinite(made.at(-1)) ? begun : begun - 1
    return made
  }

  /** Rows for training, and which of them take no short way. */
  #bring(rows: Rows, order: Uint32Array): ReturnType<PanelMemory['bring']> {
    const brought = this.#memory.bring(rows, order, this.#preparation)
    this.#exceptions = brought.resident.exceptions
    const at = this.#layout.step + 8 * EXCEPTIONS
    new Int32Array(this.#memory.memory.buffer, at, 1)[0] = this.#exceptions.size
    return brought
  }

  *evaluate({ rows, chosen }: Batch, gradients: Float64Array): Generator<undefined, number> {
    const module = this.#moduleFor(rows)
    this.#looking = module.exports
    const { layout } = this.#plan
    checkBatchSize(this.#network, chosen.length)
    const few = tiesSamples(this.#network) ? layout.chunk : FEW_CHUNKS * layout.chunk
    this.#threads.begin()
    let sum = -0
    for (let from = 0; from < chosen.length; from += few) {
      const { resident, order } = this.#bring(rows, chosen.subarray(from, from + few))
      const { length } = order
      const at = this.#memory.scratch(4 * length)
      new Uint32Array(this.#memory.memory.buffer, at, length).set(order)
      const { inputs, targets, weights } = resident
      const numbers = [at, length, from > 0 ? 1 : 0, inputs, targets, weights]
      sum = this.#threads.run(module.assignment, 'look', numbers, () => module.exports.look(...numbers, sum))
      yield undefined
    }
    const isMean = this.#network.loss.reduction === 'mean'
    this.#put(layout.step + 8 * SHARE, isMean ? 1 / chosen.length : 1)
    this.#threads.alone()
    const loss = module.exports.whole(sum)
    this.#threads.begin()
    this.#memory.read(gradients, layout.gradients)
    return loss
  }

  moveRunning(rows: number): void {
    this.#looking?.move?.(rows)
  }

  #put(at: number, double: number): void {
    new Float64Array(this.#memory.memory.buffer, at, 1)[0] = double
  }

  /** Writes the numbers of the steps to come. */
  #tellSteps(at: number, steps: number): void {
    const numbers = new Float64Array(this.#memory.memory.buffer, at, steps * STEP_NUMBERS)
    for (let step = 0; step < steps; step++) {
      const time = this.#time + step + 1
      const rate = learningRateAt(this.#plan.optimizer, time, this.#rateFactor)!
      for (const [n, number] of this.#stepNumbers.entries()) {
        numbers[step * STEP_NUMBERS + n] = number(time, rate)
      }
    }
  }

  finite(): boolean {
    const taint = taintIn(this.#memory.memory.buffer, this.#layout)
    return taint === 0 && [0, ...this.#layout.memories].every((distance) => this.#memory.isFinite(distance))
  }

  outputs(rows: Rows): Float64Array {
    const { units, a } = this.#layout.layers.at(-1)!
    const outputs = new Float64Array(rows.count * units)
    const { pass } = this.#moduleFor(rows).exports
    this.#eachPart(rows, this.#layout.chunk, (from, count, ...part) => {
      pass(...part)
      this.#memory.readRows(a, count, units, outputs, from * units)
    })
    return outputs
  }

  loss(rows: Rows): number {
    const { score } = this.#moduleFor(rows).exports
    let sum = -0
    this.#eachPart(rows, MANY, (_, __, ...part) => {
      sum = score(...part, sum)
    })
    return this.#network.loss.reduction === 'mean' && rows.count > 1 ? (1 / rows.count) * sum : sum
  }

  /** All rows, so many at a time, as an evaluation takes them: their order, how many, and where they are. */
  #eachPart(rows: Rows, most: number, visit: (from: number, count: number, ...part: number[]) => void): void {
    const own = new Uint32Array(Math.min(most, rows.count))
    // Where training changes no target, the rows that it has brought serve here too.
    const asTheyAre = this.#network.loss.labelSmoothing === 0 ? this.#preparation : undefined
    for (let from = 0; from < rows.count; from += most) {
      const count = Math.min(most, rows.count - from)
      for (let n = 0; n < count; n++) own[n] = from + n
      const { resident, order } = this.#memory.bring(rows, own.subarray(0, count), asTheyAre)
      const at = this.#memory.scratch(4 * count)
      new Uint32Array(this.#memory.memory.buffer, at, count).set(order)
      visit(from, count, at, count, resident.inputs, resident.targets, resident.weights)
    }
  }

  learningRate(): number | undefined {
    return learningRateAt(this.#plan.optimizer, Math.max(1, this.#time), this.#rateFactor)
  }

  lowerRate(factor: number): void {
    this.#rateFactor *= factor
  }

  save(): Float64Array {
    return this.#read(0)
  }

  restore(saved: Float64Array): void {
    this.#memory.write(saved)
    for (const { exports } of this.#modules.values()) exports.transpose?.()
  }

  state(): SessionState {
    const memory = this.#plan.update.memories.map(({ name }, n) => [
      name,
      this.#read(this.#layout.memories[n]!, this.#shape.size),
    ])
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
    for (const [n, { name }] of this.#plan.update.memories.entries()) {
      this.#memory.write(memory[name]!, this.#layout.memories[n])
    }
    this.#time = time
    this.#rateFactor = rateFactor
    this.restore(parameters)
  }

  network(): Network {
    return withParameters(this.#network, this.#shape, this.save())
  }

  #read(distance: number, count = this.#shape.total): Float64Array {
    const flat = new Float64Array(count)
    this.#memory.read(flat, distance)
    return flat
  }

  /** Rows with weights of their own take a module of their own. */
  #moduleFor({ weights }: Rows): Ready {
    const weighted = weights !== undefined
    const known = this.#modules.get(weighted)
    if (known) return known
    const plan: ModulePlan = { ...this.#plan, way: this.#way, weighted }
    const module = new webAssembly!.Module(trainingModule(plan, this.#pages))
    const layers = this.#network.layers.map(importedActivation)
    const ofLayers = layers.map((own, l) => [`layer${l}`, own ? layerFunctions(own) : {}])
    const outside = outsideOf({
      network: this.#network,
      shape: this.#shape,
      layout: this.#layout,
      memory: this.#memory,
      way: this.#way,
      random: () => this.#random,
      lossesWeigh: weighted && !rowsWeigh(plan),
      isException: (row) => this.#exceptions.has(row),
    })
    const instance = new webAssembly!.Instance(module, {
      paso: { memory: this.#memory.memory, thread: 0, late: this.#threads.late, ...outside },
      math: importedFunctions,
      ...Object.fromEntries(ofLayers),
    })
    const exports = instance.exports as unknown as Exports
    const ready = { exports, assignment: { module, memory: this.#memory.memory, layers } }
    this.#modules.set(weighted, ready)
    exports.transpose?.()
    return ready
  }
}

/** Label smoothing, and whether the short way holds for a target. */
function preparationOf(network: Network, outputs: number, way: Way): Preparation {
  const { labelSmoothing, name } = network.loss
  const loss = lossOf(name)
  const classes = smoothedClasses(loss, outputs)
  return {
    target: (target) =>
      labelSmoothing === 0 ? target : target.map((y) => smoothedTarget(y, labelSmoothing, classes)),
    isException: (target) =>
      way.kind === 'pair' && loss.targetsAreProbabilities && shortCutOf(network, target) === undefined,
  }
}
