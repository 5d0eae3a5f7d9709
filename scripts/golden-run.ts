// Runs a golden's command line or program in this process, in fixed circumstances, and returns what it prints.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { wrap } from '../src/cli/errors-print.ts'
import { run } from '../src/cli/run.ts'
import { prettyJson } from '../src/formats/json-text.ts'
import { type GoldenCase, MODEL, trainModel, wordsOf } from './golden-cases.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The words that start the program as it is built. */
const program = [process.execPath, join(root, 'dist/cli/main.js')]

export interface Printed {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A command line without a terminal, without colors, 80 columns wide, in English unless it says otherwise. */
export async function paso(words: readonly string[], stdin = ''): Promise<Printed> {
  const streams = { stdout: '', stderr: '' }
  const output = (name: keyof typeof streams) => ({
    write: (text: string) => {
      streams[name] += text
    },
    isTTY: false,
    columns: 80,
  })
  const code = await run(words, {
    env: {},
    stdout: output('stdout'),
    stderr: output('stderr'),
    async *stdin() {
      yield stdin
    },
    program,
    // The studio serves until Ctrl-C.
    onInterrupt: (listener) => {
      if (words[0] === 'studio') setTimeout(listener, 300)
    },
  })
  return { code, ...streams }
}

/**
 * The text of a golden. Paths in its command line count from the repository's root, which must be the current folder.
 * @throws Error when the exit code is not the expected one
 */
export async function outputOf(golden: GoldenCase): Promise<string> {
  const { file, words, code = 0, program, model, warnings } = golden
  if (program) return runProgram(words[0]!)
  if (warnings) return (await paso(words)).stderr
  if (!model) return shown(file, await printedBy(words, code))
  const path = await trainedModel()
  if (words.length === 0) return readFileSync(path, 'utf8')
  const printed = await printedBy(
    words.map((word) => (word === MODEL ? path : word)),
    code,
  )
  return shown(file, printed.replaceAll(path, MODEL))
}

async function printedBy(words: readonly string[], code: number): Promise<string> {
  const printed = await paso(words)
  if (printed.code !== code) {
    throw new Error(`paso ${words.join(' ')}\nended with ${printed.code}, not ${code}.\n${printed.stderr}`)
  }
  return code === 0 ? printed.stdout : withoutWarnings(printed.stderr)
}

const shown = (file: string, text: string): string =>
  file.endsWith('.json') ? prettyJson(JSON.parse(text)) : withoutTime(text)

let training: Promise<string> | undefined

/** The path of the model that the documents train. It is made once in each process. */
function trainedModel(): Promise<string> {
  const path = join(root, '.tmp', `${process.pid}-${MODEL}`)
  training ??= (async () => {
    mkdirSync(dirname(path), { recursive: true })
    process.once('exit', () => rmSync(path, { force: true }))
    await printedBy([...wordsOf(trainModel).map((word) => (word === MODEL ? path : word)), '--force'], 0)
    return path
  })()
  return training
}

/** An error alone: warnings come before it. */
const withoutWarnings = (text: string): string =>
  text.replace(/^(Warning|Advertencia|Aviso): [\s\S]*?\]\n/, '')

/** The time of a training depends on the machine: it is left out, and its line is filled again. */
function withoutTime(text: string): string {
  return text.replace(/^\d+ (?:epochs|épocas)[\s\S]*?\.(?=\n\n)/m, (ending) =>
    wrap(ending.replaceAll('\n', ' ').replace(/, [\d.,·⁻⁰¹²³⁴-⁹]+ s(?=[;.])/, ', … s'), 80).join('\n'),
  )
}

/** Runs a TypeScript program whose imports from `paso/...` are led to src/, and collects its console.log. */
async function runProgram(path: string): Promise<string> {
  const folder = join(root, '.tmp')
  // A module runs once: each program needs a name of its own.
  const copy = join(folder, `${process.pid}-${basename(path)}`)
  const sources = relative(folder, join(root, 'src'))
  mkdirSync(folder, { recursive: true })
  const text = readFileSync(join(root, path), 'utf8')
  writeFileSync(copy, text.replace(/'paso(\/\w+)?'/g, `'${sources}$1/index.ts'`))
  const { log } = console
  let printed = ''
  console.log = (...values: unknown[]) => {
    printed += `${values.join(' ')}\n`
  }
  try {
    await import(pathToFileURL(copy).href)
  } finally {
    console.log = log
    rmSync(copy)
  }
  return printed
}
