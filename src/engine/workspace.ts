// What a session that searches for its steps is lent by the one that makes its passes.
import type { Rows } from './engine.ts'

/** The flat arrays of a session, and the passes over them. */
export interface Workspace {
  readonly parameters: Float64Array
  readonly gradients: Float64Array
  /** Leaves the gradients at the parameters; returns the loss, NaN where any number of a forward pass is not finite. */
  evaluate(batch: Batch): number
  /** The running statistics move with those of the batch that was evaluated last, of so many rows. */
  moveRunning(rows: number): void
}

/** Rows of a step, in ascending order: the loss of a batch is one function, to the bit, however its rows were shuffled. */
export interface Batch {
  readonly rows: Rows
  readonly chosen: Uint32Array
}
