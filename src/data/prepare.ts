// prepare: from a table and the names of its targets to numbers that a network trains on, and the encoding that a model keeps.
import type { Warning } from '../errors.ts'
import type { Random } from '../math/random.ts'
import { type BlockTable, blocksOf } from './blocks.ts'
import { featureNames, flatInputs, type TableEncoding, unseenWarnings } from './encoding.ts'
import type { FilledColumn } from './filled.ts'
import { fitColumn, fitTarget } from './fit-columns.ts'
import { nested } from './flat.ts'
import { laterParts } from './later-parts.ts'
import { filledIn } from './missing.ts'
import { dataWarnings, refusals } from './refusals.ts'
import { type Fractions, type GivenSplit, type Split, splitRows, trainOnAll } from './split.ts'
import { strataOf } from './strata.ts'
import {
  type Column,
  cellsOf,
  cellText,
  columnNamed,
  type MissingValues,
  placeOf,
  type Table,
} from './table.ts'
import { flatTargets, outputsFor } from './targets.ts'
import { classCodes, findTask, type Task, type TaskName, targetColumns } from './task.ts'
import type { ConstantColumn } from './warnings.ts'
import { rowWeights, type WeightOptions, weightColumn } from './weights.ts'

export interface PrepareOptions extends WeightOptions {
  /** The task, when the target columns shall not decide (see `findTask`). */
  readonly task?: TaskName
  /** Whether number columns and a regression's targets are standardized; true when left out. */
  readonly scaling?: boolean
  /** impute: missing cells are filled in, and so are those of rows to predict. Default: as the table was made. */
  readonly missing?: MissingValues | undefined
  /** How to split the rows, or which rows are where; all train when left out. */
  readonly split?: GivenSplit | (Fractions & { readonly random: Pick<Random, 'permutation'> })
}

/** What a table is for training. */
export interface FittedTable {
  /** [inputs] */
  readonly featureNames: readonly string[]
  readonly encoding: TableEncoding
  readonly task: Task
  readonly split: Split
  /** How much each row counts in the loss; undefined where all count the same. [rows] */
  readonly weights: Float64Array | undefined
  /** The columns in which cells were missing, in any row. */
  readonly filled: readonly FilledColumn[]
  /** Those of the table first. */
  readonly warnings: readonly Warning[]
}

export interface PreparedTable extends FittedTable {
  /** [rows][inputs], in the table's order. */
  readonly inputs: number[][]
  /** [rows][outputs] */
  readonly targets: number[][]
}

/** Row after row, in the table's order. */
export interface FlatTable extends FittedTable {
  /** [rows · inputs] */
  readonly inputs: Float64Array
  /** [rows · outputs] */
  readonly targets: Float64Array
}

/**
 * Makes a table ready for training. Means, standard deviations and categories come from the training rows alone, so that
 * nothing of the other rows leaks into training; the classes come from all rows.
 * @param target one column, or a list of several
 * @throws PasoError unknown-column, no-inputs, identifier-column, constant-inputs, bad-fraction, bad-split, and those of
 *   `findTask` and `rowWeights`; empty-cell, nothing-to-impute
 */
export function prepare(
  given: Table,
  target: string | readonly string[],
  options: PrepareOptions = {},
): PreparedTable {
  const { inputs, targets, ...fitted } = prepareFlat(given, target, options)
  return { ...fitted, inputs: nested(inputs, given.rows), targets: nested(targets, given.rows) }
}

/** The same in two arrays. A table in blocks has no rows left afterwards. */
export function prepareFlat(
  given: Table | BlockTable,
  target: string | readonly string[],
  options: PrepareOptions = {},
): FlatTable {
  const fitted = fitTable(given, target, options)
  const { encoding, featureNames } = fitted
  const [width, outputs] = [featureNames.length, outputsFor(encoding.target)]
  const inputs = new Float64Array(given.rows * width)
  const targets = new Float64Array(given.rows * outputs)
  let row = 0
  for (const block of blocksOf(given)) {
    const end = row + block.rows
    flatInputs(encoding, block, inputs.subarray(row * width, end * width))
    flatTargets(encoding, block, targets.subarray(row * outputs, end * outputs))
    row = end
  }
  return { ...fitted, inputs, targets }
}

