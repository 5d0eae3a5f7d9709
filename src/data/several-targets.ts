// What a table asks for in several target columns: numbers, or labels of two classes each.
import { refusals } from './refusals.ts'
import { type Column, placeOf, type Table } from './table.ts'
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
