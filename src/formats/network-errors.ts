// The refusals of a network file, with path and line, and what to write instead.
import { type ErrorText, PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import type { JsonDocument, JsonPath, JsonValue } from './json.ts'
import { listed, type Phrase, quoted, same, shown, texts, whereIn } from './phrases.ts'

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

function whereOf({ document, fileName, path }: Spot): Phrase {
  return whereIn(fileName, document.placeOf(path), pathText(path))
}

/** An error of core, whose `where` is a path, with the file and the line. */
export function placed(error: PasoError, document: JsonDocument, fileName: string): PasoError {
  const add = (text: ErrorText, language: 'en' | 'es'): ErrorText => {
    const about = text.where ?? (/option/.test(error.code) ? 'optimizer' : '')
    const path = pathOf(about)
    if (path) return { ...text, where: whereIn(fileName, document.placeOf(path), about)[language] }
    return { ...text, where: text.where ? `${fileName}, ${text.where}` : `${fileName}.` }
  }
  const { en, es } = error.texts
  return new PasoError(error.code, { en: add(en, 'en'), es: add(es, 'es') }, error.exitCode)
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
      hint: template === undefined ? undefined : same(template),
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
      hint: meant === undefined ? undefined : same(`"${String(spot.path.at(-1))}": "${meant}"`),
    }),
  )
}

/** What a field holds, and what each of its items holds, one level of brackets after the other. */
const contents: Readonly<Record<string, readonly Phrase[]>> = {
  name: [{ en: 'a text.', es: 'un texto.' }],
  inputs: [
    {
      en: 'how many inputs, or a list of their names.',
      es: 'cuántas entradas, o una lista con sus nombres.',
    },
    { en: 'a name.', es: 'un nombre.' },
  ],
  layers: [
    { en: 'a list with at least one layer.', es: 'una lista con al menos una capa.' },
    { en: 'a layer in braces.', es: 'una capa entre llaves.' },
  ],
  units: [{ en: 'a whole number from 1 on.', es: 'un número entero a partir de 1.' }],
  names: [
    { en: 'a list of names.', es: 'una lista de nombres.' },
    { en: 'a name.', es: 'un nombre.' },
  ],
  activation: [
    {
      en: 'the name of an activation, or { "name": ... }.',
      es: 'el nombre de una activación, o { "name": ... }.',
    },
  ],
  loss: [
    {
      en: 'the name of a loss, or { "name": ... }.',
      es: 'el nombre de una función de error, o { "name": ... }.',
    },
  ],
  optimizer: [
    {
      en: 'the name of an optimizer, or { "name": ... }.',
      es: 'el nombre de un optimizador, o { "name": ... }.',
    },
  ],
  weights: [
    { en: 'a list of rows: one row for each unit.', es: 'una lista de filas: una fila por neurona.' },
    {
      en: 'a row in brackets: one weight for each input.',
      es: 'una fila entre corchetes: un peso por entrada.',
    },
    { en: 'a number.', es: 'un número.' },
  ],
  biases: [
    {
      en: 'a list of numbers, or one number for all units.',
      es: 'una lista de números, o un solo número para todas las neuronas.',
    },
    { en: 'a number.', es: 'un número.' },
  ],
  reduction: [{ en: '"mean" or "sum".', es: '"mean" o "sum".' }],
  biasPolicy: [{ en: '"per-neuron", "shared" or "fixed".', es: '"per-neuron", "shared" o "fixed".' }],
  learningRate: [{ en: 'a number above 0.', es: 'un número mayor que 0.' }],
  samples: [
    { en: 'a list of samples.', es: 'una lista de muestras.' },
    { en: '{ "input": [...], "target": [...] }.', es: '{ "input": [...], "target": [...] }.' },
  ],
  input: [
    { en: 'a list of numbers.', es: 'una lista de números.' },
    { en: 'a number.', es: 'un número.' },
  ],
}

export function wrongType(spot: Spot, value: JsonValue): PasoError {
  const at = spot.path.findLastIndex((step) => typeof step === 'string')
  const field = String(spot.path[at] ?? '')
  const known = contents[field === 'target' ? 'input' : field]
  const expected = known?.[spot.path.length - 1 - at] ?? (spot.path.length === 0 ? object : undefined)
  const name = pathText(spot.path)
  return new PasoError(
    'wrong-type',
    texts({
      what:
        name === ''
          ? { en: 'the file does not hold a network.', es: 'el archivo no contiene una red.' }
          : { en: `${name} is not what belongs there.`, es: `${name} no es lo que corresponde.` },
      where: whereOf(spot),
      ...(expected && { expected }),
      received: receivedText(value),
    }),
  )
}

const object: Phrase = {
  en: 'an object in braces: { "format": ... }.',
  es: 'un objeto entre llaves: { "format": ... }.',
}

function receivedText(value: JsonValue): Phrase {
  if (Array.isArray(value)) {
    return value.length === 0
      ? { en: 'an empty list.', es: 'una lista vacía.' }
      : { en: 'a list.', es: 'una lista.' }
  }
  if (typeof value === 'object' && value !== null) return { en: 'an object.', es: 'un objeto.' }
  return same(`${typeof value === 'string' ? `"${shown(value)}"` : value}.`)
}

const sentence = ({ en, es }: Phrase): Phrase => ({ en: `${en}.`, es: `${es}.` })
