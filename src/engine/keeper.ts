// The keeper of a training: has its state kept every so often while it goes on, and once more where it stops.
import type { Interval } from './interval.ts'
import type { Pause, TrainingState } from './training-plan.ts'

/** What keeps a state; while a promise is pending nothing more is handed to it. */
export type Keep = (state: TrainingState) => void | Promise<void>

export class Keeper {
  readonly #every: Interval
  readonly #keep: Keep
  #last = performance.now()
  #pause: Pause | undefined
  /** Where the training stood when its state was last kept. */
  #kept = ''
  #busy: Promise<void> | undefined
  #failure: { readonly reason: unknown } | undefined

  constructor(every: Interval, keep: Keep) {
    this.#every = every
    this.#keep = keep
  }

  /**
   * For `onPause` of a training plan.
   * @throws what `keep` throws, now or the last time
   */
  readonly see = (pause: Pause): void => {
    this.#pause = pause
    if (this.#failure) throw this.#failure.reason
    if (!this.#busy && this.#isDue(pause)) this.#start(pause)
  }

  /**
   * Has the state kept where the training stands, unless it is already.
   * @throws what `keep` throws
   */
  async end(): Promise<void> {
    await this.settle()
    if (this.#pause && this.#kept !== placeOf(this.#pause)) this.#start(this.#pause)
    await this.settle()
  }

  /**
   * Waits for what is being kept.
   * @throws what `keep` throws
   */
  async settle(): Promise<void> {
    await this.#busy
    if (this.#failure) throw this.#failure.reason
  }

  #isDue(pause: Pause): boolean {
    if (this.#kept === placeOf(pause)) return false
    const every = this.#every
    if ('seconds' in every) return performance.now() - this.#last >= every.seconds * 1000
    return pause.position === 0 && pause.epochs % every.epochs === 0
  }

  #start(pause: Pause): void {
    this.#kept = placeOf(pause)
    const pending = this.#keep(pause.state())
    this.#last = performance.now()
    if (!pending) return
    this.#busy = pending
      .catch((reason: unknown) => {
        this.#failure = { reason }
      })
      .finally(() => {
        this.#busy = undefined
        this.#last = performance.now()
      })
  }
}

const placeOf = ({ epochs, position }: Pause): string => `${epochs}:${position}`
