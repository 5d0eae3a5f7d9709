// The small words that this room's messages share: names in quotes, lists, counts and places, in both languages.
import type { Language } from '../errors.ts'

/** A text in each language. */
export type Phrase = Readonly<Record<Language, string>>

/** The same word in both languages. */
export const same = (text: string): Phrase => ({ en: text, es: text })

/** Where a cell, a row or a column stands. What is unknown is left out. */
export interface Place {
  /** A path, '-' for the standard input, '' for data that no file holds. */
  readonly source: string
  /** From 1, in the file. */
  readonly line?: number
  /** From 1, without the header. */
  readonly row?: number
  /** From 1, in the file. */
  readonly column?: number
  readonly name?: string
}

/** A place in a column that is known. */
export type ColumnPlace = Place & { readonly name: string; readonly column: number }

/** The cell as it can be shown: on one line, without control characters, cut to `longest` letters. */
export function shown(text: string, longest = 40): string {
  const letters = [...text.replace(/\s*[\r\n]\s*/g, ' ').replace(/\p{C}/gu, '\uFFFD')]
  return letters.length <= longest ? letters.join('') : `${letters.slice(0, longest - 1).join('')}…`
}

export function quoted(text: string, language: Language): string {
  return language === 'es' ? `«${shown(text)}»` : `"${shown(text)}"`
}

/** `1 row`, `2 rows`; 10,000 with a comma, 10 000 with a thin space. */
export function counted(count: number, language: Language, one: string, many: string): string {
  return `${whole(count, language)} ${count === 1 ? one : many}`
}

export function whole(count: number, language: Language): string {
  const digits = String(count)
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, language === 'es' ? '\u2009' : ',')
}

const longestList = 12

/** `a, b or c`. Of a long list the first eleven names are given, and the number of those left out. */
export function listed(items: readonly string[], language: Language, joint: 'and' | 'or'): string {
  const names = items.map((item) => shown(item))
  if (names.length > longestList) {
    const rest = names.length - longestList + 1
    const others = language === 'es' ? `${whole(rest, 'es')} más` : `${whole(rest, 'en')} more`
    return joined([...names.slice(0, longestList - 1), others], language, joint)
  }
  return joined(names, language, joint)
}

function joined(names: readonly string[], language: Language, joint: 'and' | 'or'): string {
  const last = names.at(-1) ?? ''
  if (names.length < 2) return last
  return `${names.slice(0, -1).join(', ')} ${jointWord(language, joint, last)} ${last}`
}

/** Spanish says `u` before the sound o, and `e` before the sound i. */
function jointWord(language: Language, joint: 'and' | 'or', next: string): string {
  if (language === 'en') return joint
  if (joint === 'or') return /^(h?[oó]|8|11(\D|$))/i.test(next) ? 'u' : 'o'
  return /^h?[ií](?![aeo])/i.test(next) ? 'e' : 'y'
}

export function sourceName(source: string): Phrase {
  if (source === '-') return { en: 'standard input', es: 'la entrada estándar' }
  return source === '' ? { en: 'the data', es: 'los datos' } : same(shown(source, 200))
}

/** `sales.csv, line 18 (data row 17), column 4 (area)`, with what is known. */
export function placeText(place: Place): Phrase {
  const source = sourceName(place.source)
  return { en: whereIn('en', source.en, place), es: whereIn('es', source.es, place) }
}

const placeWords = {
  en: { line: 'line', dataRow: 'data row', row: 'row', column: 'column' },
  es: { line: 'línea', dataRow: 'fila de datos', row: 'fila', column: 'columna' },
} as const satisfies Record<Language, Record<string, string>>

function whereIn(language: Language, source: string, { line, row, column, name }: Place): string {
  const words = placeWords[language]
  const parts = [source]
  if (line !== undefined) {
    parts.push(`${words.line} ${line}${row === undefined ? '' : ` (${words.dataRow} ${row})`}`)
  } else if (row !== undefined) parts.push(`${words.row} ${row}`)
  if (column !== undefined) {
    parts.push(`${words.column} ${column}${name === undefined ? '' : ` (${shown(name)})`}`)
  }
  return parts.join(', ')
}
