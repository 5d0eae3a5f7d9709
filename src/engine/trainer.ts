// The trainer: epochs of shuffled batches on any engine, watched by a validation set, stopped in time, with the best weights kept.
import { Course, TURN } from './course.ts'
import type { Answer, Epoch, Run, TrainingPlan } from './training-plan.ts'

/**
 * Trains, one epoch at a time: yields each epoch when it is over, and undefined at each pause within one, where the
 * caller may leave. Returns the run; after the answer `stop` to an epoch, at once.
 * @throws PasoError diverged; wrong-state, invalid-random-state where `resume` does not fit the plan
 */
export function* training(plan: TrainingPlan): Generator<Epoch | undefined, Run, Answer> {
  const course = new Course(plan)
  for (;;) {
    const ended = course.ended()
    if (ended) return course.run(ended)
    const steps = course.epoch()
    let next = steps.next()
    for (; !next.done; next = steps.next()) {
      plan.onPause?.(course)
      yield undefined
    }
    const answer = yield next.value
    plan.onPause?.(course)
    if (answer === 'stop') return course.run(course.ended() ?? 'caller')
  }
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
