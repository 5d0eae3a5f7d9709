// The schedule of a training: asked for with lengths in epochs, which become steps once the rows are known.
import { type ScheduleChoice, scheduleSpec } from '../core/schedule.ts'
import { type ScheduleName, scheduleNames } from '../math/schedule-names.ts'
import { scheduleOf } from '../math/schedules.ts'
import { refusals } from './refusals.ts'
import { isNumber } from './rules.ts'

interface Warmup {
  /** Epochs in which the rate first rises from step to step; the schedule follows. Default: 0. */
  readonly warmup?: number
}
interface Length extends Warmup {
  /** For cosine and one-cycle all that are left after the warm-up, for step a third of them, for the others 1. */
  readonly epochs?: number
}

/** How the learning rate changes, with the numbers that each way has; epochs may be fractions. */
export type ScheduleOption =
  | ScheduleName
  | ({ readonly name: 'constant' } & Warmup)
  | ({ readonly name: 'step' | 'exponential'; readonly factor?: number } & Length)
  | ({ readonly name: 'cosine'; readonly lowest?: number } & Length)
  | ({
      readonly name: 'one-cycle'
      readonly rise?: number
      readonly first?: number
      readonly last?: number
    } & Length)
  | ({
      readonly name: 'plateau'
      readonly factor?: number
      readonly patience?: number
      readonly threshold?: number
      readonly lowest?: number
    } & Warmup)
  | ({ readonly name: 'inverse'; readonly power?: number } & Length)

/** The length where none is given, as a share of the epochs that are left after the warm-up; of the others it is 1 epoch. */
const shareOfTraining: Readonly<Partial<Record<ScheduleName, number>>> = {
  step: 1 / 3,
  cosine: 1,
  'one-cycle': 1,
}

/** Whether its length comes from that of the training, where none is given. */
export const lastsAsTraining = (name: ScheduleName): boolean => shareOfTraining[name] !== undefined

/** How long a training is. */
export interface TrainingLength {
  /** At most. */
  readonly epochs: number
  /** Of one epoch. */
  readonly steps: number
}

const numbersOf = (option: ScheduleOption): Readonly<Record<string, number | undefined>> => {
  if (typeof option === 'string') return {}
  const { name: _, ...numbers } = option
  return numbers
}

const nameOf = (option: ScheduleOption): ScheduleName => (typeof option === 'string' ? option : option.name)

/** In epochs. */
function usualLength(name: ScheduleName, epochs: number, warmup: number): number {
  const share = shareOfTraining[name]
  return share === undefined ? 1 : share * Math.max(0, epochs - warmup)
}

/** The same schedule, which keeps its length when the training gets longer. */
export function withLength(option: ScheduleOption, epochs: number): ScheduleOption {
  const name = nameOf(option)
  const numbers = numbersOf(option)
  const length = numbers.epochs ?? usualLength(name, epochs, numbers.warmup ?? 0)
  return { name, ...numbers, ...(lastsAsTraining(name) && { epochs: length }) } as ScheduleOption
}

/** A schedule as core takes it: whole steps, at least one. */
export function scheduleInSteps(option: ScheduleOption, training: TrainingLength): ScheduleChoice {
  const name = nameOf(option)
  const { epochs, warmup = 0, ...rest } = numbersOf(option)
  const steps = (length: number): number => Math.max(1, Math.round(length * training.steps))
  const length = epochs ?? usualLength(name, training.epochs, warmup)
  const known = scheduleOf(name).options
  const given = Object.entries(rest).filter((entry): entry is [string, number] => entry[1] !== undefined)
  return {
    name,
    warmup: warmup === 0 ? 0 : steps(warmup),
    options: { ...Object.fromEntries(given), ...(Object.hasOwn(known, 'steps') && { steps: steps(length) }) },
  }
}

/**
 * A schedule that came from a program without types.
 * @param of what has it as an option: `mlp`
 * @param learningRate undefined where it depends on the data
 * @throws PasoError wrong-option, unknown-option, option-out-of-domain, not-a-count
 */
export function checkSchedule(of: string, option: ScheduleOption, learningRate: number | undefined): void {
  const name = nameOf(option)
  if (!scheduleNames.includes(name)) throw refusals.wrongOption(of, 'schedule', scheduleNames, name)
  const known = Object.keys(scheduleOf(name).options).map((one) => (one === 'steps' ? 'epochs' : one))
  for (const [key, value] of Object.entries(numbersOf(option))) {
    if (![...known, 'warmup'].includes(key))
      throw refusals.unknownOption(`schedule ${name}`, key, [...known, 'warmup'])
    const fits = value === undefined || (isNumber(value) && (value > 0 || (key !== 'epochs' && value === 0)))
    if (!fits)
      throw refusals.wrongOption(of, `schedule.${key}`, key === 'epochs' ? 'positive' : 'nonNegative', value)
  }
  scheduleSpec(scheduleInSteps(option, { epochs: 1, steps: 1 }), learningRate ?? Number.MAX_VALUE)
}
