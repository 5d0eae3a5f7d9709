// Filling in: what stands for the missing cells of a column, as the training rows say, and the column without gaps.
import type { Filling } from './filled.ts'
import { refusals } from './refusals.ts'
import { type Column, cellText, codeFor, NO_CODE, placeOf, type Table } from './table.ts'
import { compareCodePoints } from './task.ts'

/**
 * What stands for a column's missing cells: the median of its numbers, the mean of the middle two where they are even in
 * number; the most frequent of its texts, the first in the order of code points where several are.
 * @param train the training rows: the others say nothing
 * @throws PasoError nothing-to-impute when all their cells are missing
 */
export function fillingOf(table: Table, column: Column, train: Uint32Array): Filling {
  const filling =
    column.kind === 'number'
      ? median(Float64Array.from(train, (row) => column.values[row]!).filter((value) => !Number.isNaN(value)))
      : mostFrequent(column.categories, column.codes, train)
  if (filling === undefined) throw refusals.nothingToImpute(placeOf(table, column), train.length)
  return filling
}

function median(numbers: Float64Array): number | undefined {
  const sorted = numbers.sort()
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  if (low === undefined || high === undefined) return undefined
  const mean = (low + high) / 2
  return Number.isFinite(mean) ? mean : low / 2 + high / 2
}

function mostFrequent(
  categories: readonly string[],
  codes: Uint32Array,
  train: Uint32Array,
): string | undefined {
  const counts = new Uint32Array(categories.length)
  for (const row of train) if (codes[row] !== NO_CODE) counts[codes[row]!]!++
  const most = Math.max(0, ...counts)
  if (most === 0) return undefined
  return categories.filter((_, code) => counts[code] === most).sort(compareCodePoints)[0]
}

/** @param kind what the model takes the column as; a column without any value may be read as the other */
export function withoutGaps(column: Column, rows: Uint32Array, kind: Column['kind'], value: Filling): Column {
  const { name, position } = column
  const isEmpty = rows.length === (column.kind === 'number' ? column.values : column.codes).length
  if (typeof value === 'number' && (column.kind === 'number' || isEmpty)) {
    const values = column.kind === 'number' ? column.values.slice() : new Float64Array(rows.length)
    for (const row of rows) values[row] = value
    return { kind: 'number', name, position, values }
  }
  if (kind === 'number') return { ...column }
  const codeOf = new Map<string, number>()
  const gaps = new Set(rows)
  const count = column.kind === 'number' ? column.values.length : column.codes.length
  const codes = Uint32Array.from({ length: count }, (_, row) =>
    codeFor(codeOf, gaps.has(row) ? String(value) : cellText(column, row)),
  )
  return { kind: 'category', name, position, codes, categories: [...codeOf.keys()] }
}
