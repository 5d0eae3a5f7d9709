// A number that can be edited in place.
import { useRef, useState } from 'preact/hooks'
import { words } from '../words/said.ts'
import { numberText } from './formula.tsx'
import { NumberEditor } from './number-editor.tsx'

interface EditableNumberProps {
  readonly name: string
  readonly value: number
  /** Significant digits at rest. */
  readonly digits: number
  /** @throws PasoError where the network does not take it */
  readonly onChange: (value: number) => void
}

export function EditableNumber({ name, value, digits, onChange }: EditableNumberProps) {
  const [isEdited, setEdited] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (isEdited) {
    const done = (): void => {
      setEdited(false)
      queueMicrotask(() => button.current?.focus())
    }
    return <NumberEditor name={name} value={value} onChange={onChange} onDone={done} />
  }
  return (
    <button
      type="button"
      class="editable value"
      ref={button}
      aria-label={`${words.value.edit(name)}: ${numberText(value, digits)}`}
      title={String(value)}
      onClick={() => setEdited(true)}
    >
      {numberText(value, digits)}
    </button>
  )
}
