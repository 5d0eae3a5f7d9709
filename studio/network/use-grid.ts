// The state of a table of numbers: where the focus is, what is typed, what a paste would change.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Texts } from '../../src/errors.ts'
import type { Lesson } from '../model/lesson.ts'
import { lesson } from '../model/page.ts'
import { type CellEdits, useCellEdits } from './cell-edits.ts'
import { keep } from './draft.ts'
import { type GridPaste, usePaste } from './grid-paste.ts'
import type { GridSpec, Place } from './grid-spec.ts'
import type { PastedCell } from './pasted.ts'

export interface GridState {
  readonly active: Place
  /** By key: the focus follows. */
  readonly goTo: (place: Place) => void
  /** The focus has come to a cell by itself. */
  readonly focused: (place: Place) => void
  /** Counts the moves after which the focus belongs to the active cell. */
  readonly moves: number
  readonly edits: CellEdits
  readonly pasting: GridPaste
  readonly edit: (place: Place, text?: string) => void
  readonly commit: () => void
  readonly pasteText: (text: string, at?: Place) => void
  readonly apply: () => void
  /** What is typed and what was pasted is given up; with a place, what that cell was refused, too. */
  readonly cancel: (place?: Place) => void
}

export function useGrid(spec: GridSpec): GridState {
  const [active, setActive] = useState<Place>({ row: 0, column: 0 })
  const [moves, setMoves] = useState(0)
  const own = useRef<Lesson>(lesson.peek())
  const take = (cells: readonly PastedCell[]): Texts | undefined => {
    const next = spec.withCells(lesson.peek(), cells)
    const refused = keep(() => next)
    if (!refused) own.current = next
    return refused
  }
  const edits = useCellEdits(spec, take)
  const pasting = usePaste(spec, take)
  // Another lesson than the one that was made here: what was refused was about numbers that are gone.
  useEffect(() => {
    if (own.current === lesson.value) return
    own.current = lesson.value
    edits.forgetAll()
    pasting.giveUp()
  }, [lesson.value])
  const back = (): void => setMoves(moves + 1)
  return {
    active,
    goTo: (place) => {
      setActive(place)
      back()
    },
    focused: setActive,
    moves,
    edits,
    pasting,
    edit: (place, text) => {
      setActive(place)
      pasting.giveUp()
      edits.begin(place, text)
    },
    commit: () => {
      edits.commit()
      back()
    },
    pasteText: (text, at = active) => {
      edits.giveUp()
      setActive(at)
      pasting.show(text, at)
      back()
    },
    apply: () => {
      if (pasting.apply()) edits.forgetAll()
      back()
    },
    cancel: (place) => {
      edits.giveUp()
      pasting.giveUp()
      if (place) edits.forget(place)
      back()
    },
  }
}
