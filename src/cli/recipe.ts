// A recipe: any options of training from a JSON file; what the command line gives wins.
import type { ClassWeights } from '../data/class-weights.ts'
import { PasoError } from '../errors.ts'
import { type JsonDocument, type JsonObject, type JsonValue, parseJson } from '../formats/json.ts'
import { checkSchedule } from '../library/schedule-option.ts'
import {
  isOfRecipes,
  type OptionDefinition,
  type OptionName,
  type OptionValues,
  options,
  optionsOf,
} from '../options.ts'
import { nearest } from '../suggest.ts'
import type { Arguments } from './command.ts'
import { readValue } from './parse.ts'
import { stepRuleNames } from './step-rules.ts'

/** Arguments with a recipe's options filled in, and what has no flags: own options of the optimizer and of the schedule, a weight by class. */
export interface CompleteArguments extends Arguments {
  readonly optimizerOptions: Readonly<Record<string, number | boolean>>
  readonly scheduleNumbers: Readonly<Record<string, unknown>>
  /** In place of the option of that name. */
  readonly weightsByClass?: ClassWeights
  /** The recipe as it stands in its file. */
  readonly recipe: JsonObject
}

/** Which table it is and how it is read. */
export const readingOptionNames = [
  'targetColumn',
  'ignore',
  'delimiter',
  'decimal',
  'header',
  'missing',
] as const

/** What a training itself is asked for. */
export const trainingOptionNames: readonly OptionName[] = optionsOf('train')
  .map(([name]) => name)
  .filter((name) => isOfRecipes(name) && ![...readingOptionNames, ...stepRuleNames, 'folds'].includes(name))

/** learning-rate -> learningRate: the names in a recipe. */
export const fieldOf = (flag: string): string =>
  flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** @throws PasoError invalid-json, unknown-field, wrong-type, bad-value with the recipe's line; file-not-found */
