// The watch over a training: sees every step's loss, adds up each epoch's, and stops a run that runs away in the step where it does.
import { batchCount, leastRows } from './batches.ts'
import type { Session } from './engine.ts'
import { failures } from './refusals.ts'
import type { TrainingPlan, WatchState } from './training-plan.ts'

/** So many losses are shown when a training diverges, the runaway one among them. */
const TRAIL = 8

export class Watch {
  readonly #plan: TrainingPlan
  readonly #stepsPerEpoch: number
  readonly #trail: number[]
  /** The mean loss of each epoch that ended. */
  readonly #means: number[]
  #first: number | undefined
  #steps: number
  #sum: number
  #rows: number

  constructor(plan: TrainingPlan) {
    const { trail = [], first, steps = 0, sum = 0, rows = 0 } = plan.resume?.watch ?? {}
    this.#plan = plan
    this.#stepsPerEpoch = batchCount(plan.train.count, plan.batchSize, leastRows(plan.network))
    this.#trail = [...trail]
    this.#means = plan.resume?.history.map(({ loss }) => loss) ?? []
    ;[this.#first, this.#steps, this.#sum, this.#rows] = [first, steps, sum, rows]
  }

  see(losses: Float64Array, rows: number): void {
    const { batchSize } = this.#plan
    losses.forEach((loss, i) => {
      const batchRows = i === losses.length - 1 ? rows - i * batchSize : batchSize
      this.#steps++
      this.#first ??= loss
      this.#trail.push(loss)
      if (this.#trail.length > TRAIL) this.#trail.shift()
      if (ranAway(loss, this.#first)) this.#stop(this.#means.length + 1)
      this.#sum += loss * batchRows
      this.#rows += batchRows
    })
  }

  /**
   * A last step can break the weights after all losses of the epoch were seen.
   * @returns the epoch's mean loss
   */
  endEpoch(session: Session, validationLoss: number | undefined): number {
    const mean = this.#sum / this.#rows
    this.#means.push(mean)
    ;[this.#sum, this.#rows] = [0, 0]
    if (validationLoss !== undefined && !Number.isNaN(validationLoss)) return mean
    if (session.save().every(Number.isFinite)) return mean
    this.#trail.push(Number.NaN)
    return this.#stop(this.#means.length)
  }

  state(): WatchState {
    return {
      trail: [...this.#trail],
      first: this.#first,
      steps: this.#steps,
      sum: this.#sum,
      rows: this.#rows,
    }
  }

  #stop(epoch: number): never {
    const { batchSize, optimizer, advice } = this.#plan
    const step = this.#steps - (epoch - 1) * this.#stepsPerEpoch
    throw failures.diverged({
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
