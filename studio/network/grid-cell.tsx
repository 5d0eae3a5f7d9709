// A cell of a table of numbers: at rest, with what a paste would make of it, refused, or as the field in which it is typed.
import { Formula } from '../formula/formula.tsx'
import { nudged } from '../formula/number-editor.tsx'
import { Icon } from '../page/icon.tsx'
import { type GridSpec, keyOfPlace, type Place } from './grid-spec.ts'
import { networkWords } from './network-words.ts'
import { isBlock } from './pasted.ts'
import { shortText } from './short-text.ts'
import type { GridState } from './use-grid.ts'

interface GridCellProps {
  readonly spec: GridSpec
  readonly grid: GridState
  readonly place: Place
  readonly isStop: boolean
  /** Whether its name has room beside its number. */
  readonly isRoomy: boolean
  /** How many rows it stands for. */
  readonly span: number
}

export function GridCell({ spec, grid, place, isStop, isRoomy, span }: GridCellProps) {
  const key = keyOfPlace(place, spec)
  const { row, column } = place
  const value = spec.value(row, column)
  const fault = grid.edits.faults.get(key)
  const edited = grid.edits.editing?.place
  const isEdited = edited !== undefined && keyOfPlace(edited, spec) === key
  const pasted = grid.pasting.paste?.cells?.find((cell) => keyOfPlace(cell, spec) === key)?.value
  const note = spec.note?.(column)
  const symbol = isRoomy ? spec.symbol?.(row, column) : undefined
  const isChanged = pasted !== undefined && pasted !== value
  const classes = ['net-cell', fault && 'invalid', isChanged && 'pasted', note?.isFrozen && 'frozen']
  return (
    <td
      class={classes.filter(Boolean).join(' ')}
      rowSpan={span}
      aria-colindex={column + 2}
      aria-invalid={fault !== undefined}
      tabIndex={isEdited ? undefined : isStop ? 0 : -1}
      data-cell={`${row} ${column}`}
    >
      {isEdited ? (
        <CellField spec={spec} grid={grid} isInvalid={fault !== undefined} />
      ) : (
        <span class="net-cell-body">
          {symbol && <Formula of={symbol} class="net-symbol" />}
          {isChanged && <s class="value net-old">{shortText(value)}</s>}
          <span class="value">{fault ? fault.text : shortText(isChanged ? pasted : value)}</span>
        </span>
      )}
      {note && !isEdited && (
        <span class="net-note">
          {note.isFrozen && <Icon name="lock" />}
          {note.text}
        </span>
      )}
    </td>
  )
}

interface CellFieldProps {
  readonly spec: GridSpec
  readonly grid: GridState
  readonly isInvalid: boolean
}

function CellField({ spec, grid, isInvalid }: CellFieldProps) {
  const { place, text } = grid.edits.editing!
  const onKey = (event: KeyboardEvent): void => {
    const nudge = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    const moved = nudge === undefined ? undefined : nudged(text, nudge * (event.shiftKey ? 10 : 1))
    event.stopPropagation()
    if (event.key === 'Enter') grid.commit()
    else if (event.key === 'Escape') grid.cancel()
    else if (moved !== undefined) grid.edits.type(moved)
    else return
    event.preventDefault()
  }
  return (
    <input
      class="value"
      inputMode="decimal"
      autocomplete="off"
      spellcheck={false}
      aria-label={spec.name(place.row, place.column)}
      aria-invalid={isInvalid}
      value={text}
      ref={(input) => {
        if (!input || document.activeElement === input) return
        input.focus()
        // What a key began goes on at its end.
        if (text.length > 1) input.select()
      }}
      onInput={(event) => grid.edits.type(event.currentTarget.value)}
      onKeyDown={onKey}
      onPaste={(event) => {
        const given = event.clipboardData?.getData('text/plain') ?? ''
        event.stopPropagation()
        if (!isBlock(given)) return
        event.preventDefault()
        grid.pasteText(given, place)
      }}
      onBlur={() => grid.edits.commit()}
      title={networkWords.value.becomes(shortText(spec.value(place.row, place.column)), text)}
    />
  )
}
