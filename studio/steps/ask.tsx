// Ask: which parameter of a large network is told, typed by its name or by layer, unit and source.
import { useState } from 'preact/hooks'
import { askedText, parseAsked } from '../model/asked.ts'
import { ask, asked, context, lesson } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { words } from '../words/said.ts'
import { pause } from './player.ts'

export function Ask() {
  const w = words.value.ask
  const { shape } = context.value
  const shown = asked.value
  const [text, setText] = useState<string>()
  const [fault, setFault] = useState<string>()
  if (!shown) return null
  const leave = (): void => {
    setText(undefined)
    setFault(undefined)
  }
  const go = (): void => {
    if (text === undefined) return
    const ref = parseAsked(text, shape, lesson.peek())
    if (!ref) {
      const message = w.unknown(text, shape.units.length)
      setFault(message)
      announce(message)
      return
    }
    pause()
    leave()
    ask(ref)
  }
  return (
    <span class="ask editor">
      <label>
        {w.parameter}{' '}
        <input
          class="value"
          value={text ?? askedText(shown, shape)}
          title={w.how}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={fault !== undefined}
          aria-errormessage={fault && 'ask-fault'}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={() => (fault ? leave() : go())}
          onKeyDown={(event) => {
            event.stopPropagation()
            if (event.key === 'Enter') go()
            else if (event.key === 'Escape') leave()
          }}
        />
      </label>
      {fault && (
        <span class="fault" id="ask-fault" role="alert">
          {fault}
        </span>
      )}
    </span>
  )
}
