// The documents embed goldens and other files: finds the places, and fills them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './golden-run.ts'
import { quoteRecord, readRecord } from './scoreboard/record.ts'
import { rows } from './scoreboard/rows.ts'

/** Every document, from the root; made ones (docs/api) are left out. */
export function documents(): string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((name) => !name.startsWith('docs/api/'))
  return ['README.md', 'README.es.md', 'CONTRIBUTING.md', ...inDocs].filter((name) => name.endsWith('.md'))
}

/**
 * `<!-- golden: deck-w5.en.txt -->` or `<!-- file: examples/deck.json -->`, and the fenced block below it. A part of the
 * file is chosen by `lines 1-40`, by `section 2-3` (of a document with numbered sections; 0 is what stands before them), or
 * by `from "text" to "text"`: the first lines that contain these.
 */
const PLACE = /^<!-- (golden|file): (\S+)(?: (.*?))? -->\n```(\w*)\n([\s\S]*?)^```$/gm

/** `<!-- scoreboard -->` and the lines up to the next blank line but one: the table, and the note below it. */
const SCOREBOARD = /^<!-- scoreboard -->\n(?:\|.*\n)*\n.*$/m

/**
 * A document with each place filled from the files as they are now.
 * @throws Error for a marker whose file or lines are not there, or without a block below it
 */
export function embed(document: string, text: string): string {
  const markers = [...text.matchAll(/^<!-- (?:golden|file):/gm)].length
  if (markers !== [...text.matchAll(PLACE)].length) {
    throw new Error(`${document}: a marker has no fenced block right below it.`)
  }
  const quoted = text.replace(SCOREBOARD, () => {
    const language = document.endsWith('.es.md') ? 'es' : 'en'
    return `<!-- scoreboard -->\n${quoteRecord(rows, readRecord(), language)}`
  })
  return quoted.replace(PLACE, (whole, kind: string, name: string, choice = '', info = '') => {
    const path = kind === 'golden' ? `golden/${name}` : name
    const lines = readFileSync(join(root, path), 'utf8').trimEnd().split('\n')
    const part = partOf(lines, choice)
    if (!part) throw new Error(`${document}: ${path} has no ${choice}.`)
    const marker = whole.slice(0, whole.indexOf('\n'))
    return `${marker}\n\`\`\`${info}\n${part.join('\n').replace(/^\n+|\n+$/g, '')}\n\`\`\``
  })
}

/** The chosen lines; undefined where there are none. */
function partOf(lines: readonly string[], choice: string): readonly string[] | undefined {
  if (choice === '') return lines
  const [, kind, first, last = first] = /^(lines|section) (\d+)(?:-(\d+))?$/.exec(choice) ?? []
  if (kind === 'lines') {
    return Number(last) <= lines.length ? lines.slice(Number(first) - 1, Number(last)) : undefined
  }
  const heading = (number: number): number =>
    lines.findIndex((line) => new RegExp(`^(?:## )?${number}\\. `).test(line))
  if (kind === 'section') {
    const start = first === '0' ? 0 : heading(Number(first))
    const end = heading(Number(last) + 1)
    return start < 0 ? undefined : lines.slice(start, end < 0 ? lines.length : end)
  }
  const [, from, to] = /^from "(.*?)"(?: to "(.*?)")?$/.exec(choice) ?? []
  const start = from === undefined ? -1 : lines.findIndex((line) => line.includes(from))
  const end =
    to === undefined ? lines.length - 1 : lines.findIndex((line, i) => i >= start && line.includes(to))
  return start < 0 || end < 0 ? undefined : lines.slice(start, end + 1)
}

/** The command lines of a document's `sh` blocks, in order; comments are left out. */
export function commandsOf(text: string): string[] {
  return [...text.matchAll(/^```(?:sh|console)\n([\s\S]*?)^```$/gm)].flatMap(([, block]) =>
    block!
      .replaceAll('\\\n', ' ')
      .split('\n')
      .map((line) => line.replace(/^\$ /, '').trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  )
}
