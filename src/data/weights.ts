// Weights: how much each row counts in the loss: by its class, by a column or a list, or by both.
import type { ClassWeights } from './class-weights.ts'
import { laterParts } from './later-parts.ts'
import type { Split } from './split.ts'
import type { Column, Table } from './table.ts'
import type { Task } from './task.ts'

export interface WeightOptions {
  readonly classWeights?: ClassWeights | undefined
  /** A column, which is no input then; or the weights themselves. [rows] */
  readonly sampleWeight?: string | ArrayLike<number> | undefined
}

/**
 * The weight of each row; undefined where all count the same because nothing was asked for.
 * @param targets the target columns
 * @throws PasoError unknown-column, not-a-number, negative-weight, weight-count, zero-weights, weights-without-classes,
 *   unknown-class, class-weight-out-of-range, weights-by-target
 */
export function rowWeights(
  table: Table,
  targets: readonly Column[],
  task: Task,
  split: Split,
  options: WeightOptions,
): Float64Array | undefined {
  if (options.classWeights === undefined && options.sampleWeight === undefined) return undefined
  return laterParts.needed('weights').weightsAskedFor(table, targets, task, split, options)
}

/** The column of the weights, where they are one. */
export function weightColumn(
  table: Table,
  targets: readonly Column[],
  { sampleWeight }: WeightOptions,
): Column | undefined {
  if (typeof sampleWeight !== 'string') return undefined
  return laterParts.needed('weights').weightColumnNamed(table, targets, sampleWeight)
}
