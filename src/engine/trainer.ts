// The trainer: epochs of shuffled batches on any engine, watched by a validation set, stopped in time, with the best weights kept.
import { hasDropout } from '../core/dropout.ts'
import type { Network } from '../core/network.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { type Random, xoshiro } from '../math/random.ts'
import { type Advice, diverged } from './divergence.ts'
import type { Engine, PlanOptions, Rows, Session } from './engine.ts'
import { shapeOf } from './parameters.ts'

export interface TrainingPlan {
  readonly engine: Engine
  readonly network: Network
  readonly optimizer: OptimizerSpec
  readonly train: Rows
  /** Decides which epoch was the best. Without it the last one is taken. */
  readonly validation?: Rows | undefined
  /** At most. */
  readonly epochs: number
  readonly batchSize: number
  /** Shuffles the rows before each epoch, and seeds the masks of dropout. */
  readonly random: Random
  /** Stop after this many epochs without a better validation loss. */
  readonly patience?: number | undefined
  /** Stop after this time. */
  readonly seconds?: number | undefined
  /** What the user could change, for the message when the training diverges. */
  readonly advice?: Advice
}

export interface Epoch {
  /** From 1. */
  readonly epoch: number
  /** The mean of the steps' losses, each before its update. */
  readonly loss: number
  readonly validationLoss: number | undefined
  /** Whether the weights after this epoch are the best so far. */
  readonly best: boolean
  /** Since the start. */
  readonly seconds: number
}

export interface Run {
  readonly network: Network
  readonly history: readonly Epoch[]
  /** How many epochs were made. */
  readonly epochs: number
  /** The epoch whose weights the network has. */
  readonly bestEpoch: number
  /** What ended it; `caller`: whoever watched the epochs had seen enough. */
  readonly stoppedBy: 'epochs' | 'patience' | 'time' | 'caller'
  readonly seconds: number
}

/** Work between two pauses, in rows times parameters: about 20 ms of the JavaScript engine. */
const SLICE = 4e6

/** An improvement smaller than this share of the best loss does not count: it could go on for ever. */
const LEAST_GAIN = 1e-4

/** What whoever receives an epoch may answer: that it was the last one. */
export type Answer = 'stop' | undefined

/**
 * Trains, one epoch at a time: yields each epoch when it is over, and undefined at each pause within one, where the
 * caller may leave. Returns the run; after the answer `stop` to an epoch, at once.
 * @throws PasoError diverged
 */
export function* training(plan: TrainingPlan): Generator<Epoch | undefined, Run, Answer> {
  const { train, validation, epochs, batchSize, random, patience, seconds = Number.POSITIVE_INFINITY } = plan
  const session = plan.engine.plan(plan.network, plan.optimizer, batchSize, masksFrom(plan))
  const start = performance.now()
  const elapsed = (): number => (performance.now() - start) / 1000
  const watch = new Watch(plan)
  const history: Epoch[] = []
  let best = { epoch: 0, loss: Number.POSITIVE_INFINITY, weights: session.save() }
  let lastGain = { epoch: 0, loss: Number.POSITIVE_INFINITY }
  let stoppedBy: Run['stoppedBy'] = 'epochs'

  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = random.permutation(train.count)
    for (const slice of slices(order, plan)) {
      watch.see(session.run(train, slice), slice.length, epoch)
      yield undefined
      if (elapsed() > seconds) stoppedBy = 'time'
      if (stoppedBy === 'time') break
    }
    const validationLoss = validation && session.loss(validation)
    watch.endEpoch(session, validationLoss)
    const isBest = validationLoss === undefined || validationLoss < best.loss
    if (isBest) best = { epoch, loss: validationLoss ?? 0, weights: session.save() }
    if (best.loss < lastGain.loss * (1 - LEAST_GAIN)) lastGain = best
    const report = { epoch, loss: watch.epochLoss(), validationLoss, best: isBest, seconds: elapsed() }
    history.push(report)
    const answer = yield report
    if (stoppedBy === 'time') break
    if (answer === 'stop') {
      stoppedBy = 'caller'
      break
    }
    if (patience !== undefined && validation && epoch - lastGain.epoch >= patience) {
      stoppedBy = 'patience'
      break
    }
  }
  session.restore(best.weights)
  const bestEpoch = history.findLast((report) => report.best)?.epoch ?? 0
  return {
    network: session.network(),
    history,
    epochs: history.length,
    bestEpoch,
    stoppedBy,
    seconds: elapsed(),
  }
}

