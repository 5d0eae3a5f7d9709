// Draft: the lesson while a number of it is typed, and the total error now and after one step, which follow each keystroke.
import { computed, signal } from '@preact/signals'
import { explainNonFinite } from '../../src/core/divergence.ts'
import { masksOf } from '../../src/core/dropout.ts'
import { forward } from '../../src/core/forward.ts'
import type { Network } from '../../src/core/network.ts'
import { batchLoss } from '../../src/core/step.ts'
import type { ForwardTrace } from '../../src/core/trace.ts'
import { PasoError, type Texts } from '../../src/errors.ts'
import { type Lesson, type Place, start } from '../model/lesson.ts'
import { change, lesson } from '../model/page.ts'
import { updatesOf } from '../model/stepping.ts'

/** Undefined while nobody types, or what is typed is no number. */
export const draft = signal<Lesson>()

interface Outcome {
  /** Of each sample. [samples][outputs] */
  readonly outputs: readonly (readonly number[])[]
  readonly now: number
  readonly after: number
  /** Where a total is no finite number: what was the first that was none. */
  readonly trouble: Trouble | undefined
}

interface Trouble {
  readonly when: 'now' | 'after'
  /** Undefined where only the mean or a penalty is too large. */
  readonly texts: Texts | undefined
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
  const { loss: now, networkAfter } = trace
  const after = batchLoss(networkAfter, of.samples, masksOf(trace.samples))
  return {
    outputs: trace.samples.map(({ activations }) => activations.at(-1)!),
    now,
    after,
    trouble: Number.isFinite(now)
      ? troubleIn('after', after, networkAfter, () =>
          of.samples.map((sample) => forward(networkAfter, sample)),
        )
      : troubleIn('now', now, of.network, () => trace.samples),
  }
}

function troubleIn(
  when: Trouble['when'],
  total: number,
  network: Network,
  traces: () => readonly ForwardTrace[],
): Trouble | undefined {
  if (Number.isFinite(total)) return undefined
  const [first] = traces().flatMap((trace, n) => explainNonFinite(network, trace, n) ?? [])
  return { when, texts: first?.texts }
}

/** @returns why the lesson is refused; undefined where it was taken */
export function keep(next: () => Lesson, to?: Place): Texts | undefined {
  draft.value = undefined
  try {
    change(next(), to)
    return undefined
  } catch (error) {
    if (!(error instanceof PasoError)) throw error
    return error.texts
  }
}

/**
 * Another lesson, told from its beginning; undo brings the old one back.
 * @returns why it is refused; nothing changes then
 */
export const replaceLesson = (next: () => Lesson): Texts | undefined => keep(next, start)
