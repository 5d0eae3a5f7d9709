// TableBuilder: takes the records of a file one by one, judges each column by the first of them, and grows typed columns.
import type { Warning } from '../errors.ts'
import { cellFault } from './cell.ts'
import { type DecimalMark, readNumber } from './decimal.ts'
import { type Dialect, guessHeader } from './dialect.ts'
import {
  duplicateHeader,
  emptyCell,
  emptyHeader,
  type Fillable,
  identifierColumn,
  missingColumns,
  notANumber,
  type Others,
  raggedRow,
  unknownColumn,
} from './errors.ts'
import { emptyFile, noRows } from './file-errors.ts'
import { Growing } from './growing.ts'
import { isMissingMark, isMissingText } from './missing-marks.ts'
import type { ColumnPlace, Place } from './phrases.ts'
import {
  type CategoryColumn,
  type Column,
  type ColumnKind,
  codeFor,
  type MissingValues,
  NO_CODE,
  type Table,
} from './table.ts'
import { extraColumns, headerGuessed, missingMarkKept, mixedColumn, numbersInHeader } from './warnings.ts'

export interface ReadingOptions {
  /** The column to predict, or several: they must be there, and are looked for before the rows are read. */
  readonly target?: string | readonly string[]
  /** The column that says how much each row counts: it must be there, and is one of numbers. */
  readonly sampleWeight?: string
  /** Columns to leave out, whatever their cells hold. */
  readonly ignore?: readonly string[]
  /** The columns to read, of those that are there; all when left out. */
  readonly only?: readonly string[]
  /** Columns that must be there, all of them: they are looked for before the rows are read. */
  readonly needed?: readonly string[]
  /** Columns that `only` leaves out without a warning. */
  readonly spare?: readonly string[]
  /** What a column is, when its cells shall not decide. */
  readonly kinds?: Readonly<Record<string, ColumnKind>>
  /** Whether the first row names the columns; told from the first two rows when left out. */
  readonly header?: boolean
  /**
   * impute: an empty cell, and one that says NA, null, ? or the like, is kept as missing, to be filled in; not in targets
   * and weights. Default: refuse.
   */
  readonly missing?: MissingValues
}

interface RawRow {
  readonly cells: readonly string[]
  readonly line: number
}

/** Columns are judged by so many rows, or fewer when they are very wide. */
const judgedRows = 1000
const judgedCells = 1 << 20

export class TableBuilder {
  readonly #source: string
  readonly #dialect: Dialect
  readonly #options: ReadingOptions
  readonly #warnings: Warning[] = []
  readonly #lines = new Growing(Uint32Array)
  #first: RawRow[] = []
  /** One for each column of the file, undefined where a column is left out; undefined until columns are judged. */
  #columns: (ColumnBuilder | undefined)[] | undefined
  #header = true
  /** Rows that were taken already. */
  #taken = 0

  constructor(source: string, dialect: Dialect, options: ReadingOptions) {
    this.#source = source
    this.#dialect = dialect
    this.#options = options
  }

