// Pasted: the cells of a spreadsheet, as text, and what they would change in a table of numbers from one cell on.
import { typedNumber } from '../formula/typed-number.ts'

/**
 * Rows of cells. Between cells stands a tab; where there is none, a semicolon; else spaces. What is empty at the end of a
 * row, or below the last one, is left out.
 */
export function cellsOf(text: string): string[][] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const between = text.includes('\t') ? '\t' : text.includes(';') ? ';' : /\s+/
  const rows = lines.map((line) =>
    withoutEmptyEnd(
      (typeof between === 'string' ? line : line.trim()).split(between).map((cell) => cell.trim()),
      (cell) => cell === '',
    ),
  )
  return withoutEmptyEnd(rows, (row) => row.length === 0)
}

function withoutEmptyEnd<Item>(items: Item[], isEmpty: (item: Item) => boolean): Item[] {
  const last = items.findLastIndex((item) => !isEmpty(item))
  return items.slice(0, last + 1)
}

/** Whether a text is more than one cell. */
export const isBlock = (text: string): boolean => {
  const cells = cellsOf(text)
  return cells.length > 1 || (cells[0]?.length ?? 0) > 1
}

export interface PastedCell {
  readonly row: number
  readonly column: number
  readonly value: number
}

export type PasteFault =
  | { readonly kind: 'empty' }
  /** Counted in the paste, from 1. */
  | { readonly kind: 'cell'; readonly row: number; readonly column: number; readonly text: string }
  | {
      readonly kind: 'too-large'
      readonly given: { readonly rows: number; readonly columns: number }
      readonly room: { readonly rows: number; readonly columns: number }
    }

/** A row of cells over a column of places is laid along it, and the other way round; an empty cell changes nothing. */
export function pastedInto(
  text: string,
  from: { readonly row: number; readonly column: number },
  size: { readonly rows: number; readonly columns: number },
): readonly PastedCell[] | PasteFault {
  const given = cellsOf(text)
  const cells = isAcross(given, size) ? given[0]!.map((cell) => [cell]) : given
  const columns = Math.max(0, ...cells.map((row) => row.length))
  const room = { rows: size.rows - from.row, columns: size.columns - from.column }
  if (cells.length > room.rows || columns > room.columns)
    return { kind: 'too-large', given: { rows: cells.length, columns }, room }
  const pasted: PastedCell[] = []
  for (const [r, row] of cells.entries())
    for (const [c, cell] of row.entries()) {
      if (cell === '') continue
      const value = typedNumber(cell)
      if (value === undefined) return { kind: 'cell', row: r + 1, column: c + 1, text: cell }
      pasted.push({ row: from.row + r, column: from.column + c, value })
    }
  return pasted.length === 0 ? { kind: 'empty' } : pasted
}

const isAcross = (cells: readonly (readonly string[])[], size: { readonly columns: number }): boolean =>
  size.columns === 1 && cells.length === 1 && cells[0]!.length > 1
