// Runs one command line: language, command, options, and whatever goes wrong on the way as a message and an exit code.
import { type Language, PasoError } from '../errors.ts'
import { type CommandName, commandNames, optionsOf } from '../options.ts'
import { errorJson, errorText, widthOf } from './errors-print.ts'
import { loaders } from './loaders.ts'
import { localeNamed, localeOf } from './locale.ts'
import { Interrupted, makeIo, mayColor, strongIn, type World } from './output.ts'
import { shellWord } from './shell-word.ts'
import { unknownCommand, unknownOption } from './usage-errors.ts'

/** @returns the exit code: 0, 1, 2, 3 or 130 */
export async function run(words: readonly string[], world: World): Promise<number> {
  let language = localeOf(world.env).language
  const json = words.includes('--json')
  try {
    language = languageOf(words, world)
    return await dispatch(words, world)
  } catch (error) {
    if (error instanceof Interrupted) return 130
    const known = error instanceof PasoError ? withCommand(error, words) : unexpected(error, world)
    const strong = strongIn(
      'red',
      mayColor(world.stderr, world, { json, quiet: false, noColor: words.includes('--no-color') }),
    )
    world.stderr.write(
      json ? errorJson(known, language) : errorText(known, language, strong, widthOf(world.stderr)),
    )
    return known.exitCode
  }
}

async function dispatch(words: readonly string[], world: World): Promise<number> {
  const [first, ...rest] = words
  const language = languageOf(words, world)
  if (first === '--version' || first === '-V') {
    world.stdout.write(`${await version()}\n`)
    return 0
  }
  if (first === undefined || !isCommand(first)) {
    const asked = words.includes('--help') || words.includes('-h') || first === 'help'
    const { commandHelp, generalHelp } = await import('./help.ts')
    const about = first === 'help' ? rest[0] : undefined
    if (about !== undefined && isCommand(about)) {
      world.stdout.write(await commandHelp(about, language, widthOf(world.stdout)))
      return 0
    }
    refuseUnknown(words)
    // Without a command there is nothing to do: the help is then words, not data.
    ;(asked ? world.stdout : world.stderr).write(
      generalHelp(language, widthOf(asked ? world.stdout : world.stderr)),
    )
    return asked ? 0 : 2
  }
  // All at once: the command's files are read while the parser's are compiled. Help needs none of them.
  const load = () => Promise.all([loaders[first](), import('../whole.ts')])
  const loading = rest.includes('--help') || rest.includes('-h') ? undefined : load()
  loading?.catch(() => {})
  const { parseArguments } = await import('./parse.ts')
  const args = parseArguments(first, rest)
  if (args.options.help) {
    const { commandHelp } = await import('./help.ts')
    world.stdout.write(await commandHelp(first, language, widthOf(world.stdout)))
    return 0
  }
  const locale = args.options.lang === undefined ? localeOf(world.env) : localeNamed(args.options.lang)
  const io = makeIo(world, locale, args.options)
  const [command] = await (loading ?? load())
  try {
    return await command(args, io)
  } catch (error) {
    throw (await import('./flags.ts')).inFlags(error, args.options)
  }
}

/** Before a command there is only `help`, and options that every command has; these are of use after it. */
function refuseUnknown(words: readonly string[]): void {
  const [first, ...rest] = words
  const name = first === 'help' ? rest[0] : first
  if (name === undefined) return
  if (!name.startsWith('-')) throw unknownCommand(name, commandNames)
  const flags = ['help', 'version', ...optionsOf('completion').map(([, { flag }]) => flag), 'json']
  const flag = name.split('=')[0]!
  if (!['-h', '-q', ...flags.map((known) => `--${known}`)].includes(flag)) {
    throw unknownOption(undefined, flag, flags)
  }
}

const isCommand = (word: string): word is CommandName => (commandNames as readonly string[]).includes(word)

/** The language of messages about the command line itself, found before it is parsed. */
export function languageOf(words: readonly string[], world: Pick<World, 'env'>): Language {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const name =
    at < 0 ? undefined : words[at]!.includes('=') ? words[at]!.slice('--lang='.length) : words[at + 1]
  return name === undefined ? localeOf(world.env).language : localeNamed(name).language
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/** A file that was probably meant is shown in the whole command, ready to be repeated. */
function withCommand(error: PasoError, words: readonly string[]): PasoError {
  const { en, es } = error.texts
  const missing = words.find((word) => en.what === `${word} was not found.`)
  // A hint that both languages share is a path; any other one is a sentence.
  const isPath = en.hint !== undefined && en.hint === es.hint
  if (error.code !== 'file-not-found' || missing === undefined || !isPath) return error
  const hint = ['paso', ...words.map((word) => (word === missing ? en.hint! : word))].map(shellWord).join(' ')
  return new PasoError(error.code, { en: { ...en, hint }, es: { ...es, hint } }, error.exitCode)
}

/** A fault of the program itself. PASO_DEBUG shows where. */
function unexpected(error: unknown, { env, stderr }: World): PasoError {
  if (env.PASO_DEBUG && error instanceof Error) stderr.write(`${error.stack}\n`)
  const message = error instanceof Error ? error.message : String(error)
  return new PasoError(
    'internal',
    {
      en: {
        what: 'something is wrong inside paso.',
        received: `${message}.`,
        hint: 'PASO_DEBUG=1 shows where.',
      },
      es: {
        what: 'algo anda mal dentro de paso.',
        received: `${message}.`,
        hint: 'PASO_DEBUG=1 muestra dónde.',
      },
    },
    1,
  )
}
