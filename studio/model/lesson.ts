// Lesson: the network, the samples and the recipe that the page tells, and where in the telling it stands.
import type { Network, Sample } from '../../src/core/network.ts'
import type { OptimizerSpec } from '../../src/core/trace.ts'

/** What an edit changes, and undo brings back. */
export interface Lesson {
  /** An example's name, or a file's. */
  readonly name: string
  readonly network: Network
  readonly samples: readonly Sample[]
  readonly optimizer: OptimizerSpec
}

/** What part of a lesson is shown. */
export interface Place {
  /** Updates made before the one that is told. */
  readonly update: number
  /** The step, from 0. */
  readonly step: number
  /** The row of a batch, from 0. */
  readonly row: number
}

export const start: Place = { update: 0, step: 0, row: 0 }
