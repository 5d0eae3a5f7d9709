// A table of numbers to edit: arrows lead from cell to cell, Enter edits, a paste shows first what it would change.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useRoom } from '../page/room.ts'
import { cellAfter } from '../views/grid-keys.ts'
import { GridMessages } from './grid-messages.tsx'
import { GridPart } from './grid-part.tsx'
import { GridHead, GridRow } from './grid-rows.tsx'
import { firstFor, type GridSpec, keyOfPlace, type Part, type Place, partFor } from './grid-spec.ts'
import { type GridState, useGrid } from './use-grid.ts'

interface NumberGridProps {
  readonly spec: GridSpec
  /** Above the table, such as its title. */
  readonly head: (grid: GridState) => preact.ComponentChildren
}

export function NumberGrid({ spec, head }: NumberGridProps) {
  const grid = useGrid(spec)
  const [box, room] = useRoom<HTMLDivElement>()
  const [asked, setAsked] = useState<Place>({ row: 0, column: 0 })
  const width = room?.width ?? 0
  const part = partFor(spec, width)
  const first = firstOf(spec, part, asked)
  useFocus(box, grid)
  return (
    <div class="net-grid-box" ref={box}>
      {head(grid)}
      {room && <Table spec={spec} grid={grid} part={part} first={first} width={width} onShow={setAsked} />}
      <GridPart spec={spec} part={part} first={first} onShow={setAsked} />
      <GridMessages spec={spec} grid={grid} />
    </div>
  )
}

/** The first row and column that are shown, where some were asked for: the last part is a whole one. */
const firstOf = (spec: GridSpec, part: Part, { row, column }: Place): Place => ({
  row: firstFor(row, part.rows, spec.rows, row),
  column: firstFor(column, part.columns, spec.columns - spec.pinned, column),
})

/** After a move by key the focus stands where the move led. */
function useFocus(box: { readonly current: HTMLElement | null }, { moves }: GridState): void {
  const seen = useRef(0)
  // Before the next key, which would be lost otherwise.
  useLayoutEffect(() => {
    if (seen.current === moves) return
    seen.current = moves
    box.current?.querySelector<HTMLElement>('table [tabindex="0"]')?.focus()
  }, [moves])
}

interface TableProps {
  readonly spec: GridSpec
  readonly grid: GridState
  readonly part: Part
  readonly first: Place
  readonly width: number
  readonly onShow: (first: Place) => void
}

function Table({ spec, grid, part, first, width, onShow }: TableProps) {
  const free = spec.columns - spec.pinned
  const rows = Array.from({ length: part.rows }, (_, i) => first.row + i)
  const columns = [
    ...Array.from({ length: part.columns }, (_, i) => first.column + i),
    ...Array.from({ length: spec.pinned }, (_, i) => free + i),
  ]
  const stop = stopAmong(rows, columns, grid.active)
  const goTo = (place: Place): void => {
    const column =
      place.column < free ? firstFor(first.column, part.columns, free, place.column) : first.column
    onShow({ row: firstFor(first.row, part.rows, spec.rows, place.row), column })
    grid.goTo(place)
  }
  return (
    <table
      class="net-grid"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are edited is a grid
      role="grid"
      aria-label={spec.label}
      aria-rowcount={spec.rows + 1}
      aria-colcount={spec.columns + 1}
      style={{ maxWidth: `${110 + 150 * columns.length + (spec.beside ? 110 : 0)}px` }}
      onKeyDown={(event) => onKey(event, spec, grid, stop, goTo)}
      onFocusIn={({ target }) => {
        const place = placeOf(target)
        if (place && keyOfPlace(place, spec) !== keyOfPlace(grid.active, spec)) grid.focused(place)
      }}
      onClick={({ target }) => {
        const place = placeOf(target)
        if (place && (target as Element).tagName !== 'INPUT') grid.edit(place)
      }}
      onPaste={(event) => {
        event.preventDefault()
        event.stopPropagation()
        grid.pasteText(event.clipboardData?.getData('text/plain') ?? '', stop)
      }}
    >
      <GridHead spec={spec} columns={columns} />
      <tbody>
        {rows.map((row) => (
          <GridRow
            key={row}
            spec={spec}
            grid={grid}
            row={row}
            rows={rows}
            columns={columns}
            stop={stop}
            width={width}
          />
        ))}
      </tbody>
    </table>
  )
}

/** The one tab stop is among the cells that are shown. */
const stopAmong = (rows: readonly number[], columns: readonly number[], active: Place): Place => ({
  row: Math.min(Math.max(active.row, rows[0]!), rows.at(-1)!),
  column: columns.includes(active.column) ? active.column : columns[0]!,
})

/** The cell in which an event came about. */
function placeOf(target: EventTarget | null): Place | undefined {
  const at = (target as Element).closest<HTMLElement>('[data-cell]')?.dataset.cell
  if (at === undefined) return undefined
  const [row, column] = at.split(' ').map(Number)
  return { row: row!, column: column! }
}

const TYPED = /^[-−\d.,]$/

function onKey(
  event: KeyboardEvent,
  spec: GridSpec,
  grid: GridState,
  stop: Place,
  goTo: (place: Place) => void,
): void {
  const { edits, pasting } = grid
  if (edits.editing) return
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  const next = cellAfter(event, stop, spec.rows, spec.columns)
  if (next) goTo(next)
  else if (event.key === 'Enter' && pasting.paste?.cells) grid.apply()
  else if (event.key === 'Escape' && (pasting.paste || edits.faults.size > 0)) grid.cancel(stop)
  else if (event.key === 'Enter' || event.key === 'F2') grid.edit(stop)
  else if (isPlain && TYPED.test(event.key)) grid.edit(stop, event.key)
  else return
  event.preventDefault()
  event.stopPropagation()
}
