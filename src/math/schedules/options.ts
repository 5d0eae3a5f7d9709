// How a schedule's options are read, and what they are called in formulas.
import type { ScheduleDefinition, ScheduleOption, ScheduleOptions } from '../definitions.ts'
import { halfOpen, nonNegativeReals, openUnitInterval } from '../interval.ts'
import type { HyperParameterName } from '../quantity.ts'

/** The options that are hyper-parameters, by the names that the library and the command line use. */
export const scheduleOptionNames = {
  'schedule-factor': 'factor',
  'schedule-length': 'steps',
  'schedule-lowest': 'lowest',
  'schedule-power': 'power',
  'cycle-first': 'first',
  'cycle-last': 'last',
  'cycle-rise': 'rise',
} as const satisfies Readonly<Partial<Record<HyperParameterName, string>>>

/** A count from 1; without a default it must be given. */
export const counted = (value?: number): ScheduleOption => ({
  ...(value !== undefined && { default: value }),
  domain: halfOpen(1, Infinity),
  whole: true,
})
export const share = (value: number): ScheduleOption => ({ default: value, domain: openUnitInterval })
export const nonNegative = (value: number): ScheduleOption => ({ default: value, domain: nonNegativeReals })

export const option = (options: ScheduleOptions, name: string): number => options[name]!

/** A schedule whose first rate is the learning rate itself. */
export const fromTheRate = {
  firstRate: (learningRate: number): number => learningRate,
} as const satisfies Partial<ScheduleDefinition>
