// The refusals of weights: of rows that count less than nothing, or nothing at all, and of classes that are not there.
import { type ErrorText, PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import { counted, listed, type Place, placeText, quoted, shown } from './phrases.ts'

const refusal = (code: string, en: ErrorText, es: ErrorText): PasoError => new PasoError(code, { en, es })

const number = (value: number): string => String(value).replace('-', '−')

/** Also for one that is not finite. */
export function negativeWeight(place: Place, weight: number): PasoError {
  const where = placeText(place)
  const below = weight < 0
  return refusal(
    'negative-weight',
    {
      what: below ? 'the weight of a row is below 0.' : 'the weight of a row is not a finite number.',
      where: `${where.en}.`,
      expected: 'a number from 0 on.',
      received: `${number(weight)}.`,
      hint: 'correct the weight; 0 leaves the row out of the loss.',
    },
    {
      what: below ? 'el peso de una fila es menor que 0.' : 'el peso de una fila no es un número finito.',
      where: `${where.es}.`,
      expected: 'un número a partir de 0.',
      received: `${number(weight).replace('.', ',')}.`,
      hint: 'corregir el peso; con 0 la fila no cuenta en el error.',
    },
  )
}

export function weightCount(expected: number, received: number): PasoError {
  return refusal(
    'weight-count',
    {
      what: 'there is not one weight for each row.',
      where: 'option sampleWeight.',
      expected: `${counted(expected, 'en', 'weight', 'weights')}.`,
      received: `${counted(received, 'en', 'weight', 'weights')}.`,
      hint: 'give a weight for each row, in the order of the rows.',
    },
    {
      what: 'no hay un peso por fila.',
      where: 'opción sampleWeight.',
      expected: `${counted(expected, 'es', 'peso', 'pesos')}.`,
      received: `${counted(received, 'es', 'peso', 'pesos')}.`,
      hint: 'dar un peso por fila, en el orden de las filas.',
    },
  )
}

export function zeroWeights(source: string, part: 'training' | 'validation', rows: number): PasoError {
  const where = placeText({ source })
  const of = { training: 'entrenamiento', validation: 'validación' }[part]
  return refusal(
    'zero-weights',
    {
      what: `all ${part} rows have the weight 0.`,
      where: `${where.en}.`,
      expected: 'a weight above 0 in at least one of them.',
      received: `0 in ${counted(rows, 'en', 'row', 'rows')}.`,
      hint: 'correct the weights of the rows or of the classes.',
    },
    {
      what: `todas las filas de ${of} tienen peso 0.`,
      where: `${where.es}.`,
      expected: 'un peso mayor que 0 en al menos una de ellas.',
      received: `0 en ${counted(rows, 'es', 'fila', 'filas')}.`,
      hint: 'corregir los pesos de las filas o de las clases.',
    },
  )
}

export function weightIsTarget(name: string): PasoError {
  return refusal(
    'weight-is-target',
    {
      what: `the column ${quoted(name, 'en')} cannot be a target and the weight of the rows.`,
      where: 'options --target and --sample-weight.',
      expected: 'different columns.',
      received: `${shown(name)}, in both.`,
      hint: 'choose another column of weights.',
    },
    {
      what: `la columna ${quoted(name, 'es')} no puede ser columna objetivo y peso de las filas.`,
      where: 'opciones --target y --sample-weight.',
      expected: 'columnas distintas.',
      received: `${shown(name)}, en las dos.`,
      hint: 'elegir otra columna de pesos.',
    },
  )
}

/** Weights of classes for a regression. */
export function weightsWithoutClasses(targets: readonly string[]): PasoError {
  return refusal(
    'weights-without-classes',
    {
      what: 'a regression has no classes to weigh.',
      where: 'option --class-weights.',
      expected: 'a target with classes.',
      received: `numbers in ${listed(targets, 'en', 'and')}.`,
      hint: 'remove --class-weights, or weigh the rows with --sample-weight.',
    },
    {
      what: 'una regresión no tiene clases a las que dar peso.',
      where: 'opción --class-weights.',
      expected: 'una columna objetivo con clases.',
      received: `números en ${listed(targets, 'es', 'and')}.`,
      hint: 'quitar --class-weights, o dar peso a las filas con --sample-weight.',
    },
  )
}

export function unknownClassWeight(name: string, known: readonly string[]): PasoError {
  const near = nearest(name, known)
  return refusal(
    'unknown-class',
    {
      what: `there is no ${quoted(name, 'en')} to weigh.`,
      where: 'option classWeights.',
      expected: `${listed(known, 'en', 'or')}.`,
      received: `${shown(name)}.`,
      hint: near ?? 'name the classes as they stand in the table.',
    },
    {
      what: `no hay ${quoted(name, 'es')} a que dar peso.`,
      where: 'opción classWeights.',
      expected: `${listed(known, 'es', 'or')}.`,
      received: `${shown(name)}.`,
      hint: near ?? 'nombrar las clases tal como están en la tabla.',
    },
  )
}

export function classWeightOutOfRange(name: string, weight: unknown): PasoError {
  const received = typeof weight === 'number' ? number(weight) : shown(String(weight))
  return refusal(
    'class-weight-out-of-range',
    {
      what: `the weight of the class ${quoted(name, 'en')} is not a number from 0 on.`,
      where: 'option classWeights.',
      expected: 'a number from 0 on.',
      received: `${received}.`,
      hint: "classWeights: 'balanced', or a weight such as 2.",
    },
    {
      what: `el peso de la clase ${quoted(name, 'es')} no es un número a partir de 0.`,
      where: 'opción classWeights.',
      expected: 'un número a partir de 0.',
      received: `${received.replace('.', ',')}.`,
      hint: "classWeights: 'balanced', o un peso como 2.",
    },
  )
}

/** With several targets a number stands where the classes of one of them have to. */
export function weightsByTarget(target: string, classes: readonly string[], received: number): PasoError {
  const example = `{ ${target}: { ${classes.map((name, k) => `${name}: ${k + 1}`).join(', ')} } }`
  return refusal(
    'weights-by-target',
    {
      what: `${quoted(target, 'en')} is one of several targets, and not a class.`,
      where: 'option classWeights.',
      expected: 'the weights of its classes.',
      received: `${number(received)}.`,
      hint: `classWeights: ${example}`,
    },
    {
      what: `${quoted(target, 'es')} es una de varias columnas objetivo, y no una clase.`,
      where: 'opción classWeights.',
      expected: 'los pesos de sus clases.',
      received: `${number(received).replace('.', ',')}.`,
      hint: `classWeights: ${example}`,
    },
  )
}
