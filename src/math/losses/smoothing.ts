// Label smoothing: targets of classes a little away from 0 and 1, so that no output has to grow without end to reach them.
// Source: C. Szegedy et al., "Rethinking the Inception architecture for computer vision" (2016), section 7.
import type { LossDefinition } from '../definitions.ts'

/** Whether the targets of a loss are probabilities, which alone can be smoothed. */
export const canSmooth = ({ targetDomain: { low, high } }: LossDefinition): boolean => low === 0 && high === 1

/** How many classes a target is shared out among: all outputs, or the two of each output that stands alone. */
export const smoothedClasses = ({ targetsAreProbabilities }: LossDefinition, outputs: number): number =>
  targetsAreProbabilities ? outputs : 2

/** The same as code. */
export const smoothedTarget = (y: number, amount: number, classes: number): number =>
  (1 - amount) * y + amount / classes
