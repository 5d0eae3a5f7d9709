// What the library refuses: options that do not exist or do not fit, data that is no table, rows and models that are not there.
import type { PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import { either, type Phrase, refusal, same, shown } from './phrases.ts'

/** @param of what has the options: `mlp`, `fit`. */
export function unknownOption(of: string, name: string, known: readonly string[]): PasoError {
  const near = nearest(name, known)
  return refusal('unknown-option', {
    what: { en: `${of} has no option "${name}".`, es: `${of} no tiene la opción «${name}».` },
    expected: same(`${known.join(', ')}.`),
    received: same(`${name}.`),
    hint: near === undefined ? undefined : same(near),
  })
}

/** What an option may be, in words. */
const expectations = {
  shareForLayers: {
    en: 'a number from 0 to less than 1, or a list of one for each hidden layer',
    es: 'un número de 0 a menos de 1, o una lista con uno por capa oculta',
  },
  normalization: {
    en: "'none', 'batch', 'layer', or a list of one for each hidden layer",
    es: "'none', 'batch', 'layer', o una lista con uno por capa oculta",
  },
  answer: {
    en: 'a number or a class, or one for each target',
    es: 'un número o una clase, o uno por columna objetivo',
  },
  boolean: same('true, false'),
  character: { en: 'one character', es: 'un carácter' },
  checkpoint: {
    en: 'a checkpoint, the bytes of its file, or its path',
    es: 'un punto de control, los bytes de su archivo o su ruta',
  },
  classWeights: same("'balanced', { yes: 2, no: 1 }"),
  columns: {
    en: 'the name of a column, or a list of names',
    es: 'el nombre de una columna, o una lista de nombres',
  },
  count: { en: 'a whole number from 1 on', es: 'un número entero a partir de 1' },
  counts: { en: 'a list of whole numbers from 1 on', es: 'una lista de números enteros a partir de 1' },
  data: same('data'),
  digits: { en: 'a whole number from 1 to 17', es: 'un número entero de 1 a 17' },
  folds: { en: 'a whole number from 2 on', es: 'un número entero a partir de 2' },
  function: { en: 'a function', es: 'una función' },
  keeping: {
    en: "{ file: 'run.checkpoint', every: '30s' }, or onCheckpoint beside { every: '5e' }",
    es: "{ file: 'run.checkpoint', every: '30s' }, u onCheckpoint junto a { every: '5e' }",
  },
  kinds: same("{ column: 'number' | 'category' }"),
  locale: same('en, es, es-AR, es-MX'),
  names: { en: 'a list of names', es: 'una lista de nombres' },
  nonNegative: { en: 'a number from 0 on', es: 'un número a partir de 0' },
  object: { en: 'an object', es: 'un objeto' },
  parameters: { en: 'a name such as w5, or a list', es: 'un nombre como w5, o una lista' },
  positive: { en: 'a number above 0', es: 'un número mayor que 0' },
  rangeSteps: { en: 'a whole number from 100 on', es: 'un número entero a partir de 100' },
  rateAbove: { en: 'a rate above from', es: 'una tasa mayor que from' },
  rows: { en: 'a row from 0, or a list of rows', es: 'una fila a partir de 0, o una lista de filas' },
  sampleWeight: {
    en: 'the name of a column, or a list of numbers from 0 on',
    es: 'el nombre de una columna, o una lista de números a partir de 0',
  },
  seed: { en: 'a whole number from 0 to 2^53 − 1', es: 'un número entero de 0 a 2^53 − 1' },
  share: { en: 'a number from 0 to less than 1', es: 'un número de 0 a menos de 1' },
  signal: same('AbortSignal'),
  threads: { en: "a whole number from 1 to 64, or 'auto'", es: "un número entero de 1 a 64, o 'auto'" },
  split: {
    en: '{ train, validation, test }, each a list of rows from 0',
    es: '{ train, validation, test }, cada una con una lista de filas a partir de 0',
  },
} as const satisfies Record<string, Phrase>

/** The name of what an option may be, or its choices. */
export type Expected = keyof typeof expectations | readonly string[]

export function wrongOption(of: string, name: string, fitting: Expected, received: unknown): PasoError {
  const choices = typeof fitting === 'string' ? [] : fitting
  const expected =
    typeof fitting === 'string'
      ? expectations[fitting]
      : { en: either(choices, 'or'), es: either(choices, 'o') }
  const near = typeof received === 'string' ? nearest(received, choices) : undefined
  return refusal('wrong-option', {
    what: {
      en: `the option ${name} of ${of} does not have a value that fits.`,
      es: `la opción ${name} de ${of} no tiene un valor válido.`,
    },
    expected: { en: `${expected.en}.`, es: `${expected.es}.` },
    received: same(`${shown(received)}.`),
    hint: near === undefined ? undefined : same(`${name}: '${near}'`),
  })
}

/** A list of `dropout` or `normalization` that does not fit the hidden layers. */
export function notOneForEachLayer(option: string, layers: number, received: number): PasoError {
  return refusal('wrong-shape', {
    what: {
      en: `${option} does not have one value for each hidden layer.`,
      es: `${option} no tiene un valor por cada capa oculta.`,
    },
    expected: {
      en:
        layers === 0
          ? 'none: the network has no hidden layer.'
          : layers === 1
            ? '1 value.'
            : `${layers} values.`,
      es:
        layers === 0
          ? 'ninguno: la red no tiene capas ocultas.'
          : layers === 1
            ? '1 valor.'
            : `${layers} valores.`,
    },
    received: same(`${received}.`),
    hint: {
      en: 'one value alone is for all hidden layers.',
      es: 'un solo valor vale para todas las capas ocultas.',
    },
  })
}

export function conflictingOptions(of: string, one: string, other: string): PasoError {
  return refusal('conflicting-options', {
    what: {
      en: `the options ${one} and ${other} of ${of} exclude each other.`,
      es: `las opciones ${one} y ${other} de ${of} se excluyen.`,
    },
    received: { en: `${one} and ${other}.`, es: `${one} y ${other}.` },
    hint: { en: `give one of the two.`, es: `indicar una sola de las dos.` },
  })
}

/** An option that does nothing without another one. */
export function idleOption(idle: string, needed: string): PasoError {
  return refusal('idle-option', {
    what: {
      en: `${idle} changes nothing without ${needed}.`,
      es: `${idle} no cambia nada sin ${needed}.`,
    },
    expected: { en: `${needed} above 0.`, es: `${needed} mayor que 0.` },
    hint: {
      en: `give ${needed} too, or leave ${idle} out.`,
      es: `indicar también ${needed}, o quitar ${idle}.`,
    },
  })
}

export function missingTarget(names: readonly string[]): PasoError {
  const columns = names.slice(0, 12).join(', ')
  return refusal('missing-target', {
    what: {
      en: 'the column to predict is not named.',
      es: 'falta el nombre de la columna que se quiere predecir.',
    },
    where: { en: 'option target.', es: 'opción target.' },
    expected: {
      en: columns === '' ? 'the name of a column.' : `one of ${columns}.`,
      es: columns === '' ? 'el nombre de una columna.' : `una de ${columns}.`,
    },
    hint: same(`target: '${names.at(-1) ?? 'y'}'`),
  })
}

export function unknownTarget(name: string, names: readonly string[]): PasoError {
  const near = nearest(name, names)
  return refusal('unknown-column', {
    what: { en: `there is no column "${name}".`, es: `la columna «${name}» no existe.` },
    where: { en: 'option target.', es: 'opción target.' },
    expected: same(`${names.slice(0, 12).join(', ')}.`),
    received: same(`${name}.`),
    hint: near === undefined ? undefined : same(`target: '${near}'`),
  })
}

export function notData(received: unknown): PasoError {
  return refusal('not-data', {
    what: { en: 'this is not data to train on.', es: 'esto no son datos para entrenar.' },
    expected: {
      en: 'what csv() gives, records, or rows of numbers with their targets.',
      es: 'lo que da csv(), registros, o filas de números con sus salidas esperadas.',
    },
    received: same(`${shown(received)}.`),
  })
}

export function noData(): PasoError {
  return refusal('no-rows', {
    what: { en: 'there are no rows.', es: 'no hay filas.' },
    expected: { en: 'at least one row.', es: 'al menos una fila.' },
  })
}

/** @param row from 0 */
export function wrongRow(row: number, expected: number, received: number): PasoError {
  return refusal('wrong-shape', {
    what: {
      en: 'a row does not have as many numbers as it should.',
      es: 'una fila no tiene la cantidad de números esperada.',
    },
    where: same(`inputs[${row}].`),
    expected: same(`${expected}.`),
    received: same(`${received}.`),
  })
}

export function wrongShape(length: number, shape: readonly number[]): PasoError {
  return refusal('wrong-shape', {
    what: { en: 'the shape does not suit the numbers.', es: 'la forma no corresponde a los números.' },
    where: same(`shape: [${shape.join(', ')}].`),
    expected: {
      en: `[rows, columns] with ${length} numbers in all.`,
      es: `[filas, columnas] con ${length} números en total.`,
    },
    received: same(`${shape.join(' · ')}.`),
  })
}

export function unequalRows(inputs: number, targets: number): PasoError {
  return refusal('wrong-shape', {
    what: {
      en: 'inputs and targets do not have the same number of rows.',
      es: 'las entradas y las salidas esperadas no tienen la misma cantidad de filas.',
    },
    expected: {
      en: `${inputs} targets, one for each row.`,
      es: `${inputs} salidas esperadas, una por fila.`,
    },
    received: same(`${targets}.`),
  })
}

/** @param row from 0 */
export function targetCount(row: number, names: readonly string[], received: number): PasoError {
  const one = names.length === 1
  return refusal('target-count', {
    what: {
      en: 'a row does not have as many targets as it should.',
      es: 'una fila no tiene la cantidad de salidas esperadas que debería.',
    },
    where: same(`targets[${row}].`),
    expected: {
      en: one ? `one: ${names[0]}.` : `${names.length}: ${names.join(', ')}.`,
      es: one ? `una: ${names[0]}.` : `${names.length}: ${names.join(', ')}.`,
    },
    received: same(`${received}.`),
    hint: {
      en: "for several targets, name them all: target: ['y1', 'y2'].",
      es: "si son varias, nombrarlas todas: target: ['y1', 'y2'].",
    },
  })
}

/**
 * @param row from 0
 * @param imputable whether it could have been filled in, if that had been asked for
 */
export function missingValue(
  rows: string,
  row: number,
  name: string,
  received: unknown,
  imputable: boolean,
): PasoError {
  const asked = { en: ", or mlp({ missing: 'impute' })", es: ", o mlp({ missing: 'impute' })" }
  return refusal('missing-value', {
    what: { en: 'a value is missing.', es: 'falta un valor.' },
    where: same(`${rows}[${row}].${name}.`),
    expected: { en: 'a finite number or a text.', es: 'un número finito o un texto.' },
    received: same(`${shown(received)}.`),
    hint: {
      en: `fill in the value, or remove the row${imputable ? asked.en : ''}.`,
      es: `completar el valor, o quitar la fila${imputable ? asked.es : ''}.`,
    },
  })
}

/** @param row from 0 */
export function wrongCell(row: number, name: string, received: unknown): PasoError {
  if (typeof received === 'string') return textWithoutName(row, name, received)
  return refusal('wrong-type', {
    what:
      typeof received === 'number'
        ? { en: 'a number is not finite.', es: 'un número no es finito.' }
        : { en: 'a value is neither a number nor a text.', es: 'un valor no es ni un número ni un texto.' },
    where: same(`rows[${row}].${name}.`),
    expected: { en: 'a finite number or a text.', es: 'un número finito o un texto.' },
    received: same(`${shown(received)}.`),
    hint: { en: 'correct the value or remove the row.', es: 'corregir el valor o quitar la fila.' },
  })
}

/** In rows of numbers, which have no names. */
function textWithoutName(row: number, name: string, received: string): PasoError {
  return refusal('wrong-type', {
    what: { en: 'a text stands in a row of numbers.', es: 'hay un texto en una fila de números.' },
    where: same(`rows[${row}].${name}.`),
    expected: { en: 'a finite number.', es: 'un número finito.' },
    received: same(`${shown(received)}.`),
    hint: {
      en: `records may hold texts: { ${name}: ${shown(received)} }.`,
      es: `los registros pueden tener textos: { ${name}: ${shown(received)} }.`,
    },
  })
}

/**
 * @param row from 0
 * @param first what row 0 holds
 */
export function mixedColumn(row: number, name: string, first: unknown, received: unknown): PasoError {
  const numbers = typeof first === 'number'
  return refusal('mixed-column', {
    what: { en: 'a column holds numbers and texts.', es: 'una columna tiene números y textos.' },
    where: same(`rows[${row}].${name}.`),
    expected: {
      en: `${numbers ? 'a number' : 'a text'}, as in row 0: ${shown(first)}.`,
      es: `${numbers ? 'un número' : 'un texto'}, como en la fila 0: ${shown(first)}.`,
    },
    received: same(`${shown(received)}.`),
    hint: {
      en: 'make all cells of the column numbers, or all of them texts.',
      es: 'dejar en la columna solo números, o solo textos.',
    },
  })
}

export function noSuchRow(row: unknown, rows: number): PasoError {
  return refusal('row-out-of-range', {
    what: { en: `there is no row ${shown(row)}.`, es: `no existe la fila ${shown(row)}.` },
    where: { en: 'option row.', es: 'opción row.' },
    expected: { en: `from 0 to ${rows - 1}.`, es: `de 0 a ${rows - 1}.` },
    received: same(`${shown(row)}.`),
  })
}

/** A model that was read from a file does not have its data. */
export function nothingToExplain(): PasoError {
  return refusal('no-samples', {
    what: {
      en: 'this model does not have the data that it was trained on.',
      es: 'este modelo no tiene los datos con que se entrenó.',
    },
    expected: {
      en: 'data with the option data, or one input with the option input and its target with the option target.',
      es: 'datos en la opción data, o una entrada en la opción input y su salida esperada en la opción target.',
    },
    hint: same('model.explain({ data, row: 0 })'),
  })
}

export function unknownParameter(name: string, example: string): PasoError {
  return refusal('unknown-parameter', {
    what: { en: `the network has no ${name}.`, es: `la red no tiene ${name}.` },
    where: { en: 'option parameter.', es: 'opción parameter.' },
    received: same(`${name}.`),
    hint: same(`parameter: '${example}'`),
  })
}

export function tooManyParameters(count: number, example: string): PasoError {
  return refusal('too-many-parameters', {
    what: {
      en: `the network has ${count} parameters: too many to tell one by one.`,
      es: `la red tiene ${count} parámetros: son demasiados para contarlos uno por uno.`,
    },
    where: { en: 'option parameter.', es: 'opción parameter.' },
    hint: same(`parameter: '${example}'`),
  })
}

export function notATableModel(name: string): PasoError {
  return refusal('no-encoding', {
    what: { en: `${name} was not trained on a table.`, es: `${name} no se entrenó con una tabla.` },
    expected: {
      en: 'a model that paso train or model.save wrote, with the scaling and the classes of its table.',
      es: 'un modelo escrito por paso train o por model.save, con el escalado y las clases de su tabla.',
    },
  })
}
