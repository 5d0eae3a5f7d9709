// Fits the encoding to the training rows: means, standard deviations and categories come from these alone.
import type { ColumnEncoding } from './encoding.ts'
import type { Filling } from './filled.ts'
import { fitScaling, noScaling, type Scaling } from './scaling.ts'
import type { CategoryColumn, Column, NumberColumn } from './table.ts'
import type { TargetEncoding } from './targets.ts'
import { sortedTexts, type Task } from './task.ts'

/** @param missing what stood for the column's missing cells, which are filled in */
export function fitColumn(
  column: Column,
  train: Uint32Array,
  scaled: boolean,
  missing?: Filling,
): ColumnEncoding {
  const { kind, name } = column
  if (kind === 'category') {
    const encoding = { kind, name, categories: categoriesIn(column, train) }
    return missing === undefined ? encoding : { ...encoding, missing: String(missing) }
  }
  const encoding = { kind, name, ...scalingIn(column, train, scaled) }
  return missing === undefined ? encoding : { ...encoding, missing: Number(missing) }
}

/**
 * @param columns as many as `task` was found for, in their order
 * @param several whether they were named in a list
 */
export function fitTarget(
  columns: readonly Column[],
  several: boolean,
  task: Task,
  train: Uint32Array,
  scaled: boolean,
): TargetEncoding {
  const [{ name }] = columns as [Column]
  if (task.kind === 'binary' || task.kind === 'multiclass') {
    return { kind: 'classes', name, classes: task.classes }
  }
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
  return several ? { kind: 'numbers', columns: fitted } : { kind: 'number', ...fitted[0]! }
}

function scalingIn({ values }: NumberColumn, train: Uint32Array, scaled: boolean): Scaling {
  return scaled ? fitScaling(Float64Array.from(train, (row) => values[row]!)).scaling : noScaling
}

function categoriesIn(column: CategoryColumn, rows: Uint32Array): string[] {
  const codes = new Set(Array.from(rows, (row) => column.codes[row]!))
  return sortedTexts(Array.from(codes, (code) => column.categories[code]!))
}
