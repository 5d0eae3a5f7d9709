// Every refusal of a table: what is wrong with its cells, rows, header or columns. Files that cannot be read are in file-errors.ts.
import { type ErrorText, PasoError } from '../errors.ts'
import { nearest } from '../suggest.ts'
import { cellFault, faultReceived } from './cell.ts'
import type { DecimalMark } from './decimal.ts'
import { isMissingMark } from './missing-marks.ts'
import {
  type ColumnPlace,
  counted,
  listed,
  type Phrase,
  type Place,
  placeText,
  quoted,
  same,
  shown,
  whole,
} from './phrases.ts'

const refusal = (code: string, en: ErrorText, es: ErrorText): PasoError => new PasoError(code, { en, es })

/** What the other cells of a number column are, as far as they were read. */
export type Others = { readonly kind: 'other' | 'before'; readonly count: number }

function numberAs(others: Others | undefined): Phrase {
  if (!others || others.count === 0) return { en: 'a number.', es: 'un número.' }
  const { kind, count } = others
  const n = { en: whole(count, 'en'), es: whole(count, 'es') }
  if (kind === 'before') {
    return {
      en: `a number, as in the ${n.en} rows before.`,
      es: `un número, como en las ${n.es} filas anteriores.`,
    }
  }
  return count === 1
    ? { en: 'a number, as in the other row.', es: 'un número, como en la otra fila.' }
    : { en: `a number, as in the other ${n.en} rows.`, es: `un número, como en las otras ${n.es} filas.` }
}

/** Whether a missing cell could have been filled in: if the training is asked to, if the model had been, or not at all. */
export type Fillable = 'when-asked' | 'by-model' | 'never'

/** Follows "never taken as 0": what would fill it in. */
function filling(fillable: Fillable, wanted: 'number' | 'text'): Phrase {
  if (fillable === 'never') return same('.')
  const taken =
    wanted === 'number'
      ? { en: "takes the column's median", es: 'toma la mediana de la columna' }
      : { en: 'takes the most frequent one', es: 'toma la más frecuente' }
  return fillable === 'when-asked'
    ? { en: `; --missing impute ${taken.en}.`, es: `; --missing impute ${taken.es}.` }
    : {
        en: `; a model trained with --missing impute ${taken.en}.`,
        es: `; un modelo entrenado con --missing impute ${taken.es}.`,
      }
}

export function emptyCell(place: Place, wanted: 'number' | 'text', fillable: Fillable = 'never'): PasoError {
  const where = placeText(place)
  const end = filling(fillable, wanted)
  return refusal(
    'empty-cell',
    {
      what: 'a value is missing.',
      where: `${where.en}.`,
      expected: wanted === 'number' ? 'a number.' : 'a text.',
      received: 'an empty cell.',
      hint: `fill in the value or remove the row. An empty cell is never taken as ${wanted === 'number' ? '0' : 'a category'}${end.en}`,
    },
    {
      what: 'falta un valor.',
      where: `${where.es}.`,
      expected: wanted === 'number' ? 'un número.' : 'un texto.',
      received: 'una celda vacía.',
      hint: `completar el valor o quitar la fila. Una celda vacía nunca se toma como ${wanted === 'number' ? '0' : 'una categoría'}${end.es}`,
    },
  )
}

/** A cell that is not empty and that `readNumber` refuses. */
export function notANumber(
  place: Place,
  cell: string,
  decimal: DecimalMark,
  others?: Others,
  fillable: Fillable = 'never',
): PasoError {
  const where = placeText(place)
  const fault = cellFault(cell, decimal)
  const end = isMissingMark(cell) ? filling(fillable, 'number') : same('.')
  const expected = numberAs(others)
  const received = faultReceived(cell, fault)
  return refusal(
    'not-a-number',
    {
      what: 'there is text in a column of numbers.',
      where: `${where.en}.`,
      expected: expected.en,
      received: `${received.en}.`,
      hint: `${fault.hint.en.slice(0, -1)}${end.en}`,
    },
    {
      what: 'hay texto en una columna de números.',
      where: `${where.es}.`,
      expected: expected.es,
      received: `${received.es}.`,
      hint: `${fault.hint.es.slice(0, -1)}${end.es}`,
    },
  )
}

export function notFinite(value: number | string, place: Place): PasoError {
  const where = placeText(place)
  return refusal(
    'not-finite',
    {
      what: 'a value is not a finite number.',
      where: `${where.en}.`,
      expected: 'a number.',
      received: `${value}.`,
      hint: 'correct the value or remove the row.',
    },
    {
      what: 'un valor no es un número finito.',
      where: `${where.es}.`,
      expected: 'un número.',
      received: `${value}.`,
      hint: 'corregir el valor o quitar la fila.',
    },
  )
}

/** How a cell separator is called, alone and after "separated by". */
const marks: Readonly<Record<string, { one: Phrase; many: Phrase }>> = {
  ',': { one: { en: 'a comma', es: 'una coma' }, many: { en: 'commas', es: 'comas' } },
  ';': { one: { en: 'a semicolon', es: 'un punto y coma' }, many: { en: 'semicolons', es: 'punto y coma' } },
  '\t': { one: { en: 'a tab', es: 'un tabulador' }, many: { en: 'tabs', es: 'tabuladores' } },
  '|': {
    one: { en: 'a vertical bar', es: 'una barra vertical' },
    many: { en: 'vertical bars', es: 'barras verticales' },
  },
}

