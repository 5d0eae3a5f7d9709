// Edits: a lesson with one of its numbers changed.

import type { Sample } from '../../src/core/network.ts'
import { withParameter } from '../../src/core/parameters.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import type { Lesson } from './lesson.ts'

export const withParameterValue = (lesson: Lesson, ref: ParameterRef, value: number): Lesson => ({
  ...lesson,
  network: withParameter(lesson.network, ref, value),
})

export const withSampleValue = (
  lesson: Lesson,
  row: number,
  part: 'input' | 'target',
  index: number,
  value: number,
): Lesson => ({
  ...lesson,
  samples: lesson.samples.map((sample, n): Sample => {
    if (n !== row) return sample
    const values = [...sample[part]]
    values[index] = value
    return { ...sample, [part]: values }
  }),
})

export const withLearningRate = (lesson: Lesson, learningRate: number): Lesson => ({
  ...lesson,
  optimizer: { ...lesson.optimizer, options: { ...lesson.optimizer.options, learningRate } },
})
