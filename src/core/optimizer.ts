// Optimizer: its options checked and complete, its limits, and the learning rate that its schedule gives a step.
import type { OptimizerOptions } from '../math/definitions.ts'
import { contains, positiveReals, reals } from '../math/interval.ts'
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
import type { ClipSpec, OptimizerSpec } from './trace.ts'

/** What any optimizer can be given beside its own options. */
export interface UpdateLimits extends Omit<OptimizerSpec, 'name' | 'options' | 'schedule'> {
  readonly schedule?: ScheduleChoice
}

/**
 * An optimizer with all its options.
 * @throws PasoError unknown-optimizer, unknown-option, option-type, option-out-of-domain, and as `scheduleSpec`
 */
export function optimizerSpec(
  name: OptimizerName,
  given: Partial<OptimizerOptions> = {},
  limits: UpdateLimits = {},
): OptimizerSpec {
  if (!isOptimizerName(name)) throw refusals.unknownName('optimizer', name, 'optimizer', optimizerNames)
  const known = optimizerOf(name).options
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
  const { schedule } = limits
  const planned = schedule && {
    schedule: laterParts.needed('schedule').scheduleSpec(schedule, options.learningRate as number),
  }
  return { name, options, ...checkedLimits(limits), ...planned }
}

/** The learning rate of step `time` (from 1). */
export function learningRateAt(
  { options, schedule }: OptimizerSpec,
  time: number,
  rateFactor: number,
): number {
  const rate = options.learningRate as number
  return schedule ? laterParts.needed('schedule').scheduledRate(schedule, rate, time, rateFactor) : rate
}

/** Only the limits that are there. */
function checkedLimits({
  clip: { value, norm } = {},
  maxNorm,
}: UpdateLimits): Pick<OptimizerSpec, 'clip' | 'maxNorm'> {
  checkLimit('clip.value', value)
  checkLimit('clip.norm', norm)
  checkLimit('maxNorm', maxNorm)
  const clip: ClipSpec = { ...(value !== undefined && { value }), ...(norm !== undefined && { norm }) }
  return { ...(Object.keys(clip).length > 0 && { clip }), ...(maxNorm !== undefined && { maxNorm }) }
}

function checkLimit(where: string, limit: number | undefined): void {
  if (limit === undefined || contains(positiveReals, limit)) return
  throw refusals.outOfRange('option-out-of-domain', where, limit, positiveReals)
}
