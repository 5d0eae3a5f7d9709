// Rows in one array, one after the other: 8 bytes a number and nothing besides.
import { type Scaling, standardize } from './scaling.ts'

export interface Flat {
  /** [rows · width] */
  readonly values: Float64Array
  readonly width: number
}

/** One column of all rows, standardized. */
export function writeNumbers({ values, width }: Flat, at: number, scaling: Scaling, own: Float64Array): void {
  for (let row = 0, i = at; row < own.length; row++, i += width) values[i] = standardize(own[row]!, scaling)
}

/** One row as a list. */
export const rowIn = (values: Float64Array, width: number, row: number): number[] =>
  Array.from(values.subarray(row * width, (row + 1) * width))

/** [rows][width] */
export function nested(values: Float64Array, rows: number): number[][] {
  const width = values.length / rows
  return Array.from({ length: rows }, (_, row) => rowIn(values, width, row))
}