function fitTable(given: Table, target: string | readonly string[], options: PrepareOptions): FittedTable {
  const task = findTask(given, target, options.task)
  const targets = targetColumns(given, target)
  const aside = [...targets, weightColumn(given, targets, options)]
  const withGaps = given.columns.filter((column) => !aside.includes(column))
  if (withGaps.length === 0)
    throw refusals.noInputs(
      given.source,
      targets.map(({ name }) => name),
    )
  for (const column of withGaps) refuseIdentifier(given, column)

  const split = chooseSplit(given.rows, strataOf(targets, task), options.split)
  const impute = (options.missing ?? given.missing) === 'impute'
  const fillings = withGaps.map((column) => {
    const { name, kind } = column
    if (!impute) return { name, kind }
    return { name, kind, missing: laterParts.needed('missing').fillingOf(given, column, split.train) }
  })
  const { table, filled } = filledIn(given, fillings)
  const inputColumns = withGaps.map(({ name }) => columnNamed(table, name))
  const weights = rowWeights(table, targets, task, split, options)
  const scaled = options.scaling ?? true
  const encoding: TableEncoding = {
    inputs: inputColumns.map((column, i) => fitColumn(column, split.train, scaled, fillings[i]!.missing)),
    target:
      typeof target === 'string'
        ? fitTarget(targets[0]!, task, split.train, scaled)
        : laterParts.needed('targets').fitTargets(targets, task, split.train, scaled),
  }
  return {
    featureNames: featureNames(encoding),
    encoding,
    task,
    split,
    weights,
    filled,
    warnings: [
      ...table.warnings,
      ...tableWarnings(table, inputColumns, targets, task, split),
      ...unseenWarnings(encoding, table),
    ],
  }
}

function chooseSplit(rows: number, strata: Uint32Array | undefined, split: PrepareOptions['split']): Split {
  if (!split) return trainOnAll(rows)
  return 'random' in split
    ? splitRows(rows, strata, split, split.random)
    : laterParts.needed('split').splitAsGiven(rows, split)
}

const mostCategories = 100
/** Up to so many categories, a table may be so small that each has a row or two. */
const alwaysCategories = 10

/** A column of texts may have 100 categories, and one for every two rows when they are more than ten. */
function refuseIdentifier(table: Table, column: Column): void {
  if (column.kind === 'number') return
  const { length: distinct } = column.categories
  const hardlyRepeats = distinct > alwaysCategories && distinct * 2 > table.rows
  if (distinct > mostCategories || hardlyRepeats) {
    throw refusals.identifierColumn(placeOf(table, column), { distinct, rows: table.rows })
  }
}

function tableWarnings(
  table: Table,
  inputs: readonly Column[],
  targets: readonly Column[],
  task: Task,
  split: Split,
): Warning[] {
  const warnings: Warning[] = []
  const duplicates = laterParts.part?.duplicateRows(table) ?? 0
  if (duplicates > 0) warnings.push(dataWarnings.duplicateRowsFound(table.source, duplicates, table.rows))
  const constant = constantOnes(table, inputs, targets, task, split.train)
  if (constant.length > 0) warnings.push(dataWarnings.constantColumns(constant, split.train.length))
  if (task.kind !== 'regression' && split.validation.length + split.test.length > 0) {
    targets.forEach((column, k) => {
      const classes = task.kind === 'multilabel' ? task.classes[k]! : task.classes
      const counts = new Uint32Array(classes.length)
      for (const code of classCodes(column, classes)) counts[code!]!++
      const single = classes.filter((_, code) => counts[code] === 1)
      if (single.length > 0) warnings.push(dataWarnings.singleRowClasses(placeOf(table, column), single))
    })
  }
  return warnings
}

/** The columns with one value in all training rows; it is an error when no input is left that varies. */
function constantOnes(
  table: Table,
  inputs: readonly Column[],
  targets: readonly Column[],
  task: Task,
  train: Uint32Array,
): ConstantColumn[] {
  const constant = table.columns.filter(
    (column) => (inputs.includes(column) || targets.includes(column)) && isConstant(column, train),
  )
  if (train.length > 1 && inputs.every((column) => constant.includes(column))) {
    throw refusals.constantInputs(
      table.source,
      inputs.map((column) => column.name),
      train.length,
    )
  }
  return constant
    .filter((column) => !targets.includes(column) || task.kind === 'regression')
    .map((column) => ({ place: placeOf(table, column), value: cellText(column, train[0]!) }))
}

function isConstant(column: Column, rows: Uint32Array): boolean {
  const cells = cellsOf(column)
  return rows.every((row) => cells[row] === cells[rows[0]!])
}
