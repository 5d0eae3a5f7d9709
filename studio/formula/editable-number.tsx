// A number that can be edited in place: Enter keeps, Esc restores, up and down change its last digit.
import { useRef, useState } from 'preact/hooks'
import { PasoError } from '../../src/errors.ts'
import { parseNumber } from '../../src/print/numbers.ts'
import { locale, view } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { words } from '../words/said.ts'
import { numberText } from './formula.tsx'

interface EditableNumberProps {
  /** How the quantity is called, for who hears the page. */
  readonly name: string
  readonly value: number
  /** Significant digits at rest. */
  readonly digits: number
  /** @throws PasoError where the network does not take it */
  readonly onChange: (value: number) => void
}

export function EditableNumber({ name, value, digits, onChange }: EditableNumberProps) {
  const [text, setText] = useState<string>()
  const [fault, setFault] = useState<string>()
  const button = useRef<HTMLButtonElement>(null)
  if (text === undefined) {
    return (
      <button
        type="button"
        class="editable value"
        ref={button}
        aria-label={`${words.value.edit(name)}: ${numberText(value, digits)}`}
        title={String(value)}
        onClick={() => setText(fullText(value))}
      >
        {numberText(value, digits)}
      </button>
    )
  }
  const leave = (): void => {
    setText(undefined)
    setFault(undefined)
    queueMicrotask(() => button.current?.focus())
  }
  const keep = (): void => {
    const fresh = parseNumber(text, locale.peek())
    if (fresh === undefined || !Number.isFinite(fresh)) {
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
  const refuse = (message: string): void => {
    setFault(message)
    announce(message)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') keep()
    else if (event.key === 'Escape') leave()
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const moved = nudged(text, (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1))
      if (moved === undefined) return
      setText(moved)
    } else return
    event.preventDefault()
    event.stopPropagation()
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
const fullText = (value: number): string =>
  locale.peek() === 'es' ? String(value).replace('.', ',') : String(value)

/** The number with its last digit changed. */
function nudged(text: string, by: number): string | undefined {
  const plain = text.replace(',', '.').replace('−', '-')
  if (!/^-?\d*\.?\d+$/.test(plain)) return undefined
  const decimals = plain.split('.')[1]?.length ?? 0
  const moved = (Number(plain) + by * 10 ** -decimals).toFixed(decimals)
  return text.includes(',') ? moved.replace('.', ',') : moved
}
