// The formulas of plateau.ts, for those who tell a step.
import type { ScheduleFormulas, ScheduleOptions } from '../definitions.ts'
import { type Expr, maximum, product } from '../expr.ts'
import { option } from './options.ts'
import { alpha, hyper } from './shorthand.ts'

function loweredFormula(options: ScheduleOptions): Expr {
  const rate = product(alpha(), hyper('rate-factor'))
  return option(options, 'lowest') === 0 ? rate : maximum(hyper('schedule-lowest'), rate)
}

export const plateauFormulas: ScheduleFormulas = {
  first: loweredFormula,
  line: (options) => ({ formula: loweredFormula(options), why: 'schedule.plateau' }),
}