function markName(delimiter: string): { one: Phrase; many: Phrase } {
  const own = { en: quoted(delimiter, 'en'), es: quoted(delimiter, 'es') }
  return marks[delimiter] ?? { one: own, many: own }
}

export interface RaggedRow {
  readonly place: Place
  readonly expected: number
  readonly found: number
  readonly last: string
  readonly delimiter: string
  /** Whether the file has a header; without one the first row counts. */
  readonly header: boolean
}

export function raggedRow({ place, expected, found, last, delimiter, header }: RaggedRow): PasoError {
  const where = placeText(place)
  const { one, many } = markName(delimiter)
  const short = found < expected
  return refusal(
    'ragged-row',
    {
      what: `the row does not have the columns of the ${header ? 'header' : 'first row'}.`,
      where: `${where.en}.`,
      expected: `${counted(expected, 'en', 'cell', 'cells')} separated by ${many.en}.`,
      received: `${counted(found, 'en', 'cell', 'cells')}; the last one read is ${quoted(last, 'en')}.`,
      hint: short
        ? `see whether ${one.en} is missing or the line was cut.`
        : `see whether there is ${one.en} too many, or a text that lacks its quotes.`,
    },
    {
      what: `la fila no tiene las columnas ${header ? 'del encabezado' : 'de la primera fila'}.`,
      where: `${where.es}.`,
      expected: `${counted(expected, 'es', 'celda separada', 'celdas separadas')} por ${many.es}.`,
      received: `${counted(found, 'es', 'celda', 'celdas')}; la última leída es ${quoted(last, 'es')}.`,
      hint: short
        ? `revisar si falta ${one.es} o si la línea quedó cortada.`
        : `revisar si sobra ${one.es} o si un texto quedó sin comillas.`,
    },
  )
}

export function badQuote(place: Place, kind: 'open' | 'inside'): PasoError {
  const where = placeText(place)
  return kind === 'open'
    ? refusal(
        'bad-quote',
        {
          what: 'a quote is opened and never closed.',
          where: `${where.en}, in the row that begins there.`,
          hint: 'close the quote, or write it twice when it is part of the text: "5"" pipe".',
        },
        {
          what: 'hay una comilla que se abre y no se cierra.',
          where: `${where.es}, en la fila que empieza ahí.`,
          hint: 'cerrar la comilla, o escribirla dos veces si es parte del texto: "caño de 5""".',
        },
      )
    : refusal(
        'bad-quote',
        {
          what: 'there is a quote in the middle of a cell.',
          where: `${where.en}.`,
          expected: 'quotes around the whole cell, or none.',
          hint: 'put the cell in quotes and write its own quotes twice: "5"" pipe".',
        },
        {
          what: 'hay una comilla en medio de una celda.',
          where: `${where.es}.`,
          expected: 'comillas que encierren toda la celda, o ninguna.',
          hint: 'encerrar la celda entre comillas y escribir dos veces las suyas: "caño de 5""".',
        },
      )
}

export function emptyHeader(place: Place): PasoError {
  const where = placeText(place)
  return refusal(
    'empty-header',
    {
      what: 'a column has no name.',
      where: `${where.en}.`,
      expected: 'a name in each cell of the header.',
      received: 'an empty cell.',
      hint: 'give the column a name, or remove it.',
    },
    {
      what: 'una columna no tiene nombre.',
      where: `${where.es}.`,
      expected: 'un nombre en cada celda del encabezado.',
      received: 'una celda vacía.',
      hint: 'ponerle nombre a la columna, o quitarla.',
    },
  )
}

export function duplicateHeader(name: string, first: number, place: Place): PasoError {
  const where = placeText(place)
  return refusal(
    'duplicate-header',
    {
      what: `two columns are called ${quoted(name, 'en')}.`,
      where: `${where.en}; column ${first} has that name too.`,
      expected: 'a different name for each column.',
      received: `${shown(name)}, twice.`,
      hint: 'rename one of them, or remove it.',
    },
    {
      what: `dos columnas se llaman ${quoted(name, 'es')}.`,
      where: `${where.es}; la columna ${first} se llama igual.`,
      expected: 'un nombre distinto para cada columna.',
      received: `${shown(name)}, dos veces.`,
      hint: 'cambiar el nombre de una, o quitarla.',
    },
  )
}

