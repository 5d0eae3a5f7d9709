// Strata: the groups of rows that each part of a split gets its share of: the classes, or the combinations of labels.
import { laterParts } from './later-parts.ts'
import type { Column } from './table.ts'
import { classCodes, type Task } from './task.ts'

/**
 * Each row's group, from 0; undefined for a regression, where all rows are alike. A row that alone has its class of some
 * target is a group of its own, so that it is used for training.
 * @param columns the targets
 */
export function strataOf(columns: readonly Column[], task: Task): Uint32Array | undefined {
  if (task.kind === 'regression') return undefined
  if (task.kind !== 'multilabel') return codesOf(columns[0]!, task.classes)
  return laterParts.needed('targets').labelStrata(columns, task.classes)
}

/** Every class is one of the column's, so every row has one. */
export function codesOf(column: Column, classes: readonly string[]): Uint32Array {
  return Uint32Array.from(classCodes(column, classes), (code) => code!)
}
