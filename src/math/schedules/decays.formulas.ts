// The formulas of decays.ts, for those who tell a step.
import type { ScheduleFormulas } from '../definitions.ts'
import { call, difference, power, product, quotient, sum } from '../expr.ts'
import { option } from './options.ts'
import { alpha, halfWave, hyper, one, passed } from './shorthand.ts'

export const constantFormulas: ScheduleFormulas = {
  first: alpha,
  line: () => ({ formula: alpha(), why: 'schedule.constant' }),
}

export const stepFormulas: ScheduleFormulas = {
  first: alpha,
  line: () => ({
    formula: product(alpha(), power(hyper('schedule-factor'), call('floor', passed()))),
    why: 'schedule.step',
  }),
}

export const exponentialFormulas: ScheduleFormulas = {
  first: alpha,
  line: () => ({
    formula: product(alpha(), power(hyper('schedule-factor'), passed())),
    why: 'schedule.exponential',
  }),
}

export const cosineFormulas: ScheduleFormulas = {
  first: alpha,
  line(options, made) {
    const lowest = hyper('schedule-lowest')
    if (made >= option(options, 'steps')) return { formula: lowest, why: 'schedule.cosine-over' }
    const wave = halfWave(passed())
    const fallen = sum(lowest, product(difference(alpha(), lowest), wave))
    return {
      formula: option(options, 'lowest') === 0 ? product(alpha(), wave) : fallen,
      why: 'schedule.cosine',
    }
  },
}

export const inverseFormulas: ScheduleFormulas = {
  first: alpha,
  line: () => ({
    formula: quotient(alpha(), power(sum(one(), passed()), hyper('schedule-power'))),
    why: 'schedule.inverse',
  }),
}
