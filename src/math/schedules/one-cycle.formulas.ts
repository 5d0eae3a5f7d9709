// The formulas of one-cycle.ts, for those who tell a step.
import type { ScheduleFormulas } from '../definitions.ts'
import { difference, type Expr, product, quotient, sum } from '../expr.ts'
import { peakOf } from './one-cycle.ts'
import { option } from './options.ts'
import { alpha, halfWave, hyper, made, one } from './shorthand.ts'

const between = (from: Expr, to: Expr, x: Expr): Expr =>
  product(alpha(), sum(to, product(difference(from, to), halfWave(x))))

export const oneCycleFormulas: ScheduleFormulas = {
  first: () => product(alpha(), hyper('cycle-first')),
  line(options, passed) {
    const [first, last, length] = [hyper('cycle-first'), hyper('cycle-last'), hyper('schedule-length')]
    if (passed >= option(options, 'steps'))
      return { formula: product(alpha(), last), why: 'schedule.cycle-over' }
    const peak = difference(product(hyper('cycle-rise'), length), one())
    if (passed < peakOf(options)) {
      return { formula: between(first, one(), quotient(made(), peak)), why: 'schedule.cycle-rise' }
    }
    const fallen = quotient(difference(made(), peak), difference(difference(length, one()), peak))
    return { formula: between(one(), last, fallen), why: 'schedule.cycle-fall' }
  },
}
