// The head and the rows of a table of numbers.
import { GridCell } from './grid-cell.tsx'
import { type GridSpec, hasRoomForNames, type Place } from './grid-spec.ts'
import { shortText } from './short-text.ts'
import type { GridState } from './use-grid.ts'

export function GridHead({
  spec,
  columns,
}: {
  readonly spec: GridSpec
  readonly columns: readonly number[]
}) {
  return (
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
  )
}

interface GridRowProps {
  readonly spec: GridSpec
  readonly grid: GridState
  readonly row: number
  /** Those that are shown. */
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly stop: Place
  readonly width: number
}

export function GridRow({ spec, grid, row, rows, columns, stop, width }: GridRowProps) {
  const isRoomy = hasRoomForNames(columns.length, width)
  return (
    <tr aria-rowindex={row + 2}>
      <th scope="row">{spec.rowHead(row)}</th>
      {columns.map((column) => {
        const isCommon = column === spec.common
        if (isCommon && row !== rows[0]) return null
        return (
          <GridCell
            key={column}
            spec={spec}
            grid={grid}
            place={{ row, column }}
            isStop={column === stop.column && (row === stop.row || isCommon)}
            isRoomy={isRoomy}
            span={isCommon ? rows.length : 1}
          />
        )
      })}
      {spec.beside && <td class="value net-beside">{besideText(spec.beside.value(row))}</td>}
    </tr>
  )
}

const besideText = (value: number | undefined): string => (value === undefined ? '' : shortText(value))
