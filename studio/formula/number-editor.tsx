// The editor of a number in its place: Enter keeps, Esc restores, up and down change the last digit.
import { useRef, useState } from 'preact/hooks'
import { PasoError } from '../../src/errors.ts'
import { locale, view } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { words } from '../words/said.ts'
import { typedNumber } from './typed-number.ts'

interface NumberEditorProps {
  /** How the quantity is called, for who hears the page. */
  readonly name: string
  readonly value: number
  /** @throws PasoError where the network does not take it */
  readonly onChange: (value: number) => void
  /** Kept or given up. */
  readonly onDone: () => void
}

export function NumberEditor({ name, value, onChange, onDone }: NumberEditorProps) {
  const [text, setText] = useState(fullText(value))
  const [fault, setFault] = useState<string>()
  const refuse = (message: string): void => {
    setFault(message)
    announce(message)
  }
  /** Leaving takes the focus away, which must not keep a second time. */
  const isDone = useRef(false)
  const leave = (): void => {
    isDone.current = true
    onDone()
  }
  const keep = (): void => {
    if (isDone.current) return
    const fresh = typedNumber(text)
    if (fresh === undefined) {
      refuse(words.peek().notANumber(text))
      return
    }
    try {
      if (fresh !== value) onChange(fresh)
      leave()
    } catch (error) {
      if (!(error instanceof PasoError)) throw error
      refuse(error.texts[view.peek().language].what)
    }
  }
  const onKey = (event: KeyboardEvent): void => {
    const nudge = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    const moved = nudge === undefined ? undefined : nudged(text, nudge * (event.shiftKey ? 10 : 1))
    // No other key of the page works in here.
    event.stopPropagation()
    if (event.key === 'Enter') keep()
    else if (event.key === 'Escape') leave()
    else if (moved !== undefined) setText(moved)
    else return
    event.preventDefault()
  }
  return (
    <span class="editor">
      <input
        class="value"
        inputMode="decimal"
        autocomplete="off"
        spellcheck={false}
        size={Math.max(4, text.length)}
        aria-label={name}
        aria-invalid={fault !== undefined}
        aria-errormessage={fault && 'fault'}
        value={text}
        ref={(input) => {
          if (input && document.activeElement !== input) {
            input.focus()
            input.select()
          }
        }}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
        onBlur={() => (fault ? leave() : keep())}
      />
      {fault && (
        <span class="fault" id="fault" role="alert">
          {fault}
        </span>
      )}
    </span>
  )
}

/** All digits, with the mark of the language. */
export const fullText = (value: number): string =>
  locale.peek() === 'es' ? String(value).replace('.', ',') : String(value)

/** The number with its last digit changed. */
export function nudged(text: string, by: number): string | undefined {
  const plain = text.replace(',', '.').replace('−', '-')
  if (!/^-?\d*\.?\d+$/.test(plain)) return undefined
  const decimals = plain.split('.')[1]?.length ?? 0
  const moved = (Number(plain) + by * 10 ** -decimals).toFixed(decimals)
  return text.includes(',') ? moved.replace('.', ',') : moved
}
