// The seed of the next random weights: the one that is shown, or the one after it where the network already has its weights.
import { signal } from '@preact/signals'
import type { Lesson } from '../model/lesson.ts'
import { lesson } from '../model/page.ts'

export const seed = signal(1)

let drawn: Lesson | undefined

/** Drawing again from one seed would change nothing. */
export function nextSeed(): number {
  if (drawn !== undefined && drawn === lesson.peek()) seed.value += 1
  queueMicrotask(() => {
    drawn = lesson.peek()
  })
  return seed.value
}
