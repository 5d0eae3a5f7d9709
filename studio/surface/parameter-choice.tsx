// Which parameter an axis has: from a list, or typed where there are very many.
import { useState } from 'preact/hooks'
import { versioned } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { parametersOf } from '../../src/print/parameters.ts'
import { formulaText } from '../../src/print/unicode.ts'
import { askedText, isLarge, parseAsked } from '../model/asked.ts'
import { context, lesson } from '../model/page.ts'
import { words } from '../words/said.ts'
import { shape } from './plane.ts'

interface ParameterChoiceProps {
  readonly label: string
  readonly value: ParameterRef
  /** Of the other axis. */
  readonly other: ParameterRef
  readonly onChoose: (ref: ParameterRef) => void
}

const keyOf = (ref: ParameterRef): string => JSON.stringify(ref)

export function ParameterChoice({ label, value, other, onChoose }: ParameterChoiceProps) {
  if (isLarge(shape.value)) return <TypedParameter {...{ label, value, other, onChoose }} />
  const all = parametersOf(shape.value)
  return (
    <select
      aria-label={label}
      value={keyOf(value)}
      onChange={({ currentTarget }) => onChoose(JSON.parse(currentTarget.value) as ParameterRef)}
    >
      {all.map((ref) => (
        <option key={keyOf(ref)} value={keyOf(ref)} disabled={keyOf(ref) === keyOf(other)}>
          {formulaText(q(versioned(ref, 0)), context.value)}
        </option>
      ))}
    </select>
  )
}

function TypedParameter({ label, value, other, onChoose }: ParameterChoiceProps) {
  const [text, setText] = useState<string>()
  const [fault, setFault] = useState<string>()
  const w = words.value.ask
  const leave = (): void => {
    setText(undefined)
    setFault(undefined)
  }
  const go = (): void => {
    if (text === undefined) return
    const ref = parseAsked(text, shape.peek(), lesson.peek())
    if (!ref || keyOf(ref) === keyOf(other)) {
      setFault(w.unknown(text, shape.peek().units.length))
      return
    }
    leave()
    onChoose(ref)
  }
  return (
    <span class="ask editor">
      <input
        class="value"
        aria-label={label}
        title={w.how}
        autocomplete="off"
        spellcheck={false}
        value={text ?? askedText(value, shape.value)}
        aria-invalid={fault !== undefined}
        aria-errormessage={fault && 'axis-fault'}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => (fault ? leave() : go())}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') go()
          else if (event.key === 'Escape') leave()
        }}
      />
      {fault && (
        <span class="fault" id="axis-fault" role="alert">
          {fault}
        </span>
      )}
    </span>
  )
}
