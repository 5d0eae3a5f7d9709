// A table in words: each column with its kind, its range or its classes.
import type { Column, Table } from '../data/index.ts'
import type { Language, Warning } from '../errors.ts'
import type { Writable } from '../formats/json-text.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { wrap } from './errors-print.ts'
import { counted, type TextColumn, textTable } from './tables.ts'

const words = {
  en: {
    rows: ['row', 'rows'],
    columns: ['column', 'columns'],
    column: 'Column',
    kind: 'Kind',
    min: 'Min',
    mean: 'Mean',
    max: 'Max',
    number: 'number',
    category: 'text',
    more: 'more',
  },
  es: {
    rows: ['fila', 'filas'],
    columns: ['columna', 'columnas'],
    column: 'Columna',
    kind: 'Tipo',
    min: 'Mín',
    mean: 'Media',
    max: 'Máx',
    number: 'número',
    category: 'texto',
    more: 'más',
  },
} as const satisfies Record<Language, Record<string, unknown>>

const WIDEST = 80
/** So many different texts are listed. */
const MOST_TEXTS = 5

interface NumberSummary {
  readonly kind: 'number'
  readonly name: string
  readonly min: number
  readonly mean: number
  readonly max: number
}

interface CategorySummary {
  readonly kind: 'category'
  readonly name: string
  /** How many rows hold each text, the most frequent first. */
  readonly counts: readonly (readonly [string, number])[]
}

export interface TableSummary {
  readonly source: string
  readonly rows: number
  readonly columns: readonly (NumberSummary | CategorySummary)[]
  readonly warnings: readonly Warning[]
}

/** What a file holds, read block by block: a file larger than the memory will do. */
export async function summaryOf(blocks: AsyncGenerator<Table, Table>): Promise<TableSummary> {
  let rows = 0
  const tallies: Tally[] = []
  for (;;) {
    const { value: table, done } = await blocks.next()
    rows += table.rows
    table.columns.forEach((column, i) => {
      tallies[i] ??= { min: Infinity, max: -Infinity, sum: 0, lost: 0, counts: [] }
      addTo(tallies[i], column)
    })
    if (!done) continue
    const columns = table.columns.map((column, i) => summaryOfColumn(column, tallies[i]!, rows))
    return { source: table.source, rows, columns, warnings: table.warnings }
  }
}

interface Tally {
  min: number
  max: number
  sum: number
  /** What rounding took from the sum (Neumaier's compensation, as in data/scaling.ts). */
  lost: number
  /** Of each category, by its code. */
  readonly counts: number[]
}

function addTo(tally: Tally, column: Column): void {
  if (column.kind === 'category') {
    for (const code of column.codes) tally.counts[code] = (tally.counts[code] ?? 0) + 1
    return
  }
  for (const value of column.values) {
    tally.min = Math.min(tally.min, value)
    tally.max = Math.max(tally.max, value)
    const next = tally.sum + value
    tally.lost += Math.abs(tally.sum) >= Math.abs(value) ? tally.sum - next + value : value - next + tally.sum
    tally.sum = next
  }
}

function summaryOfColumn(
  column: Column,
  { min, max, sum, lost, counts }: Tally,
  rows: number,
): NumberSummary | CategorySummary {
  const { name } = column
  if (column.kind === 'number') return { kind: 'number', name, min, mean: (sum + lost) / rows, max }
  const all = column.categories.map((text, code): [string, number] => [text, counts[code] ?? 0])
  return { kind: 'category', name, counts: all.sort((a, b) => b[1] - a[1]) }
}

export function tableLines(table: TableSummary, digits: number | undefined, io: Io): string[] {
  const text = words[io.language]
  const number = (value: number): string => formatNumber(value, { digits: digits ?? 5, locale: io.locale })
  const right = (head: string): TextColumn => ({ head, align: 'right' })
  const left = (head: string): TextColumn => ({ head, align: 'left' })
  const rows = table.columns.map((column) => {
    if (column.kind === 'category') return [column.name, text.category]
    const { min, mean, max } = column
    return [column.name, text.number, number(min), number(mean), number(max)]
  })
  const texts = table.columns.flatMap((column) => {
    if (column.kind === 'number') return []
    const { counts } = column
    const shown = counts.slice(0, MOST_TEXTS).map(([name, count]) => `${name} (${count})`)
    if (counts.length > MOST_TEXTS) shown.push(`${counts.length - MOST_TEXTS} ${text.more}`)
    return wrap(`${column.name}: ${shown.join(', ')}`, WIDEST)
  })
  const columns = [left(text.column), left(text.kind), right(text.min), right(text.mean), right(text.max)]
  return [
    `${table.source}: ${counted(table.rows, text.rows)}, ${counted(table.columns.length, text.columns)}.`,
    '',
    ...textTable(columns, rows),
    ...(texts.length > 0 ? ['', ...texts] : []),
  ]
}

export function tableJson(table: TableSummary): Writable {
  return {
    kind: 'table',
    source: table.source,
    rows: table.rows,
    columns: table.columns.map((column) =>
      column.kind === 'number'
        ? { name: column.name, kind: column.kind, min: column.min, mean: column.mean, max: column.max }
        : { name: column.name, kind: column.kind, counts: Object.fromEntries(column.counts) },
    ),
  }
}
