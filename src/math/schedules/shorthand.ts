// How a schedule's options are read, and the letters and small formulas that the schedules share.
import type { ScheduleDefinition, ScheduleOption, ScheduleOptions } from '../definitions.ts'
import { call, type Expr, num, q, quotient, sum, variable } from '../expr.ts'
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

export const hyper = (name: HyperParameterName): Expr => q({ kind: 'hyper-parameter', name })
export const alpha = (): Expr => hyper('learning-rate')
/** How many steps of the schedule have been made before this one. */
export const made = (): Expr => variable('s')
export const one = (): Expr => num(1)
/** How much of the length that is: s / T. */
export const passed = (): Expr => quotient(made(), hyper('schedule-length'))

/** (1 + cos(π x)) / 2: from 1 at x = 0 to 0 at x = 1. */
export const halfWave = (x: Expr): Expr => quotient(sum(one(), call('cos-pi', x)), num(2))
