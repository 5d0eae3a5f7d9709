// What is worth saying about a table that stops nothing: each as a Warning, in both languages.
import type { ErrorText, Language, Warning } from '../errors.ts'
import type { Fillable } from './errors.ts'
import type { FilledColumn, Filling } from './filled.ts'
import { type ColumnPlace, counted, listed, type Place, placeText, quoted, shown, whole } from './phrases.ts'

const warning = (code: string, en: ErrorText, es: ErrorText): Warning => ({ code, texts: { en, es } })

/** No header was given and the first row reads as data, so the columns are numbered. */
export function headerGuessed(source: string, columns: number): Warning {
  const where = placeText({ source, line: 1 })
  return warning(
    'header-guessed',
    {
      what: 'the file has no header: its first row is taken as data.',
      where: `${where.en}.`,
      hint: `the columns are called column1 to column${columns}. If the first row is the header, --header yes.`,
    },
    {
      what: 'el archivo no tiene encabezado: la primera fila se toma como datos.',
      where: `${where.es}.`,
      hint: `las columnas se llaman column1 a column${columns}. Si la primera fila es el encabezado, --header yes.`,
    },
  )
}

export function numbersInHeader(source: string, line: number, names: readonly string[]): Warning {
  const where = placeText({ source, line })
  return warning(
    'header-guessed',
    {
      what: 'the first row is taken as the header, though it has numbers.',
      where: `${where.en}.`,
      received: `the names ${listed(names, 'en', 'and')}.`,
      hint: 'if the first row is data, --header no.',
    },
    {
      what: 'la primera fila se toma como encabezado, aunque tiene números.',
      where: `${where.es}.`,
      received: `los nombres ${listed(names, 'es', 'and')}.`,
      hint: 'si la primera fila es de datos, --header no.',
    },
  )
}

/** A column of texts in which some cells are numbers: all are categories. */
export function mixedColumn(place: ColumnPlace, numbers: number, rows: number, text: string): Warning {
  const where = placeText(place)
  return warning(
    'mixed-column',
    {
      what: `the column ${quoted(place.name, 'en')} mixes numbers and texts: each different cell is a category.`,
      where: `${where.en}.`,
      received: `numbers in ${whole(numbers, 'en')} of ${counted(rows, 'en', 'row', 'rows')}, and texts such as ${quoted(text, 'en')}.`,
    },
    {
      what: `la columna ${quoted(place.name, 'es')} mezcla números y textos: cada celda distinta es una categoría.`,
      where: `${where.es}.`,
      received: `números en ${whole(numbers, 'es')} de ${counted(rows, 'es', 'fila', 'filas')}, y textos como ${quoted(text, 'es')}.`,
    },
  )
}

/** NA, null or ? in a column of texts: kept as one more category. */
/** @param fillable by whom, if the column's missing cells could have been filled in */
export function missingMarkKept(place: ColumnPlace, mark: string, rows: number, fillable: Fillable): Warning {
  const where = placeText(place)
  const hint = {
    'when-asked': {
      en: 'fill it in, remove those rows, or --missing impute.',
      es: 'completarlo, quitar esas filas, o --missing impute.',
    },
    'by-model': {
      en: 'fill it in or remove those rows; a model trained with --missing impute fills it in.',
      es: 'completarlo o quitar esas filas; un modelo entrenado con --missing impute lo completa.',
    },
    never: { en: 'fill it in or remove those rows.', es: 'completarlo o quitar esas filas.' },
  }[fillable]
  return warning(
    'missing-mark',
    {
      what: `${quoted(mark, 'en')} is taken as one more category.`,
      where: `${where.en}, in ${counted(rows, 'en', 'row', 'rows')}.`,
      hint: `if it marks a missing value, ${hint.en}`,
    },
    {
      what: `${quoted(mark, 'es')} se toma como una categoría más.`,
      where: `${where.es}, en ${counted(rows, 'es', 'fila', 'filas')}.`,
      hint: `si marca un valor que falta, ${hint.es}`,
    },
  )
}