/** Masks come from a generator of their own: the order of the rows does not depend on how many were drawn. */
const masksFrom = ({ network, random }: TrainingPlan): PlanOptions =>
  hasDropout(network) ? { random: xoshiro(random.bits()) } : {}

/** The order in pieces of whole batches. */
function* slices(order: Uint32Array, { network, batchSize }: TrainingPlan): Generator<Uint32Array> {
  const batches = Math.max(1, Math.floor(SLICE / shapeOf(network).size / batchSize))
  const rows = batches * batchSize
  for (let from = 0; from < order.length; from += rows) yield order.subarray(from, from + rows)
}

/** Sees every step's loss, and stops a training that runs away in the step where it does. */
class Watch {
  readonly #plan: TrainingPlan
  readonly #stepsPerEpoch: number
  readonly #trail: number[] = []
  readonly #means: number[] = []
  #first: number | undefined
  #steps = 0
  #sum = 0
  #rows = 0

  constructor(plan: TrainingPlan) {
    this.#plan = plan
    this.#stepsPerEpoch = Math.ceil(plan.train.count / plan.batchSize)
  }

  see(losses: Float64Array, rows: number, epoch: number): void {
    const { batchSize } = this.#plan
    losses.forEach((loss, i) => {
      const batchRows = Math.min(batchSize, rows - i * batchSize)
      this.#steps++
      this.#first ??= loss
      this.#trail.push(loss)
      if (this.#trail.length > 8) this.#trail.shift()
      if (ranAway(loss, this.#first)) this.#stop(epoch)
      this.#sum += loss * batchRows
      this.#rows += batchRows
    })
  }

  /** A last step can break the weights after all losses of the epoch were seen. */
  endEpoch(session: Session, validationLoss: number | undefined): void {
    this.#means.push(this.#sum / this.#rows)
    ;[this.#sum, this.#rows] = [0, 0]
    if (validationLoss !== undefined && !Number.isNaN(validationLoss)) return
    if (session.save().every(Number.isFinite)) return
    this.#trail.push(Number.NaN)
    this.#stop(this.#means.length)
  }

  epochLoss(): number {
    return this.#means.at(-1)!
  }

  #stop(epoch: number): never {
    const { batchSize, optimizer, advice } = this.#plan
    const step = this.#steps - (epoch - 1) * this.#stepsPerEpoch
    throw diverged({
      epoch,
      step,
      totalSteps: this.#steps,
      stepsPerEpoch: this.#stepsPerEpoch,
      batchSize,
      trail: this.#trail,
      means: this.#means,
      optimizer,
      advice: advice ?? {},
    })
  }
}

/** No training comes back from a loss ten thousand million times the first one. */
const RUNAWAY = 1e10

function ranAway(loss: number, first: number): boolean {
  return !Number.isFinite(loss) || loss > RUNAWAY * Math.max(1, first)
}

/** Runs a training to its end without a pause. */
export function trainSync(plan: TrainingPlan, onEpoch?: (epoch: Epoch) => void): Run {
  const steps = training(plan)
  for (;;) {
    const { value, done } = steps.next()
    if (done) return value
    if (value) onEpoch?.(value)
  }
}

/** How long the program may be busy before timers, signals and the page get their turn. */
const TURN = 20

/**
 * `training` that lets the rest of the program live: yields the epochs alone, and gives timers, signals and the page
 * their turn between them and within.
 * @throws signal.reason when the signal aborts; PasoError diverged
 */
export async function* trainingInTurns(
  plan: TrainingPlan,
  signal?: AbortSignal,
): AsyncGenerator<Epoch, Run, Answer> {
  const steps = training(plan)
  let turn = performance.now()
  let answer: Answer
  for (;;) {
    signal?.throwIfAborted()
    const { value, done } = steps.next(answer)
    if (done) return value
    answer = value && (yield value)
    if (performance.now() - turn < TURN) continue
    await new Promise((resolve) => setTimeout(resolve, 0))
    turn = performance.now()
  }
}

/**
 * Runs a training to its end and lets the rest of the program live.
 * @throws signal.reason when the signal aborts; PasoError diverged
 */
export async function train(
  plan: TrainingPlan,
  { signal, onEpoch }: { readonly signal?: AbortSignal; readonly onEpoch?: (epoch: Epoch) => void } = {},
): Promise<Run> {
  const steps = trainingInTurns(plan, signal)
  for (;;) {
    const { value, done } = await steps.next()
    if (done) return value
    onEpoch?.(value)
  }
}
