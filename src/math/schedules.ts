// The schedules: how the learning rate changes from step to step. Each can begin with a warm-up.
import type { ScheduleDefinition, ScheduleOptions } from './definitions.ts'
import type { ScheduleName } from './schedule-names.ts'
import { constant, cosine, exponential, inverse, step } from './schedules/decays.ts'
import { oneCycle } from './schedules/one-cycle.ts'
import { plateau } from './schedules/plateau.ts'

export { scheduleOptionNames } from './schedules/options.ts'

export const schedules = {
  constant,
  step,
  exponential,
  cosine,
  'one-cycle': oneCycle,
  plateau,
  inverse,
} as const satisfies Readonly<Record<ScheduleName, ScheduleDefinition>>

export function isScheduleName(name: string): name is ScheduleName {
  return Object.hasOwn(schedules, name)
}

/** The schedule of that name; a TypeError for a name that nobody should have let pass. */
export function scheduleOf(name: string): ScheduleDefinition {
  if (!isScheduleName(name)) throw new TypeError(`there is no schedule called ${name}`)
  return schedules[name]
}

/** A schedule with its numbers; every length is in steps. */
export interface ScheduleSpec {
  readonly name: ScheduleName
  /** Complete: defaults filled in. */
  readonly options: ScheduleOptions
  /** In so many steps the rate first rises to the one that the schedule begins with; the schedule's own steps follow. */
  readonly warmup: number
}

/**
 * The learning rate of step `time` (from 1): (first rate) · t / T_w in the warm-up, then the schedule's own.
 * Source of the linear warm-up: P. Goyal et al., "Accurate, large minibatch SGD" (2017), section 2.2.
 * @param factor what the rate has been multiplied by where the loss no longer fell
 */
export function scheduledRate(
  { name, options, warmup }: ScheduleSpec,
  learningRate: number,
  time: number,
  factor: number,
): number {
  const definition = scheduleOf(name)
  if (time <= warmup) return (definition.firstRate(learningRate, options, factor) * time) / warmup
  return definition.rate(learningRate, options, time - 1 - warmup, factor)
}
