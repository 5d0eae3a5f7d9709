// Strata: the groups of rows that each part of a split gets its share of: the classes, or the combinations of labels.
import type { Column } from './table.ts'
import { classCodes, type Task } from './task.ts'

/** A combination of labels with fewer rows than this has no share of its own: such combinations are one group. */
const leastRows = 5

/**
 * Each row's group, from 0; undefined for a regression, where all rows are alike. A row that alone has its class of some
 * target is a group of its own, so that it is used for training.
 * @param columns the targets
 */
export function strataOf(columns: readonly Column[], task: Task): Uint32Array | undefined {
  if (task.kind === 'regression') return undefined
  if (task.kind !== 'multilabel') return codesOf(columns[0]!, task.classes)
  const codes = columns.map((column, k) => codesOf(column, task.classes[k]!))
  const singles = codes.map((own) => [0, 1].filter((code) => countIn(own, code) === 1))
  const names = Array.from(codes[0]!, (_, row) =>
    codes.some((own, k) => singles[k]!.includes(own[row]!))
      ? `row ${row}`
      : codes.map((own) => own[row]).join(''),
  )
  const sizes = new Map<string, number>()
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1)
  const groups = new Map<string, number>()
  return Uint32Array.from(names, (name) => {
    const group = sizes.get(name)! < leastRows && !name.startsWith('row') ? 'few' : name
    if (!groups.has(group)) groups.set(group, groups.size)
    return groups.get(group)!
  })
}

/** Every class is one of the column's, so every row has one. */
function codesOf(column: Column, classes: readonly string[]): Uint32Array {
  return Uint32Array.from(classCodes(column, classes), (code) => code!)
}

const countIn = (codes: Uint32Array, code: number): number =>
  codes.reduce((count, one) => (one === code ? count + 1 : count), 0)
