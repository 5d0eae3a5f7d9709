// The refusal of a value of the wrong kind: what belongs where it stands, and what to do about it.
import { PasoError } from '../errors.ts'
import type { JsonPath, JsonValue } from './json.ts'
import { pathText, type Spot, whereOf } from './network-errors.ts'
import { type Phrase, same, shown, texts } from './phrases.ts'

const number: Phrase = { en: 'a number.', es: 'un número.' }
const aboveZero: Phrase = { en: 'a number above 0.', es: 'un número mayor que 0.' }
const fromZero: Phrase = { en: 'a number from 0 on.', es: 'un número a partir de 0.' }

const fromZeroToOne: Phrase = {
  en: 'a number from 0 to 1, 1 not included.',
  es: 'un número de 0 a 1, sin incluir 1.',
}
const perUnit: readonly Phrase[] = [
  {
    en: 'a list of numbers, or one number for all units.',
    es: 'una lista de números, o un solo número para todas las neuronas.',
  },
  number,
]

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
    number,
  ],
  biases: perUnit,
  normalization: [
    {
      en: '"batch", "layer", or { "kind": ... }.',
      es: '"batch", "layer" o { "kind": ... }.',
    },
  ],
  dropout: [fromZeroToOne],
  epsilon: [aboveZero],
  scales: perUnit,
  shifts: perUnit,
  momentum: [{ en: 'a number from 0 to 1.', es: 'un número de 0 a 1.' }],
  runningMeans: perUnit,
  runningVariances: perUnit,
  reduction: [{ en: '"mean" or "sum".', es: '"mean" o "sum".' }],
  biasPolicy: [{ en: '"per-neuron", "shared" or "fixed".', es: '"per-neuron", "shared" o "fixed".' }],
  learningRate: [aboveZero],
  l1: [fromZero],
  l2: [fromZero],
  labelSmoothing: [fromZeroToOne],
  clipValue: [aboveZero],
  clipNorm: [aboveZero],
  maxNorm: [aboveZero],
  schedule: [
    { en: 'the name of a schedule, or { "name": ... }.', es: 'el nombre de un plan, o { "name": ... }.' },
  ],
  weight: [fromZero],
  samples: [
    { en: 'a list of samples.', es: 'una lista de muestras.' },
    { en: '{ "input": [...], "target": [...] }.', es: '{ "input": [...], "target": [...] }.' },
  ],
  input: [{ en: 'a list of numbers.', es: 'una lista de números.' }, number],
}

export function wrongType(spot: Spot, value: JsonValue): PasoError {
  const expected = expectedAt(spot.path)
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
      hint: hintOfType(value, expected),
    }),
  )
}

/** What belongs at a path, by the last name in it and by how deep below it lies. */
function expectedAt(path: JsonPath): Phrase | undefined {
  if (path.length === 0) return object
  const at = path.findLastIndex((step) => typeof step === 'string')
  const field = String(path[at])
  const inEncoding = path[0] === 'encoding'
  const inTarget = inEncoding && path[1] === 'target'
  const known = (inTarget ? targetContents : inEncoding ? encodingContents : contents)[
    field === 'target' && !inEncoding ? 'input' : field
  ]
  const parameterOf = /^(activation|loss|optimizer|schedule)$/.test(String(path.at(-2))) && field !== 'name'
  return parameterOf ? number : known?.[path.length - 1 - at]
}

/** What to do about a value of the wrong kind. */
function hintOfType(value: JsonValue, expected: Phrase | undefined): Phrase {
  if (value === null) {
    return {
      en: 'fill in the value: a missing one is never taken as 0.',
      es: 'completar el valor: uno que falta nunca se toma como 0.',
    }
  }
  if (expected === number && typeof value === 'string' && Number.isFinite(Number(value || 'NaN'))) {
    return { en: `write ${value}, without quotes.`, es: `escribir ${value}, sin comillas.` }
  }
  return {
    en: 'correct the value, or see whether this is the right file.',
    es: 'corregir el valor, o revisar si es el archivo correcto.',
  }
}

const someNames: readonly Phrase[] = [
  { en: 'a list of names.', es: 'una lista de nombres.' },
  { en: 'a name.', es: 'un nombre.' },
]
const encodingContents: Readonly<Record<string, readonly Phrase[]>> = {
  kind: [{ en: '"number" or "category".', es: '"number" o "category".' }],
  name: [{ en: 'a name.', es: 'un nombre.' }],
  mean: [number],
  scale: [{ en: 'a number above 0.', es: 'un número mayor que 0.' }],
  categories: someNames,
  classes: someNames,
}

const targetContents: Readonly<Record<string, readonly Phrase[]>> = {
  ...encodingContents,
  kind: [
    {
      en: '"number", "classes", "numbers" or "labels".',
      es: '"number", "classes", "numbers" o "labels".',
    },
  ],
  columns: [
    { en: 'a list of columns.', es: 'una lista de columnas.' },
    { en: 'a column with its name.', es: 'una columna con su nombre.' },
  ],
  classes: [
    {
      en: 'a list of at least two names, or of two in "labels".',
      es: 'una lista de al menos dos nombres, o de dos en "labels".',
    },
    { en: 'a name.', es: 'un nombre.' },
  ],
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
