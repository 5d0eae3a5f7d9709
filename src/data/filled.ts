// What stood for missing cells, and where: plain data.

/** What a missing cell counts as: a number, or a category. */
export type Filling = number | string

/** A column in which cells were filled in. */
export interface FilledColumn {
  readonly column: string
  readonly value: Filling
  /** From 0, ascending. */
  readonly rows: Uint32Array
}

/** A cell that was filled in; rows from 1. */
export interface FilledCell {
  readonly row: number
  readonly column: string
  readonly value: Filling
}
