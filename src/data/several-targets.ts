// Several targets: what a table asks for in them, numbers or labels of two classes each, and what a network answers.
import { scalingIn } from './fit-columns.ts'
import { refusals } from './refusals.ts'
import { unstandardize } from './scaling.ts'
import { type Column, type NumberColumn, placeOf, type Table } from './table.ts'
import type { LabelsEncoding, NumbersEncoding, Prediction, TargetEncoding } from './targets.ts'
import { classesOf, refuseConstant, regression, type Task, type TaskName } from './task.ts'

/** As `findTask` says. */
export function severalTask(table: Table, columns: readonly Column[], name: TaskName | undefined): Task {
  for (const column of columns) refuseConstant(table, column)
  const texts = columns.filter(({ kind }) => kind === 'category')
  const numbers = columns.filter((column) =>
    name === 'regression' ? column.kind === 'number' : (name ?? taskAmongSeveral(column)) === 'regression',
  )
  if (numbers.length > 0 && numbers.length < columns.length) {
    const others = columns.filter((column) => !numbers.includes(column))
    throw refusals.mixedTargets(table.source, namesOf(numbers), namesOf(others), texts.length > 0)
  }
  if (numbers.length > 0 || name === 'regression') return regression(table, columns)
  const classes = columns.map((column) => {
    const own = classesOf(column)
    if (own.length !== 2)
      throw refusals.notTwoClasses(placeOf(table, column), own.length, column.kind === 'number')
    return own as [string, string]
  })
  return { kind: 'multilabel', classes }
}

const namesOf = (columns: readonly Column[]): string[] => columns.map(({ name }) => name)

function taskAmongSeveral(column: Column): TaskName {
  if (column.kind === 'category') return 'classification'
  const distinct = new Set<number>()
  for (const value of column.values) {
    if (!Number.isInteger(value) || distinct.add(value).size > 2) return 'regression'
  }
  return 'classification'
}

/** @param columns as many as `task` was found for, in their order */
export function fitTargets(
  columns: readonly Column[],
  task: Task,
  train: Uint32Array,
  scaled: boolean,
): TargetEncoding {
  if (task.kind === 'multilabel') {
    return {
      kind: 'labels',
      columns: columns.map((column, k) => ({ name: column.name, classes: task.classes[k]! })),
    }
  }
  // findTask gives a regression for columns of numbers alone.
  const fitted = (columns as readonly NumberColumn[]).map((column) => ({
    name: column.name,
    ...scalingIn(column, train, scaled),
  }))
  return { kind: 'numbers', columns: fitted }
}

/** As `decodePrediction` says. */
export function decodeSeveral(
  target: NumbersEncoding | LabelsEncoding,
  outputs: ArrayLike<number>,
): Prediction {
  if (target.kind === 'numbers') {
    const values = target.columns.map((column, k) => [column.name, unstandardize(outputs[k]!, column)])
    return { kind: 'numbers', values: Object.fromEntries(values) }
  }
  const labels = target.columns.map(({ name, classes }, k) => [name, classes[outputs[k]! > 0.5 ? 1 : 0]])
  const probabilities = target.columns.map(({ name }, k) => [name, outputs[k]!])
  return {
    kind: 'labels',
    labels: Object.fromEntries(labels),
    probabilities: Object.fromEntries(probabilities),
  }
}
