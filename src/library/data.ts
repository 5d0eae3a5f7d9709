// Data as programs have it (records, rows of numbers, typed arrays, tables) made into a table and the name of its target.
import type { CsvTable } from '../data/csv.ts'
import { laterParts } from '../data/later-parts.ts'
import {
  type Cell,
  type KeepsMissing,
  type MissingValues,
  type Table,
  type TableRow,
  tableFromColumns,
  tableFromRows,
} from '../data/table.ts'
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

/** One number or one class for each row. */
export type PlainTargets = readonly number[] | readonly string[] | NumberArray

/** Several for each row: [rows][targets]. A single column ([rows][1]) is one target. */
export type TargetRows = NumberRows | readonly (readonly string[])[]

export type Targets = PlainTargets | TargetRows

/** The column to predict, or a list of several. */
export type TargetChoice = string | readonly string[]

/** The names in a choice, for the compiler. */
export type NamesIn<Target extends TargetChoice> = Target extends readonly (infer Name extends string)[]
  ? Name
  : Extract<Target, string>

/** A row with names. */
export type RecordRow = TableRow

/** A table that knows what to predict. `Names` are its other columns, where the program knows them. */
export interface TargetTable<Names extends string = string, Target extends TargetChoice = string>
  extends CsvTable {
  readonly target: Target
  /** For the compiler alone. */
  readonly features?: readonly Names[]
}

/** Anything that a model can be trained on, as it arrives. */
export type Data = Table | NumberRows | readonly object[]

export interface TableWithTarget {
  readonly table: Table
  readonly target: TargetChoice
}

/** The names that columns of plain numbers get: x1, x2, ... */
export const numberedNames = (count: number): string[] => Array.from({ length: count }, (_, i) => `x${i + 1}`)

/** The name that the target of plain numbers gets. */
const PLAIN_TARGET = 'y'

/**
 * The table and the names of its targets. Plain numbers become the columns x1, x2, ... and y (or y1, y2, ...), or those of
 * `names` and `target`.
 * @throws PasoError not-data, no-rows, wrong-shape, wrong-type, target-count, missing-target, not-finite, missing-column,
 *   unknown-column
 */
export function tableWithTarget(
  data: Data,
  targets: Targets | undefined,
  target: TargetChoice | undefined,
  { names, missing }: Expected = {},
): TableWithTarget {
  if (targets !== undefined) {
    const inputs = numberRows(data) ?? refuse(data)
    const { name, columns, count } = targetColumnsOf(targets, target)
    if (count !== inputs.length) throw refusals.unequalRows(inputs.length, count)
    const keeps = keeping(missing, namesIn(name))
    return {
      table: tableFromColumns(
        { ...columnsOf(inputs, names, keeps), ...Object.fromEntries(columns) },
        '',
        keeps,
      ),
      target: name,
    }
  }
  if (numberRows(data)) throw refusals.notData(data)
  const table = tableOf(data, { missing }, target)
  const name = target ?? ('target' in table ? (table.target as TargetChoice) : undefined)
  if (name === undefined) throw refusals.missingTarget(table.names)
  const unknown = namesIn(name).find((one) => !table.names.includes(one))
  if (unknown !== undefined) throw refusals.unknownTarget(unknown, table.names)
  return { table, target: name }
}

/** What is known of the columns. */
export interface Expected {
  /** For plain numbers. */
  readonly names?: readonly string[]
  /** What is done with missing cells of inputs. Default: refuse. */
  readonly missing?: MissingValues | undefined
}

/** All columns but those whose cells must be there; undefined where all must. */
const keeping = (missing: MissingValues | undefined, whole: readonly string[]): KeepsMissing | undefined =>
  missing === 'impute' ? (name) => !whole.includes(name) : undefined

export const namesIn = (target: TargetChoice): readonly string[] =>
  typeof target === 'string' ? [target] : target

interface TargetColumns {
  readonly name: TargetChoice
  readonly columns: readonly (readonly [string, readonly number[] | readonly string[]])[]
  /** Of rows. */
  readonly count: number
}

