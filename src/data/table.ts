// Table: named columns of numbers or of categories, all of the same length. Nothing in it changes once it is made.
import type { Warning } from '../errors.ts'
import { laterParts } from './later-parts.ts'
import type { ColumnPlace } from './phrases.ts'
import { refusals } from './refusals.ts'

/** What is done with missing cells: refused with their place, or filled in from the training rows. */
export type MissingValues = 'refuse' | 'impute'

export interface NumberColumn {
  readonly kind: 'number'
  readonly name: string
  /** From 1: where the column stands in its file. */
  readonly position: number
  /** [rows] All finite; NaN in a missing cell. */
  readonly values: Float64Array
  /** The rows whose cell is missing, ascending; left out where none is. */
  readonly missing?: Uint32Array
}

export interface CategoryColumn {
  readonly kind: 'category'
  readonly name: string
  /** From 1: where the column stands in its file. */
  readonly position: number
  /** [rows] Each row's place in `categories`; NO_CODE in a missing cell. */
  readonly codes: Uint32Array
  /** The rows whose cell is missing, ascending; left out where none is. */
  readonly missing?: Uint32Array
  /** Each text once, in the order in which the rows bring them. */
  readonly categories: readonly string[]
}

export type Column = NumberColumn | CategoryColumn
export type ColumnKind = Column['kind']

export interface Table {
  /** The path of its file, '-' for the standard input, '' for data that no file holds. For messages. */
  readonly source: string
  /** The names of `columns`, in their order. */
  readonly names: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: number
  /** [rows] The line of its file where each row begins, from 1; left out when there are no lines. */
  readonly lines?: Uint32Array
  /** What was worth saying while the table was read. */
  readonly warnings: readonly Warning[]
  /** What whoever made the table asked for; only with `impute` has it missing cells. */
  readonly missing?: MissingValues
}

/** The code of a missing cell, which no category has. */
export const NO_CODE = 0xffffffff

/** A cell when data comes from a program. Missing ones are null, undefined or NaN, or a text that says so. */
export type Cell = number | string | null | undefined

/** What a row is when data comes from a program: a value for each column. */
export type TableRow = Readonly<Record<string, Cell>>

/** The columns whose missing cells are kept, to be filled in. */
export type KeepsMissing = (column: string) => boolean

/**
 * A table from the columns' values: numbers make a number column, texts a category column.
 * @param keeps missing cells; none are where it is left out
 * @throws PasoError wrong-shape when the columns differ in length, not-finite when a number is not finite
 */
export function tableFromColumns(
  columns: Readonly<Record<string, ArrayLike<number> | readonly Cell[]>>,
  source = '',
  keeps?: KeepsMissing,
): Table {
  const entries = Object.entries(columns)
  const rows = entries[0]?.[1].length ?? 0
  const wrong = entries.find(([, values]) => values.length !== rows)
  if (wrong) throw refusals.unequalColumns(wrong[0], wrong[1].length, entries[0]![0], rows)
  const made = entries.map(([name, values], index) => {
    const place = { source, name, column: index + 1 }
    return keeps?.(name)
      ? laterParts.needed('missing').columnWithGaps(values, place)
      : columnFrom(values, place)
  })
  const table = { source, names: made.map((column) => column.name), columns: made, rows, warnings: [] }
  return keeps ? { ...table, missing: 'impute' } : table
}

/**
 * A table from rows. The first row names the columns.
 * @throws PasoError missing-column when a row lacks one of them, not-finite when a number is not finite
 */
export function tableFromRows(rows: readonly TableRow[], source = '', keeps?: KeepsMissing): Table {
  const names = Object.keys(rows[0] ?? {})
  const columns = names.map((name): [string, Cell[]] => [
    name,
    rows.map((row, index) => {
      if (!Object.hasOwn(row, name))
        throw refusals.missingColumns([name], Object.keys(row), { source, row: index + 1 })
      return row[name]
    }),
  ])
  return tableFromColumns(Object.fromEntries(columns), source, keeps)
}

/** @throws PasoError not-finite */
export function columnFrom(values: ArrayLike<Cell>, place: ColumnPlace): Column {
  const { name, column: position } = place
  const cells = Array.from(values)
  if (cells.every((cell) => typeof cell === 'number')) {
    const bad = cells.findIndex((cell) => !Number.isFinite(cell))
    if (bad >= 0) throw refusals.notFinite(cells[bad]!, { ...place, row: bad + 1 })
    return { kind: 'number', name, position, values: Float64Array.from(cells) }
  }
  const codeOf = new Map<string, number>()
  const codes = Uint32Array.from(cells, (cell) => codeFor(codeOf, String(cell)))
  return { kind: 'category', name, position, codes, categories: [...codeOf.keys()] }
}

/** The code of a text, a new one when it is seen for the first time. */
export function codeFor(codeOf: Map<string, number>, text: string): number {
  const known = codeOf.get(text)
  if (known !== undefined) return known
  codeOf.set(text, codeOf.size)
  return codeOf.size - 1
}

const known = new WeakMap<Table, ReadonlyMap<string, Column>>()

/** Made once for a table: a search for each of very many columns would take longer than a network's answer. */
function columnsByName(table: Table): ReadonlyMap<string, Column> {
  const found = known.get(table)
  if (found) return found
  const byName = new Map(table.columns.map((column) => [column.name, column]))
  known.set(table, byName)
  return byName
}

/**
 * The column of that name.
 * @throws PasoError unknown-column, which names `option` as the place where the name was given
 */
export function columnNamed(table: Table, name: string, option?: string): Column {
  const column = columnsByName(table).get(name)
  if (!column) throw refusals.unknownColumn(name, table.names, { source: table.source }, option)
  return column
}

/** The cell as text: numbers in their shortest form; nothing in a missing one. */
export function cellText(column: Column, row: number): string {
  if (column.kind === 'category') return column.categories[column.codes[row]!] ?? ''
  const value = column.values[row]!
  return Number.isNaN(value) ? '' : String(value)
}

/** Where a cell stands, for messages; `row` counts from 0. */
export function placeOf(table: Table, column: Column, row?: number): ColumnPlace {
  const place = { source: table.source, column: column.position, name: column.name }
  if (row === undefined) return place
  const line = table.lines?.[row]
  return line === undefined ? { ...place, row: row + 1 } : { ...place, row: row + 1, line }
}

/** @throws PasoError empty-cell where a cell is missing: a target is not filled in, nor a weight */
export function refuseMissing(table: Table, column: Column): void {
  const row = column.missing?.[0]
  if (row !== undefined) throw refusals.emptyCell(placeOf(table, column, row), 'number')
}

/** Its numbers, or its codes. [rows] */
export const cellsOf = (column: Column): Float64Array | Uint32Array =>
  column.kind === 'number' ? column.values : column.codes
