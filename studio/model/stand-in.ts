// Stand-in: samples for a network that brings none, since a step is told on some.
import { standInSamples } from '../../src/formats/stand-in.ts'
import type { Lesson } from './lesson.ts'

export const withStandIn = (lesson: Lesson): Lesson =>
  lesson.samples.length > 0 ? lesson : { ...lesson, samples: standInSamples(lesson) }

/** What the samples are, as long as nobody has changed them. */
export function standInKind(lesson: Lesson): 'means' | 'zeros' | undefined {
  const own = standInSamples(lesson)
  if (own.length !== lesson.samples.length) return undefined
  const isSame = own.every(({ input, target }, n) => {
    const sample = lesson.samples[n]!
    return isEqual(sample.input, input) && isEqual(sample.target, target)
  })
  if (!isSame) return undefined
  return lesson.encoding ? 'means' : 'zeros'
}

const isEqual = (a: readonly number[], b: readonly number[]): boolean => a.every((value, i) => value === b[i])
