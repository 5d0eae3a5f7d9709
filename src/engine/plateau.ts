// Plateau: when a schedule lowers the learning rate because the loss no longer falls. As PyTorch's ReduceLROnPlateau in its mode
// `min` with a relative threshold and no cooldown.
import type { OptimizerSpec } from '../core/trace.ts'
import type { Session } from './engine.ts'
import { noPlateau, type PlateauState } from './training-plan.ts'

/**
 * The end of an epoch: lowers the session's rate where the optimizer's schedule waits for a plateau and has waited enough.
 * @param loss the validation loss, or that of the training where there is no validation
 */
export function afterEpoch(
  { best, waited }: PlateauState,
  loss: number,
  { schedule }: OptimizerSpec,
  session: Session,
): PlateauState {
  if (schedule?.name !== 'plateau') return noPlateau
  const { factor, patience, threshold } = schedule.options
  if (loss < best * (1 - threshold!)) return { best: loss, waited: 0 }
  if (waited < patience!) return { best, waited: waited + 1 }
  session.lowerRate(factor!)
  return { best, waited: 0 }
}