export function duplicateRowsFound(source: string, duplicates: number, rows: number): Warning {
  const where = placeText({ source })
  const one = duplicates === 1
  return warning(
    'duplicate-rows',
    {
      what: one ? '1 row repeats an earlier one.' : `${whole(duplicates, 'en')} rows repeat earlier ones.`,
      where: `${where.en}, of ${counted(rows, 'en', 'row', 'rows')}.`,
      why: 'a row that is in training and in the test as well makes the score look better.',
    },
    {
      what: one
        ? '1 fila repite una anterior.'
        : `${whole(duplicates, 'es')} filas repiten otras anteriores.`,
      where: `${where.es}, de ${counted(rows, 'es', 'fila', 'filas')}.`,
      why: 'una fila que está en el entrenamiento y también en la prueba mejora el resultado sin razón.',
    },
  )
}

export interface ConstantColumn {
  readonly place: ColumnPlace
  /** The value in all rows, as text. */
  readonly value: string
}

/** Input columns (or the target) that have one value in all training rows: standardised with a scale of 1. */
export function constantColumns(columns: readonly ConstantColumn[], rows: number): Warning {
  const [first] = columns
  const names = columns.map(({ place }) => place.name)
  const source = columns.length === 1 ? first!.place : { source: first!.place.source }
  const where = placeText(source)
  const one = columns.length === 1
  const list = { en: listed(names, 'en', 'and'), es: listed(names, 'es', 'and') }
  const inRows = { en: counted(rows, 'en', 'row', 'rows'), es: counted(rows, 'es', 'fila', 'filas') }
  return warning(
    'constant-column',
    {
      what: one
        ? `the column ${quoted(names[0]!, 'en')} has the same value in all training rows.`
        : `${whole(names.length, 'en')} columns have the same value in all training rows.`,
      where: one ? `${where.en}.` : `${where.en}, columns ${list.en}.`,
      expected: 'at least two different values.',
      received: one ? `${first!.value} in ${inRows.en}.` : `one value in ${inRows.en}.`,
      hint: one ? 'remove the column: it says nothing.' : 'remove the columns: they say nothing.',
    },
    {
      what: one
        ? `la columna ${quoted(names[0]!, 'es')} vale lo mismo en todas las filas de entrenamiento.`
        : `${whole(names.length, 'es')} columnas valen lo mismo en todas las filas de entrenamiento.`,
      where: one ? `${where.es}.` : `${where.es}, columnas ${list.es}.`,
      expected: 'al menos dos valores distintos.',
      received: one ? `${first!.value} en ${inRows.es}.` : `un solo valor en ${inRows.es}.`,
      hint: one
        ? 'quitar la columna: no aporta información.'
        : 'quitar las columnas: no aportan información.',
    },
  )
}

/** Classes too small to be in a test set as well. */
export function singleRowClasses(place: Place, classes: readonly string[]): Warning {
  const where = placeText(place)
  const one = classes.length === 1
  return warning(
    'single-row-class',
    {
      what: one
        ? `the class ${quoted(classes[0]!, 'en')} has a single row.`
        : `${whole(classes.length, 'en')} classes have a single row: ${listed(classes, 'en', 'and')}.`,
      where: `${where.en}.`,
      why: 'a single row is used for training, so nothing tells how well its class is learned.',
      hint: 'add rows of that class, or remove it.',
    },
    {
      what: one
        ? `la clase ${quoted(classes[0]!, 'es')} tiene una sola fila.`
        : `${whole(classes.length, 'es')} clases tienen una sola fila: ${listed(classes, 'es', 'and')}.`,
      where: `${where.es}.`,
      why: 'una fila sola se usa para entrenar, y nada dice qué tan bien se aprende su clase.',
      hint: 'agregar filas de esa clase, o quitarla.',
    },
  )
}

/** Classes with fewer rows than there are folds: some folds are judged without them. */
export function smallClasses(place: Place, classes: readonly string[], folds: number): Warning {
  const where = placeText(place)
  const one = classes.length === 1
  return warning(
    'small-class',
    {
      what: one
        ? `the class ${quoted(classes[0]!, 'en')} has fewer rows than there are folds.`
        : `${whole(classes.length, 'en')} classes have fewer rows than there are folds: ${listed(classes, 'en', 'and')}.`,
      where: `${where.en}; ${whole(folds, 'en')} folds.`,
      why: 'some folds have no row of such a class, and say nothing about it.',
      hint: 'fewer folds, or more rows of that class.',
    },
    {
      what: one
        ? `la clase ${quoted(classes[0]!, 'es')} tiene menos filas que partes hay.`
        : `${whole(classes.length, 'es')} clases tienen menos filas que partes hay: ${listed(classes, 'es', 'and')}.`,
      where: `${where.es}; ${whole(folds, 'es')} partes.`,
      why: 'en algunas partes no hay filas de esa clase, y no dicen nada sobre ella.',
      hint: 'menos partes, o más filas de esa clase.',
    },
  )
}