/** `option` is what named the column: --target, --ignore; `instead` is what to try when no name is near. */
export function unknownColumn(
  name: string,
  names: readonly string[],
  place: Place,
  option?: string,
  instead?: string,
): PasoError {
  const where = placeText(place)
  const near = nearest(name, names)
  const meant = near === undefined || option === undefined ? near : `${option} ${near}`
  const hint = meant ?? instead
  return refusal(
    'unknown-column',
    {
      what: `there is no column ${quoted(name, 'en')}.`,
      where: option === undefined ? `${where.en}.` : `${where.en}; option ${option}.`,
      expected: `${listed(names, 'en', 'or')}.`,
      received: `${shown(name)}.`,
      hint: hint ?? 'choose one of these columns.',
    },
    {
      what: `la columna ${quoted(name, 'es')} no existe.`,
      where: option === undefined ? `${where.es}.` : `${where.es}; opción ${option}.`,
      expected: `${listed(names, 'es', 'or')}.`,
      received: `${shown(name)}.`,
      hint: hint ?? 'elegir una de esas columnas.',
    },
  )
}

/** Columns that a model needs and a table lacks; `free` are those of its names that the model does not use. */
export function missingColumns(
  missing: readonly string[],
  names: readonly string[],
  place: Place,
  free = names,
): PasoError {
  const where = placeText(place)
  const near = nearest(missing[0]!, free)
  const one = missing.length === 1
  return refusal(
    'missing-column',
    {
      what: one
        ? `the column ${quoted(missing[0]!, 'en')} is missing.`
        : `${whole(missing.length, 'en')} columns are missing.`,
      where: `${where.en}.`,
      expected: `${listed(missing, 'en', 'and')}.`,
      received: names.length === 0 ? 'no columns.' : `${listed(names, 'en', 'and')}.`,
      hint: near
        ? `rename ${quoted(near, 'en')} to ${quoted(missing[0]!, 'en')}, if it is the same.`
        : `add the ${one ? 'column' : 'columns'}: the model was trained with ${one ? 'it' : 'them'}.`,
    },
    {
      what: one
        ? `falta la columna ${quoted(missing[0]!, 'es')}.`
        : `faltan ${whole(missing.length, 'es')} columnas.`,
      where: `${where.es}.`,
      expected: `${listed(missing, 'es', 'and')}.`,
      received: names.length === 0 ? 'ninguna columna.' : `${listed(names, 'es', 'and')}.`,
      hint: near
        ? `cambiar el nombre de ${quoted(near, 'es')} a ${quoted(missing[0]!, 'es')}, si es la misma.`
        : `agregar ${one ? 'la columna' : 'las columnas'}: el modelo se entrenó con ${one ? 'ella' : 'ellas'}.`,
    },
  )
}

export function unequalColumns(name: string, length: number, first: string, rows: number): PasoError {
  return refusal(
    'wrong-shape',
    {
      what: 'the columns do not have the same number of rows.',
      where: `column ${shown(name)}.`,
      expected: `${counted(rows, 'en', 'row', 'rows')}, as in ${shown(first)}.`,
      received: `${counted(length, 'en', 'row', 'rows')}.`,
      hint: 'give each column a value for each row.',
    },
    {
      what: 'las columnas no tienen la misma cantidad de filas.',
      where: `columna ${shown(name)}.`,
      expected: `${counted(rows, 'es', 'fila', 'filas')}, como en ${shown(first)}.`,
      received: `${counted(length, 'es', 'fila', 'filas')}.`,
      hint: 'dar a cada columna un valor por fila.',
    },
  )
}

/** A column whose texts are nearly all different. `wanted` is what it would have served as. */
export function identifierColumn(
  place: ColumnPlace,
  counts: { readonly distinct: number; readonly rows: number },
): PasoError {
  const where = placeText(place)
  const distinct = { en: whole(counts.distinct, 'en'), es: whole(counts.distinct, 'es') }
  return refusal(
    'identifier-column',
    {
      what: `the column ${quoted(place.name, 'en')} looks like an identifier.`,
      where: `${where.en}.`,
      expected: 'numbers, or a few texts that come again and again.',
      received: `${distinct.en} different texts in ${counted(counts.rows, 'en', 'row', 'rows')}.`,
      why: 'a text that names one row teaches nothing about the next.',
      hint: `--ignore ${shown(place.name)}`,
    },
    {
      what: `la columna ${quoted(place.name, 'es')} parece un identificador.`,
      where: `${where.es}.`,
      expected: 'números, o unos pocos textos que se repiten.',
      received: `${distinct.es} textos distintos en ${counted(counts.rows, 'es', 'fila', 'filas')}.`,
      why: 'un texto que nombra una sola fila no enseña nada sobre las demás.',
      hint: `--ignore ${shown(place.name)}`,
    },
  )
}

export function badDelimiter(delimiter: string, decimal: DecimalMark | string): PasoError {
  const received = `${JSON.stringify(delimiter)}, ${JSON.stringify(decimal)}.`
  return refusal(
    'bad-delimiter',
    {
      what: 'the marks of the file cannot be told apart.',
      where: 'options --delimiter and --decimal.',
      expected: 'one character between cells, and a point or a comma before the decimals.',
      received,
      hint: '--delimiter ";" --decimal ","',
    },
    {
      what: 'los signos del archivo no se pueden distinguir.',
      where: 'opciones --delimiter y --decimal.',
      expected: 'un carácter entre celdas, y un punto o una coma antes de los decimales.',
      received,
      hint: '--delimiter ";" --decimal ","',
    },
  )
}
