// `npm run golden` compares golden/ and the documents with what the program prints; `npm run golden -- --accept` takes it over.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type GoldenCase, goldenCases } from './golden-cases.ts'
import { agrees, difference } from './golden-compare.ts'
import { documents, embed } from './golden-documents.ts'
import { optionsDocument } from './golden-options.ts'
import { outputOf, root } from './golden-run.ts'

export const ACCEPT = 'npm run golden -- --accept'

const folder = join(root, 'golden')

/**
 * What is wrong with a golden, for people; undefined when it is as it should be. A changed one is written beside it, as
 * FILE.new, for a closer look.
 */
export async function checkGolden(golden: GoldenCase): Promise<string | undefined> {
  const path = join(folder, golden.file)
  const actual = await outputOf(golden)
  const accepted = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  if (accepted !== undefined && agrees(golden.file, accepted, actual)) {
    rmSync(`${path}.new`, { force: true })
    return undefined
  }
  writeFileSync(`${path}.new`, actual)
  const how = accepted === undefined ? 'is new.' : `has changed:\n${difference(accepted, actual)}`
  return `golden/${golden.file} ${how}\nThe new one is golden/${golden.file}.new; to accept it: ${ACCEPT}`
}

/** Files of golden/ that no case writes. */
export function orphans(): string[] {
  const known = new Set(goldenCases.map(({ file }) => file))
  return readdirSync(folder).filter((file) => file !== 'README.md' && !known.has(file.replace(/\.new$/, '')))
}

/** Documents that are written by this script as a whole: path -> text. */
export function madeDocuments(): ReadonlyMap<string, string> {
  return new Map([
    ['golden/README.md', goldenIndex()],
    ['docs/options.md', optionsDocument('en')],
    ['docs/options.es.md', optionsDocument('es')],
  ])
}

function goldenIndex(): string {
  const shown = ({ words, program }: GoldenCase): string =>
    program ? words[0]! : `paso ${words.map((word) => (/[\s^]/.test(word) ? `"${word}"` : word)).join(' ')}`
  return [
    '# Accepted outputs',
    '',
    'What the program prints, command by command: example, test and documentation at once. `npm run golden` compares;',
    `\`${ACCEPT}\` takes over what is printed now, here and in the documents that embed it. The time of a training is left out.`,
    '',
    '| file | command |',
    '| --- | --- |',
    ...goldenCases.map((golden) => `| [${golden.file}](${golden.file}) | \`${shown(golden)}\` |`),
    '',
  ].join('\n')
}

/** What is wrong with the documents, one line each. */
export function checkDocuments(): string[] {
  const made = [...madeDocuments()].flatMap(([path, text]) =>
    existsSync(join(root, path)) && read(path) === text ? [] : [`${path} is not up to date: ${ACCEPT}`],
  )
  const embedded = documents().flatMap((path) => {
    const text = read(path)
    const fresh = embed(path, text)
    return fresh === text ? [] : [`${path} shows an old output: ${ACCEPT}\n${difference(text, fresh)}`]
  })
  return [...made, ...embedded]
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Writes what differs, and says what it was. */
async function accept(): Promise<void> {
  const changed: string[] = []
  const write = (path: string, text: string): void => {
    if (existsSync(join(root, path)) && read(path) === text) return
    writeFileSync(join(root, path), text)
    changed.push(path)
  }
  for (const golden of goldenCases) {
    const path = `golden/${golden.file}`
    const actual = await outputOf(golden)
    if (!existsSync(join(root, path)) || !agrees(golden.file, read(path), actual)) write(path, actual)
    rmSync(join(root, `${path}.new`), { force: true })
  }
  for (const file of orphans()) rmSync(join(folder, file))
  for (const [path, text] of madeDocuments()) write(path, text)
  for (const path of documents()) write(path, embed(path, read(path)))
  console.log(changed.length === 0 ? 'Nothing has changed.' : `Accepted:\n  ${changed.join('\n  ')}`)
}

/** Says what differs. */
async function check(): Promise<boolean> {
  const faults: string[] = []
  for (const golden of goldenCases) faults.push((await checkGolden(golden)) ?? '')
  faults.push(...orphans().map((file) => `golden/${file} belongs to no case: ${ACCEPT} removes it.`))
  faults.push(...checkDocuments())
  const real = faults.filter((fault) => fault !== '')
  console.log(real.length === 0 ? `${goldenCases.length} goldens are as accepted.` : real.join('\n\n'))
  return real.length === 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(root)
  if (process.argv.includes('--accept')) await accept()
  else if (!(await check())) process.exitCode = 1
}
