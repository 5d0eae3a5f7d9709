// The course of a training: where it stands, how it makes an epoch, and its state as plain data, from which it goes on to the bit.
import { hasDropout } from '../core/dropout.ts'
import type { Network } from '../core/network.ts'
import { type Random, type RandomState, xoshiro } from '../math/random.ts'
import { batchEnd, leastRows } from './batches.ts'
import type { PlanOptions, Session } from './engine.ts'
import { laterParts } from './later-parts.ts'
import { shapeOf, withParameters } from './parameters.ts'
import { refusals } from './refusals.ts'
import {
  type Best,
  type Epoch,
  type Gain,
  noPlateau,
  type Pause,
  type PlateauState,
  type Run,
  type TrainingPlan,
  type TrainingState,
} from './training-plan.ts'
import { Watch } from './watch.ts'

/** An improvement smaller than this share of the best loss does not count: it could go on for ever. */
const LEAST_GAIN = 1e-4

/** Between two pauses, in milliseconds: how long the program may be busy before timers, signals and the page get their turn. */
export const TURN = 20

const nothingYet: Gain = { epoch: 0, loss: Number.POSITIVE_INFINITY }

export class Course implements Pause {
  readonly #plan: TrainingPlan
  readonly #session: Session
  readonly #random: Random
  readonly #watch: Watch
  readonly #history: Epoch[]
  readonly #start: number
  #beforeOrder: RandomState
  #position: number
  #best: Best
  #lastGain: Gain
  #plateau: PlateauState
  /** Batches between two pauses: as many as take about a turn. */
  #pace = 1
  /** Where it stood when the time was over, before the epoch under way was cut short. */
  #cut: TrainingState | undefined
  /** Pauses at each step and looks at all numbers there, to find the one at which they stop being finite. */
  readonly #exact: boolean
  /** A state of finite numbers to look from, and when to keep the next: keeping takes half a hundredth of the time at most. */
  #safe: TrainingState | undefined
  #safeEpochs = 0
  #nextSafe = 0

