// What a table asks for: two classes, several classes, a number, or several of these, as its target columns tell.
import { laterParts } from './later-parts.ts'
import { refusals } from './refusals.ts'
import { type Column, cellText, columnNamed, placeOf, refuseMissing, type Table } from './table.ts'

export type Task =
  /** Of one number or of several. */
  | { readonly kind: 'regression' }
  /** Numbers in their order, texts in the order of their code points. Two classes are `binary`. */
  | { readonly kind: 'binary' | 'multiclass'; readonly classes: readonly string[] }
  /** Several targets of two classes each, in the same order. */
  | { readonly kind: 'multilabel'; readonly classes: readonly (readonly [string, string])[] }

export type TaskName = 'classification' | 'regression'

const mostNumericClasses = 20
const rowsForEachClass = 10
/** Up to so many classes, a table may be so small that each has a row or two. */
const alwaysClasses = 10

/**
 * The task of the target columns. Texts are classes. Numbers are classes when all are whole, and they are two, or at most
 * 20 with at least ten rows for each of them on average; any others are a regression. Several targets are a regression
 * when all are numbers, and labels when each has two classes; whole numbers are classes there only when they are two.
 * `name` decides otherwise. A list is several targets, even with one name in it.
 * @throws PasoError unknown-column; single-class; constant-target; not-a-number for a regression on texts;
 *   too-many-classes when more than ten classes have less than two rows on average; no-target; repeated-target;
 *   mixed-targets and not-two-classes for several targets
 */
export function findTask(table: Table, target: string | readonly string[], name?: TaskName): Task {
  const columns = targetColumns(table, target)
  if (typeof target !== 'string') return laterParts.needed('targets').severalTask(table, columns, name)
  const [column] = columns as [Column]
  if ((name ?? usualTask(column)) === 'regression') return regression(table, columns)
  const classes = classesOf(column)
  const place = placeOf(table, column)
  if (classes.length === 1) throw refusals.singleClass(place, classes[0]!, table.rows)
  if (classes.length > alwaysClasses && classes.length * 2 > table.rows) {
    throw refusals.tooManyClasses(place, classes.length, table.rows, column.kind === 'number')
  }
  return { kind: classes.length === 2 ? 'binary' : 'multiclass', classes }
}

/**
 * The columns to predict, in the order in which they are named.
 * @throws PasoError unknown-column, no-target, repeated-target; empty-cell where one is missing
 */
export function targetColumns(table: Table, target: string | readonly string[]): readonly Column[] {
  const names = typeof target === 'string' ? [target] : target
  if (names.length === 0) throw refusals.noTarget(table.names)
  const repeated = names.find((name, i) => names.indexOf(name) < i)
  if (repeated !== undefined) throw refusals.repeatedTarget(repeated)
  const columns = names.map((name) => columnNamed(table, name, '--target'))
  for (const column of columns) refuseMissing(table, column)
  return columns
}

export function regression(table: Table, columns: readonly Column[]): Task {
  for (const column of columns) {
    if (column.kind === 'category')
      throw refusals.regressionNeedsNumbers(placeOf(table, column, 0), cellText(column, 0))
    refuseConstant(table, column)
  }
  return { kind: 'regression' }
}

export function refuseConstant(table: Table, column: Column): void {
  if (column.kind === 'category') {
    if (column.categories.length === 1)
      throw refusals.singleClass(placeOf(table, column), column.categories[0]!, table.rows)
    return
  }
  const [first] = column.values
  if (column.values.every((value) => value === first)) {
    throw refusals.constantTarget(placeOf(table, column), String(first), table.rows)
  }
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

export function classesOf(column: Column): string[] {
  if (column.kind === 'category') return sortedTexts(column.categories)
  return [...new Set(column.values)].sort((a, b) => a - b).map(String)
}

/** In the order of their code points, which no locale changes. */
export function sortedTexts(texts: Iterable<string>): string[] {
  return [...texts].sort(compareCodePoints)
}

export function compareCodePoints(a: string, b: string): number {
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
