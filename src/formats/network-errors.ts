// The refusals of a network file, with path and line, and what to write instead.
import { type ErrorText, PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import type { JsonDocument, JsonPath, JsonValue } from './json.ts'
import { listed, type Phrase, quoted, same, shown, texts, trainAgain, whereIn } from './phrases.ts'
import { fieldOfCore } from './rule-fields.ts'

/** A place in a file. */
export interface Spot {
  readonly document: JsonDocument
  readonly fileName: string
  readonly path: JsonPath
}

/** layers[1].weights */
export function pathText(path: JsonPath): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('')
}

export function whereOf({ document, fileName, path }: Spot): Phrase {
  return whereIn(fileName, document.placeOf(path), pathText(path))
}

/** An error of core, whose `where` is a path, with the file and the line. */
export function placed(error: PasoError, document: JsonDocument, fileName: string): PasoError {
  const add = (text: ErrorText, language: 'en' | 'es'): ErrorText => {
    const about = placeInFile(error, text.where, document)
    const path = pathOf(about)
    if (path) return { ...text, where: whereIn(fileName, document.placeOf(path), about)[language] }
    return { ...text, where: text.where ? `${fileName}, ${text.where}` : `${fileName}.` }
  }
  const { en, es } = error.texts
  return new PasoError(error.code, { en: add(en, 'en'), es: add(es, 'es') }, error.exitCode)
}

/** Core names an option of the optimizer without the optimizer: learningRate, beta1. */
function placeInFile(error: PasoError, where: string | undefined, document: JsonDocument): string {
  if (where === undefined) return /option/.test(error.code) ? 'optimizer' : ''
  const rule = fieldOfCore[where]
  if (rule !== undefined) return rule
  if (error.code !== 'option-out-of-domain') return where
  const inFile = document.value as { readonly [name: string]: JsonValue }
  return Object.hasOwn(inFile, where.split('.')[0]!) ? where : `optimizer.${where}`
}

/** The steps of a text such as layers[1].weights, or undefined when it is none. */
function pathOf(text: string): JsonPath | undefined {
  if (!/^[a-z]\w*(\[\d+\]|\.\w+)*$/i.test(text)) return undefined
  return text.match(/\w+/g)!.map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

export function unknownField(spot: Spot, field: string, known: readonly string[]): PasoError {
  const meant = nearest(field, known)
  const parent = pathText(spot.path.slice(0, -1))
  const holder = parent === '' ? { en: 'a network', es: 'una red' } : same(parent)
  return new PasoError(
    'unknown-field',
    texts({
      what: {
        en: `${holder.en} has no field ${quoted(field).en}.`,
        es: `${holder.es} no tiene el campo ${quoted(field).es}.`,
      },
      where: whereOf(spot),
      ...(known.length > 0 && { expected: sentence(listed(known)) }),
      received: same(`${shown(field)}.`),
      hint: meant === undefined ? { en: 'remove the field.', es: 'quitar el campo.' } : same(`"${meant}"`),
    }),
  )
}

/** What to write for a field that must be there. */
const templates: Readonly<Record<string, string>> = {
  format: '"format": "paso-network/1"',
  inputs: '"inputs": 2',
  layers: '"layers": [{ "activation": "sigmoid", "weights": [[0.1, 0.2]], "biases": [0.3] }]',
  activation: '"activation": "sigmoid"',
  weights: '"weights": [[0.1, 0.2]]',
  loss: '"loss": "half-squared-error"',
  input: '"input": [0.05, 0.1]',
  target: '"target": [0.01, 0.99]',
  name: '"name": "sigmoid"',
  mean: '"mean": 0',
  scale: '"scale": 1',
  categories: '"categories": ["a", "b"]',
  classes: '"classes": ["no", "yes"]',
}

export function missingField(spot: Spot): PasoError {
  const field = String(spot.path.at(-1))
  const parent = spot.path.slice(0, -1)
  const template = templates[field]
  return new PasoError(
    'missing-field',
    texts({
      what: { en: `the field ${quoted(field).en} is missing.`, es: `falta el campo ${quoted(field).es}.` },
      where: whereIn(spot.fileName, spot.document.placeOf(parent), pathText(parent)),
      hint: template === undefined ? trainAgain : same(template),
    }),
  )
}

export function wrongFormat(spot: Spot, received: string, format: string): PasoError {
  return new PasoError(
    'unknown-format',
    texts({
      what: {
        en: 'the file is not a network that can be read here.',
        es: 'el archivo no es una red que se pueda leer aquí.',
      },
      where: whereOf(spot),
      expected: same(`"format": "${format}".`),
      received: same(`${shown(received)}.`),
      hint: {
        en: 'see whether this is the right file, or whether a newer paso wrote it.',
        es: 'revisar si es el archivo correcto, o si lo escribió una versión más nueva de paso.',
      },
    }),
  )
}

/** How a number is called by where it stands. */
const nouns: Readonly<Record<string, Phrase>> = {
  weights: { en: 'a weight', es: 'un peso' },
  biases: { en: 'a bias', es: 'un umbral (bias)' },
  input: { en: 'an input', es: 'una entrada' },
  target: { en: 'a target', es: 'una salida esperada' },
  learningRate: { en: 'the learning rate', es: 'la tasa de aprendizaje' },
}

export function notFinite(spot: Spot): PasoError {
  const field = spot.path.filter((step) => typeof step === 'string').at(-1)
  const noun = nouns[String(field)] ?? { en: 'a value', es: 'un valor' }
  return new PasoError(
    'not-finite',
    texts({
      what: { en: `${noun.en} is not a finite number.`, es: `${noun.es} no es un número finito.` },
      where: whereOf(spot),
      expected: { en: 'a number.', es: 'un número.' },
      received: same(`${shown(spot.document.textOf(spot.path))}.`),
      hint: {
        en: 'correct the value. If the file comes from a training, that training diverged before it was saved.',
        es: 'corregir el valor. Si el archivo salió de un entrenamiento, ese entrenamiento divergió antes de guardarlo.',
      },
    }),
  )
}

const kinds = {
  activation: { en: 'activation', es: 'la activación' },
  loss: { en: 'loss', es: 'la función de error' },
  optimizer: { en: 'optimizer', es: 'el optimizador' },
  schedule: { en: 'schedule', es: 'el plan' },
  normalization: { en: 'normalization', es: 'la normalización' },
} as const satisfies Record<string, Phrase>

export function unknownName(
  spot: Spot,
  kind: keyof typeof kinds,
  name: string,
  known: readonly string[],
): PasoError {
  const meant = nearest(name, known)
  const some = known.slice(0, 4).join(', ')
  const all = known.length <= 6
  return new PasoError(
    `unknown-${kind}`,
    texts({
      what: {
        en: `there is no ${kinds[kind].en} ${quoted(name).en}.`,
        es: `no existe ${kinds[kind].es} ${quoted(name).es}.`,
      },
      where: whereOf(spot),
      expected: all
        ? sentence(listed(known))
        : {
            en: `${some} or another of the list in paso explain --help.`,
            es: `${some} u otra de la lista de paso explain --help.`,
          },
      received: same(`${shown(name)}.`),
      hint:
        meant === undefined
          ? { en: 'choose one of the list.', es: 'elegir uno de los nombres de la lista.' }
          : same(`"${String(spot.path.at(-1))}": "${meant}"`),
    }),
  )
}

const sentence = ({ en, es }: Phrase): Phrase => ({ en: `${en}.`, es: `${es}.` })
