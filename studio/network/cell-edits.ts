// What is typed into the cells of a table: the cell under way, and the texts that cells keep although they are no numbers.
import { useRef, useState } from 'preact/hooks'
import type { Texts } from '../../src/errors.ts'
import { fullText } from '../formula/number-editor.tsx'
import { typedNumber } from '../formula/typed-number.ts'
import { lesson, view } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { draft } from './draft.ts'
import { type GridSpec, keyOfPlace, type Place } from './grid-spec.ts'
import { networkWords } from './network-words.ts'
import type { PastedCell } from './pasted.ts'

/** A text that a cell keeps although it was refused. */
export interface Fault {
  readonly place: Place
  readonly text: string
  /** Undefined where it is no number. */
  readonly reason?: Texts | undefined
}

export interface CellEdits {
  readonly editing: { readonly place: Place; readonly text: string } | undefined
  /** @param text what a key began; else what stands there */
  readonly begin: (place: Place, text?: string) => void
  readonly type: (text: string) => void
  /** Once for each edit: leaving its field commits it, too. */
  readonly commit: () => void
  readonly giveUp: () => void
  readonly faults: ReadonlyMap<string, Fault>
  readonly forget: (place: Place) => void
  readonly forgetAll: () => void
}

/** What can become a number with more keys. */
const BEGUN = /^\s*[-−]?(?:\d+[.,]?\d*|[.,]\d*)?(?:e[-+]?\d*)?\s*$/i

const none: ReadonlyMap<string, Fault> = new Map()

/** @param take keeps a cell, or says why not */
export function useCellEdits(
  spec: GridSpec,
  take: (cells: readonly PastedCell[]) => Texts | undefined,
): CellEdits {
  const [editing, setEditing] = useState<CellEdits['editing']>()
  const [faults, setFaults] = useState(none)
  const isOver = useRef(false)
  const forget = (place: Place): void => {
    const left = new Map(faults)
    left.delete(keyOfPlace(place, spec))
    setFaults(left)
  }
  const refuse = (fault: Fault): void => {
    setFaults(new Map(faults).set(keyOfPlace(fault.place, spec), fault))
    announce(faultMessage(spec, fault))
  }
  const end = (): void => {
    isOver.current = true
    draft.value = undefined
    setEditing(undefined)
  }
  return {
    editing,
    begin: (place, text) => {
      isOver.current = false
      draft.value = undefined
      const kept = faults.get(keyOfPlace(place, spec))?.text
      setEditing({ place, text: text ?? kept ?? fullText(spec.value(place.row, place.column)) })
    },
    type: (text) => {
      if (!editing) return
      const { place } = editing
      const value = typedNumber(text)
      setEditing({ place, text })
      draft.value = value === undefined ? undefined : spec.withCells(lesson.peek(), [{ ...place, value }])
      if (value !== undefined || BEGUN.test(text)) forget(place)
      else refuse({ place, text })
    },
    commit: () => {
      if (!editing || isOver.current) return
      const { place, text } = editing
      const value = typedNumber(text)
      end()
      const isSame = value === spec.value(place.row, place.column)
      const reason = value === undefined || isSame ? undefined : take([{ ...place, value }])
      if (value === undefined || reason) refuse({ place, text, reason })
      else forget(place)
    },
    giveUp: () => {
      end()
      if (editing) forget(editing.place)
    },
    faults,
    forget,
    forgetAll: () => setFaults(none),
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
