// The documents: what they show is what the program prints, their commands run, their links lead somewhere.
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkDocuments } from '../../scripts/golden.ts'
import { wordsOf } from '../../scripts/golden-cases.ts'
import { commandsOf, documents, embed } from '../../scripts/golden-documents.ts'
import { paso, root } from '../../scripts/golden-run.ts'
import { commandNames } from '../../src/options.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const texts = documents().map((path) => [path, read(path)] as const)

beforeAll(() => process.chdir(root))

it('shows what the program prints', () => {
  expect(checkDocuments().join('\n\n')).toBe('')
})

it('refuses a marker without its block, and lines that are not there', () => {
  expect(() => embed('x.md', '<!-- golden: deck-w5.en.txt -->\ntext')).toThrow('no fenced block')
  expect(() => embed('x.md', '<!-- golden: deck-w5.en.txt lines 1-900 -->\n```text\n```')).toThrow(
    'has no lines 1-900',
  )
})

/** npm's own, and those of package.json. */
function npmRuns(command: string): boolean {
  const [, name = ''] = /^npm (?:run )?([\w:-]+)( -- .*)?$/.exec(command) ?? []
  return name === 'ci' || name in JSON.parse(read('package.json')).scripts
}

/** A new folder for each document, in which examples/ is found as in a checkout. */
function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paso-docs-'))
  symlinkSync(join(root, 'examples'), join(folder, 'examples'))
  return folder
}

describe('every command that a document tells to run ends well', () => {
  const withCommands = texts.filter(([, text]) => commandsOf(text).length > 0)
  // A search runs processes of its own.
  it.each(withCommands)('%s', { timeout: 120_000 }, async (_, text) => {
    process.chdir(workplace())
    try {
      for (const command of commandsOf(text).flatMap((line) => line.split(' && '))) {
        if (!command.startsWith('npx paso ')) {
          expect([command, npmRuns(command)]).toEqual([command, true])
          continue
        }
        const { code, stderr } = await paso(wordsOf(command).slice(2))
        expect([command, code, code === 0 ? '' : stderr]).toEqual([command, 0, ''])
      }
    } finally {
      process.chdir(root)
    }
  })
})

const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '')

/** The anchors of a document's headings, as GitHub makes them. */
const anchors = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

it.each(texts)('%s links to what is there', (path, text) => {
  const missing = [...withoutBlocks(text).matchAll(/\]\((?!https?:)([^)#]+)(?:#([^)]*))?\)/g)].filter(
    ([, to, anchor]) => {
      const target = join(dirname(path), to!)
      return !existsSync(join(root, target)) || (anchor && !anchors(read(target)).includes(anchor))
    },
  )
  expect(missing.map(([link]) => link)).toEqual([])
})

it.each(texts)('%s names files that are there', (_, text) => {
  const names = [...withoutBlocks(text).matchAll(/`((?:src|test|scripts|examples|docs|schemas)\/[\w./-]*)`/g)]
  // docs/api/ is made by `npm run docs`.
  const missing = names.map(([, name]) => name!).filter((name) => !existsSync(join(root, name)))
  expect(missing.filter((name) => name !== 'docs/api/')).toEqual([])
})

it('leads the tour through every room', () => {
  const tour = read('docs/tour.md')
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(rooms.map(({ name }) => name).filter((name) => !tour.includes(`/src/${name}/`))).toEqual([])
})

it.each(['README.md', 'README.es.md'])('%s lists every command', (path) => {
  const missing = commandNames.filter((name) => !read(path).includes(`\`paso ${name}`))
  expect(missing).toEqual([])
})

/** Documents in both languages have the same sections and the same outputs. */
it.each(texts.filter(([path]) => path.endsWith('.es.md')))(
  '%s has what the English one has',
  (path, text) => {
    const shape = (document: string): string[] =>
      [...document.matchAll(/^(#+ |<!-- (?:golden|file): .* -->|```\w+)/gm)].map(([mark]) =>
        mark.replace('.es.', '.en.').replace(/ from .*/, ''),
      )
    expect(shape(text)).toEqual(shape(read(path.replace('.es.md', '.md'))))
  },
)

it.each(texts.filter(([path]) => path.startsWith('docs/')))(
  '%s is named in the tour or beside it',
  (path) => {
    const name = path.replace('docs/', '')
    const linked = texts.some(([other, text]) => other !== path && text.includes(name.split('/').at(-1)!))
    expect([name, linked]).toEqual([name, true])
  },
)
