// Samples: made to fit a network whose inputs, outputs or loss have changed; rows added and removed.
import type { Sample } from '../../src/core/network.ts'
import { contains, type Interval } from '../../src/math/interval.ts'
import { type LossName, lossOf } from '../../src/math/losses.ts'
import type { Lesson } from '../model/lesson.ts'

/** As long as asked: cut, or filled with zeros. */
const resized = (values: readonly number[], count: number): number[] =>
  Array.from({ length: count }, (_, i) => values[i] ?? 0)

/** How far from 1 the sum of probabilities may be: rounding alone. */
const ROUNDING = 1e-9

/** Targets that the loss takes: they stay where it does; else the largest becomes the true class, or each is moved to the nearest that will do. */
export function fittingTargets(targets: readonly number[], loss: LossName): readonly number[] {
  const { targetDomain, targetsAreProbabilities } = lossOf(loss)
  const areIn = targets.every((target) => contains(targetDomain, target))
  if (!targetsAreProbabilities)
    return areIn ? targets : targets.map((target) => nearestIn(targetDomain, target))
  const sum = targets.reduce((a, b) => a + b, 0)
  if (areIn && Math.abs(sum - 1) <= ROUNDING) return targets
  const largest = targets.indexOf(Math.max(...targets))
  return targets.map((_, k) => (k === largest ? 1 : 0))
}

const nearestIn = ({ low, high }: Interval, value: number): number => Math.min(high, Math.max(low, value))

export const fittingSamples = (
  samples: readonly Sample[],
  inputs: number,
  outputs: number,
  loss: LossName,
): Sample[] =>
  samples.map(({ input, target, ...rest }) => ({
    ...rest,
    input: resized(input, inputs),
    target: fittingTargets(resized(target, outputs), loss),
  }))

/** One more row, after this one, which it repeats. */
export const withRowAfter = (lesson: Lesson, row: number): Lesson => ({
  ...lesson,
  samples: lesson.samples.toSpliced(row + 1, 0, lesson.samples[row]!),
})

export const withoutRow = (lesson: Lesson, row: number): Lesson => ({
  ...lesson,
  samples: lesson.samples.toSpliced(row, 1),
})
