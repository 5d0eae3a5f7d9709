// Weights: how much each row counts in the loss: by its class, by a column or a list, or by both.
import type { ClassWeights } from './class-weights.ts'
import { laterParts } from './later-parts.ts'
import { refusals } from './refusals.ts'
import type { Split } from './split.ts'
import { type Column, columnNamed, placeOf, type Table } from './table.ts'
import { numbersOf } from './targets.ts'
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
  { classWeights, sampleWeight }: WeightOptions,
): Float64Array | undefined {
  if (classWeights === undefined && sampleWeight === undefined) return undefined
  const weights = new Float64Array(table.rows).fill(1)
  if (sampleWeight !== undefined) weights.set(sampleWeights(table, sampleWeight))
  if (classWeights !== undefined) {
    const { classTables } = laterParts.needed('weights')
    for (const { codes, byClass } of classTables(targets, task, split.train, classWeights)) {
      for (let row = 0; row < weights.length; row++) weights[row]! *= byClass[codes[row]!]!
    }
  }
  refuseZeros(table, weights, split)
  return weights
}

/** The column of the weights, where they are one. */
export function weightColumn(
  table: Table,
  targets: readonly Column[],
  { sampleWeight }: WeightOptions,
): Column | undefined {
  if (typeof sampleWeight !== 'string') return undefined
  const column = columnNamed(table, sampleWeight, '--sample-weight')
  if (targets.includes(column)) throw refusals.weightIsTarget(column.name)
  return column
}

function sampleWeights(table: Table, given: string | ArrayLike<number>): ArrayLike<number> {
  if (typeof given !== 'string') {
    if (given.length !== table.rows) throw refusals.weightCount(table.rows, given.length)
    const bad = Array.prototype.findIndex.call(given, (weight) => !(weight >= 0 && weight < Infinity))
    if (bad >= 0) throw refusals.negativeWeight({ source: table.source, row: bad + 1 }, given[bad]!)
    return given
  }
  const column = columnNamed(table, given, '--sample-weight')
  const values = numbersOf(table, column)
  const bad = values.findIndex((weight) => weight < 0)
  if (bad >= 0) throw refusals.negativeWeight(placeOf(table, column, bad), values[bad]!)
  return values
}

/** Rows that all weigh nothing would teach nothing, and would make every epoch equally good. */
function refuseZeros(table: Table, weights: Float64Array, { train, validation }: Split): void {
  const allZero = (rows: Uint32Array): boolean => rows.length > 0 && rows.every((row) => weights[row] === 0)
  if (allZero(train)) throw refusals.zeroWeights(table.source, 'training', train.length)
  if (allZero(validation)) throw refusals.zeroWeights(table.source, 'validation', validation.length)
}
