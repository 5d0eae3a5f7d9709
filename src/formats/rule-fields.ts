// What a network file says of penalties, smoothed targets, limits and schedules: from and to core.
import type { LossSpec } from '../core/network.ts'
import type { UpdateLimits } from '../core/optimizer.ts'
import type { ScheduleChoice } from '../core/schedule.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { ScheduleName } from '../math/schedule-names.ts'
import { type ScheduleSpec, scheduleOf } from '../math/schedules.ts'
import { choiceOf, type FileChoice } from './file-choice.ts'

/** What the batch's loss has beside its samples' own; 0 where left out. */
export interface LossFields {
  readonly l1?: number | undefined
  readonly l2?: number | undefined
  readonly labelSmoothing?: number | undefined
}

/** What stands around the optimizer; nothing where left out. */
export interface UpdateFields {
  readonly clipValue?: number | undefined
  readonly clipNorm?: number | undefined
  readonly maxNorm?: number | undefined
  /** With its numbers and `warmup` beside its name; every length is in steps. */
  readonly schedule?: FileChoice | undefined
}

/** Where core's errors look for a field, and where the file has it. */
export const fieldOfCore: Readonly<Record<string, string>> = {
  'loss.l1': 'l1',
  'loss.l2': 'l2',
  'loss.labelSmoothing': 'labelSmoothing',
  'clip.value': 'clipValue',
  'clip.norm': 'clipNorm',
}

export const lossRules = ({
  l1 = 0,
  l2 = 0,
  labelSmoothing = 0,
}: LossFields): Pick<LossSpec, keyof LossFields> => ({ l1, l2, labelSmoothing })

/** Only those that are there. */
export const lossFields = ({ l1, l2, labelSmoothing }: LossSpec): LossFields => ({
  l1: l1 || undefined,
  l2: l2 || undefined,
  labelSmoothing: labelSmoothing || undefined,
})

export function updateLimits({ clipValue, clipNorm, maxNorm, schedule }: UpdateFields): UpdateLimits {
  return {
    clip: {
      ...(clipValue !== undefined && { value: clipValue }),
      ...(clipNorm !== undefined && { norm: clipNorm }),
    },
    ...(maxNorm !== undefined && { maxNorm }),
    ...(schedule !== undefined && { schedule: scheduleFrom(schedule) }),
  }
}

export const updateFields = ({ clip, maxNorm, schedule }: OptimizerSpec): UpdateFields => ({
  clipValue: clip?.value,
  clipNorm: clip?.norm,
  maxNorm,
  schedule: schedule && scheduleTo(schedule),
})

/** The schema has made sure that the name is one of the table, and that the others are numbers. */
function scheduleFrom(choice: FileChoice): ScheduleChoice {
  if (typeof choice === 'string') return { name: choice as ScheduleName }
  const { name, warmup = 0, ...options } = choice
  return {
    name: name as ScheduleName,
    warmup: warmup as number,
    options: options as Readonly<Record<string, number>>,
  }
}

function scheduleTo({ name, options, warmup }: ScheduleSpec): FileChoice {
  const known = Object.entries(scheduleOf(name).options)
  const usual = Object.fromEntries(known.map(([option, { default: value }]) => [option, value]))
  return choiceOf({ name, parameters: { ...options, warmup } }, { ...usual, warmup: 0 })
}
