// The letters and small formulas that the schedules share.
import { call, type Expr, num, q, quotient, sum, variable } from '../expr.ts'
import type { HyperParameterName } from '../quantity.ts'

export const hyper = (name: HyperParameterName): Expr => q({ kind: 'hyper-parameter', name })
export const alpha = (): Expr => hyper('learning-rate')
/** How many steps of the schedule have been made before this one. */
export const made = (): Expr => variable('s')
export const one = (): Expr => num(1)
/** How much of the length that is: s / T. */
export const passed = (): Expr => quotient(made(), hyper('schedule-length'))

/** (1 + cos(π x)) / 2: from 1 at x = 0 to 0 at x = 1. */
export const halfWave = (x: Expr): Expr => quotient(sum(one(), call('cos-pi', x)), num(2))
