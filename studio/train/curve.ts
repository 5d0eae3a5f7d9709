// The loss curve of a run: its epochs, thinned where there are more than a picture can show.
import type { Epoch } from '../../src/engine/training-plan.ts'

export interface CurvePoint {
  readonly epoch: number
  readonly train: number
  readonly validation: number | undefined
}

export type Curve = readonly CurvePoint[]

const MOST_POINTS = 2000

/** The points before an epoch stay, those of the new epochs follow. */
export function extended(curve: Curve, epochs: readonly Epoch[]): Curve {
  if (epochs.length === 0) return curve
  const first = epochs[0]!.epoch
  const before = curve.at(-1)!.epoch < first ? curve : curve.filter(({ epoch }) => epoch < first)
  const fresh = epochs.map(({ epoch, loss, validationLoss }) => ({
    epoch,
    train: loss,
    validation: validationLoss,
  }))
  return thinned([...before, ...fresh])
}

/** Every second one goes, but for the first and the last. */
const thinned = (curve: Curve): Curve =>
  curve.length <= MOST_POINTS ? curve : curve.filter((_, i) => i % 2 === 0 || i === curve.length - 1)
