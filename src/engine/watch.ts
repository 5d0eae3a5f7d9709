// The watch over a training: sees every step's loss, adds up each epoch's, and says in which step a loss runs away.
import type { TrainingPlan, WatchState } from './training-plan.ts'

/** So many losses are shown when a training diverges, the runaway one among them. */
const TRAIL = 8

export class Watch {
  readonly #batchSize: number
  readonly #trail: number[]
  #first: number | undefined
  #steps: number
  #sum: number
  #rows: number

  constructor({ batchSize, resume }: TrainingPlan) {
    const { trail = [], first, steps = 0, sum = 0, rows = 0 } = resume?.watch ?? {}
    this.#batchSize = batchSize
    this.#trail = [...trail]
    ;[this.#first, this.#steps, this.#sum, this.#rows] = [first, steps, sum, rows]
  }

  /**
   * @param rows of all those steps together
   * @returns whether one of them ran away: its loss is then the last that was seen
   */
  see(losses: Float64Array, rows: number): boolean {
    const batchSize = this.#batchSize
    const last = losses.length - 1
    this.#first ??= losses[0]!
    let [sum, seen] = [this.#sum, 0]
    let runaway = false
    while (seen <= last && !runaway) {
      const loss = losses[seen]!
      runaway = ranAway(loss, this.#first)
      if (!runaway) sum += loss * (seen === last ? rows - last * batchSize : batchSize)
      seen++
    }
    this.#sum = sum
    this.#rows += runaway ? (seen - 1) * batchSize : rows
    this.#steps += seen
    this.#trail.push(...losses.subarray(Math.max(0, seen - TRAIL), seen))
    this.#trail.splice(0, this.#trail.length - TRAIL)
    return runaway
  }

  /** @returns the epoch's mean loss */
  endEpoch(): number {
    const mean = this.#sum / this.#rows
    ;[this.#sum, this.#rows] = [0, 0]
    return mean
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
}

/** No training comes back from a loss ten thousand million times the first one. */
const RUNAWAY = 1e10

function ranAway(loss: number, first: number): boolean {
  return !Number.isFinite(loss) || loss > RUNAWAY * Math.max(1, first)
}
