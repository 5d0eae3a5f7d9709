// TableEncoding: how the columns of a table become a network's inputs, and which are its targets; plain JSON data.
import type { Warning } from '../errors.ts'
import type { FilledColumn } from './filled.ts'
import { type Flat, nested, writeNumbers } from './flat.ts'
import { filledIn } from './missing.ts'
import { dataWarnings, refusals } from './refusals.ts'
import { isStandardized } from './scaling.ts'
import { type Column, type ColumnKind, cellText, columnNamed, placeOf, type Table } from './table.ts'
import type { ReadingOptions } from './table-builder.ts'
import { type NumberEncoding, numbersOf, type TargetEncoding, targetNames } from './targets.ts'
import { classCodes } from './task.ts'

/** A column of texts is one input for each category: 1 in its place, 0 in the others, and all 0 for an unseen text. */
export interface CategoryEncoding {
  readonly kind: 'category'
  readonly name: string
  readonly categories: readonly string[]
  /** What a missing cell counts as; left out where it is refused. */
  readonly missing?: string
}

export type ColumnEncoding = NumberEncoding | CategoryEncoding

/** What a model file stores about its table. */
export interface TableEncoding {
  /** In the order of the network's inputs. */
  readonly inputs: readonly ColumnEncoding[]
  readonly target: TargetEncoding
}

/** The name of each input: the column's, and `colour=red` for a category. */
export function featureNames(encoding: TableEncoding): string[] {
  return encoding.inputs.flatMap((column) =>
    column.kind === 'number' ? [column.name] : column.categories.map((text) => `${column.name}=${text}`),
  )
}

/** How to read a file for this model: its columns, whatever else the file holds, each as it was in training. */
export function readingFor(encoding: TableEncoding, withTarget: boolean): ReadingOptions {
  const { inputs, target } = encoding
  const kinds = inputs.map(({ name, kind }): [string, ColumnKind] => [name, kind])
  const targets = targetNames(target)
  if (withTarget && isStandardized(target))
    kinds.push(...targets.map((name): [string, 'number'] => [name, 'number']))
  const names = [...inputs.map(({ name }) => name), ...(withTarget ? targets : [])]
  const reading = { only: names, needed: names, spare: targets, kinds: Object.fromEntries(kinds) }
  return fillsIn(encoding) ? { ...reading, missing: 'impute' } : reading
}

/** Whether missing cells are filled in, as they were in training. */
export const fillsIn = ({ inputs }: TableEncoding): boolean =>
  inputs.some(({ missing }) => missing !== undefined)

/** What is to be said of rows before they are encoded. */
export interface CheckedRows {
  /** The columns in which cells were missing. */
  readonly filled: readonly FilledColumn[]
  readonly warnings: readonly Warning[]
}

export interface EncodedRows extends CheckedRows {
  /** [rows][inputs] */
  readonly inputs: number[][]
}

/**
 * A table's rows as a network's inputs. The target may be there or not; other columns are ignored, with a warning.
 * @throws PasoError missing-column; not-a-number when a column of numbers has texts; empty-cell where one is missing and
 *   the model says nothing of such
 */
export function encodeRows(encoding: TableEncoding, given: Table): EncodedRows {
  return { ...checkRows(encoding, given), inputs: nested(flatInputs(encoding, given), given.rows) }
}

/**
 * Whether a table's rows can be encoded, and what is to be said of them; a table in blocks keeps its rows.
 * @throws PasoError missing-column; empty-cell
 */
export function checkRows(encoding: TableEncoding, given: Table): CheckedRows {
  const warnings: Warning[] = []
  const names = encoding.inputs.map((column) => column.name)
  const there = new Set(given.names)
  const missing = names.filter((name) => !there.has(name))
  if (missing.length > 0) throw refusals.missingColumns(missing, given.names, { source: given.source })
  const { table, filled } = filledIn(given, encoding.inputs)
  if (filled.length > 0) warnings.push(dataWarnings.cellsFilledIn(table.source, filled))
  const used = new Set([...names, ...targetNames(encoding.target)])
  const extra = table.names.filter((name) => !used.has(name))
  if (extra.length > 0) warnings.push(dataWarnings.extraColumns(table.source, extra))
  return { filled, warnings: [...warnings, ...unseenWarnings(encoding, table)] }
}

/**
 * The same in one array, without a word.
 * @param values where they go: zeros, as many as there are rows times inputs
 * @throws PasoError unknown-column; not-a-number, empty-cell as `encodeRows`
 */
export function flatInputs(encoding: TableEncoding, given: Table, values?: Float64Array): Float64Array {
  const { table } = filledIn(given, encoding.inputs)
  const width = featureNames(encoding).length
  const flat = { values: values ?? new Float64Array(table.rows * width), width }
  let offset = 0
  for (const part of encoding.inputs) {
    const column = columnNamed(table, part.name)
    if (part.kind === 'number') writeNumbers(flat, offset, part, numbersOf(table, column))
    else writeCategories(flat, offset, part, column)
    offset += part.kind === 'number' ? 1 : part.categories.length
  }
  return flat.values
}

/** The columns with texts that are none of the encoding's categories. */
export function unseenWarnings(encoding: TableEncoding, table: Table): Warning[] {
  return encoding.inputs.flatMap((part) => {
    if (part.kind === 'number') return []
    const column = columnNamed(table, part.name)
    const rows = classCodes(column, part.categories).flatMap((code, row) => (code === undefined ? [row] : []))
    if (rows.length === 0) return []
    const texts = [...new Set(rows.map((row) => cellText(column, row)))]
    return [dataWarnings.unseenCategories(placeOf(table, column), texts, rows.length)]
  })
}

/** 1 in the place of each row's category. */
function writeCategories(
  { values, width }: Flat,
  offset: number,
  { categories }: CategoryEncoding,
  column: Column,
): void {
  classCodes(column, categories).forEach((code, row) => {
    if (code !== undefined) values[row * width + offset + code] = 1
  })
}