export async function withRecipe(args: Arguments): Promise<CompleteArguments> {
  const path = args.options.recipe
  if (path === undefined) return { ...args, optimizerOptions: {}, scheduleNumbers: {}, recipe: {} }
  const document = parseJson(await readRecipe(path), path)
  const fields = new Map(
    optionsOf('train').flatMap(([name, definition]) =>
      isOfRecipes(name) ? [[fieldOf(definition.flag), [name, definition] as const] as const] : [],
    ),
  )
  const { value } = document
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject(path)
  const found: Record<string, unknown> = {}
  const given = new Set(args.given)
  let optimizerOptions = {}
  let scheduleNumbers = {}
  let weightsByClass: ClassWeights | undefined
  for (const [field, content] of Object.entries(value)) {
    const known = fields.get(field)
    if (!known) throw unknownField(path, document, field, [...fields.keys()])
    const [name, definition] = known
    if (args.given.has(name)) continue
    if (name === 'classWeights' && isObject(content)) {
      weightsByClass = content as ClassWeights
      continue
    }
    let plain: JsonValue = content
    if (name === 'optimizer' && isObject(content)) {
      const { name: optimizer, ...rest } = content
      plain = optimizer ?? null
      optimizerOptions = rest
    }
    if (name === 'schedule' && isObject(content)) {
      const { name: schedule, ...rest } = content
      plain = schedule ?? null
      scheduleNumbers = rest
    }
    found[name] = read(definition, plain, path, document, field)
    if (name === 'schedule') {
      placed(path, document, field, () =>
        checkSchedule(path, { ...scheduleNumbers, name: found[name] } as never, undefined),
      )
    }
    given.add(name)
  }
  return {
    ...args,
    given,
    options: { ...args.options, ...(found as Partial<OptionValues>) },
    optimizerOptions,
    scheduleNumbers,
    recipe: value as JsonObject,
    ...(weightsByClass && { weightsByClass }),
  }
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function readRecipe(path: string): Promise<string> {
  const { readTextFile } = await import('./read-text.ts')
  return readTextFile(path, (code) => {
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return unreadable(path, code)
    return new PasoError('file-not-found', {
      en: {
        what: `${path} was not found.`,
        where: 'option --recipe.',
        hint: 'see whether the name and the folder are right.',
      },
      es: {
        what: `no se encontró ${path}.`,
        where: 'opción --recipe.',
        hint: 'revisar si el nombre y la carpeta son correctos.',
      },
    })
  })
}

function unreadable(path: string, code: string): PasoError {
  const folder = code === 'EISDIR'
  return new PasoError(folder ? 'file-is-folder' : 'file-unreadable', {
    en: {
      what: folder ? `${path} is a folder.` : `${path} could not be read.`,
      where: 'option --recipe.',
      expected: 'a JSON file with options.',
      ...(!folder && { received: `${code}.` }),
      hint: 'give the name of a file.',
    },
    es: {
      what: folder ? `${path} es una carpeta.` : `no se pudo leer ${path}.`,
      where: 'opción --recipe.',
      expected: 'un archivo JSON con opciones.',
      ...(!folder && { received: `${code}.` }),
      hint: 'dar el nombre de un archivo.',
    },
  })
}

/** The value as if it stood on the command line, so that one table rules both. */
function read(
  definition: OptionDefinition,
  value: JsonValue,
  path: string,
  document: JsonDocument,
  field: string,
): unknown {
  if (definition.type.kind === 'switch') {
    if (typeof value === 'boolean') return value
    throw wrongType(definition, path, document, field)
  }
  const many = Array.isArray(value) ? value : [value]
  if (many.some((item) => typeof item === 'object')) throw wrongType(definition, path, document, field)
  return placed(path, document, field, () =>
    definition.repeatable
      ? many.map((item) => readValue(definition, String(item)))
      : readValue(definition, many.join(',')),
  )
}

function placed<T>(path: string, document: JsonDocument, field: string, reading: () => T): T {
  try {
    return reading()
  } catch (error) {
    throw error instanceof PasoError ? inRecipe(error, path, document, field) : error
  }
}

function placeIn(path: string, document: JsonDocument, field: string): { en: string; es: string } {
  const { line } = document.placeOf([field])
  return { en: `${path}, ${field}, line ${line}.`, es: `${path}, ${field}, línea ${line}.` }
}

/** An error about an option, told where the option stands in the recipe. */
function inRecipe(error: PasoError, path: string, document: JsonDocument, field: string): PasoError {
  const where = placeIn(path, document, field)
  // The hint shows the option as on the command line, which the recipe's line is not.
  const hint = { en: `correct "${field}".`, es: `corregir "${field}".` }
  const { en, es } = error.texts
  return new PasoError(error.code, {
    en: { ...en, where: where.en, hint: hint.en },
    es: { ...es, where: where.es, hint: hint.es },
  })
}

function wrongType(
  definition: OptionDefinition,
  path: string,
  document: JsonDocument,
  field: string,
): PasoError {
  const where = placeIn(path, document, field)
  return new PasoError('wrong-type', {
    en: {
      what: `${field} is not what belongs there.`,
      where: where.en,
      expected: `${definition.help.en}.`,
      hint: `for example: ${definition.example}.`,
    },
    es: {
      what: `${field} no es lo que corresponde.`,
      where: where.es,
      expected: `${definition.help.es}.`,
      hint: `por ejemplo: ${definition.example}.`,
    },
  })
}

function unknownField(
  path: string,
  document: JsonDocument,
  field: string,
  known: readonly string[],
): PasoError {
  const where = placeIn(path, document, field)
  const meant = nearest(field, known)
  const hint = meant === undefined ? undefined : `"${meant}"`
  return new PasoError('unknown-field', {
    en: {
      what: `a recipe has no field "${field}".`,
      where: where.en,
      expected: `${known.join(', ')}.`,
      received: `${field}.`,
      hint: hint ?? 'remove the field.',
    },
    es: {
      what: `una receta no tiene el campo «${field}».`,
      where: where.es,
      expected: `${known.join(', ')}.`,
      received: `${field}.`,
      hint: hint ?? 'quitar el campo.',
    },
  })
}

function notAnObject(path: string): PasoError {
  const example = `{ "${options.hidden.flag}": [16], "epochs": 200 }.`
  return new PasoError('wrong-type', {
    en: {
      what: 'the file does not hold a recipe.',
      where: `${path}.`,
      expected: `options in braces: ${example}`,
      hint: 'see whether this is the right file.',
    },
    es: {
      what: 'el archivo no contiene una receta.',
      where: `${path}.`,
      expected: `opciones entre llaves: ${example}`,
      hint: 'revisar si es el archivo correcto.',
    },
  })
}
