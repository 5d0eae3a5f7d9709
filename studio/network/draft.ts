// Draft: the lesson while a number of it is typed, and the total error now and after one step, which follow each keystroke.
import { batch, computed, signal } from '@preact/signals'
import { masksOf } from '../../src/core/dropout.ts'
import { batchLoss } from '../../src/core/step.ts'
import { type ErrorText, PasoError } from '../../src/errors.ts'
import type { Lesson } from '../model/lesson.ts'
import { change, lesson, place, view } from '../model/page.ts'
import { updatesOf } from '../model/stepping.ts'

/** Undefined while nobody types, or what is typed is no number. */
export const draft = signal<Lesson>()

interface Outcome {
  /** Of each sample. [samples][outputs] */
  readonly outputs: readonly (readonly number[])[]
  readonly now: number
  readonly after: number
}

/** One step of the lesson as it is typed; of the lesson as it was where the numbers leave the range of 64 bits. */
export const outcome = computed((): Outcome => {
  const typed = draft.value
  if (typed === undefined) return outcomeOf(lesson.value)
  try {
    return outcomeOf(typed)
  } catch (error) {
    if (!(error instanceof PasoError)) throw error
    return outcomeOf(lesson.value)
  }
})

function outcomeOf(of: Lesson): Outcome {
  const { trace } = updatesOf(of).derivation(0)
  return {
    outputs: trace.samples.map(({ activations }) => activations.at(-1)!),
    now: trace.loss,
    after: batchLoss(trace.networkAfter, of.samples, masksOf(trace.samples)),
  }
}

/** @returns why the lesson is refused, in the language of the page; undefined where it was taken */
export function keep(next: () => Lesson): ErrorText | undefined {
  draft.value = undefined
  try {
    change(next())
    return undefined
  } catch (error) {
    if (!(error instanceof PasoError)) throw error
    return error.texts[view.peek().language]
  }
}

/**
 * Another lesson, told from its beginning; undo brings the old one back.
 * @returns why it is refused; nothing changes then
 */
export function replaceLesson(next: () => Lesson): ErrorText | undefined {
  const before = place.peek()
  return batch(() => {
    place.value = { update: 0, step: 0, row: 0 }
    const refused = keep(next)
    if (refused) place.value = before
    return refused
  })
}
