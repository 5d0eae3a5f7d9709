// The weights that were asked for: from a column or a list, times those of the classes.
import { classTables } from './class-weights.ts'
import { refusals } from './refusals.ts'
import type { Split } from './split.ts'
import { type Column, columnNamed, placeOf, type Table } from './table.ts'
import { numbersOf } from './targets.ts'
import type { Task } from './task.ts'
import type { WeightOptions } from './weights.ts'

/** As `rowWeights`, where something was asked for. */
export function weightsAskedFor(
  table: Table,
  targets: readonly Column[],
  task: Task,
  split: Split,
  { classWeights, sampleWeight }: WeightOptions,
): Float64Array {
  const weights = new Float64Array(table.rows).fill(1)
  if (sampleWeight !== undefined) weights.set(sampleWeights(table, sampleWeight))
  if (classWeights !== undefined) {
    for (const { codes, byClass } of classTables(targets, task, split.train, classWeights)) {
      for (let row = 0; row < weights.length; row++) weights[row]! *= byClass[codes[row]!]!
    }
  }
  refuseZeros(table, weights, split)
  return weights
}

/** The column of that name, which holds the weights. */
export function weightColumnNamed(table: Table, targets: readonly Column[], name: string): Column {
  const column = columnNamed(table, name, '--sample-weight')
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
