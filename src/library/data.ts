// Data as programs have it (records, rows of numbers, typed arrays, tables) made into a table and the name of its target.
import type { CsvTable } from '../data/csv.ts'
import { type Table, type TableRow, tableFromColumns, tableFromRows } from '../data/table.ts'
import { refusals } from './refusals.ts'

export type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array

/** A row without names: the numbers in the order of the inputs. */
export type NumberRow = readonly number[] | NumberArray

/** Rows one after the other in one array. */
export interface ShapedNumbers {
  readonly data: NumberArray | readonly number[]
  /** [rows, columns] */
  readonly shape: readonly [number, number]
}

/** [rows][inputs] */
export type NumberRows = readonly NumberRow[] | ShapedNumbers

/** One number or one class for each row; a column of its own ([rows][1]) is taken too. */
export type Targets = readonly number[] | readonly string[] | NumberArray | NumberRows

/** A row with names. */
export type RecordRow = TableRow

/** A table that knows which column to predict. `Names` are its other columns, where the program knows them. */
export interface TargetTable<Names extends string = string> extends CsvTable {
  readonly target: string
  /** For the compiler alone. */
  readonly features?: readonly Names[]
}

/** Anything that a model can be trained on, as it arrives. */
export type Data = Table | NumberRows | readonly object[]

export interface TableWithTarget {
  readonly table: Table
  readonly target: string
}

/** The names that columns of plain numbers get: x1, x2, ... */
export const numberedNames = (count: number): string[] => Array.from({ length: count }, (_, i) => `x${i + 1}`)

/** The name that the target of plain numbers gets. */
const PLAIN_TARGET = 'y'

/**
 * The table and its target's name. Plain numbers become the columns x1, x2, ... and y, or those of `names` and `target`.
 * @throws PasoError not-data, no-rows, wrong-shape, wrong-type, several-targets, missing-target, not-finite,
 *   missing-column, unknown-column
 */
export function tableWithTarget(
  data: Data,
  targets: Targets | undefined,
  target: string | undefined,
  names?: readonly string[],
): TableWithTarget {
  if (targets !== undefined) {
    const inputs = numberRows(data) ?? refuse(data)
    const values = targetValues(targets)
    if (values.length !== inputs.length) throw refusals.unequalRows(inputs.length, values.length)
    const columns = columnsOf(inputs, names)
    const name = target ?? PLAIN_TARGET
    return { table: tableFromColumns({ ...columns, [name]: values as readonly number[] }), target: name }
  }
  if (numberRows(data)) throw refusals.notData(data)
  const table = tableOf(data)
  const name = target ?? ('target' in table ? String(table.target) : undefined)
  if (name === undefined) throw refusals.missingTarget(table.names)
  if (!table.names.includes(name)) throw refusals.unknownTarget(name, table.names)
  return { table, target: name }
}

/**
 * Rows without their target, or with it.
 * @param names of the columns, for plain numbers
 */
export function tableOf(data: unknown, names?: readonly string[]): Table {
  if (isTable(data)) return data
  const rows = numberRows(data)
  if (rows) return tableFromColumns(columnsOf(rows, names))
  if (!Array.isArray(data) || !data.every(isRecord)) throw refusals.notData(data)
  if (data.length === 0) throw refusals.noData()
  checkCells(data)
  return tableFromRows(data as TableRow[])
}

/** Whether it is one row, with names or without, and not many. */
export function isOneRow(data: unknown): boolean {
  return ArrayBuffer.isView(data) || (Array.isArray(data) ? typeof data[0] === 'number' : isOneRecord(data))
}

function isOneRecord(data: unknown): boolean {
  return isRecord(data) && !isTable(data) && !isShaped(data)
}

function isTable(data: unknown): data is Table {
  return isRecord(data) && Array.isArray(data.columns) && Array.isArray(data.names)
}

function isShaped(data: unknown): data is ShapedNumbers {
  return isRecord(data) && Array.isArray(data.shape) && 'data' in data
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

const isNumberRow = (row: unknown): row is NumberRow => Array.isArray(row) || ArrayBuffer.isView(row)

/** The rows, where they have no names; undefined for anything else. */
function numberRows(data: unknown): readonly NumberRow[] | undefined {
  if (isShaped(data)) return shapedRows(data)
  return Array.isArray(data) && data.length > 0 && data.every(isNumberRow) ? data : undefined
}

function shapedRows({ data, shape }: ShapedNumbers): NumberRow[] {
  const [rows, columns] = shape
  if (shape.length !== 2 || rows * columns !== data.length) throw refusals.wrongShape(data.length, shape)
  return Array.from({ length: rows }, (_, row) => data.slice(row * columns, (row + 1) * columns))
}

function columnsOf(rows: readonly NumberRow[], names?: readonly string[]): Record<string, number[]> {
  if (rows.length === 0) throw refusals.noData()
  const width = names?.length ?? rows[0]!.length
  rows.forEach((row, n) => {
    if (row.length !== width) throw refusals.wrongRow(n, width, row.length)
    const bad = Array.prototype.findIndex.call(row, (value) => typeof value !== 'number')
    if (bad >= 0) throw refusals.wrongCell(n, (names ?? numberedNames(width))[bad]!, row[bad])
  })
  const entries = (names ?? numberedNames(width)).map((name, k): [string, number[]] => [
    name,
    rows.map((row) => row[k]!),
  ])
  return Object.fromEntries(entries)
}

function targetValues(targets: Targets): ArrayLike<number | string> {
  if (isShaped(targets)) return targetValues(shapedRows(targets))
  if (!isNumberRow(targets)) throw refusals.notData(targets)
  return Array.from(targets as ArrayLike<number | string | NumberRow>, (value, row) => {
    const one = isNumberRow(value) && value.length === 1 ? value[0] : value
    if (isNumberRow(one)) throw refusals.severalTargets(one.length)
    if (typeof one !== 'number' && typeof one !== 'string') throw refusals.wrongCell(row, PLAIN_TARGET, one)
    return one
  })
}

/** What a table cannot hold is refused here, before it is turned into a text; so is a column of numbers and texts. */
function checkCells(rows: readonly Readonly<Record<string, unknown>>[]): void {
  const first = rows[0]!
  rows.forEach((row, n) => {
    for (const [name, cell] of Object.entries(row)) {
      if (typeof cell !== 'string' && !Number.isFinite(cell)) throw refusals.wrongCell(n, name, cell)
      const isMixed = name in first && typeof cell !== typeof first[name]
      if (isMixed) throw refusals.mixedColumn(n, name, first[name], cell)
    }
  })
}

function refuse(data: unknown): never {
  throw refusals.notData(data)
}

/** The rows of an asynchronous source, all of them; any other data as it is. */
export async function collected<Rows>(data: Rows | AsyncIterable<object>): Promise<Rows | object[]> {
  if (typeof data !== 'object' || data === null || !(Symbol.asyncIterator in data)) return data as Rows
  const rows: object[] = []
  for await (const row of data) rows.push(row)
  return rows
}
