// Copies the check as LaTeX, Markdown, text or JSON.
import { useState } from 'preact/hooks'
import { context, lesson, view } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import { copyText } from '../page/clipboard.ts'
import { Icon } from '../page/icon.tsx'
import { Menu } from '../page/menu.tsx'
import { words } from '../words/said.ts'
import { report } from './check-run.ts'

const formats = ['latex', 'markdown', 'text', 'json'] as const
type Format = (typeof formats)[number]

export function CopyChecks() {
  const [done, setDone] = useState(false)
  const w = words.value
  const copy = async (format: Format): Promise<void> => {
    if (!(await copyText(await textOf(format)))) return
    announce(w.copied)
    setDone(true)
    setTimeout(() => setDone(false), 2000)
  }
  return (
    <Menu
      label={done ? w.copied : w.copy}
      groups={[
        {
          items: formats.map((format) => ({
            label: w.copyAs[format],
            onSelect: () => void copy(format),
          })),
        },
      ]}
    >
      <Icon name={done ? 'check' : 'copy'} />
      <span class="wide">{done ? w.copied : w.copy}</span>
    </Menu>
  )
}

async function textOf(format: Format): Promise<string> {
  if (format === 'json') {
    const { checkJson } = await import('../../src/render/check-json.ts')
    const { prettyJson } = await import('../../src/formats/json-text.ts')
    return prettyJson(checkJson(report.peek(), context.peek().shape) as never)
  }
  const { checkDocument } = await import('../../src/present/check-document.ts')
  const title = lesson.peek().name ?? words.peek().title
  const told = checkDocument(report.peek(), title, context.peek(), view.peek().language)
  if (format === 'latex') return (await import('../../src/render/latex.ts')).renderLatex(told)
  if (format === 'markdown') return (await import('../../src/render/markdown.ts')).renderMarkdown(told)
  return (await import('../../src/render/terminal.ts')).renderTerminal(told, {})
}
