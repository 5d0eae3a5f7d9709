// TableEncoding: how the columns of a table become a network's inputs, and which are its targets; plain JSON data.
import type { Warning } from '../errors.ts'
import type { FilledColumn } from './filled.ts'
import { filledIn } from './missing.ts'
import { dataWarnings, refusals } from './refusals.ts'
import { isStandardized, type Scaling, standardize } from './scaling.ts'
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

export interface EncodedRows {
  /** [rows][inputs] */
  readonly inputs: number[][]
  /** The columns in which cells were missing. */
  readonly filled: readonly FilledColumn[]
  readonly warnings: readonly Warning[]
}

/**
 * A table's rows as a network's inputs. The target may be there or not; other columns are ignored, with a warning.
 * @throws PasoError missing-column; not-a-number when a column of numbers has texts; empty-cell where one is missing and
 *   the model says nothing of such
 */
export function encodeRows(encoding: TableEncoding, given: Table): EncodedRows {
  const warnings: Warning[] = []
  const names = encoding.inputs.map((column) => column.name)
  const missing = names.filter((name) => !given.names.includes(name))
  if (missing.length > 0) throw refusals.missingColumns(missing, given.names, { source: given.source })
  const { table, filled } = filledIn(given, encoding.inputs)
  if (filled.length > 0) warnings.push(dataWarnings.cellsFilledIn(table.source, filled))
  const used = new Set([...names, ...targetNames(encoding.target)])
  const extra = table.names.filter((name) => !used.has(name))
  if (extra.length > 0) warnings.push(dataWarnings.extraColumns(table.source, extra))

  const width = featureNames(encoding).length
  const inputs = Array.from({ length: table.rows }, () => new Array<number>(width).fill(0))
  let offset = 0
  for (const part of encoding.inputs) {
    const column = columnNamed(table, part.name)
    if (part.kind === 'number') {
      writeNumbers(inputs, offset, part, numbersOf(table, column))
      offset += 1
    } else {
      writeCategories(inputs, offset, part, table, column, warnings)
      offset += part.categories.length
    }
  }
  return { inputs, filled, warnings }
}

function writeNumbers(inputs: number[][], at: number, scaling: Scaling, values: Float64Array): void {
  for (let row = 0; row < inputs.length; row++) inputs[row]![at] = standardize(values[row]!, scaling)
}

function writeCategories(
  inputs: number[][],
  offset: number,
  { categories }: CategoryEncoding,
  table: Table,
  column: Column,
  warnings: Warning[],
): void {
  const unseen: number[] = []
  classCodes(column, categories).forEach((code, row) => {
    if (code === undefined) unseen.push(row)
    else inputs[row]![offset + code] = 1
  })
  if (unseen.length === 0) return
  const texts = [...new Set(unseen.map((row) => cellText(column, row)))]
  warnings.push(dataWarnings.unseenCategories(placeOf(table, column), texts, unseen.length))
}
