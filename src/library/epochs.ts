// Epochs: a training that is watched epoch by epoch, and may be ended at any of them with the best weights kept.
import { trainingInTurns } from '../engine/trainer.ts'
import type { Run as EngineRun, Epoch } from '../engine/training-plan.ts'
import type { Warning } from '../errors.ts'
import { words } from '../messages.ts'
import type { KeptTraining } from './kept-training.ts'
import type { PlannedTraining } from './training.ts'

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

async function* epochsOf(
  plan: () => Promise<KeptTraining>,
  done: (kept: KeptTraining, run: EngineRun) => void,
  failed: (reason: unknown) => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<Epoch, void> {
  let kept: KeptTraining | undefined
  try {
    signal?.throwIfAborted()
    kept = await plan()
    const steps = trainingInTurns(kept.planned.plan, signal)
    let next = await steps.next()
    let shown = false
    try {
      while (!next.done) {
        shown = true
        yield next.value
        shown = false
        next = await steps.next()
      }
    } finally {
      // A loop that is left does not go on after the epoch that it was shown.
      if (shown) next = await steps.next('stop')
      // Where it failed it does not stand at a step, so nothing more is kept.
      if (next.done || signal?.aborted) await kept.keeping?.end()
      else await kept.keeping?.settle()
      if (next.done) done(kept, next.value)
    }
  } catch (error) {
    await words.load()
    failed(error)
    throw error
  } finally {
    kept?.keeping?.close()
  }
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
