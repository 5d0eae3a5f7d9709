// A table in words: each column with its kind, its range or its classes.
import type { Column, CsvTable } from '../data/index.ts'
import type { Language } from '../errors.ts'
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

interface Summary {
  readonly min: number
  readonly mean: number
  readonly max: number
}

function summaryOf(values: Float64Array): Summary {
  let [min, max, mean] = [Infinity, -Infinity, 0]
  for (const value of values) {
    min = Math.min(min, value)
    max = Math.max(max, value)
    mean += value / values.length
  }
  return { min, mean, max }
}

/** How many rows hold each text, the most frequent first. */
function countsOf({ codes, categories }: Extract<Column, { kind: 'category' }>): [string, number][] {
  const counts = new Array<number>(categories.length).fill(0)
  for (const code of codes) counts[code]!++
  return categories.map((text, code): [string, number] => [text, counts[code]!]).sort((a, b) => b[1] - a[1])
}

export function tableLines(table: CsvTable, digits: number | undefined, io: Io): string[] {
  const text = words[io.language]
  const number = (value: number): string => formatNumber(value, { digits: digits ?? 5, locale: io.locale })
  const right = (head: string): TextColumn => ({ head, align: 'right' })
  const left = (head: string): TextColumn => ({ head, align: 'left' })
  const rows = table.columns.map((column) => {
    if (column.kind === 'category') return [column.name, text.category]
    const { min, mean, max } = summaryOf(column.values)
    return [column.name, text.number, number(min), number(mean), number(max)]
  })
  const texts = table.columns.flatMap((column) => {
    if (column.kind === 'number') return []
    const counts = countsOf(column)
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

export function tableJson(table: CsvTable): Writable {
  return {
    kind: 'table',
    source: table.source,
    rows: table.rows,
    columns: table.columns.map((column) =>
      column.kind === 'number'
        ? { name: column.name, kind: column.kind, ...summaryOf(column.values) }
        : { name: column.name, kind: column.kind, counts: Object.fromEntries(countsOf(column)) },
    ),
  }
}
