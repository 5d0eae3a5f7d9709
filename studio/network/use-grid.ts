// The state of a table of numbers: where the focus is, what is typed, what is refused, what a paste would change.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Texts } from '../../src/errors.ts'
import { fullText } from '../formula/number-editor.tsx'
import { typedNumber } from '../formula/typed-number.ts'
import type { Lesson } from '../model/lesson.ts'
import { lesson, view } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { draft, keep } from './draft.ts'
import { type GridSpec, keyOfPlace, type Place } from './grid-spec.ts'
import { networkWords } from './network-words.ts'
import { type PastedCell, type PasteFault, pastedInto } from './pasted.ts'
import { refusalText } from './sentence.ts'

/** A text that a cell keeps although it is no number. */
export interface Fault {
  readonly place: Place
  readonly text: string
  /** Undefined where it is no number. */
  readonly reason?: Texts | undefined
}

type Paste =
  | { readonly cells: readonly PastedCell[]; readonly fault?: undefined }
  /** In the language of the page, whichever that is by then. */
  | { readonly fault: () => string; readonly cells?: undefined }

export interface GridState {
  readonly active: Place
  readonly goTo: (place: Place) => void
  /** The focus has come to a cell by itself. */
  readonly focused: (place: Place) => void
  readonly editing: { readonly place: Place; readonly text: string } | undefined
  readonly edit: (place: Place, text?: string) => void
  readonly type: (text: string) => void
  readonly commit: () => void
  /** As commit, where the focus has gone elsewhere. */
  readonly leave: () => void
  readonly cancel: () => void
  readonly faults: ReadonlyMap<string, Fault>
  readonly forget: (place: Place) => void
  readonly paste: Paste | undefined
  readonly pasteText: (text: string, at?: Place) => void
  readonly refusePaste: (fault: () => string) => void
  readonly apply: () => void
  /** Counts the moves after which the focus belongs to the active cell. */
  readonly moves: number
}

const origin: Place = { row: 0, column: 0 }
const none: ReadonlyMap<string, Fault> = new Map()

/** What can become a number with more keys. */
const BEGUN = /^\s*[-−]?(?:\d+[.,]?\d*|[.,]\d*)?(?:e[-+]?\d*)?\s*$/i

export function useGrid(spec: GridSpec): GridState {
  const [active, setActive] = useState(origin)
  const [editing, setEditing] = useState<GridState['editing']>()
  const [faults, setFaults] = useState(none)
  const [paste, setPaste] = useState<Paste>()
  const [moves, setMoves] = useState(0)
  const own = useRef<Lesson>(lesson.peek())
  const isOver = useRef(false)

  // Another lesson than the one that was typed here: what was refused was about numbers that are gone.
  useEffect(() => {
    if (own.current === lesson.value) return
    own.current = lesson.value
    setFaults(none)
    setPaste(undefined)
  }, [lesson.value])

  const take = (cells: readonly PastedCell[]): Texts | undefined => {
    const before = own.current
    const refused = keep(() => {
      own.current = spec.withCells(lesson.peek(), cells)
      return own.current
    })
    if (refused) own.current = before
    return refused
  }
  const forget = (place: Place): void => {
    const left = new Map(faults)
    left.delete(keyOfPlace(place, spec))
    setFaults(left)
  }
  const refuse = (fault: Fault): void => {
    setFaults(new Map(faults).set(keyOfPlace(fault.place, spec), fault))
    announce(faultMessage(spec, fault))
  }
  const cellAt = ({ row, column }: Place, value: number): PastedCell => ({ row, column, value })

  const commit = (): void => {
    if (!editing || isOver.current) return
    isOver.current = true
    const { place, text } = editing
    const value = typedNumber(text)
    setEditing(undefined)
    draft.value = undefined
    if (value === undefined) {
      refuse({ place, text })
      return
    }
    const before = spec.value(place.row, place.column)
    const refused = value === before ? undefined : take([cellAt(place, value)])
    if (!refused) {
      forget(place)
      return
    }
    refuse({ place, text, reason: refused })
  }

  const type = (text: string): void => {
    if (!editing) return
    const { place } = editing
    setEditing({ place, text })
    const value = typedNumber(text)
    draft.value = value === undefined ? undefined : spec.withCells(lesson.peek(), [cellAt(place, value)])
    if (value !== undefined || BEGUN.test(text)) forget(place)
    else refuse({ place, text })
  }

  return {
    active,
    goTo: (place) => {
      setActive(place)
      setMoves(moves + 1)
    },
    focused: setActive,
    editing,
    edit: (place, text) => {
      isOver.current = false
      setActive(place)
      setPaste(undefined)
      const fault = faults.get(keyOfPlace(place, spec))
      setEditing({ place, text: text ?? fault?.text ?? fullText(spec.value(place.row, place.column)) })
    },
    type,
    commit: () => {
      commit()
      setMoves(moves + 1)
    },
    leave: commit,
    cancel: () => {
      isOver.current = true
      draft.value = undefined
      if (editing) forget(editing.place)
      setEditing(undefined)
      setPaste(undefined)
      setMoves(moves + 1)
    },
    faults,
    forget,
    paste,
    pasteText: (text, at = active) => {
      isOver.current = true
      setEditing(undefined)
      setActive(at)
      const next = pasteOf(spec, text, at)
      setPaste(next)
      draft.value = next.cells && spec.withCells(lesson.peek(), next.cells)
      if (next.fault) announce(next.fault())
      setMoves(moves + 1)
    },
    refusePaste: (fault) => {
      setPaste({ fault })
      announce(fault())
    },
    apply: () => {
      if (!paste?.cells) return
      const refused = take(paste.cells)
      setPaste(refused && { fault: () => refusalText(refused) })
      announce(refused ? refusalText(refused) : networkWords.peek().applied(paste.cells.length))
      if (!refused) setFaults(none)
      setMoves(moves + 1)
    },
    moves,
  }
}

function pasteOf(spec: GridSpec, text: string, at: Place): Paste {
  const pasted = pastedInto(text, at, spec)
  if ('kind' in pasted) return { fault: () => faultText(pasted) }
  const together = pasted.filter(({ column }) => column === spec.common)
  if (together.some(({ value }) => value !== together[0]!.value))
    return { fault: () => networkWords.value.pasteOneBias }
  return { cells: pasted }
}

function faultText(fault: PasteFault): string {
  const words = networkWords.value
  switch (fault.kind) {
    case 'empty':
      return words.pasteEmpty
    case 'cell':
      return words.wrongPaste(fault.row, fault.column, fault.text)
    case 'too-large':
      return words.pasteTooLarge(fault.given, fault.room)
  }
}

/** Why a cell keeps its text, and what its number still is. */
export function faultMessage(spec: GridSpec, { place: { row, column }, text, reason }: Fault): string {
  const words = networkWords.value
  const kept = fullText(spec.value(row, column))
  return reason
    ? words.refusedCell(row + 1, column + 1, reason[view.value.language].what, kept)
    : words.wrongCell(row + 1, column + 1, text, kept)
}
