// What a reader sees of every refusal and warning of this room, word for word, in both languages.
import { describe, expect, it } from 'vitest'
import { type CsvOptions, readCsv } from '../../src/data/index.ts'
import type { ErrorText, Warning } from '../../src/errors.ts'

interface Said {
  readonly name: string
  readonly code: string
  readonly en: readonly string[]
  readonly es: readonly string[]
}

/** The parts of a message that it has, in their order. */
function said({ code, texts }: Warning): Omit<Said, 'name'> {
  const parts = ({ what, where, expected, received, why, hint }: ErrorText) =>
    [what, where, expected, received, why, hint].filter((part) => part !== undefined)
  return { code, en: parts(texts.en), es: parts(texts.es) }
}

const files: readonly (Said & { readonly text: string; readonly options?: CsvOptions })[] = [
  {
    name: 'an empty cell among numbers',
    text: 'm2,precio\n50,1\n,2\n',
    code: 'empty-cell',
    en: [
      'a value is missing.',
      'ventas.csv, line 3 (data row 2), column 1 (m2).',
      'a number.',
      'an empty cell.',
      'fill in the value or remove the row. An empty cell is never taken as 0.',
    ],
    es: [
      'falta un valor.',
      'ventas.csv, línea 3 (fila de datos 2), columna 1 (m2).',
      'un número.',
      'una celda vacía.',
      'completar el valor o quitar la fila. Una celda vacía nunca se toma como 0.',
    ],
  },
  {
    name: 'an empty cell among texts',
    text: 'zona,precio\nsur,1\n"",2\n',
    code: 'empty-cell',
    en: [
      'a value is missing.',
      'ventas.csv, line 3 (data row 2), column 1 (zona).',
      'a text.',
      'an empty cell.',
      'fill in the value or remove the row. An empty cell is never taken as a category.',
    ],
    es: [
      'falta un valor.',
      'ventas.csv, línea 3 (fila de datos 2), columna 1 (zona).',
      'un texto.',
      'una celda vacía.',
      'completar el valor o quitar la fila. Una celda vacía nunca se toma como una categoría.',
    ],
  },
  {
    name: 'a letter for a digit',
    text: 'm2,dormitorios\n50,2\n60,3O\n70,3\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (dormitorios).',
      'a number, as in the other 2 rows.',
      '"3O", with the letter O.',
      'write 3 or 30, whichever is right.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (dormitorios).',
      'un número, como en las otras 2 filas.',
      '«3O», con la letra O.',
      'escribir 3 o 30, según corresponda.',
    ],
  },
  {
    name: 'a letter that leaves one reading',
    text: 'y\n1\n2\n1.O\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 4 (data row 3), column 1 (y).',
      'a number, as in the other 2 rows.',
      '"1.O", with the letter O.',
      'write 1.0.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 4 (fila de datos 3), columna 1 (y).',
      'un número, como en las otras 2 filas.',
      '«1.O», con la letra O.',
      'escribir 1.0.',
    ],
  },
  {
    name: 'one other row',
    text: 'y\n1\n+5\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 1 (y).',
      'a number, as in the other row.',
      '"+5".',
      'write 5.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 1 (y).',
      'un número, como en la otra fila.',
      '«+5».',
      'escribir 5.',
    ],
  },
  {
    name: 'NA',
    text: 'a,b\n1,2\n2,NA\n3,4\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"NA", which usually marks a missing value.',
      'fill in the value or remove the row.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«NA», que suele marcar un valor que falta.',
      'completar el valor o quitar la fila.',
    ],
  },
  {
    name: 'a hexadecimal number',
    text: 'a,b\n1,2\n2,0x10\n3,4\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"0x10", in base 16.',
      'write 16.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«0x10», en base 16.',
      'escribir 16.',
    ],
  },
  {
    name: 'a number beyond doubles',
    text: 'a,b\n1,2\n2,1e999\n3,4\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"1e999", beyond the largest double, 1.8·10³⁰⁸.',
      'correct the cell or remove the row.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«1e999», mayor que el mayor número de 64 bits, 1,8·10³⁰⁸.',
      'corregir la celda o quitar la fila.',
    ],
  },
  {
    name: 'Infinity',
    text: 'a,b\n1,2\n2,-Infinity\n3,4\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"-Infinity", which is not finite.',
      'correct the cell or remove the row.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«-Infinity», que no es finito.',
      'corregir la celda o quitar la fila.',
    ],
  },
  {
    name: 'a decimal comma among points',
    text: 'a,b\n1,2\n2,"1,5"\n3,4\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"1,5", with a decimal comma.',
      'write 1.5.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«1,5», con coma decimal.',
      'escribir 1.5.',
    ],
  },
  {
    name: 'a decimal comma that may mark thousands',
    text: 'a,b\n1,2\n2,"1,500"\n3,4\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"1,500", with a decimal comma.',
      'write 1.500 or 1500, whichever is right.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«1,500», con coma decimal.',
      'escribir 1.500 o 1500, según corresponda.',
    ],
  },
  {
    name: 'a decimal point among commas',
    text: 'a;b\n1;2,5\n2;2,5\n3;1.5\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 4 (data row 3), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"1.5", with a decimal point.',
      'write 1,5.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 4 (fila de datos 3), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«1.5», con punto decimal.',
      'escribir 1,5.',
    ],
  },
  {
    name: 'a mark between thousands',
    text: 'a;b\n1;2,5\n2;1.234,5\n3;1,5\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"1.234,5", with a mark between thousands.',
      'write 1234,5.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«1.234,5», con separador de miles.',
      'escribir 1234,5.',
    ],
  },
  {
    name: 'a unit',
    text: 'a,b\n1,2\n2,5 kg\n3,4\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"5 kg", with a unit.',
      'write 5, and the unit in the name of the column.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«5 kg», con una unidad.',
      'escribir 5, y la unidad en el nombre de la columna.',
    ],
  },
  {
    name: 'other text',
    text: 'a,b\n1,2\n2,doce\n3,4\n',
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 3 (data row 2), column 2 (b).',
      'a number, as in the other 2 rows.',
      '"doce".',
      'correct the cell or remove the row.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 3 (fila de datos 2), columna 2 (b).',
      'un número, como en las otras 2 filas.',
      '«doce».',
      'corregir la celda o quitar la fila.',
    ],
  },
  {
    name: 'a text after the rows that decide',
    text: `y\n${'1\n'.repeat(12000)}doce\n`,
    code: 'not-a-number',
    en: [
      'there is text in a column of numbers.',
      'ventas.csv, line 12002 (data row 12001), column 1 (y).',
      'a number, as in the 12,000 rows before.',
      '"doce".',
      'correct the cell or remove the row.',
    ],
    es: [
      'hay texto en una columna de números.',
      'ventas.csv, línea 12002 (fila de datos 12001), columna 1 (y).',
      'un número, como en las 12 000 filas anteriores.',
      '«doce».',
      'corregir la celda o quitar la fila.',
    ],
  },
  {
    name: 'a row with a cell too few',
    text: 'a;b;c\n1;2,5;3\n4;0,73\n',
    code: 'ragged-row',
    en: [
      'the row does not have the columns of the header.',
      'ventas.csv, line 3.',
      '3 cells separated by semicolons.',
      '2 cells; the last one read is "0,73".',
      'see whether a semicolon is missing or the line was cut.',
    ],
    es: [
      'la fila no tiene las columnas del encabezado.',
      'ventas.csv, línea 3.',
      '3 celdas separadas por punto y coma.',
      '2 celdas; la última leída es «0,73».',
      'revisar si falta un punto y coma o si la línea quedó cortada.',
    ],
  },
  {
    name: 'a row with a cell too many',
    text: 'a,b\n1,2\n3,4,5\n',
    code: 'ragged-row',
    en: [
      'the row does not have the columns of the header.',
      'ventas.csv, line 3.',
      '2 cells separated by commas.',
      '3 cells; the last one read is "5".',
      'see whether there is a comma too many, or a text that lacks its quotes.',
    ],
    es: [
      'la fila no tiene las columnas del encabezado.',
      'ventas.csv, línea 3.',
      '2 celdas separadas por comas.',
      '3 celdas; la última leída es «5».',
      'revisar si sobra una coma o si un texto quedó sin comillas.',
    ],
  },
  {
    name: 'a row unlike a first row of data',
    text: '1,2\n3,4\n5\n',
    code: 'ragged-row',
    en: [
      'the row does not have the columns of the first row.',
      'ventas.csv, line 3.',
      '2 cells separated by commas.',
      '1 cell; the last one read is "5".',
      'see whether a comma is missing or the line was cut.',
    ],
    es: [
      'la fila no tiene las columnas de la primera fila.',
      'ventas.csv, línea 3.',
      '2 celdas separadas por comas.',
      '1 celda; la última leída es «5».',
      'revisar si falta una coma o si la línea quedó cortada.',
    ],
  },
  {
    name: 'a quote that is not closed',
    text: 'a,b\n"x\ny",2\n3,"4\n5,6\n',
    code: 'bad-quote',
    en: [
      'a quote is opened and never closed.',
      'ventas.csv, line 4, in the row that begins there.',
      'close the quote, or write it twice when it is part of the text: "5"" pipe".',
    ],
    es: [
      'hay una comilla que se abre y no se cierra.',
      'ventas.csv, línea 4, en la fila que empieza ahí.',
      'cerrar la comilla, o escribirla dos veces si es parte del texto: "caño de 5""".',
    ],
  },
  {
    name: 'a quote within a cell',
    text: 'a,b\n1,2\n5" pipe,6\n',
    code: 'bad-quote',
    en: [
      'there is a quote in the middle of a cell.',
      'ventas.csv, line 3.',
      'quotes around the whole cell, or none.',
      'put the cell in quotes and write its own quotes twice: "5"" pipe".',
    ],
    es: [
      'hay una comilla en medio de una celda.',
      'ventas.csv, línea 3.',
      'comillas que encierren toda la celda, o ninguna.',
      'encerrar la celda entre comillas y escribir dos veces las suyas: "caño de 5""".',
    ],
  },
  {
    name: 'a column without a name',
    text: 'a,,c\n1,2,3\n',
    code: 'empty-header',
    en: [
      'a column has no name.',
      'ventas.csv, line 1, column 2.',
      'a name in each cell of the header.',
      'an empty cell.',
      'give the column a name, or remove it.',
    ],
    es: [
      'una columna no tiene nombre.',
      'ventas.csv, línea 1, columna 2.',
      'un nombre en cada celda del encabezado.',
      'una celda vacía.',
      'ponerle nombre a la columna, o quitarla.',
    ],
  },
  {
    name: 'two columns of one name',
    text: 'a,b,a\n1,2,3\n',
    code: 'duplicate-header',
    en: [
      'two columns are called "a".',
      'ventas.csv, line 1, column 3; column 1 has that name too.',
      'a different name for each column.',
      'a, twice.',
      'rename one of them, or remove it.',
    ],
    es: [
      'dos columnas se llaman «a».',
      'ventas.csv, línea 1, columna 3; la columna 1 se llama igual.',
      'un nombre distinto para cada columna.',
      'a, dos veces.',
      'cambiar el nombre de una, o quitarla.',
    ],
  },
  {
    name: 'a target that is not there',
    text: 'largo_sepalo,ancho_sepalo,largo_petalo,ancho_petalo,especie\n1,2,3,4,x\n',
    options: { target: 'espcie' },
    code: 'unknown-column',
    en: [
      'there is no column "espcie".',
      'ventas.csv, line 1; option --target.',
      'largo_sepalo, ancho_sepalo, largo_petalo, ancho_petalo or especie.',
      'espcie.',
      '--target especie',
    ],
    es: [
      'la columna «espcie» no existe.',
      'ventas.csv, línea 1; opción --target.',
      'largo_sepalo, ancho_sepalo, largo_petalo, ancho_petalo o especie.',
      'espcie.',
      '--target especie',
    ],
  },
  {
    name: 'a target unlike any column',
    text: 'oro,plata\n1,2\n',
    options: { target: 'y' },
    code: 'unknown-column',
    en: ['there is no column "y".', 'ventas.csv, line 1; option --target.', 'oro or plata.', 'y.'],
    es: ['la columna «y» no existe.', 'ventas.csv, línea 1; opción --target.', 'oro o plata.', 'y.'],
  },
  {
    name: 'a column to ignore that is not there',
    text: 'id,hora\n1,2\n',
    options: { ignore: ['idd'] },
    code: 'unknown-column',
    en: [
      'there is no column "idd".',
      'ventas.csv, line 1; option --ignore.',
      'id or hora.',
      'idd.',
      '--ignore id',
    ],
    es: [
      'la columna «idd» no existe.',
      'ventas.csv, línea 1; opción --ignore.',
      'id u hora.',
      'idd.',
      '--ignore id',
    ],
  },
  {
    name: 'no text',
    text: '',
    code: 'empty-file',
    en: ['the file is empty.', 'ventas.csv.', 'a header and at least one row.', 'no text.'],
    es: ['el archivo está vacío.', 'ventas.csv.', 'un encabezado y al menos una fila.', 'ningún texto.'],
  },
  {
    name: 'blank lines',
    text: ' \n\n',
    code: 'empty-file',
    en: ['the file is empty.', 'ventas.csv.', 'a header and at least one row.', 'no text.'],
    es: ['el archivo está vacío.', 'ventas.csv.', 'un encabezado y al menos una fila.', 'ningún texto.'],
  },
  {
    name: 'a header alone',
    text: 'a,b\n',
    code: 'no-rows',
    en: [
      'the table has a header and no rows.',
      'ventas.csv.',
      'at least one row of data.',
      'only the names a and b.',
    ],
    es: [
      'la tabla tiene encabezado pero ninguna fila.',
      'ventas.csv.',
      'al menos una fila de datos.',
      'solo los nombres a y b.',
    ],
  },
  {
    name: 'a web page',
    text: '<!DOCTYPE html>\n<p>1,2</p>\n',
    code: 'not-text',
    en: [
      'the file is not a table in text.',
      'ventas.csv.',
      'rows of cells separated by commas, semicolons, tabs or vertical bars.',
      'HTML.',
      'give a file of rows and columns.',
    ],
    es: [
      'el archivo no es una tabla de texto.',
      'ventas.csv.',
      'filas de celdas separadas por comas, punto y coma, tabuladores o barras verticales.',
      'HTML.',
      'dar un archivo de filas y columnas.',
    ],
  },
  {
    name: 'a delimiter of two characters',
    text: 'a,b\n1,2\n',
    options: { delimiter: '::' },
    code: 'bad-delimiter',
    en: [
      'the marks of the file cannot be told apart.',
      'options --delimiter and --decimal.',
      'one character between cells, and a point or a comma before the decimals.',
      '"::", ",".',
      '--delimiter ";" --decimal ","',
    ],
    es: [
      'los signos del archivo no se pueden distinguir.',
      'opciones --delimiter y --decimal.',
      'un carácter entre celdas, y un punto o una coma antes de los decimales.',
      '"::", ",".',
      '--delimiter ";" --decimal ","',
    ],
  },
]

describe('a file with', () => {
  it.each(files)('$name', async ({ text, options, code, en, es }) => {
    const refusal = await readCsv({ text, name: 'ventas.csv' }, options).catch((error) => error)
    expect(said(refusal)).toEqual({ code, en, es })
  })
})
