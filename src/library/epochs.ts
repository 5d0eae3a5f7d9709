// Epochs: a training that is watched epoch by epoch, and may be ended at any of them with the best weights kept.
import type { Run as EngineRun, Epoch } from '../engine/training-plan.ts'
import type { Warning } from '../errors.ts'
import type { KeptTraining } from './kept-training.ts'
import type { PlannedTraining } from './training.ts'
import type { watchedEpochs as WatchedEpochs } from './watched-epochs.ts'

/**
 * The epochs of a training, for one `for await` loop. The training begins with the loop; leaving the loop ends it, and
 * the run then has the best weights so far.
 */
export class Epochs<R> implements AsyncIterable<Epoch> {
  readonly #iterator: AsyncGenerator<Epoch, void>
  readonly #result: Promise<R>
  #begun = false

  constructor(
    plan: () => Promise<KeptTraining>,
    finish: (plan: PlannedTraining, run: EngineRun, warnings?: readonly Warning[]) => R,
    signal?: AbortSignal,
  ) {
    const { promise, resolve, reject } = deferred<R>()
    // Whoever loops hears of a failure there; asking for the run is optional.
    promise.catch(() => {})
    this.#result = promise
    this.#iterator = epochsOf(
      plan,
      ({ planned, keeping }, run) => resolve(finish(planned, run, keeping?.warnings)),
      reject,
      signal,
    )
  }

  [Symbol.asyncIterator](): AsyncGenerator<Epoch, void> {
    this.#begun = true
    return this.#iterator
  }

  /**
   * The run, when the loop is over; without a loop the training goes to its end first.
   * @throws what the training throws
   */
  async run(): Promise<R> {
    if (!this.#begun) for await (const _ of this);
    return this.#result
  }
}

/** The loop is loaded when it begins. */
async function* epochsOf(...given: Parameters<typeof WatchedEpochs>): AsyncGenerator<Epoch, void> {
  const { watchedEpochs } = await import('./watched-epochs.ts')
  yield* watchedEpochs(...given)
}

function deferred<T>() {
  let resolve!: (value: T) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
