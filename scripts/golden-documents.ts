// The documents embed goldens and other files: finds the places, and fills them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './golden-run.ts'

/** Every document, from the root; made ones (docs/api) are left out. */
export function documents(): string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((name) => !name.startsWith('docs/api/'))
  return ['README.md', 'README.es.md', 'CONTRIBUTING.md', ...inDocs].filter((name) => name.endsWith('.md'))
}

/**
 * `<!-- golden: deck-w5.en.txt -->` or `<!-- file: examples/deck.json -->`, a part of it with `lines 1-40`, and the
 * fenced block below.
 */
const PLACE = /^<!-- (golden|file): (\S+)(?: lines (\d+)-(\d+))? -->\n```(\w*)\n([\s\S]*?)^```$/gm

/**
 * A document with each place filled from the files as they are now.
 * @throws Error for a marker whose file or lines are not there, or without a block below it
 */
export function embed(document: string, text: string): string {
  const markers = [...text.matchAll(/^<!-- (?:golden|file):/gm)].length
  if (markers !== [...text.matchAll(PLACE)].length) {
    throw new Error(`${document}: a marker has no fenced block right below it.`)
  }
  return text.replace(
    PLACE,
    (whole, kind: string, name: string, first?: string, last?: string, info = '') => {
      const path = kind === 'golden' ? `golden/${name}` : name
      const lines = readFileSync(join(root, path), 'utf8').replace(/\n$/, '').split('\n')
      if (last && Number(last) > lines.length) throw new Error(`${document}: ${path} has no line ${last}.`)
      const part = lines.slice(first ? Number(first) - 1 : 0, last ? Number(last) : undefined)
      const marker = whole.slice(0, whole.indexOf('\n'))
      const fence = `${marker}\n\`\`\`${info}\n`
      return `${fence}${part.join('\n').replace(/^\n+|\n+$/g, '')}\n\`\`\``
    },
  )
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
