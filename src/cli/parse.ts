// Parses the command line with commander; what is wrong is said in our own words.
import { Command, CommanderError, Option } from 'commander'
import { intervalOf } from '../engine/interval.ts'
import {
  type CommandName,
  type OptionDefinition,
  type OptionName,
  type OptionValues,
  options,
  optionsOf,
} from '../options.ts'
import type { Arguments } from './command.ts'
import { commands, type PositionalDefinition, usageOf } from './commands.ts'
import {
  badValue,
  missingArgument,
  missingValue,
  needlessValue,
  tooManyArguments,
  unknownOption,
} from './usage-errors.ts'

/**
 * @param words what stands after the command's name
 * @throws PasoError unknown-option, missing-value, bad-value, missing-argument, too-many-arguments
 */
export function parseArguments(command: CommandName, words: readonly string[]): Arguments {
  const texts = textsOf(command, words)
  const values = fillIn(texts.options)
  const given = new Set(texts.options.keys())
  if (!values.help) checkCount(command, texts.positionals, given)
  return { positionals: texts.positionals, options: values, given }
}

/** The given options as the texts that stand on the command line, each in a list; a switch has none. */
type Texts = ReadonlyMap<OptionName, readonly string[]>

function textsOf(command: CommandName, words: readonly string[]): { positionals: string[]; options: Texts } {
  const parser = new Command(command)
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {} })
    .helpOption(false)
    .argument('[arguments...]')
  const own = optionsOf(command).map(
    ([name, definition]) => [name, definition, commanderOption(definition)] as const,
  )
  for (const [, , option] of own) parser.addOption(option)
  try {
    parser.parse(words, { from: 'user' })
  } catch (error) {
    throw error instanceof CommanderError ? ownWords(error, command) : error
  }
  const texts = new Map<OptionName, readonly string[]>()
  for (const [name, , option] of own) {
    const key = option.attributeName()
    if (parser.getOptionValueSource(key) !== 'cli') continue
    const value: unknown = parser.getOptionValue(key)
    texts.set(name, Array.isArray(value) ? (value as string[]) : [])
  }
  return { positionals: parser.args, options: texts }
}

function commanderOption({ flag, short, type }: OptionDefinition): Option {
  const flags = `${short ? `-${short}, ` : ''}--${flag}`
  if (type.kind === 'switch') return new Option(flags)
  const collect = (text: string, before: readonly string[] | undefined): string[] => [...(before ?? []), text]
  return new Option(`${flags} <value>`).argParser(collect)
}

/** Commander's codes are stable, its sentences are English: the flag is read out of them, and the rest is ours. */
function ownWords(error: CommanderError, command: CommandName): Error {
  const flag = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const own = optionsOf(command).map(([, definition]) => definition)
  if (error.code === 'commander.unknownOption') {
    const [name, value] = flag.split('=')
    const known = own.find((definition) => `--${definition.flag}` === name)
    if (known && value !== undefined) return needlessValue(known, value)
    return unknownOption(
      command,
      flag.split('=')[0]!,
      own.map((definition) => definition.flag),
    )
  }
  if (error.code === 'commander.optionMissingArgument') {
    const name = /--([\w-]+)/.exec(flag)?.[1]
    return missingValue(own.find((definition) => definition.flag === name)!)
  }
  return error
}

function fillIn(texts: Texts): OptionValues {
  const values: Record<string, unknown> = {}
  for (const [name, definition] of Object.entries(options) as [OptionName, OptionDefinition][]) {
    values[name] = givenValue(definition, texts.get(name))
  }
  return values as OptionValues
}

function givenValue(definition: OptionDefinition, texts: readonly string[] | undefined): unknown {
  if (definition.type.kind === 'switch') return texts !== undefined
  if (definition.repeatable) return (texts ?? []).map((text) => readValue(definition, text))
  return texts === undefined ? definition.default : readValue(definition, texts.at(-1)!)
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * A text of the command line as the option's value.
 * @throws PasoError bad-value
 */
export function readValue(
  definition: OptionDefinition,
  text: string,
): string | number | readonly (string | number)[] {
  const { type } = definition
  switch (type.kind) {
    case 'choice':
      if (type.choices.includes(text)) return text
      break
    case 'integer': {
      const value = Number(text)
      if (/^\d+$/.test(text) && value >= type.min && value <= (type.max ?? Number.MAX_SAFE_INTEGER))
        return value
      break
    }
    case 'integers': {
      const values = text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : Number.NaN))
      if (values.every((value) => value >= type.min && value <= Number.MAX_SAFE_INTEGER)) return values
      break
    }
    case 'numbers': {
      const values = text.split(',').map((part) => (DECIMAL.test(part.trim()) ? Number(part) : Number.NaN))
      if (values.every((value) => value >= type.min && value < type.below)) return oneOrAll(values)
      break
    }
    case 'choices': {
      const names = text.split(',').map((name) => name.trim())
      if (names.every((name) => type.choices.includes(name))) return oneOrAll(names)
      break
    }
    case 'number': {
      const value = DECIMAL.test(text) ? Number(text) : Number.NaN
      const { above = -Infinity, min = -Infinity, below = Infinity } = type
      if (Number.isFinite(value) && value > above && value >= min && value < below) return value
      break
    }
    case 'interval':
      if (intervalOf(text)) return text
      break
    default:
      if (text !== '') return text
  }
  throw badValue(definition, text)
}

/** One value alone is for all. */
const oneOrAll = <Value>(values: readonly Value[]): Value | readonly Value[] =>
  values.length === 1 ? values[0]! : values

function checkCount(
  command: CommandName,
  positionals: readonly string[],
  given: ReadonlySet<OptionName>,
): void {
  const { positionals: wanted } = commands[command]
  const isNeeded = ({ required, unless }: PositionalDefinition): boolean =>
    required && (unless === undefined || !given.has(unless))
  const missing = wanted.find((one, i) => positionals[i] === '' || (isNeeded(one) && !positionals[i]))
  if (missing) throw missingArgument(command, missing.article, usageOf(command))
  const extra = positionals[wanted.length]
  if (extra !== undefined) throw tooManyArguments(command, extra, usageOf(command))
}
