// A recipe: any options of training from a JSON file; what the command line gives wins.
import { PasoError } from '../errors.ts'
import { type JsonDocument, type JsonObject, type JsonValue, parseJson } from '../formats/json.ts'
import { type OptionDefinition, type OptionName, type OptionValues, options, optionsOf } from '../options.ts'
import { nearest } from '../suggest.ts'
import type { Arguments } from './command.ts'
import { readValue } from './parse.ts'

/** Arguments with a recipe's options filled in, and the optimizer's own options, which have no flags. */
export interface CompleteArguments extends Arguments {
  readonly optimizerOptions: Readonly<Record<string, number | boolean>>
}

/** About this run of the program and not about the training. */
const notInRecipes: readonly OptionName[] = [
  'recipe',
  'help',
  'json',
  'lang',
  'quiet',
  'noColor',
  'output',
  'force',
  'log',
]

/** learning-rate -> learningRate: the names in a recipe. */
const fieldOf = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** @throws PasoError invalid-json, unknown-field, wrong-type, bad-value with the recipe's line; file-not-found */
export async function withRecipe(args: Arguments): Promise<CompleteArguments> {
  const path = args.options.recipe
  if (path === undefined) return { ...args, optimizerOptions: {} }
  const document = parseJson(await readRecipe(path), path)
  const fields = new Map(
    optionsOf('train').flatMap(([name, definition]) =>
      notInRecipes.includes(name) ? [] : [[fieldOf(definition.flag), [name, definition] as const] as const],
    ),
  )
  const { value } = document
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject(path)
  const found: Record<string, unknown> = {}
  const given = new Set(args.given)
  let optimizerOptions = {}
  for (const [field, content] of Object.entries(value)) {
    const known = fields.get(field)
    if (!known) throw unknownField(path, document, field, [...fields.keys()])
    const [name, definition] = known
    if (args.given.has(name)) continue
    let plain: JsonValue = content
    if (name === 'optimizer' && isObject(content)) {
      const { name: optimizer, ...rest } = content
      plain = optimizer ?? null
      optimizerOptions = rest
    }
    found[name] = read(definition, plain, path, document, field)
    given.add(name)
  }
  return {
    ...args,
    given,
    options: { ...args.options, ...(found as Partial<OptionValues>) },
    optimizerOptions,
  }
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function readRecipe(path: string): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  try {
    return await readFile(path, 'utf8')
  } catch {
    throw new PasoError('file-not-found', {
      en: { what: `${path} was not found.`, where: 'option --recipe.' },
      es: { what: `no se encontró ${path}.`, where: 'opción --recipe.' },
    })
  }
}

/** The value as if it stood on the command line, so that one table rules both. */
function read(
  definition: OptionDefinition,
  value: JsonValue,
  path: string,
  document: JsonDocument,
  field: string,
): unknown {
  const many = Array.isArray(value) ? value : [value]
  if (many.some((item) => typeof item === 'object')) throw wrongType(definition, path, document, field)
  try {
    if (definition.repeatable) return many.map((item) => readValue(definition, String(item)))
    return readValue(definition, many.join(','))
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
  const { hint: _en, ...en } = error.texts.en
  const { hint: _es, ...es } = error.texts.es
  return new PasoError(error.code, { en: { ...en, where: where.en }, es: { ...es, where: where.es } })
}

function wrongType(
  definition: OptionDefinition,
  path: string,
  document: JsonDocument,
  field: string,
): PasoError {
  const where = placeIn(path, document, field)
  return new PasoError('wrong-type', {
    en: { what: `${field} is not what belongs there.`, where: where.en, expected: `${definition.help.en}.` },
    es: { what: `${field} no es lo que corresponde.`, where: where.es, expected: `${definition.help.es}.` },
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
    },
    es: {
      what: 'el archivo no contiene una receta.',
      where: `${path}.`,
      expected: `opciones entre llaves: ${example}`,
    },
  })
}
