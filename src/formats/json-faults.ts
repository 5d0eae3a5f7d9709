// What is wrong with a text that is not JSON: where, what was expected, what came, and what was probably meant.
import { PasoError } from '../errors.ts'
import { type Phrase, quoted, same, shown, type TextPlace, texts, whereAt } from './phrases.ts'

export interface Fault {
  readonly expected: keyof typeof expectations
  /** The word or the sign that stands there; empty at the end of the file. */
  readonly received: string
  readonly place: TextPlace
  readonly atEnd: boolean
  readonly within: 'list' | 'object' | undefined
}

const expectations = {
  'the beginning': { en: 'an object in braces: { ... }.', es: 'un objeto entre llaves: { ... }.' },
  'a value': { en: 'a value.', es: 'un valor.' },
  'a key': { en: 'a name in double quotes.', es: 'un nombre entre comillas dobles.' },
  'a colon': { en: 'a colon after the name.', es: 'dos puntos después del nombre.' },
  'after an item': {
    en: 'a comma, or the end of the list, "]".',
    es: 'una coma, o el cierre de la lista, «]».',
  },
  'after a member': {
    en: 'a comma, or the end of the object, "}".',
    es: 'una coma, o el cierre del objeto, «}».',
  },
  'after a comma': { en: 'a value after the comma.', es: 'un valor después de la coma.' },
  'after the value': { en: 'the end of the file.', es: 'el final del archivo.' },
} as const satisfies Record<string, Phrase>

const signs: Readonly<Record<string, Phrase>> = {
  ']': { en: 'the end of the list, "]".', es: 'el cierre de la lista, «]».' },
  '}': { en: 'the end of the object, "}".', es: 'el cierre del objeto, «}».' },
  '[': { en: 'the start of a list, "[".', es: 'el comienzo de una lista, «[».' },
  '{': { en: 'the start of an object, "{".', es: 'el comienzo de un objeto, «{».' },
  ',': { en: 'a comma.', es: 'una coma.' },
  ':': { en: 'a colon.', es: 'dos puntos.' },
  '': { en: 'the end of the file.', es: 'el final del archivo.' },
}

export function faultAt(fileName: string, fault: Fault): PasoError {
  const { expected, received, place, within } = fault
  const name = received.startsWith('"') ? same(shown(received)) : quoted(received)
  const wanted =
    expected === 'after a comma' && within === 'object'
      ? { en: 'a name after the comma.', es: 'un nombre después de la coma.' }
      : expectations[expected]
  return new PasoError(
    'invalid-json',
    texts({
      what: { en: 'the file is not JSON.', es: 'el archivo no es JSON.' },
      where: whereAt(fileName, place),
      expected: wanted,
      received: signs[received] ?? { en: `${name.en}.`, es: `${name.es}.` },
      hint: hintFor(fault),
    }),
  )
}

