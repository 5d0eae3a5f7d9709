// Copy: this step or all steps, in a format; a menu button.
import { useState } from 'preact/hooks'
import { cardDocument } from '../../src/present/card/card-document.ts'
import type { Document } from '../../src/present/document.ts'
import { at, card, context, derivation, lesson, target, view } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { copyText } from '../page/clipboard.ts'
import { copyDouble } from '../page/full-value.tsx'
import { Icon } from '../page/icon.tsx'
import { Menu } from '../page/menu.tsx'
import { pictureGroup } from '../page/picture-items.ts'
import { printSteps } from '../print/print-steps.ts'
import { words } from '../words/said.ts'

const formats = ['latex', 'markdown', 'text', 'json'] as const
type Format = (typeof formats)[number]
const scopes = ['step', 'all'] as const
type Scope = (typeof scopes)[number]

export function Copy() {
  const [done, setDone] = useState(false)
  const w = words.value
  const copy = async (scope: Scope, format: Format): Promise<void> => {
    if (!(await copyText(await textOf(scope, format)))) return
    announce(w.copied)
    setDone(true)
    setTimeout(() => setDone(false), 2000)
  }
  return (
    <Menu
      label={done ? w.copied : w.copy}
      groups={[
        ...scopes.map((scope) => ({
          label: w.copyScope[scope],
          items: formats.map((format) => ({
            label: w.copyAs[format],
            onSelect: () => void copy(scope, format),
          })),
        })),
        {
          items: [
            {
              label: w.copyValue,
              onSelect: () => void copyDouble(String(derivation.value.value(target.value))),
            },
          ],
        },
        { label: w.print, items: [{ label: w.copyScope.all, onSelect: () => void printSteps() }] },
        pictureGroup(() => document.querySelector<SVGSVGElement>('.scene svg'), pictureName()),
      ]}
    >
      <Icon name={done ? 'check' : 'copy'} />
      <span class="wide">{done ? w.copied : w.copy}</span>
    </Menu>
  )
}

/** A name that every system takes. */
const pictureName = (): string =>
  `${(lesson.value.name ?? 'paso').replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}-${at.value + 1}`

/** The renderers come with the first copy. */
async function textOf(scope: Scope, format: Format): Promise<string> {
  const { language, form, digits } = view.peek()
  const { locale, notation } = context.peek()
  const options = { language, notation, form, digits, locale, detail: 'full' as const }
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