  /** @throws PasoError wrong-state, invalid-random-state */
  constructor(plan: TrainingPlan, exact = false) {
    this.#exact = exact
    const { resume, engine, network, optimizer, batchSize } = plan
    this.#plan = plan
    this.#session = engine.plan(network, optimizer, batchSize, { ...plan.running, ...masksFrom(plan) })
    if (resume) this.#session.resume(resume.session)
    this.#random = resume ? laterParts.needed('resume').randomFrom(resume.random) : plan.random
    this.#watch = new Watch(plan)
    this.#history = [...(resume?.history ?? [])]
    this.#start = performance.now() - (resume?.seconds ?? 0) * 1000
    this.#beforeOrder = this.#random.state()
    this.#position = resume?.position ?? 0
    checkPosition(this.#position, plan)
    const size = this.#session.save().length
    if (resume && resume.best.weights.length !== size) {
      throw refusals.wrongState('best.weights', size, resume.best.weights.length)
    }
    this.#best = resume?.best ?? { ...nothingYet, weights: this.#session.save() }
    this.#lastGain = resume?.lastGain ?? nothingYet
    this.#plateau = resume?.plateau ?? noPlateau
  }

  get epochs(): number {
    return this.#history.length
  }

  get position(): number {
    return this.#position
  }

  /** Why no epoch may follow; undefined while one may. */
  ended(): Run['stoppedBy'] | undefined {
    const { epochs, patience, validation, seconds = Number.POSITIVE_INFINITY } = this.#plan
    const made = this.#history.length
    if (this.#cut || (made > 0 && this.#elapsed() > seconds)) return 'time'
    if (this.#session.ended) return 'converged'
    if (patience !== undefined && validation && made - this.#lastGain.epoch >= patience) return 'patience'
    return made >= epochs ? 'epochs' : undefined
  }

  /**
   * The epoch under way, from where it stands to its end; pauses where it yields.
   * @throws PasoError diverged
   */
  *epoch(): Generator<undefined, Epoch> {
    const { train, validation, seconds = Number.POSITIVE_INFINITY } = this.#plan
    const session = this.#session
    const order = this.#random.permutation(train.count)
    while (this.#position < train.count) {
      yield* this.#takeSlice(order)
      yield undefined
      if (this.#elapsed() <= seconds) continue
      this.#cut = this.state()
      break
    }
    const validationLoss = validation && session.loss(validation)
    this.#checkFinite()
    const loss = this.#watch.endEpoch()
    const epoch = this.#history.length + 1
    const best = validationLoss === undefined || validationLoss < this.#best.loss
    if (best) this.#best = { epoch, loss: validationLoss ?? 0, weights: session.save() }
    if (this.#best.loss < this.#lastGain.loss * (1 - LEAST_GAIN)) this.#lastGain = this.#best
    const learningRate = session.learningRate()
    const report = { epoch, loss, validationLoss, learningRate, best, seconds: this.#elapsed() }
    this.#history.push(report)
    const { optimizer } = this.#plan
    if (optimizer.schedule) {
      const { afterEpoch } = laterParts.needed('schedule')
      this.#plateau = afterEpoch(this.#plateau, validationLoss ?? loss, optimizer, session)
    }
    this.#position = 0
    this.#beforeOrder = this.#random.state()
    return report
  }

  /** Some batches; the pace follows the clock, and no number depends on it. */
  *#takeSlice(order: Uint32Array): Generator<undefined, void> {
    const { train, network, batchSize, pace } = this.#plan
    const lastBatch = this.#position + ((pace ?? this.#pace) - 1) * batchSize
    const end = batchEnd(lastBatch, train.count, batchSize, leastRows(network))
    const slice = order.subarray(this.#position, end)
    const began = performance.now()
    this.#keepSafe(began)
    const session = this.#session
    const losses = session.pausing ? yield* session.pausing(train, slice) : session.run(train, slice)
    if (this.#watch.see(losses, slice.length)) throw this.#divergence()
    if (this.#exact) this.#checkFinite()
    this.#position += slice.length
    const took = performance.now() - began
    const { turn = TURN } = session
    if (took < turn / 2 && this.#pace * batchSize < train.count) this.#pace *= 2
    else if (took > turn && this.#pace > 1) this.#pace /= 2
  }

  #checkFinite(): void {
    if (this.#safe && !this.#session.finite()) throw this.#divergence()
  }

  #keepSafe(now: number): void {
    if (!this.#exact && now < this.#nextSafe) return
    this.#checkFinite()
    this.#safe = this.#snapshot(this.#history)
    this.#safeEpochs = this.#history.length
    this.#nextSafe = now + Math.max(TURN, 200 * (performance.now() - now))
  }

  /** What the numbers ran into: found by making the steps since the safe state again, one by one. */
  #divergence(): unknown {
    const history = this.#history.slice(0, this.#safeEpochs)
    const plan = { ...this.#plan, resume: { ...this.#safe!, history } }
    if (this.#exact) return laterParts.needed('divergence').divergence(plan, this.#watch.state())
    const again = new Course({ ...plan, seconds: undefined, pace: 1 }, true)
    try {
      while (!again.ended()) for (const _ of again.epoch());
    } catch (error) {
      return error
    }
    return again.#divergence()
  }

  /** A copy, which later steps leave as it is. */
  state(): TrainingState {
    if (this.#cut) return this.#cut
    this.#checkFinite()
    return this.#snapshot([...this.#history])
  }

  #snapshot(history: readonly Epoch[]): TrainingState {
    const { epoch, loss } = this.#lastGain
    return {
      session: this.#session.state(),
      random: this.#beforeOrder,
      position: this.#position,
      history,
      best: this.#best,
      lastGain: { epoch, loss },
      plateau: this.#plateau,
      watch: this.#watch.state(),
      seconds: this.#elapsed(),
    }
  }

  /** What it came to, with the best weights; its state is still that of the last step. */
  run(stoppedBy: Run['stoppedBy']): Run {
    const history = this.#history
    return {
      network: this.#bestNetwork(),
      by: this.#session.by,
      history,
      epochs: history.length,
      bestEpoch: history.findLast((report) => report.best)?.epoch ?? 0,
      stoppedBy,
      ending: stoppedBy === 'converged' ? this.#session.ended : undefined,
      seconds: this.#elapsed(),
      state: () => this.state(),
    }
  }

  #bestNetwork(): Network {
    const { network } = this.#plan
    return withParameters(network, shapeOf(network), this.#best.weights)
  }

  #elapsed(): number {
    return (performance.now() - this.#start) / 1000
  }
}

/** Masks come from a generator of their own: the order of the rows does not depend on how many were drawn. */
const masksFrom = ({ network, random }: TrainingPlan): PlanOptions =>
  hasDropout(network) ? { random: xoshiro(random.bits()) } : {}

/** Whole batches, or all rows. */
function checkPosition(position: number, { train, network, batchSize }: TrainingPlan): void {
  const isStart = position % batchSize === 0 && train.count - position >= leastRows(network)
  if (Number.isSafeInteger(position) && position >= 0 && (isStart || position === train.count)) return
  throw refusals.wrongState('position', `0, ${batchSize}, ${2 * batchSize}, ..., ${train.count}`, position)
}
