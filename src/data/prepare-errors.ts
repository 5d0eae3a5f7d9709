// The refusals of a table that was read but cannot be trained on, or does not suit a model.
import { type ErrorText, PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import { type ColumnPlace, counted, listed, placeText, quoted, shown, whole } from './phrases.ts'

const refusal = (code: string, en: ErrorText, es: ErrorText): PasoError => new PasoError(code, { en, es })

export function singleClass(place: ColumnPlace, value: string, rows: number): PasoError {
  const where = placeText(place)
  return refusal(
    'single-class',
    {
      what: `the target ${quoted(place.name, 'en')} has a single class.`,
      where: `${where.en}.`,
      expected: 'at least two classes.',
      received: `${quoted(value, 'en')} in ${counted(rows, 'en', 'row', 'rows')}.`,
      hint: 'choose another target, or add rows of another class.',
    },
    {
      what: `la columna objetivo ${quoted(place.name, 'es')} tiene una sola clase.`,
      where: `${where.es}.`,
      expected: 'al menos dos clases.',
      received: `${quoted(value, 'es')} en ${counted(rows, 'es', 'fila', 'filas')}.`,
      hint: 'elegir otra columna objetivo, o agregar filas de otra clase.',
    },
  )
}

/** A regression on a target that is the same number in every row. */
export function constantTarget(place: ColumnPlace, value: string, rows: number): PasoError {
  const where = placeText(place)
  return refusal(
    'constant-target',
    {
      what: `the target ${quoted(place.name, 'en')} has the same value in all rows.`,
      where: `${where.en}.`,
      expected: 'at least two different values.',
      received: `${value} in ${counted(rows, 'en', 'row', 'rows')}.`,
      why: 'there is nothing to predict.',
      hint: 'choose another target.',
    },
    {
      what: `la columna objetivo ${quoted(place.name, 'es')} vale lo mismo en todas las filas.`,
      where: `${where.es}.`,
      expected: 'al menos dos valores distintos.',
      received: `${value} en ${counted(rows, 'es', 'fila', 'filas')}.`,
      why: 'no hay nada que predecir.',
      hint: 'elegir otra columna objetivo.',
    },
  )
}

/** `value` is the text in the place. */
export function regressionNeedsNumbers(place: ColumnPlace, value: string): PasoError {
  const where = placeText(place)
  return refusal(
    'not-a-number',
    {
      what: `the target ${quoted(place.name, 'en')} is not a column of numbers.`,
      where: `${where.en}.`,
      expected: 'a number, for a regression.',
      received: `${quoted(value, 'en')}.`,
      hint: '--task classification',
    },
    {
      what: `la columna objetivo ${quoted(place.name, 'es')} no es de números.`,
      where: `${where.es}.`,
      expected: 'un número, para una regresión.',
      received: `${quoted(value, 'es')}.`,
      hint: '--task classification',
    },
  )
}

export function tooManyClasses(
  place: ColumnPlace,
  classes: number,
  rows: number,
  numeric: boolean,
): PasoError {
  const where = placeText(place)
  const inRows = { en: counted(rows, 'en', 'row', 'rows'), es: counted(rows, 'es', 'fila', 'filas') }
  return refusal(
    'too-many-classes',
    {
      what: `almost every row of the target ${quoted(place.name, 'en')} is a class of its own.`,
      where: `${where.en}.`,
      expected: 'at most one class for every two rows.',
      received: `${whole(classes, 'en')} classes in ${inRows.en}.`,
      hint: numeric ? '--task regression' : 'choose another target.',
    },
    {
      what: `casi cada fila de la columna objetivo ${quoted(place.name, 'es')} es una clase distinta.`,
      where: `${where.es}.`,
      expected: 'a lo sumo una clase cada dos filas.',
      received: `${whole(classes, 'es')} clases en ${inRows.es}.`,
      hint: numeric ? '--task regression' : 'elegir otra columna objetivo.',
    },
  )
}

export function noTarget(names: readonly string[]): PasoError {
  return refusal(
    'no-target',
    {
      what: 'no column to predict is named.',
      where: 'option --target.',
      expected: `at least one of ${listed(names, 'en', 'or')}.`,
      received: 'an empty list.',
      hint: `--target ${shown(names.at(-1) ?? 'y')}`,
    },
    {
      what: 'no se nombra ninguna columna objetivo.',
      where: 'opción --target.',
      expected: `al menos una de ${listed(names, 'es', 'or')}.`,
      received: 'una lista vacía.',
      hint: `--target ${shown(names.at(-1) ?? 'y')}`,
    },
  )
}

export function repeatedTarget(name: string): PasoError {
  return refusal(
    'repeated-target',
    {
      what: `the target ${quoted(name, 'en')} is named twice.`,
      where: 'option --target.',
      expected: 'each column once.',
      received: `${shown(name)}, twice.`,
      hint: 'name it once.',
    },
    {
      what: `la columna objetivo ${quoted(name, 'es')} se nombra dos veces.`,
      where: 'opción --target.',
      expected: 'cada columna una sola vez.',
      received: `${shown(name)}, dos veces.`,
      hint: 'nombrarla una sola vez.',
    },
  )
}

/** Some of several targets are numbers, and the others classes. `texts`: whether one of these is a column of texts. */
export function mixedTargets(
  source: string,
  numbers: readonly string[],
  classes: readonly string[],
  texts: boolean,
): PasoError {
  const where = placeText({ source })
  return refusal(
    'mixed-targets',
    {
      what: 'the targets are numbers and classes.',
      where: `${where.en}; option --target.`,
      expected: 'numbers in all of them, or two classes in each.',
      received: `numbers in ${listed(numbers, 'en', 'and')}; classes in ${listed(classes, 'en', 'and')}.`,
      hint: texts ? 'train a model for the numbers and one for the classes.' : '--task regression',
    },
    {
      what: 'las columnas objetivo son de números y de clases.',
      where: `${where.es}; opción --target.`,
      expected: 'números en todas, o dos clases en cada una.',
      received: `números en ${listed(numbers, 'es', 'and')}; clases en ${listed(classes, 'es', 'and')}.`,
      hint: texts ? 'entrenar un modelo para los números y otro para las clases.' : '--task regression',
    },
  )
}

/** One of several targets of classes has more than two. */
export function notTwoClasses(place: ColumnPlace, classes: number, numeric: boolean): PasoError {
  const where = placeText(place)
  return refusal(
    'not-two-classes',
    {
      what: `the target ${quoted(place.name, 'en')} has more than two classes.`,
      where: `${where.en}.`,
      expected: 'two classes in each of several targets.',
      received: `${whole(classes, 'en')} classes.`,
      hint: numeric ? '--task regression' : `train a model of its own: --target ${shown(place.name)}`,
    },
    {
      what: `la columna objetivo ${quoted(place.name, 'es')} tiene más de dos clases.`,
      where: `${where.es}.`,
      expected: 'dos clases en cada una de varias columnas objetivo.',
      received: `${whole(classes, 'es')} clases.`,
      hint: numeric ? '--task regression' : `entrenar un modelo aparte: --target ${shown(place.name)}`,
    },
  )
}

export function noInputs(source: string, targets: readonly string[]): PasoError {
  const where = placeText({ source })
  const one = targets.length === 1
  return refusal(
    'no-inputs',
    {
      what: `the table has no column besides the ${one ? 'target' : 'targets'}.`,
      where: `${where.en}.`,
      expected: 'at least one column of inputs.',
      received: `only ${listed(targets, 'en', 'and')}.`,
      hint: 'add columns to the table, or leave out fewer of them.',
    },
    {
      what: `la tabla no tiene más columnas que ${one ? 'la columna objetivo' : 'las columnas objetivo'}.`,
      where: `${where.es}.`,
      expected: 'al menos una columna de entradas.',
      received: `solo ${listed(targets, 'es', 'and')}.`,
      hint: 'agregar columnas a la tabla, o dejar fuera menos.',
    },
  )
}

export function constantInputs(source: string, names: readonly string[], rows: number): PasoError {
  const where = placeText({ source })
  return refusal(
    'constant-inputs',
    {
      what: 'all training rows have the same inputs.',
      where: `${where.en}.`,
      expected: 'at least one column with two different values.',
      received: `one value in ${counted(rows, 'en', 'row', 'rows')} of ${listed(names, 'en', 'and')}.`,
      why: 'equal inputs give equal outputs: there is nothing to learn from.',
      hint: 'add a column that varies, or more rows.',
    },
    {
      what: 'todas las filas de entrenamiento tienen las mismas entradas.',
      where: `${where.es}.`,
      expected: 'al menos una columna con dos valores distintos.',
      received: `un solo valor en ${counted(rows, 'es', 'fila', 'filas')} de ${listed(names, 'es', 'and')}.`,
      why: 'con entradas iguales las salidas son iguales: no hay de qué aprender.',
      hint: 'agregar una columna que varíe, o más filas.',
    },
  )
}

/** A column whose training rows have no value that could stand for the missing ones. */
export function nothingToImpute(place: ColumnPlace, rows: number): PasoError {
  const where = placeText(place)
  return refusal(
    'nothing-to-impute',
    {
      what: `the column ${quoted(place.name, 'en')} has no value in the training rows.`,
      where: `${where.en}.`,
      expected: 'at least one value, to take for the missing ones.',
      received: `missing cells in ${counted(rows, 'en', 'row', 'rows')}.`,
      hint: `--ignore ${shown(place.name)}`,
    },
    {
      what: `la columna ${quoted(place.name, 'es')} no tiene ningún valor en las filas de entrenamiento.`,
      where: `${where.es}.`,
      expected: 'al menos un valor, para tomarlo en lugar de los que faltan.',
      received: `celdas sin valor en ${counted(rows, 'es', 'fila', 'filas')}.`,
      hint: `--ignore ${shown(place.name)}`,
    },
  )
}

export function badFraction(name: 'validation' | 'test', value: number, train: number): PasoError {
  const known = Number.isFinite(value) && value >= 0
  const en = String(known ? Number((1 - train).toPrecision(12)) : value).replace('-', '−')
  const plain = { en, es: en.replace('.', ',') }
  return refusal(
    'bad-fraction',
    {
      what: known ? 'no rows are left for training.' : `the fraction for ${name} is not a fraction.`,
      where: `option --${name}.`,
      expected: 'from 0 to less than 1, and validation and test less than 1 together.',
      received: known ? `${plain.en} in all.` : `${plain.en}.`,
      hint: '--validation 0.2 --test 0.2',
    },
    {
      what: known ? 'no quedan filas para entrenar.' : `la fracción de ${name} no es una fracción.`,
      where: `opción --${name}.`,
      expected: 'de 0 a menos de 1, y validation y test menos de 1 en total.',
      received: known ? `${plain.es} en total.` : `${plain.es}.`,
      hint: '--validation 0.2 --test 0.2',
    },
  )
}

/** @param place split.train[3] */
export function wrongSplitRow(place: string, row: unknown, rows: number): PasoError {
  return refusal(
    'bad-split',
    {
      what: 'a split names a row that the table does not have.',
      where: `${place}.`,
      expected: `a row from 0 to ${whole(rows - 1, 'en')}.`,
      received: `${row}.`,
      hint: 'rows count from 0, without the header.',
    },
    {
      what: 'un reparto nombra una fila que la tabla no tiene.',
      where: `${place}.`,
      expected: `una fila de 0 a ${whole(rows - 1, 'es')}.`,
      received: `${row}.`,
      hint: 'las filas se cuentan desde 0, sin el encabezado.',
    },
  )
}

/** @param before the place where the row stands for the first time */
export function repeatedSplitRow(place: string, row: number, before: string): PasoError {
  return refusal(
    'bad-split',
    {
      what: `a split names row ${row} twice.`,
      where: `${before} and ${place}.`,
      expected: 'each row in one part, once.',
      why: 'a row that is in training and in the test as well makes the score look better.',
      hint: 'remove one of the two.',
    },
    {
      what: `un reparto nombra dos veces la fila ${row}.`,
      where: `${before} y ${place}.`,
      expected: 'cada fila en una sola parte, una vez.',
      why: 'una fila que está en el entrenamiento y también en la prueba mejora el resultado sin razón.',
      hint: 'quitar una de las dos.',
    },
  )
}

export function noTrainingRows(): PasoError {
  return refusal(
    'bad-split',
    {
      what: 'a split leaves no rows for training.',
      where: 'split.train.',
      expected: 'at least one row.',
      hint: 'split: { train: [0, 1, 2], test: [3] }',
    },
    {
      what: 'un reparto no deja filas para entrenar.',
      where: 'split.train.',
      expected: 'al menos una fila.',
      hint: 'split: { train: [0, 1, 2], test: [3] }',
    },
  )
}

export function tooManyFolds(folds: number, rows: number): PasoError {
  const rest = { received: `${folds}.`, hint: `--folds ${Math.min(5, rows)}` }
  return refusal(
    'too-many-folds',
    {
      what: `${counted(rows, 'en', 'row', 'rows')} cannot be dealt into ${whole(folds, 'en')} folds.`,
      where: 'option --folds.',
      expected: `a whole number from 2 to ${whole(rows, 'en')}.`,
      ...rest,
    },
    {
      what: `${counted(rows, 'es', 'fila no se puede', 'filas no se pueden')} repartir en ${whole(folds, 'es')} partes.`,
      where: 'opción --folds.',
      expected: `un número entero de 2 a ${whole(rows, 'es')}.`,
      ...rest,
    },
  )
}

export function unknownClass(place: ColumnPlace, value: string, classes: readonly string[]): PasoError {
  const where = placeText(place)
  const near = nearest(value, classes)
  return refusal(
    'unknown-class',
    {
      what: `the model does not know the class ${quoted(value, 'en')}.`,
      where: `${where.en}.`,
      expected: `${listed(classes, 'en', 'or')}.`,
      received: `${shown(value)}.`,
      hint: near ?? 'remove the row, or train again with rows of that class.',
    },
    {
      what: `el modelo no conoce la clase ${quoted(value, 'es')}.`,
      where: `${where.es}.`,
      expected: `${listed(classes, 'es', 'or')}.`,
      received: `${shown(value)}.`,
      hint: near ?? 'quitar la fila, o entrenar de nuevo con filas de esa clase.',
    },
  )
}

export function outputCount(expected: number, received: number): PasoError {
  return refusal(
    'output-count',
    {
      what: 'the outputs do not suit the target.',
      expected: `${counted(expected, 'en', 'output', 'outputs')}.`,
      received: `${counted(received, 'en', 'output', 'outputs')}.`,
      hint: 'take the network and the encoding from one file.',
    },
    {
      what: 'las salidas no corresponden a la columna objetivo.',
      expected: `${counted(expected, 'es', 'salida', 'salidas')}.`,
      received: `${counted(received, 'es', 'salida', 'salidas')}.`,
      hint: 'tomar la red y la codificación de un mismo archivo.',
    },
  )
}
