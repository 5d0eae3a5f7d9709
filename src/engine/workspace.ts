// What a session that searches for its steps asks of the one that makes its passes.
import type { Rows, Session } from './engine.ts'

/** A session that makes no step: it looks at a batch where its parameters are. */
export interface Passes extends Session {
  /**
   * Leaves the gradients at the parameters in `gradients`, and tells the loss, NaN where any number of a forward pass is
   * not finite. It may be left alone for a while after every few rows.
   */
  evaluate(batch: Batch, gradients: Float64Array): Generator<undefined, number>
  /** The running statistics move with those of the batch that was evaluated last, of so many rows. */
  moveRunning(rows: number): void
}

/** Rows of a step, in ascending order: the loss of a batch is one function, to the bit, however its rows were shuffled. */
export interface Batch {
  readonly rows: Rows
  readonly chosen: Uint32Array
}