function hintFor({ expected, received, place, atEnd, within }: Fault): Phrase | undefined {
  const { line } = place
  if (expected === 'after a comma' && !atEnd) {
    return { en: `remove the last comma of line ${line}.`, es: `borrar la última coma de la línea ${line}.` }
  }
  if (atEnd) {
    return within === undefined
      ? rightFile
      : {
          en: 'see whether the file was cut short: each bracket that opens must close.',
          es: 'revisar si el archivo quedó cortado: cada llave o corchete que se abre se cierra.',
        }
  }
  if (isComment(received)) {
    return { en: 'remove the comment: JSON has none.', es: 'quitar el comentario: JSON no tiene.' }
  }
  if (expected === 'a key' && /^[\p{L}_]/u.test(received)) {
    return { en: `write "${shown(received)}".`, es: `escribir "${shown(received)}".` }
  }
  if (/^after an /.test(expected) || expected === 'after a member') {
    const begins = /^["[{\p{L}\d.+-]/u.test(received)
    return begins ? { en: 'put a comma before it.', es: 'poner una coma antes.' } : undefined
  }
  if (expected === 'after the value') {
    return {
      en: 'see whether a bracket closes too early, or two files were joined.',
      es: 'revisar si una llave o un corchete se cierra antes de tiempo, o si se unieron dos archivos.',
    }
  }
  if (expected === 'a colon') return { en: 'put a colon before it.', es: 'poner dos puntos antes.' }
  return meantBy(received) ?? (expected === 'the beginning' ? rightFile : undefined)
}

const rightFile: Phrase = {
  en: 'see whether this is the right file.',
  es: 'revisar si es el archivo correcto.',
}

const isComment = (word: string): boolean => /^\/[/*]|^#/.test(word)

/** What other notations write where JSON has its own form. */
function meantBy(received: string): Phrase | undefined {
  if (received.startsWith("'")) return { en: 'use double quotes.', es: 'usar comillas dobles.' }
  if (received.startsWith('"')) {
    const [newline, backslash] = ['\\n', '\\\\']
    return {
      en: `close the quotes on the same line; inside them, a new line is ${newline} and a backslash ${backslash}.`,
      es: `cerrar las comillas en la misma línea; adentro, un salto de línea es ${newline} y una barra invertida ${backslash}.`,
    }
  }
  if (/^[+-]?(nan|inf(inity)?)$/i.test(received)) {
    return {
      en: 'correct the value: JSON has only finite numbers.',
      es: 'corregir el valor: JSON solo tiene números finitos.',
    }
  }
  const lower = received.toLowerCase()
  if (lower !== received && ['true', 'false', 'null'].includes(lower)) return writeIt(lower)
  if (lower === 'none') return writeIt('null')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(received)
    ? writeIt(String(Number(received)))
    : undefined
}

const writeIt = (text: string): Phrase => ({ en: `write ${text}.`, es: `escribir ${text}.` })

export function forbiddenKey(fileName: string, key: string, place: TextPlace): PasoError {
  return new PasoError(
    'forbidden-key',
    texts({
      what: {
        en: `the name ${quoted(key).en} is not allowed.`,
        es: `el nombre ${quoted(key).es} no se admite.`,
      },
      where: whereAt(fileName, place),
      received: same(`${key}.`),
      why: {
        en: 'in JavaScript it would reach into every object of the program.',
        es: 'en JavaScript alcanzaría a todos los objetos del programa.',
      },
      hint: { en: 'remove it.', es: 'quitarlo.' },
    }),
  )
}

export function repeatedKey(fileName: string, key: string, place: TextPlace, first: TextPlace): PasoError {
  return new PasoError(
    'duplicate-key',
    texts({
      what: {
        en: `the name ${quoted(key).en} appears twice.`,
        es: `el nombre ${quoted(key).es} aparece dos veces.`,
      },
      where: whereAt(fileName, place),
      expected: { en: 'each name once in an object.', es: 'cada nombre una sola vez en un objeto.' },
      received: {
        en: `${shown(key)}, which line ${first.line} already gives.`,
        es: `${shown(key)}, que ya está en la línea ${first.line}.`,
      },
      hint: { en: 'remove one of the two.', es: 'quitar uno de los dos.' },
    }),
  )
}

export function tooDeep(fileName: string, place: TextPlace, limit: number): PasoError {
  return new PasoError(
    'too-deep',
    texts({
      what: { en: 'the file is nested too deeply.', es: 'el archivo está anidado demasiado.' },
      where: whereAt(fileName, place),
      expected: {
        en: `at most ${limit} lists and objects inside each other.`,
        es: `como máximo ${limit} listas y objetos, unos dentro de otros.`,
      },
      received: { en: 'more.', es: 'más.' },
      hint: rightFile,
    }),
  )
}

export function tooLarge(fileName: string, limit: number): PasoError {
  const size = `${limit / 1024 / 1024} MiB`
  return new PasoError(
    'too-large',
    texts({
      what: {
        en: 'the file is too large to read as JSON.',
        es: 'el archivo es demasiado grande para leerlo como JSON.',
      },
      where: same(`${fileName}.`),
      expected: { en: `at most ${size}.`, es: `como máximo ${size}.` },
      hint: rightFile,
    }),
  )
}
