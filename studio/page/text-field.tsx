// A field whose text is judged when it is left or Enter is pressed; what is refused stays, with the reason below.
import { useEffect, useId, useState } from 'preact/hooks'

interface TextFieldProps {
  readonly label: string
  readonly title?: string
  readonly value: string
  readonly size?: number
  /** Each keystroke; the value where what was typed is given up. */
  readonly onTyping?: (text: string) => void
  /** @returns why it is refused; undefined where it is taken */
  readonly onText: (text: string) => string | undefined
}

export function TextField({ label, title, value, size = 6, onTyping, onText }: TextFieldProps) {
  const [text, setText] = useState(value)
  const [fault, setFault] = useState<string>()
  const id = useId()
  const rest = (): void => {
    setText(value)
    setFault(undefined)
  }
  useEffect(rest, [value])
  const judge = (): void => {
    if (text === value) setFault(undefined)
    else setFault(onText(text))
  }
  return (
    <div class="fact">
      <label for={id} title={title}>
        {label}
      </label>
      <span class="editor field">
        <input
          id={id}
          class="value"
          size={size}
          autocomplete="off"
          spellcheck={false}
          value={text}
          aria-invalid={fault !== undefined}
          aria-errormessage={fault && `${id}-fault`}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value)
            onTyping?.(currentTarget.value)
          }}
          onChange={judge}
          onKeyDown={(event) => {
            if (event.key === 'Enter') judge()
            else if (event.key === 'Escape') {
              rest()
              onTyping?.(value)
            }
          }}
        />
        {fault && (
          <span class="fault" id={`${id}-fault`} role="alert">
            {fault}
          </span>
        )}
      </span>
    </div>
  )
}