function targetColumnsOf(targets: Targets, target: TargetChoice | undefined): TargetColumns {
  const rows = targetRows(targets)
  const width = rows[0]?.length ?? 1
  const usual =
    width === 1 ? PLAIN_TARGET : Array.from({ length: width }, (_, k) => `${PLAIN_TARGET}${k + 1}`)
  const name = target ?? usual
  const names = namesIn(name)
  rows.forEach((row, n) => {
    if (row.length !== names.length) throw refusals.targetCount(n, names, row.length)
    row.forEach((value, k) => {
      checkCell(value, n, names[k]!, 'targets', undefined)
    })
  })
  const columns = names.map((one, k) => [one, rows.map((row) => row[k]!) as string[]] as const)
  return { name, columns, count: rows.length }
}

/** Rows without their target, or with it. */
export function tableOf(data: unknown, { names, missing }: Expected = {}, target: TargetChoice = []): Table {
  if (isTable(data)) return data
  const keeps = keeping(missing, namesIn(target))
  const rows = numberRows(data)
  if (rows) return tableFromColumns(columnsOf(rows, names, keeps), '', keeps)
  if (!Array.isArray(data) || !data.every(isRecord)) throw refusals.notData(data)
  if (data.length === 0) throw refusals.noData()
  checkCells(data, keeps)
  return tableFromRows(data as TableRow[], '', keeps)
}

/** Whether it is one row, with names or without, and not many. */
export function isOneRow(data: unknown): boolean {
  return (
    ArrayBuffer.isView(data) ||
    (Array.isArray(data) ? typeof data[0] !== 'object' || data[0] === null : isOneRecord(data))
  )
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

function columnsOf(
  rows: readonly NumberRow[],
  given: readonly string[] | undefined,
  keeps: KeepsMissing | undefined,
): Record<string, number[]> {
  if (rows.length === 0) throw refusals.noData()
  const width = given?.length ?? rows[0]!.length
  const names = given ?? numberedNames(width)
  rows.forEach((row, n) => {
    if (row.length !== width) throw refusals.wrongRow(n, width, row.length)
    for (let k = 0; k < width; k++) {
      const cell: unknown = row[k]
      if (typeof cell === 'string') throw refusals.wrongCell(n, names[k]!, cell)
      checkCell(cell, n, names[k]!, 'inputs', keeps)
    }
  })
  return Object.fromEntries(names.map((name, k): [string, number[]] => [name, rows.map((row) => row[k]!)]))
}

/** Each row's targets; what they are is not looked at. */
function targetRows(targets: Targets): (readonly (number | string)[])[] {
  if (isShaped(targets)) return targetRows(shapedRows(targets))
  if (!isNumberRow(targets)) throw refusals.notData(targets)
  return Array.from(targets as ArrayLike<number | string | NumberRow>, (value) =>
    isNumberRow(value) ? Array.from(value) : [value],
  )
}

/** What a table cannot hold is refused here, before it is turned into a text; so is a column of numbers and texts. */
function checkCells(
  rows: readonly Readonly<Record<string, unknown>>[],
  keeps: KeepsMissing | undefined,
): void {
  /** Of each column, the first cell that is there. */
  const firsts = new Map<string, unknown>()
  rows.forEach((row, n) => {
    for (const [name, cell] of Object.entries(row)) {
      if (!checkCell(cell, n, name, 'rows', keeps)) continue
      const first = firsts.get(name)
      if (first === undefined) firsts.set(name, cell)
      else if (typeof cell !== typeof first) throw refusals.mixedColumn(n, name, first, cell)
    }
  })
}

/** Whether the cell is there; it is refused where it has to be. */
function checkCell(
  cell: unknown,
  row: number,
  name: string,
  rows: 'rows' | 'inputs' | 'targets',
  keeps: KeepsMissing | undefined,
): cell is Cell {
  if (keeps?.(name) && laterParts.needed('missing').isMissingCell(cell)) return false
  if (cell === undefined || cell === null || Number.isNaN(cell)) {
    throw refusals.missingValue(rows, row, name, cell, rows !== 'targets' && keeps === undefined)
  }
  if (typeof cell !== 'string' && !Number.isFinite(cell)) throw refusals.wrongCell(row, name, cell)
  return true
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
