// The refusals of a file that cannot be read as a table: not there, not allowed, not text, empty.
import { type ErrorText, PasoError } from '../errors.ts'
import { listed, type Phrase, placeText, shown, sourceName } from './phrases.ts'

const refusal = (code: string, en: ErrorText, es: ErrorText): PasoError => new PasoError(code, { en, es })

export interface NotFound {
  readonly path: string
  /** The folder looked in, '.' for the current one. */
  readonly folder: string
  /** The tables in it, or undefined when the folder is not there either. */
  readonly tables: readonly string[] | undefined
  /** The path that was probably meant. */
  readonly near: string | undefined
}

export function fileNotFound({ path, folder, tables, near }: NotFound): PasoError {
  const holds =
    tables === undefined
      ? { en: ', which does not exist either', es: ', que tampoco existe' }
      : tables.length === 0
        ? { en: '; no tables in it', es: '; no contiene tablas' }
        : { en: `; it holds ${listed(tables, 'en', 'and')}`, es: `; contiene ${listed(tables, 'es', 'and')}` }
  const here = folder === '.'
  return refusal(
    'file-not-found',
    {
      what: `${shown(path, 200)} was not found.`,
      where: `${here ? 'this folder' : `folder ${folder}`}${holds.en}.`,
      hint: near ?? 'see whether the name and the folder are right.',
    },
    {
      what: `no se encontró ${shown(path, 200)}.`,
      where: `${here ? 'esta carpeta' : `carpeta ${folder}`}${holds.es}.`,
      hint: near ?? 'revisar si el nombre y la carpeta son correctos.',
    },
  )
}

export function fileIsFolder(path: string, tables: readonly string[]): PasoError {
  const some = tables.length > 0
  return refusal(
    'file-is-folder',
    {
      what: `${shown(path, 200)} is a folder.`,
      expected: 'a file with a table.',
      received: some ? `a folder that holds ${listed(tables, 'en', 'and')}.` : 'a folder without tables.',
      hint: 'give the name of a file.',
    },
    {
      what: `${shown(path, 200)} es una carpeta.`,
      expected: 'un archivo con una tabla.',
      received: some ? `una carpeta que contiene ${listed(tables, 'es', 'and')}.` : 'una carpeta sin tablas.',
      hint: 'dar el nombre de un archivo.',
    },
  )
}

export function fileNotAllowed(path: string): PasoError {
  return refusal(
    'file-not-allowed',
    {
      what: `there is no permission to read ${shown(path, 200)}.`,
      hint: 'change the permissions of the file, or copy it to another folder.',
    },
    {
      what: `no hay permiso para leer ${shown(path, 200)}.`,
      hint: 'cambiar los permisos del archivo, o copiarlo en otra carpeta.',
    },
  )
}

/** Any other refusal of the operating system; `reason` is its own word for it. */
export function fileUnreadable(path: string, reason: string): PasoError {
  const name = sourceName(path)
  return new PasoError(
    'file-unreadable',
    {
      en: {
        what: `${name.en} could not be read.`,
        received: `${reason}.`,
        hint: 'copy the file to another folder, and try again.',
      },
      es: {
        what: `no se pudo leer ${name.es}.`,
        received: `${reason}.`,
        hint: 'copiar el archivo en otra carpeta, y probar de nuevo.',
      },
    },
    1,
  )
}

/** @param before its size in bytes when it was opened */
export function fileChanged(path: string, before: number, after: number): PasoError {
  return new PasoError(
    'file-changed',
    {
      en: {
        what: `${shown(path, 200)} has changed while it was read.`,
        expected: `${before} bytes, as when it was opened.`,
        received: `${after === before ? 'as many, written anew' : `${after} bytes`}.`,
        why: 'its rows may be partly old and partly new.',
        hint: 'wait until the file is written, and try again.',
      },
      es: {
        what: `${shown(path, 200)} cambió mientras se leía.`,
        expected: `${before} bytes, como al abrirlo.`,
        received: `${after === before ? 'los mismos, escritos de nuevo' : `${after} bytes`}.`,
        why: 'sus filas pueden ser en parte viejas y en parte nuevas.',
        hint: 'esperar a que el archivo esté escrito, y probar de nuevo.',
      },
    },
    1,
  )
}

/** `kind` is what the file seems to be: `, an Excel workbook`. */
export function notText(source: string, kind: Phrase, hint: Phrase): PasoError {
  const where = placeText({ source })
  return refusal(
    'not-text',
    {
      what: 'the file is not a table in text.',
      where: `${where.en}.`,
      expected: 'rows of cells separated by commas, semicolons, tabs or vertical bars.',
      received: `${kind.en}.`,
      hint: hint.en,
    },
    {
      what: 'el archivo no es una tabla de texto.',
      where: `${where.es}.`,
      expected: 'filas de celdas separadas por comas, punto y coma, tabuladores o barras verticales.',
      received: `${kind.es}.`,
      hint: hint.es,
    },
  )
}

export function notUtf8(source: string, line: number): PasoError {
  const where = placeText({ source, line })
  return refusal(
    'not-utf8',
    {
      what: 'the text is not UTF-8.',
      where: `${where.en}.`,
      why: 'an accented letter would be read as another one.',
      hint: 'save the file again as CSV UTF-8.',
    },
    {
      what: 'el texto no está en UTF-8.',
      where: `${where.es}.`,
      why: 'una letra con acento se leería como otra.',
      hint: 'guardar de nuevo el archivo como CSV UTF-8.',
    },
  )
}

export function emptyFile(source: string): PasoError {
  const where = placeText({ source })
  return refusal(
    'empty-file',
    {
      what: 'the file is empty.',
      where: `${where.en}.`,
      expected: 'a header and at least one row.',
      received: 'no text.',
      hint: 'see whether this is the right file.',
    },
    {
      what: 'el archivo está vacío.',
      where: `${where.es}.`,
      expected: 'un encabezado y al menos una fila.',
      received: 'ningún texto.',
      hint: 'revisar si es el archivo correcto.',
    },
  )
}

export function noRows(source: string, names: readonly string[]): PasoError {
  const where = placeText({ source })
  return refusal(
    'no-rows',
    {
      what: 'the table has a header and no rows.',
      where: `${where.en}.`,
      expected: 'at least one row of data.',
      received: `only the names ${listed(names, 'en', 'and')}.`,
      hint: 'add the rows, or see whether the file was cut short.',
    },
    {
      what: 'la tabla tiene encabezado pero ninguna fila.',
      where: `${where.es}.`,
      expected: 'al menos una fila de datos.',
      received: `solo los nombres ${listed(names, 'es', 'and')}.`,
      hint: 'agregar las filas, o revisar si el archivo quedó cortado.',
    },
  )
}
