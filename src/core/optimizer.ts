// Optimizer: its options checked and complete, its limits, and the learning rate that its schedule gives a step.
import type { OptimizerOptions } from '../math/definitions.ts'
import { contains, reals } from '../math/interval.ts'
import {
  isOptimizerName,
  type OptimizerName,
  optimizerNames,
  optimizerOf,
  optimizerOptions,
} from '../math/optimizers.ts'
import { laterParts } from './later-parts.ts'
import { refusals } from './refusals.ts'
import type { ScheduleChoice } from './schedule.ts'
import type { OptimizerSpec } from './trace.ts'

/** What any optimizer can be given beside its own options. */
export interface UpdateLimits extends Omit<OptimizerSpec, 'name' | 'options' | 'schedule'> {
  readonly schedule?: ScheduleChoice
}

/**
 * An optimizer with all its options.
 * @throws PasoError unknown-optimizer, unknown-option, option-type, option-out-of-domain, as `scheduleSpec`, and as
 *   `checkSearch` once that part is there, without which no step is searched for
 */
export function optimizerSpec(
  name: OptimizerName,
  given: Partial<OptimizerOptions> = {},
  limits: UpdateLimits = {},
): OptimizerSpec {
  if (!isOptimizerName(name)) throw refusals.unknownName('optimizer', name, 'optimizer', optimizerNames)
  const definition = optimizerOf(name)
  const known = definition.options
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue
    const option = Object.hasOwn(known, key) ? known[key] : undefined
    if (!option) throw refusals.unknownOption(name, key, Object.keys(known))
    if (typeof value !== typeof option.default) throw refusals.optionType(key, typeof option.default, value)
    if (typeof value === 'number' && !contains(option.domain ?? reals, value)) {
      throw refusals.outOfRange('option-out-of-domain', key, value, option.domain ?? reals)
    }
  }
  const options = optimizerOptions(name, given)
  const { schedule, clip, maxNorm } = limits
  const limited = Object.keys({ ...clip }).length > 0 || maxNorm !== undefined
  const checked = limited ? laterParts.needed('limits').checkedLimits(limits) : {}
  if (definition.kind === 'vector')
    laterParts.part?.checkSearch(definition, options, { ...checked, schedule })
  const planned = schedule && {
    schedule: laterParts.needed('schedule').scheduleSpec(schedule, options.learningRate as number),
  }
  return { name, options, ...checked, ...planned }
}

/** The learning rate of step `time` (from 1); undefined for an optimizer that searches for its steps. */
export function learningRateAt(
  { options, schedule }: OptimizerSpec,
  time: number,
  rateFactor: number,
): number | undefined {
  const rate = options.learningRate as number | undefined
  return schedule ? laterParts.needed('schedule').scheduledRate(schedule, rate!, time, rateFactor) : rate
}
