// Plateau: the learning rate stays until the loss no longer improves, and is then multiplied by a factor. The formula reads what
// it has been multiplied by so far; deciding when is the trainer's. As PyTorch's ReduceLROnPlateau with a relative threshold.
import type { ScheduleDefinition, ScheduleOptions } from '../definitions.ts'
import { halfOpenUnitInterval } from '../interval.ts'
import { counted, nonNegative, option, share } from './options.ts'

const lowered = (learningRate: number, options: ScheduleOptions, factor: number): number =>
  Math.max(option(options, 'lowest'), learningRate * factor)

export const plateau: ScheduleDefinition = {
  name: 'plateau',
  options: {
    factor: share(0.1),
    /** After more epochs than these without a better loss, the rate is lowered. */
    patience: counted(10),
    /** A loss is better when it is below the best one by more than this share of it. */
    threshold: { default: 1e-4, domain: halfOpenUnitInterval },
    lowest: nonNegative(0),
  },
  firstRate: lowered,
  rate: (learningRate, options, _, factor) => lowered(learningRate, options, factor),
}
