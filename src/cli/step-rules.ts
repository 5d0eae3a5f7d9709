// What the options say of a step beside its samples: the schedule that was asked for, and what cannot be meant together.

import type { ScheduleOption } from '../library/schedule-option.ts'
import { foreignToSearch } from '../library/search-option.ts'
import { type OptimizerName, optimizerOf } from '../math/optimizers.ts'
import type { ScheduleName } from '../math/schedule-names.ts'
import { scheduleOf } from '../math/schedules.ts'
import { options as definitions, type OptionName, type OptionValues } from '../options.ts'
import { notOfOptimizer, notOfSchedule, notWithSearch } from './step-rules-errors.ts'
import { missingOption } from './usage-errors.ts'

/** A schedule's numbers by their options. */
export const scheduleNumberOptions = {
  epochs: 'scheduleEpochs',
  factor: 'scheduleFactor',
  lowest: 'scheduleLowest',
  patience: 'schedulePatience',
  warmup: 'warmup',
} as const

/** Options that are settings under another name, or only together. */
export const stepRuleNames: readonly OptionName[] = [
  'schedule',
  'nesterov',
  'decoupled',
  ...Object.values(scheduleNumberOptions),
]

/** Options that only some optimizers have. */
const optimizerOptions = ['momentum', 'nesterov', 'decoupled'] as const

/**
 * The schedule of --schedule and its numbers; a warm-up alone is one of a constant rate.
 * @param inRecipe numbers that a recipe gives it
 * @throws PasoError missing-option, conflicting-options
 */
export function scheduleAsked(
  options: OptionValues,
  inRecipe: Readonly<Record<string, unknown>> = {},
): ScheduleOption | undefined {
  const flags = Object.entries(scheduleNumberOptions).flatMap(([number, option]) =>
    options[option] === undefined ? [] : [{ number, option, value: options[option] }],
  )
  const stray = flags.find(({ number }) => number !== 'warmup')
  if (options.schedule === undefined && stray) {
    const flag = `--${definitions[stray.option].flag}`
    throw missingOption(definitions.schedule, { en: `a schedule for ${flag}`, es: `un plan para ${flag}` })
  }
  if (options.schedule === undefined && flags.length === 0) return undefined
  const name: ScheduleName = options.schedule ?? 'constant'
  const known = [
    ...Object.keys(scheduleOf(name).options).map((one) => (one === 'steps' ? 'epochs' : one)),
    'warmup',
  ]
  const foreign = flags.find(({ number }) => !known.includes(number))
  if (foreign) {
    const own = Object.entries(scheduleNumberOptions).filter(([number]) => known.includes(number))
    throw notOfSchedule(
      name,
      `--${definitions[foreign.option].flag}`,
      own.map(([, option]) => `--${definitions[option].flag}`),
    )
  }
  const numbers = { ...inRecipe, ...Object.fromEntries(flags.map(({ number, value }) => [number, value])) }
  return { name, ...numbers } as ScheduleOption
}

/** @throws PasoError conflicting-options for an option that the optimizer does not have */
export function refuseForeign(options: OptionValues, optimizer: OptimizerName): void {
  const unsearched = foreignToSearch(optimizer, options)
  if (unsearched) throw notWithSearch(optimizer, `--${definitions[unsearched].flag}`)
  // Alone it is a schedule.
  if (options.warmup !== undefined && foreignToSearch(optimizer, { schedule: options.warmup }))
    throw notWithSearch(optimizer, `--${definitions.warmup.flag}`)
  const known = optimizerOf(optimizer).options
  const foreign = optimizerOptions.find(
    (name) => options[name] !== undefined && options[name] !== false && !(name in known),
  )
  if (foreign) throw notOfOptimizer(optimizer, `--${definitions[foreign].flag}`, foreign)
}

/** What --nesterov and --decoupled say. */
export const switchesOf = ({ nesterov, decoupled }: OptionValues): Readonly<Record<string, boolean>> => ({
  ...(nesterov && { nesterov }),
  ...(decoupled && { decoupled }),
})
