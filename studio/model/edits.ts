// Edits: a lesson with one of its numbers changed.
import type { Sample } from '../../src/core/network.ts'
import { parameterValue, withParameter } from '../../src/core/parameters.ts'
import { unversioned } from '../../src/derive/names.ts'
import { isParameter, type ParameterRef, type Quantity } from '../../src/math/quantity.ts'
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

interface Edit {
  readonly value: number
  readonly with: (value: number) => Lesson
}

/** How a quantity is edited: inputs and targets of the row, parameters; undefined for what is computed. */
export function editOf(lesson: Lesson, row: number, quantity: Quantity): Edit | undefined {
  if (isParameter(quantity)) {
    const ref = unversioned(quantity)
    return {
      value: parameterValue(lesson.network, ref),
      with: (value) => withParameterValue(lesson, ref, value),
    }
  }
  const isInput = quantity.kind === 'activation' && quantity.layer === -1
  if (!isInput && quantity.kind !== 'target') return undefined
  const part = isInput ? 'input' : 'target'
  const { unit } = quantity as { readonly unit: number }
  return {
    value: lesson.samples[row]![part][unit]!,
    with: (value) => withSampleValue(lesson, row, part, unit, value),
  }
}
