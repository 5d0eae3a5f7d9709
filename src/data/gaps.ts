// Gaps: the missing cells of data that comes from a program.
import { isMissingText } from './missing-marks.ts'
import type { ColumnPlace } from './phrases.ts'
import { refusals } from './refusals.ts'
import { type Cell, type Column, columnFrom, NO_CODE } from './table.ts'

/** Whether a program's cell has no value, or a text that stands for one. */
export const isMissingCell = (cell: unknown): boolean =>
  cell === null ||
  cell === undefined ||
  Number.isNaN(cell) ||
  (typeof cell === 'string' && isMissingText(cell.trim()))

/**
 * A column from a program's cells, of which some are missing.
 * @throws PasoError not-finite when a number is endless
 */
export function columnWithGaps(values: ArrayLike<Cell>, place: ColumnPlace): Column {
  const cells = Array.from(values)
  const missing = rowsWhere(cells.length, (row) => isMissingCell(cells[row]))
  const endless = cells.findIndex((cell) => cell === Infinity || cell === -Infinity)
  if (endless >= 0) throw refusals.notFinite(cells[endless] as number, { ...place, row: endless + 1 })
  const present = columnFrom(
    cells.filter((cell) => !isMissingCell(cell)),
    place,
  )
  if (missing.length === 0) return present
  const spread = <A extends Float64Array | Uint32Array>(own: A, all: A): A => {
    for (let row = 0, from = 0, gap = 0; row < cells.length; row++) {
      if (missing[gap] === row) gap++
      else all[row] = own[from++]!
    }
    return all
  }
  return present.kind === 'number'
    ? { ...present, values: spread(present.values, new Float64Array(cells.length).fill(Number.NaN)), missing }
    : { ...present, codes: spread(present.codes, new Uint32Array(cells.length).fill(NO_CODE)), missing }
}

/** The rows, ascending, of which it holds. */
function rowsWhere(rows: number, holds: (row: number) => boolean): Uint32Array {
  const found: number[] = []
  for (let row = 0; row < rows; row++) if (holds(row)) found.push(row)
  return Uint32Array.from(found)
}
