// Table: named columns of numbers or of categories, all of the same length. Nothing in it changes once it is made.
import type { Warning } from '../errors.ts'
import type { ColumnPlace } from './phrases.ts'
import { refusals } from './refusals.ts'

export interface NumberColumn {
  readonly kind: 'number'
  readonly name: string
  /** From 1: where the column stands in its file. */
  readonly position: number
  /** [rows] All finite. */
  readonly values: Float64Array
}

export interface CategoryColumn {
  readonly kind: 'category'
  readonly name: string
  /** From 1: where the column stands in its file. */
  readonly position: number
  /** [rows] Each row's place in `categories`. */
  readonly codes: Uint32Array
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
}

/** What a row is when data comes from a program: a value for each column. */
export type TableRow = Readonly<Record<string, number | string>>

/**
 * A table from the columns' values: numbers make a number column, texts a category column.
 * @throws PasoError wrong-shape when the columns differ in length, not-finite when a number is not finite
 */
export function tableFromColumns(
  columns: Readonly<Record<string, ArrayLike<number> | readonly string[]>>,
  source = '',
): Table {
  const entries = Object.entries(columns)
  const rows = entries[0]?.[1].length ?? 0
  const wrong = entries.find(([, values]) => values.length !== rows)
  if (wrong) throw refusals.unequalColumns(wrong[0], wrong[1].length, entries[0]![0], rows)
  const made = entries.map(([name, values], index) => columnFrom(values, { source, name, column: index + 1 }))
  return { source, names: made.map((column) => column.name), columns: made, rows, warnings: [] }
}

/**
 * A table from rows. The first row names the columns.
 * @throws PasoError missing-column when a row lacks one of them, not-finite when a number is not finite
 */
export function tableFromRows(rows: readonly TableRow[], source = ''): Table {
  const names = Object.keys(rows[0] ?? {})
  const columns = names.map((name): [string, (number | string)[]] => [
    name,
    rows.map((row, index) => {
      if (!Object.hasOwn(row, name))
        throw refusals.missingColumns([name], Object.keys(row), { source, row: index + 1 })
      return row[name]!
    }),
  ])
  return tableFromColumns(Object.fromEntries(columns) as Record<string, readonly string[]>, source)
}

function columnFrom(values: ArrayLike<number | string>, place: ColumnPlace): Column {
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

/**
 * The column of that name.
 * @throws PasoError unknown-column, which names `option` as the place where the name was given
 */
export function columnNamed(table: Table, name: string, option?: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name)
  if (!column) throw refusals.unknownColumn(name, table.names, { source: table.source }, option)
  return column
}

/** The cell as text: numbers in their shortest form. */
export function cellText(column: Column, row: number): string {
  return column.kind === 'number' ? String(column.values[row]) : column.categories[column.codes[row]!]!
}

/** Where a cell stands, for messages; `row` counts from 0. */
export function placeOf(table: Table, column: Column, row?: number): ColumnPlace {
  const place = { source: table.source, column: column.position, name: column.name }
  if (row === undefined) return place
  const line = table.lines?.[row]
  return line === undefined ? { ...place, row: row + 1 } : { ...place, row: row + 1, line }
}

/** How many rows say the same as an earlier row, in every column. */
export function duplicateRows(table: Table): number {
  return firstEqualRows(table).reduce((count, first, row) => (first < row ? count + 1 : count), 0)
}

/**
 * For each row the first one that says the same in every column: itself where none did before. Rows are compared by a hash
 * first and cell by cell where hashes meet, so the answer is exact. [rows]
 */
export function firstEqualRows(table: Table): Uint32Array {
  const firstRows = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const hashes = Float64Array.from({ length: table.rows }, (_, row) => rowHash(table, row))
  const sorted = hashes.slice().sort()
  const repeated = new Set<number>()
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated.add(sorted[i]!)
  const byHash = new Map<number, number[]>()
  for (let row = 0; row < table.rows && repeated.size > 0; row++) {
    const hash = hashes[row]!
    if (!repeated.has(hash)) continue
    const firsts = byHash.get(hash) ?? []
    const first = firsts.find((other) => equalRows(table, other, row))
    if (first === undefined) byHash.set(hash, [...firsts, row])
    else firstRows[row] = first
  }
  return firstRows
}

const bits = new DataView(new ArrayBuffer(8))

/** 32 bits that depend on all cells, in the manner of FNV-1a; equal rows have equal hashes. */
function rowHash(table: Table, row: number): number {
  let hash = 0x811c9dc5
  for (const column of table.columns) {
    bits.setFloat64(0, column.kind === 'number' ? column.values[row]! + 0 : column.codes[row]!)
    hash = Math.imul(hash ^ bits.getUint32(0), 0x01000193)
    hash ^= hash >>> 15
    hash = Math.imul(hash ^ bits.getUint32(4), 0x01000193)
    hash ^= hash >>> 15
  }
  return hash >>> 0
}

function equalRows(table: Table, a: number, b: number): boolean {
  return table.columns.every((column) =>
    column.kind === 'number' ? column.values[a] === column.values[b] : column.codes[a] === column.codes[b],
  )
}
