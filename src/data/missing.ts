// Missing cells: which columns have any, and the table without them.
import type { FilledCell, FilledColumn, Filling } from './filled.ts'
import { laterParts } from './later-parts.ts'
import { type Column, columnNamed, refuseMissing, type Table } from './table.ts'

/** The cells of some rows, from 1, that were filled in. */
export const filledCells = (
  filled: readonly FilledColumn[] | undefined,
  rows: readonly number[],
): FilledCell[] =>
  rows.flatMap((row) =>
    (filled ?? []).flatMap(({ column, value, rows: own }) =>
      own.includes(row - 1) ? [{ row, column, value }] : [],
    ),
  )

/** A column as a model or a training takes it; `missing` is what a missing cell counts as. */
interface Filled {
  readonly name: string
  readonly kind: Column['kind']
  readonly missing?: Filling
}

/**
 * The table with the missing cells of these columns filled in, and where they were.
 * @throws PasoError empty-cell where a cell is missing and nothing stands for it
 */
export function filledIn(
  table: Table,
  fillings: readonly Filled[],
): { readonly table: Table; readonly filled: readonly FilledColumn[] } {
  const filled: FilledColumn[] = []
  const whole = new Map<Column, Column>()
  for (const { name, kind, missing: value } of fillings) {
    const column = columnNamed(table, name)
    const { missing: rows } = column
    if (!rows) continue
    if (value === undefined) refuseMissing(table, column)
    filled.push({ column: name, value: value!, rows })
    whole.set(column, laterParts.needed('missing').withoutGaps(column, rows, kind, value!))
  }
  if (filled.length === 0) return { table, filled }
  return { table: { ...table, columns: table.columns.map((column) => whole.get(column) ?? column) }, filled }
}
