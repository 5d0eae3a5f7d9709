// What a table asks for: two classes, several classes or a number, as its target column tells.

import { refusals } from './refusals.ts'
import { type Column, cellText, columnNamed, placeOf, type Table } from './table.ts'

export type Task =
  | { readonly kind: 'regression' }
  /** Numbers in their order, texts in the order of their code points. Two classes are `binary`. */
  | { readonly kind: 'binary' | 'multiclass'; readonly classes: readonly string[] }

export type TaskName = 'classification' | 'regression'

const mostNumericClasses = 20
const rowsForEachClass = 10
/** Up to so many classes, a table may be so small that each has a row or two. */
const alwaysClasses = 10

/**
 * The task of a target column. Texts are classes. Numbers are classes when all are whole, and they are two, or at most
 * 20 with at least ten rows for each of them on average; any others are a regression. `name` decides otherwise.
 * @throws PasoError unknown-column; single-class; constant-target; not-a-number for a regression on texts; too-many-classes when more than
 *   ten classes have less than two rows on average
 */
export function findTask(table: Table, target: string, name?: TaskName): Task {
  const column = columnNamed(table, target, '--target')
  if ((name ?? usualTask(column)) === 'regression') {
    if (column.kind === 'number') {
      const [first] = column.values
      if (column.values.every((value) => value === first)) {
        throw refusals.constantTarget(placeOf(table, column), String(first), table.rows)
      }
      return { kind: 'regression' }
    }
    throw refusals.regressionNeedsNumbers(placeOf(table, column, 0), cellText(column, 0))
  }
  const classes = classesOf(column)
  const place = placeOf(table, column)
  if (classes.length === 1) throw refusals.singleClass(place, classes[0]!, table.rows)
  if (classes.length > alwaysClasses && classes.length * 2 > table.rows) {
    throw refusals.tooManyClasses(place, classes.length, table.rows, column.kind === 'number')
  }
  return { kind: classes.length === 2 ? 'binary' : 'multiclass', classes }
}

function usualTask(column: Column): TaskName {
  if (column.kind === 'category') return 'classification'
  const { values } = column
  const distinct = new Set<number>()
  for (const value of values) {
    if (!Number.isInteger(value)) return 'regression'
    distinct.add(value)
    if (distinct.size > mostNumericClasses) return 'regression'
  }
  const enough = values.length >= distinct.size * rowsForEachClass
  return distinct.size <= 2 || enough ? 'classification' : 'regression'
}

function classesOf(column: Column): string[] {
  if (column.kind === 'category') return sortedTexts(column.categories)
  return [...new Set(column.values)].sort((a, b) => a - b).map(String)
}

/** In the order of their code points, which no locale changes. */
export function sortedTexts(texts: Iterable<string>): string[] {
  return [...texts].sort(compareCodePoints)
}

function compareCodePoints(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  const at = left.findIndex((letter, index) => letter !== right[index])
  if (at < 0) return left.length - right.length
  return left[at]!.codePointAt(0)! - (right[at]?.codePointAt(0) ?? -1)
}

/** Each row's class, as its place in `classes`; undefined where the row's class is not one of them. */
export function classCodes(column: Column, classes: readonly string[]): (number | undefined)[] {
  const codeOf = new Map(classes.map((name, code) => [name, code]))
  if (column.kind === 'number') return Array.from(column.values, (value) => codeOf.get(String(value)))
  const codes = column.categories.map((text) => codeOf.get(text))
  return Array.from(column.codes, (code) => codes[code])
}
