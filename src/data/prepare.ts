// prepare: from a table and the name of its target to numbers that a network trains on, and the encoding that a model keeps.
import type { Warning } from '../errors.ts'
import type { Random } from '../math/random.ts'
import {
  type ColumnEncoding,
  encodeRows,
  encodeTargets,
  featureNames,
  type TableEncoding,
  type TargetEncoding,
} from './encoding.ts'
import { dataWarnings, refusals } from './refusals.ts'
import { fitScaling, noScaling } from './scaling.ts'
import { type Fractions, type GivenSplit, type Split, splitAsGiven, splitRows, trainOnAll } from './split.ts'
import {
  type CategoryColumn,
  type Column,
  cellText,
  columnNamed,
  duplicateRows,
  placeOf,
  type Table,
} from './table.ts'
import { classCodes, findTask, sortedTexts, type Task, type TaskName } from './task.ts'
import type { ConstantColumn } from './warnings.ts'

export interface PrepareOptions {
  /** The task, when the target column shall not decide (see `findTask`). */
  readonly task?: TaskName
  /** Whether number columns and a regression's targets are standardized; true when left out. */
  readonly scaling?: boolean
  /** How to split the rows, or which rows are where; all train when left out. */
  readonly split?: GivenSplit | (Fractions & { readonly random: Pick<Random, 'permutation'> })
}

export interface PreparedTable {
  /** [rows][inputs], in the table's order. */
  readonly inputs: number[][]
  /** [rows][outputs] */
  readonly targets: number[][]
  /** [inputs] */
  readonly featureNames: readonly string[]
  readonly encoding: TableEncoding
  readonly task: Task
  readonly split: Split
  /** Those of the table first. */
  readonly warnings: readonly Warning[]
}

/**
 * Makes a table ready for training. Means, standard deviations and categories come from the training rows alone, so that
 * nothing of the other rows leaks into training; the classes come from all rows.
 * @throws PasoError unknown-column, no-inputs, identifier-column, constant-inputs, bad-fraction, bad-split, and those of `findTask`
 */
export function prepare(table: Table, target: string, options: PrepareOptions = {}): PreparedTable {
  const task = findTask(table, target, options.task)
  const targetColumn = columnNamed(table, target, '--target')
  const inputColumns = table.columns.filter((column) => column !== targetColumn)
  if (inputColumns.length === 0) throw refusals.noInputs(placeOf(table, targetColumn))
  for (const column of inputColumns) refuseIdentifier(table, column)

  const classes = task.kind === 'regression' ? undefined : classesOfRows(targetColumn, task.classes)
  const split = chooseSplit(table.rows, classes, options.split)
  const scaled = options.scaling ?? true
  const encoding: TableEncoding = {
    inputs: inputColumns.map((column) => fitColumn(column, split.train, scaled)),
    target: fitTarget(targetColumn, task, split.train, scaled),
  }
  const warnings = [...table.warnings, ...tableWarnings(table, targetColumn, task, split, classes)]
  const encoded = encodeRows(encoding, table)
  return {
    inputs: encoded.inputs,
    targets: encodeTargets(encoding, table),
    featureNames: featureNames(encoding),
    encoding,
    task,
    split,
    warnings: [...warnings, ...encoded.warnings],
  }
}

/** Every class is one of the column's, so every row has one. */
function classesOfRows(column: Column, classes: readonly string[]): Uint32Array {
  return Uint32Array.from(classCodes(column, classes), (code) => code!)
}

function chooseSplit(rows: number, classes: Uint32Array | undefined, split: PrepareOptions['split']): Split {
  if (!split) return trainOnAll(rows)
  return 'random' in split ? splitRows(rows, classes, split, split.random) : splitAsGiven(rows, split)
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

function valuesIn(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!)
}

function categoriesIn(column: CategoryColumn, rows: Uint32Array): string[] {
  const codes = new Set(Array.from(rows, (row) => column.codes[row]!))
  return sortedTexts(Array.from(codes, (code) => column.categories[code]!))
}

function fitColumn(column: Column, train: Uint32Array, scaled: boolean): ColumnEncoding {
  const { kind, name } = column
  if (kind === 'category') return { kind, name, categories: categoriesIn(column, train) }
  return { kind, name, ...(scaled ? fitScaling(valuesIn(column.values, train)).scaling : noScaling) }
}

function fitTarget(column: Column, task: Task, train: Uint32Array, scaled: boolean): TargetEncoding {
  if (task.kind !== 'regression') return { kind: 'classes', name: column.name, classes: task.classes }
  // findTask gives a regression for columns of numbers alone.
  const { name, values } = column as Extract<Column, { kind: 'number' }>
  return { kind: 'number', name, ...(scaled ? fitScaling(valuesIn(values, train)).scaling : noScaling) }
}

function tableWarnings(
  table: Table,
  target: Column,
  task: Task,
  split: Split,
  classes: Uint32Array | undefined,
): Warning[] {
  const warnings: Warning[] = []
  const duplicates = duplicateRows(table)
  if (duplicates > 0) warnings.push(dataWarnings.duplicateRowsFound(table.source, duplicates, table.rows))
  const constant = constantOnes(table, target, task, split.train)
  if (constant.length > 0) warnings.push(dataWarnings.constantColumns(constant, split.train.length))
  if (task.kind !== 'regression' && split.validation.length + split.test.length > 0) {
    const counts = new Uint32Array(task.classes.length)
    for (const code of classes!) counts[code]!++
    const single = task.classes.filter((_, code) => counts[code] === 1)
    if (single.length > 0) warnings.push(dataWarnings.singleRowClasses(placeOf(table, target), single))
  }
  return warnings
}

/** The columns with one value in all training rows; it is an error when no input is left that varies. */
function constantOnes(table: Table, target: Column, task: Task, train: Uint32Array): ConstantColumn[] {
  const constant = table.columns.filter((column) => isConstant(column, train))
  const inputs = table.columns.filter((column) => column !== target)
  if (train.length > 1 && inputs.every((column) => constant.includes(column))) {
    throw refusals.constantInputs(
      table.source,
      inputs.map((column) => column.name),
      train.length,
    )
  }
  return constant
    .filter((column) => column !== target || task.kind === 'regression')
    .map((column) => ({ place: placeOf(table, column), value: cellText(column, train[0]!) }))
}

function isConstant(column: Column, rows: Uint32Array): boolean {
  const cells: Float64Array | Uint32Array = column.kind === 'number' ? column.values : column.codes
  return rows.every((row) => cells[row] === cells[rows[0]!])
}
