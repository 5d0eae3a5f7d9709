// Diverged: the error of a training that ran away, with what is left of it as models.
import type { TaskName } from '../data/task.ts'
import type { DivergencePlace } from '../engine/divergence-words.ts'
import { PasoError } from '../errors.ts'
import type { AnyRow, Model } from './model.ts'
import type { AnyLabel } from './predictions.ts'

/**
 * What `fit`, `fitSync`, `epochs` and `crossValidate` throw when a training runs away: a PasoError with the code
 * `diverged`. The training stops in the step in which the first number is not finite, or in which the loss has grown
 * beyond all bounds, and that step is not made.
 * @typeParam Row @typeParam Task @typeParam Label as of the models
 */
export interface DivergedError<
  Row = AnyRow,
  Task extends TaskName = TaskName,
  Label extends AnyLabel = AnyLabel,
> extends PasoError {
  readonly code: 'diverged'
  /** The step, the layer, the number and the learning rate. Epochs and steps from 1, layers and rows from 0. */
  readonly place: DivergencePlace
  /** The model before that step: all its numbers are finite. */
  readonly lastFinite: Model<Row, Task, Label>
  /** The model of the best epoch; undefined where none was over, or nothing was held out to tell which was best. */
  readonly best: { readonly epoch: number; readonly model: Model<Row, Task, Label> } | undefined
}

/** Whether it is the error of a training that ran away. */
export const isDiverged = (error: unknown): error is DivergedError =>
  error instanceof PasoError && error.code === 'diverged'
