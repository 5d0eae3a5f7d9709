// Grid keys: where the arrows lead from a cell of a grid.

export interface Cell {
  readonly row: number
  readonly column: number
}

/** Undefined where the key moves nothing. Control with Home or End goes to the first or the last cell of all. */
export function cellAfter(
  event: KeyboardEvent,
  { row, column }: Cell,
  rows: number,
  columns: number,
): Cell | undefined {
  const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at))
  const whole = event.ctrlKey || event.metaKey
  switch (event.key) {
    case 'ArrowLeft':
      return { row, column: within(column - 1, columns) }
    case 'ArrowRight':
      return { row, column: within(column + 1, columns) }
    case 'ArrowUp':
      return { row: within(row - 1, rows), column }
    case 'ArrowDown':
      return { row: within(row + 1, rows), column }
    case 'Home':
      return { row: whole ? 0 : row, column: 0 }
    case 'End':
      return { row: whole ? rows - 1 : row, column: columns - 1 }
    case 'PageUp':
      return { row: within(row - 10, rows), column }
    case 'PageDown':
      return { row: within(row + 10, rows), column }
    default:
      return undefined
  }
}
