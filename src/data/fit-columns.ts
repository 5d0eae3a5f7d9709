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

/** @param task found for that column alone */
export function fitTarget(column: Column, task: Task, train: Uint32Array, scaled: boolean): TargetEncoding {
  const { name } = column
  if (task.kind === 'binary' || task.kind === 'multiclass')
    return { kind: 'classes', name, classes: task.classes }
  // findTask gives a regression for columns of numbers alone.
  return { kind: 'number', name, ...scalingIn(column as NumberColumn, train, scaled) }
}

export function scalingIn({ values }: NumberColumn, train: Uint32Array, scaled: boolean): Scaling {
  return scaled ? fitScaling(Float64Array.from(train, (row) => values[row]!)).scaling : noScaling
}

function categoriesIn(column: CategoryColumn, rows: Uint32Array): string[] {
  const codes = new Set(Array.from(rows, (row) => column.codes[row]!))
  return sortedTexts(Array.from(codes, (code) => column.categories[code]!))
}
