// Schedule: how the learning rate changes, checked, with its defaults filled in.
import { contains } from '../math/interval.ts'
import { type ScheduleName, scheduleNames } from '../math/schedule-names.ts'
import { isScheduleName, type ScheduleSpec, scheduleOf } from '../math/schedules.ts'
import { checkCount } from './checks.ts'
import { refusals } from './refusals.ts'

/** A schedule by its name, with some of its numbers; every length is in steps. */
export interface ScheduleChoice {
  readonly name: ScheduleName
  readonly options?: Readonly<Record<string, number>>
  /** Default: 0. */
  readonly warmup?: number
}

/**
 * A schedule with all its numbers.
 * @param learningRate what it starts from or rises to; its lowest rate is not above it
 * @throws PasoError unknown-schedule, unknown-option, option-out-of-domain, not-a-count
 */
export function scheduleSpec(
  { name, options: given = {}, warmup = 0 }: ScheduleChoice,
  learningRate: number,
): ScheduleSpec {
  if (!isScheduleName(name)) throw refusals.unknownName('schedule', name, 'schedule', scheduleNames)
  if (warmup !== 0) checkCount(warmup, 'schedule.warmup')
  const known = scheduleOf(name).options
  const stray = Object.keys(given).find((key) => !Object.hasOwn(known, key))
  if (stray !== undefined) throw refusals.unknownScheduleOption(name, stray, Object.keys(known))
  const options = Object.entries(known).map(([key, option]) => {
    const value = given[key] ?? option.default ?? Number.NaN
    if (option.whole) checkCount(value, `schedule.${key}`)
    const domain = key === 'lowest' ? { low: 0, high: learningRate } : option.domain
    if (!contains(domain, value))
      throw refusals.outOfRange('option-out-of-domain', `schedule.${key}`, value, domain)
    return [key, value]
  })
  return { name, options: Object.fromEntries(options), warmup }
}
