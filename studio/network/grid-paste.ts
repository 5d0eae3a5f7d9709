// What a paste would change in a table, until it is kept or given up, or why it cannot be kept.
import { useState } from 'preact/hooks'
import type { Texts } from '../../src/errors.ts'
import { lesson } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { draft } from './draft.ts'
import type { GridSpec, Place } from './grid-spec.ts'
import { networkWords } from './network-words.ts'
import { type PastedCell, type PasteFault, pastedInto } from './pasted.ts'
import { refusalText } from './sentence.ts'

type Paste =
  | { readonly cells: readonly PastedCell[]; readonly fault?: undefined }
  /** In the language of the page, whichever that is by then. */
  | { readonly fault: () => string; readonly cells?: undefined }

export interface GridPaste {
  readonly paste: Paste | undefined
  readonly show: (text: string, at: Place) => void
  readonly refuse: (fault: () => string) => void
  /** @returns whether it was kept */
  readonly apply: () => boolean
  readonly giveUp: () => void
}

/** @param take keeps the cells, or says why not */
export function usePaste(
  spec: GridSpec,
  take: (cells: readonly PastedCell[]) => Texts | undefined,
): GridPaste {
  const [paste, setPaste] = useState<Paste>()
  const refuse = (fault: () => string): void => {
    draft.value = undefined
    setPaste({ fault })
    announce(fault())
  }
  return {
    paste,
    show: (text, at) => {
      const next = pasteOf(spec, text, at)
      if (next.fault) {
        refuse(next.fault)
        return
      }
      draft.value = spec.withCells(lesson.peek(), next.cells)
      setPaste(next)
    },
    refuse,
    apply: () => {
      if (!paste?.cells) return false
      const refused = take(paste.cells)
      if (refused) {
        refuse(() => refusalText(refused))
        return false
      }
      setPaste(undefined)
      announce(networkWords.peek().applied(paste.cells.length))
      return true
    },
    giveUp: () => {
      if (paste) draft.value = undefined
      setPaste(undefined)
    },
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
