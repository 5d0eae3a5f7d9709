// Copy: this step or all steps, in a format; a menu button.
import { useEffect, useRef, useState } from 'preact/hooks'
import { cardDocument } from '../../src/present/card/card-document.ts'
import type { Document } from '../../src/present/document.ts'
import { card, context, derivation, view } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { Icon } from '../page/icon.tsx'
import { words } from '../words/said.ts'

const formats = ['latex', 'markdown', 'text', 'json'] as const
type Format = (typeof formats)[number]
const scopes = ['step', 'all'] as const
type Scope = (typeof scopes)[number]

export function Copy() {
  const [open, setOpen] = useState(false)
  const [done, setDone] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const w = words.value
  useEffect(() => {
    if (!open) return
    box.current!.querySelector<HTMLElement>('[role="menuitem"]')!.focus()
    const away = (event: Event): void => {
      if (!box.current!.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [open])
  const close = (): void => {
    setOpen(false)
    box.current!.querySelector<HTMLElement>('button')!.focus()
  }
  const copy = async (scope: Scope, format: Format): Promise<void> => {
    close()
    await navigator.clipboard.writeText(await textOf(scope, format))
    announce(w.copied)
    setDone(true)
    setTimeout(() => setDone(false), 2000)
  }
  return (
    <div class="menu-box" ref={box}>
      <button
        type="button"
        class="quiet"
        aria-label={done ? w.copied : w.copy}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={done ? 'check' : 'copy'} />
        <span class="wide">{done ? w.copied : w.copy}</span>
      </button>
      {open && (
        <div class="menu" role="menu" aria-label={w.copy} onKeyDown={(event) => moveIn(event, close)}>
          {scopes.map((scope) => (
            <div key={scope} role="group" aria-label={w.copyScope[scope]}>
              <p class="menu-head">{w.copyScope[scope]}</p>
              {formats.map((format) => (
                <button
                  key={format}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  onClick={() => void copy(scope, format)}
                >
                  {w.copyAs[format]}
                </button>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

function moveIn(event: KeyboardEvent, close: () => void): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="menuitem"]')]
  const here = items.indexOf(document.activeElement as HTMLElement)
  const to = {
    ArrowDown: (here + 1) % items.length,
    ArrowUp: (here - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key]
  if (event.key === 'Escape' || event.key === 'Tab') close()
  else if (to === undefined) return
  else items[to]!.focus()
  event.preventDefault()
  event.stopPropagation()
}

/** The renderers come with the first copy. */
async function textOf(scope: Scope, format: Format): Promise<string> {
  const { language, notation, form, digits } = view.peek()
  const options = { language, notation, form, digits, locale: context.peek().locale, detail: 'full' as const }
  const { explain } = await import('../../src/present/explain.ts')
  if (format === 'json') return jsonOf(scope)
  const told: Document =
    scope === 'all'
      ? explain([derivation.peek()], options)
      : cardDocument(card.peek(), words.peek().title, options, context.peek())
  if (format === 'latex') return (await import('../../src/render/latex.ts')).renderLatex(told)
  if (format === 'markdown') return (await import('../../src/render/markdown.ts')).renderMarkdown(told)
  return (await import('../../src/render/terminal.ts')).renderTerminal(told, {})
}

async function jsonOf(scope: Scope): Promise<string> {
  const { derivationJson } = await import('../../src/render/json.ts')
  const { prettyJson } = await import('../../src/formats/json-text.ts')
  const parameter = card.peek().parameter
  const asked = scope === 'all' || !parameter ? {} : { parameters: [parameter] }
  return prettyJson(derivationJson([derivation.peek()], context.peek(), asked) as never)
}
