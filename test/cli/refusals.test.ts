// Bad input, word for word: each command of refusals.en.txt and refusals.es.txt, run in a folder of faulty files, says
// what stands below it, with exit code 1 or 2, nothing on standard output, and no file left behind.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeCheckpointFiles } from './checkpoint-files.ts'
import { faultyFiles } from './faulty-files.ts'
import { paso, temporaryFolder } from './run-cli.ts'

interface Refusal {
  readonly line: string
  readonly text: string
}

/** Blocks of `$ paso ...` and what it says. */
function refusalsIn(file: string): Refusal[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text
    .split(/^\$ paso /m)
    .slice(1)
    .map((block) => {
      const end = block.indexOf('\n')
      return { line: block.slice(0, end), text: `${block.slice(end + 1).trimEnd()}\n` }
    })
}

/** Words as a shell splits them: quotes hold spaces together. */
const wordsOf = (line: string): string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'|'$/g, ''))

const before = process.cwd()
const folder = temporaryFolder()

beforeAll(async () => {
  for (const [name, content] of Object.entries(faultyFiles)) writeFileSync(join(folder, name), content)
  for (const name of ['datos', 'vacia']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'datos', 'flores.csv'), 'a,b\n1,2\n')
  process.chdir(folder)
  await writeCheckpointFiles()
})
afterAll(() => process.chdir(before))

describe.each(['en', 'es'])('in %s', (language) => {
  const refusals = refusalsIn(`refusals.${language}.txt`)

  it.each(refusals)('paso $line', async ({ line, text }) => {
    const files = readdirSync(folder)
    const { code, stdout, stderr } = await paso(wordsOf(line), { env: { LANG: language } })
    expect(`${stderr.replace(/^(?:Warning|Advertencia): [^[]*\[[^\]]*\]\n/, '')}`).toBe(text)
    expect(stdout).toBe('')
    expect(code).toBe(text.includes(language === 'en' ? '; exit code 1]' : '; código de salida 1]') ? 1 : 2)
    expect(readdirSync(folder)).toEqual(files)
  })

  it('says what to do, whatever is wrong', () => {
    const silent = refusals.filter(({ text }) => !/^ {2}(Try|Qué hacer): /m.test(text))
    expect(silent.map(({ line }) => line)).toEqual([])
  })
})

it('is the same in both languages', () => {
  const lines = (file: string) =>
    refusalsIn(file).map(({ line, text }) => `${line} ${/\[([\w-]+);/.exec(text)![1]}`)
  expect(lines('refusals.es.txt')).toEqual(lines('refusals.en.txt'))
})
