// The loop of a training that is watched: one epoch whenever it is asked for, what is kept of it, and its end.
import { trainingInTurns } from '../engine/trainer.ts'
import type { Run as EngineRun, Epoch } from '../engine/training-plan.ts'
import { words } from '../messages.ts'
import { withModels } from './diverged-models.ts'
import type { KeptTraining } from './kept-training.ts'

/**
 * @param plan called when the loop begins
 * @param done called when it is over, by itself or because it was left
 * @param failed called with what it throws
 */
export async function* watchedEpochs(
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
    const told = kept ? withModels(kept.planned, error) : error
    failed(told)
    throw told
  } finally {
    kept?.keeping?.close()
  }
}