export function unseenCategories(place: ColumnPlace, texts: readonly string[], rows: number): Warning {
  const where = placeText(place)
  return warning(
    'unseen-category',
    {
      what: `the column ${quoted(place.name, 'en')} has categories that the training rows did not have.`,
      where: `${where.en}, in ${counted(rows, 'en', 'row', 'rows')}.`,
      received: `${listed(texts, 'en', 'and')}.`,
      why: 'all inputs of the column are 0 there, as for no known category.',
    },
    {
      what: `la columna ${quoted(place.name, 'es')} tiene categorías que no estaban en las filas de entrenamiento.`,
      where: `${where.es}, en ${counted(rows, 'es', 'fila', 'filas')}.`,
      received: `${listed(texts, 'es', 'and')}.`,
      why: 'ahí todas las entradas de la columna valen 0, como para ninguna categoría conocida.',
    },
  )
}

/** Missing cells of rows to predict, score or explain: taken as the model says. */
export function cellsFilledIn(source: string, columns: readonly FilledColumn[]): Warning {
  const where = placeText({ source })
  const cells = columns.reduce((sum, { rows }) => sum + rows.length, 0)
  const list = (language: Language): string =>
    columns
      .map(({ column, value, rows }) => {
        const places = placesIn(rows, language)
        return `${shown(column)} ${places} ${language === 'en' ? 'as' : 'como'} ${shown(valueIn(value, language))}`
      })
      .join('; ')
  return warning(
    'missing-filled-in',
    {
      what:
        cells === 1
          ? 'a missing cell was filled in, as in training.'
          : `${whole(cells, 'en')} missing cells were filled in, as in training.`,
      where: `${where.en}.`,
      received: `${list('en')}.`,
    },
    {
      what:
        cells === 1
          ? 'se completó una celda sin valor, como en el entrenamiento.'
          : `se completaron ${whole(cells, 'es')} celdas sin valor, como en el entrenamiento.`,
      where: `${where.es}.`,
      received: `${list('es')}.`,
    },
  )
}

const valueIn = (value: Filling, language: Language): string => {
  const text = typeof value === 'number' ? String(Number(value.toPrecision(6))) : value
  return typeof value === 'number' && language === 'es' ? text.replace('.', ',') : text
}

/** A few rows one by one, from 1; many by their number. */
function placesIn(rows: Uint32Array, language: Language): string {
  if (rows.length > 5) {
    const [one, many] = rowWords[language]
    return `(${counted(rows.length, language, one, many)})`
  }
  const numbers = Array.from(rows, (row) => String(row + 1))
  return `(${rowWords[language][rows.length === 1 ? 0 : 1]} ${listed(numbers, language, 'and')})`
}

const rowWords = { en: ['row', 'rows'], es: ['fila', 'filas'] } as const

export function extraColumns(source: string, names: readonly string[]): Warning {
  const where = placeText({ source })
  return warning(
    'extra-columns',
    {
      what:
        names.length === 1 ? 'a column is not used.' : `${whole(names.length, 'en')} columns are not used.`,
      where: `${where.en}.`,
      received: `${listed(names, 'en', 'and')}.`,
      why: names.length === 1 ? 'the model was trained without it.' : 'the model was trained without them.',
    },
    {
      what:
        names.length === 1
          ? 'hay una columna que no se usa.'
          : `hay ${whole(names.length, 'es')} columnas que no se usan.`,
      where: `${where.es}.`,
      received: `${listed(names, 'es', 'and')}.`,
      why: names.length === 1 ? 'el modelo se entrenó sin ella.' : 'el modelo se entrenó sin ellas.',
    },
  )
}
