// A table of numbers to edit: arrows lead from cell to cell, Enter edits, a paste shows first what it would change.
import { useEffect, useRef, useState } from 'preact/hooks'
import { useRoom } from '../page/room.ts'
import { cellAfter } from '../views/grid-keys.ts'
import { GridCell } from './grid-cell.tsx'
import { GridMessages } from './grid-messages.tsx'
import { GridPart } from './grid-part.tsx'
import { firstFor, type GridSpec, hasRoomForNames, type Place, partFor } from './grid-spec.ts'
import { shortText } from './short-text.ts'
import { type GridState, useGrid } from './use-grid.ts'

interface NumberGridProps {
  readonly spec: GridSpec
  /** Above the table, such as its title. */
  readonly head: (grid: GridState) => preact.ComponentChildren
}

const TYPED = /^[-−\d.,]$/

export function NumberGrid({ spec, head }: NumberGridProps) {
  const grid = useGrid(spec)
  const [box, room] = useRoom<HTMLDivElement>()
  const [first, setFirst] = useState<Place>({ row: 0, column: 0 })
  const part = partFor(spec, room?.width ?? 0)
  const isRoomy = hasRoomForNames(spec, part, room?.width ?? 0)
  const active = within(grid.active, spec)
  const free = spec.columns - spec.pinned
  const top = firstFor(first.row, part.rows, spec.rows, first.row)
  const left = firstFor(first.column, part.columns, free, first.column)
  const rows = Array.from({ length: part.rows }, (_, i) => top + i)
  const columns = [
    ...Array.from({ length: part.columns }, (_, i) => left + i),
    ...Array.from({ length: spec.pinned }, (_, i) => free + i),
  ]
  // The one tab stop is among the cells that are shown.
  const stop = {
    row: Math.min(Math.max(active.row, top), top + part.rows - 1),
    column: columns.includes(active.column) ? active.column : columns[0]!,
  }
  useFocus(box, grid, spec)
  const show = (place: Place): void => {
    const column = place.column < free ? firstFor(left, part.columns, free, place.column) : left
    setFirst({ row: firstFor(top, part.rows, spec.rows, place.row), column })
    grid.goTo(place)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (grid.editing) return
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    const next = cellAfter(event, stop, spec.rows, spec.columns)
    if (next) show(next)
    else if (event.key === 'Enter' && grid.paste?.cells) grid.apply()
    else if (event.key === 'Escape' && (grid.paste || grid.faults.size > 0)) {
      grid.cancel()
      grid.forget(stop)
    } else if (event.key === 'Enter' || event.key === 'F2') grid.edit(stop)
    else if (isPlain && TYPED.test(event.key)) grid.edit(stop, event.key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="net-grid-box" ref={box}>
      {head(grid)}
      {room && (
        <table
          class="net-grid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are edited is a grid
          role="grid"
          aria-label={spec.label}
          aria-rowcount={spec.rows + 1}
          aria-colcount={spec.columns + 1}
          style={{ maxWidth: `${110 + 150 * columns.length + (spec.beside ? 110 : 0)}px` }}
          onKeyDown={onKey}
          onFocusIn={({ target }) => {
            const place = placeOf(target)
            if (place && (place.row !== active.row || place.column !== active.column)) grid.focused(place)
          }}
          onClick={({ target }) => {
            const place = placeOf(target)
            if (place && (target as Element).tagName !== 'INPUT') grid.edit(place)
          }}
          onPaste={(event) => {
            const text = event.clipboardData?.getData('text/plain') ?? ''
            event.preventDefault()
            event.stopPropagation()
            grid.pasteText(text, stop)
          }}
        >
          <thead class={spec.isHeadless ? 'unseen' : undefined}>
            <tr aria-rowindex={1}>
              <td class="net-corner" />
              {columns.map((column) => (
                <th key={column} scope="col" aria-colindex={column + 2}>
                  {spec.columnHead(column)}
                </th>
              ))}
              {spec.beside && <th scope="col">{spec.beside.head}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row} aria-rowindex={row + 2}>
                <th scope="row">{spec.rowHead(row)}</th>
                {columns.map(
                  (column) =>
                    (column !== spec.common || row === top) && (
                      <GridCell
                        key={column}
                        spec={spec}
                        grid={grid}
                        place={{ row, column }}
                        isStop={column === stop.column && (row === stop.row || column === spec.common)}
                        isRoomy={isRoomy}
                        span={column === spec.common ? rows.length : 1}
                      />
                    ),
                )}
                {spec.beside && <td class="value net-beside">{besideText(spec.beside.value(row))}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <GridPart spec={spec} part={part} first={{ row: top, column: left }} onShow={setFirst} />
      <GridMessages spec={spec} grid={grid} />
    </div>
  )
}

/** The cell in which an event came about. */
function placeOf(target: EventTarget | null): Place | undefined {
  const at = (target as Element).closest<HTMLElement>('[data-cell]')?.dataset.cell
  if (at === undefined) return undefined
  const [row, column] = at.split(' ').map(Number)
  return { row: row!, column: column! }
}

const besideText = (value: number | undefined): string => (value === undefined ? '' : shortText(value))

const within = ({ row, column }: Place, spec: GridSpec): Place => ({
  row: Math.min(row, spec.rows - 1),
  column: Math.min(column, spec.columns - 1),
})

/** After a move by key the focus stands where the move led. */
function useFocus(box: { readonly current: HTMLElement | null }, { moves }: GridState, spec: GridSpec): void {
  const seen = useRef(0)
  useEffect(() => {
    if (seen.current === moves) return
    seen.current = moves
    box.current?.querySelector<HTMLElement>('table [tabindex="0"]')?.focus()
  }, [moves, spec])
}