  /** The next record; `line` is where it begins. */
  add(cells: readonly string[], line: number): void {
    if (this.#columns) this.#addRow(this.#columns, { cells, line })
    else if (this.#first.push({ cells, line }) > Math.min(judgedRows, judgedCells / cells.length)) {
      this.#begin(false)
    }
  }

  /** Rows that were not taken yet. */
  get rows(): number {
    return this.#lines.length
  }

  /** Those that were taken among them. */
  get allRows(): number {
    return this.#taken + this.#lines.length
  }

  /** The rows that were not taken yet, as a table; codes of categories mean the same in all of them. */
  take(): Table {
    const columns = this.#columns ?? this.#begin(true)
    const lines = this.#lines.take()
    const taken = columns.flatMap((column) => (column ? [column.take()] : []))
    const names = taken.map((column) => column.name)
    const { length: rows } = lines
    this.#taken += rows
    const table = { source: this.#source, names, columns: taken, rows, lines, warnings: this.#warnings }
    const { missing } = this.#options
    return missing ? { ...table, missing } : table
  }

  /** The last rows, with the warnings of all, and whether the file has a header. */
  finish(): { table: Table; header: boolean } {
    const table = this.take()
    for (const column of this.#columns!) column?.warn(this.#warnings)
    return { table, header: this.#header }
  }

  #begin(complete: boolean): (ColumnBuilder | undefined)[] {
    const [first, second] = this.#first
    if (!first) throw emptyFile(this.#source)
    const names = this.#readHeader(first, second)
    const rows = this.#header ? this.#first.slice(1) : this.#first
    if (rows.length === 0) throw noRows(this.#source, names)
    const columns = names.map((name, index) =>
      this.#isRead(name) ? this.#columnFor(name, index, rows, complete) : undefined,
    )
    this.#columns = columns
    this.#first = []
    for (const row of rows) this.#addRow(columns, row)
    return columns
  }

  #readHeader(first: RawRow, second: RawRow | undefined): readonly string[] {
    const given = this.#options.header
    const guess = guessHeader(first.cells, second?.cells, this.#dialect.decimal)
    this.#header = given ?? guess !== 'data'
    const names = this.#header ? first.cells : first.cells.map((_, index) => `column${index + 1}`)
    if (given === undefined && guess === 'data')
      this.#warnings.push(headerGuessed(this.#source, names.length))
    if (given === undefined && guess === 'numbers-in-header') {
      this.#warnings.push(numbersInHeader(this.#source, first.line, names))
    }
    const place = { source: this.#source, line: first.line }
    names.forEach((name, index) => {
      const earlier = names.indexOf(name)
      if (name === '') throw emptyHeader({ ...place, column: index + 1 })
      if (earlier < index) throw duplicateHeader(name, earlier + 1, { ...place, column: index + 1 })
    })
    this.#checkNamed(names, place)
    return names
  }

  #checkNamed(names: readonly string[], place: Place): void {
    const { target = [], sampleWeight, ignore = [], needed = [], only, spare = [] } = this.#options
    for (const name of typeof target === 'string' ? [target] : target) {
      if (!names.includes(name)) throw unknownColumn(name, names, place, '--target', this.#headerHint())
    }
    if (sampleWeight !== undefined && !names.includes(sampleWeight)) {
      throw unknownColumn(sampleWeight, names, place, '--sample-weight', this.#headerHint())
    }
    const missing = needed.filter((name) => !names.includes(name))
    const free = names.filter((name) => !needed.includes(name))
    if (missing.length > 0) throw missingColumns(missing, names, place, free)
    const unused = [...ignore, ...(only ?? names), ...spare]
    const extra = names.filter((name) => !unused.includes(name))
    if (extra.length > 0) this.#warnings.push(extraColumns(this.#source, extra))
    const unknown = ignore.find((name) => !names.includes(name))
    if (unknown !== undefined) throw unknownColumn(unknown, names, place, '--ignore')
  }

  /** Where the first row was taken as data, it may be the one that has the name. */
  #headerHint(): string | undefined {
    return this.#header || this.#options.header !== undefined ? undefined : '--header yes'
  }

  #isRead(name: string): boolean {
    const { only, ignore = [] } = this.#options
    return !ignore.includes(name) && (only?.includes(name) ?? true)
  }

  #columnFor(name: string, index: number, rows: readonly RawRow[], complete: boolean): ColumnBuilder {
    const { decimal } = this.#dialect
    const cells = rows.map((row) => row.cells[index] ?? '')
    const { kinds = {}, sampleWeight } = this.#options
    const given = name === sampleWeight ? 'number' : Object.hasOwn(kinds, name) ? kinds[name] : undefined
    const kind = given ?? kindOf(cells, decimal)
    const place = { source: this.#source, column: index + 1, name }
    const missing = this.#missingIn(name)
    if (kind === 'category') return new CategoryBuilder(place, decimal, missing)
    const numbers = complete
      ? cells.filter((cell) => readNumber(cell, decimal) !== undefined).length
      : undefined
    return new NumberBuilder(place, decimal, missing, numbers)
  }

  /** Whether the column's missing cells are kept; if not, who could have them filled in. */
  #missingIn(name: string): 'kept' | Fillable {
    const { target = [], spare = [], sampleWeight, needed, missing } = this.#options
    const answers = typeof target === 'string' ? [target] : target
    if ([...answers, ...spare, sampleWeight].includes(name)) return 'never'
    if (missing === 'impute') return 'kept'
    return needed ? 'by-model' : answers.length > 0 ? 'when-asked' : 'never'
  }

  #addRow(columns: readonly (ColumnBuilder | undefined)[], { cells, line }: RawRow): void {
    if (cells.length !== columns.length) {
      throw raggedRow({
        place: { source: this.#source, line },
        expected: columns.length,
        found: cells.length,
        last: cells.at(-1)!,
        delimiter: this.#dialect.delimiter,
        header: this.#header,
      })
    }
    const row = this.allRows
    for (let index = 0; index < columns.length; index++) columns[index]?.add(cells[index]!, row, line)
    this.#lines.push(line)
  }
}

/**
 * What a column is. Numbers, and cells in which a number was meant (1,5 among points, 3O, +5), vote for a column of
 * numbers; other texts for one of categories; empty cells and marks like NA do not vote. It is a column of numbers when
 * at most one vote in ten is against, or a single one: that cell is then refused, and not taken as a category.
 */
export function kindOf(cells: readonly string[], decimal: DecimalMark): ColumnKind {
  let numbers = 0
  let texts = 0
  for (const cell of cells) {
    if (readNumber(cell, decimal) !== undefined) numbers++
    else if (cell !== '' && !isMissingMark(cell)) cellFault(cell, decimal).almost ? numbers++ : texts++
  }
  if (texts === 0) return numbers > 0 ? 'number' : 'category'
  const against = texts === 1 ? numbers > 1 : texts * 10 <= numbers + texts
  return against ? 'number' : 'category'
}

interface ColumnBuilder {
  /** `row` counts from 0, `line` from 1. */
  add(cell: string, row: number, line: number): void
  /** The cells that were not taken yet. */
  take(): Column
  warn(warnings: Warning[]): void
}

class NumberBuilder implements ColumnBuilder {
  readonly #values = new Growing(Float64Array)
  readonly #place: ColumnPlace
  readonly #decimal: DecimalMark
  readonly #missing: 'kept' | Fillable
  readonly #gaps: number[] = []
  /** How many cells of the column are numbers, when all are known already. */
  readonly #numbers: number | undefined

  constructor(
    place: ColumnPlace,
    decimal: DecimalMark,
    missing: 'kept' | Fillable,
    numbers: number | undefined,
  ) {
    this.#place = place
    this.#decimal = decimal
    this.#missing = missing
    this.#numbers = numbers
  }

  add(cell: string, row: number, line: number): void {
    const value = readNumber(cell, this.#decimal)
    if (value !== undefined) this.#values.push(value)
    else if (this.#missing === 'kept' && isMissingText(cell)) {
      this.#gaps.push(this.#values.length)
      this.#values.push(Number.NaN)
    } else throw this.#refusal(cell, row, line)
  }

  #refusal(cell: string, row: number, line: number): Error {
    const place = { ...this.#place, row: row + 1, line }
    const fillable = this.#missing === 'kept' ? 'never' : this.#missing
    if (cell === '') return emptyCell(place, 'number', fillable)
    const others: Others =
      this.#numbers === undefined ? { kind: 'before', count: row } : { kind: 'other', count: this.#numbers }
    return notANumber(place, cell, this.#decimal, others, fillable)
  }

  take(): Column {
    const { name, column } = this.#place
    return { kind: 'number', name, position: column, values: this.#values.take(), ...gapsOf(this.#gaps) }
  }

  warn(): void {}
}

/** Empties the list. */
function gapsOf(rows: number[]): { readonly missing?: Uint32Array } {
  return rows.length === 0 ? {} : { missing: Uint32Array.from(rows.splice(0)) }
}

/** More texts than this are no categories in any table; keeping them would only fill the memory. */
const mostCategories = 1 << 20

class CategoryBuilder implements ColumnBuilder {
  readonly #codes = new Growing(Uint32Array)
  readonly #codeOf = new Map<string, number>()
  /** Rows of each code. */
  readonly #counts: number[] = []
  readonly #place: ColumnPlace
  readonly #decimal: DecimalMark
  readonly #missing: 'kept' | Fillable
  readonly #gaps: number[] = []

  constructor(place: ColumnPlace, decimal: DecimalMark, missing: 'kept' | Fillable) {
    this.#place = place
    this.#decimal = decimal
    this.#missing = missing
  }

  add(cell: string, row: number, line: number): void {
    if (this.#missing === 'kept' && isMissingText(cell)) {
      this.#gaps.push(this.#codes.length)
      this.#codes.push(NO_CODE)
      return
    }
    if (cell === '') {
      const fillable = this.#missing === 'kept' ? 'never' : this.#missing
      throw emptyCell({ ...this.#place, row: row + 1, line }, 'text', fillable)
    }
    const code = codeFor(this.#codeOf, cell)
    this.#codes.push(code)
    this.#counts[code] = (this.#counts[code] ?? 0) + 1
    const distinct = this.#codeOf.size
    if (distinct > mostCategories) throw identifierColumn(this.#place, { distinct, rows: row + 1 })
  }

  take(): CategoryColumn {
    const { name, column } = this.#place
    const categories = [...this.#codeOf.keys()]
    const codes = this.#codes.take()
    return { kind: 'category', name, position: column, codes, categories, ...gapsOf(this.#gaps) }
  }

  warn(warnings: Warning[]): void {
    const categories = [...this.#codeOf.keys()]
    const counts = this.#counts
    const isNumber = categories.map((text) => readNumber(text, this.#decimal) !== undefined)
    const numbers = counts.reduce((sum, count, code) => (isNumber[code] ? sum + count : sum), 0)
    const text = categories.find((_, code) => !isNumber[code])
    if (numbers > 0 && text !== undefined) {
      const rows = counts.reduce((sum, count) => sum + count, 0)
      warnings.push(mixedColumn(this.#place, numbers, rows, text))
    }
    const fillable = this.#missing === 'kept' ? 'never' : this.#missing
    categories.forEach((category, code) => {
      if (isMissingMark(category))
        warnings.push(missingMarkKept(this.#place, category, counts[code]!, fillable))
    })
  }
}
