// The small words that this room's messages share, in both languages.
import type { Language, Texts } from '../errors.ts'

/** A place in a text, both from 1. Columns count UTF-16 units. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/** A text in each language. */
export type Phrase = Readonly<Record<Language, string>>

export const same = (text: string): Phrase => ({ en: text, es: text })

/** A name from a file, on one line and not too long, in the quotes of the language. */
export function quoted(text: string): Phrase {
  const short = shown(text)
  return { en: `"${short}"`, es: `«${short}»` }
}

export function shown(text: string): string {
  const letters = [...text.replace(/[\p{C}\s]+/gu, ' ')]
  return letters.length <= 40 ? letters.join('') : `${letters.slice(0, 39).join('')}…`
}

/** `a, b or c`; of a long list the first eight. */
export function listed(names: readonly string[]): Phrase {
  const shorter = names.length > 9 ? names.slice(0, 8) : names
  const [rest, last] = [shorter.slice(0, -1), shorter.at(-1) ?? '']
  if (shorter.length < names.length) {
    const more = names.length - shorter.length
    return { en: `${shorter.join(', ')} or ${more} more`, es: `${shorter.join(', ')} o ${more} más` }
  }
  if (rest.length === 0) return same(last)
  const or = /^(h?[oó])/i.test(last) ? 'u' : 'o'
  return { en: `${rest.join(', ')} or ${last}`, es: `${rest.join(', ')} ${or} ${last}` }
}

/** `red.json, layers[1].weights, line 19.` */
export function whereIn(fileName: string, place: TextPlace, path = ''): Phrase {
  const file = fileName === '-' ? { en: 'standard input', es: 'la entrada estándar' } : same(fileName)
  const middle = path === '' ? '' : `, ${path}`
  return {
    en: `${file.en}${middle}, line ${place.line}.`,
    es: `${file.es}${middle}, línea ${place.line}.`,
  }
}

export function whereAt(fileName: string, { line, column }: TextPlace): Phrase {
  const file = fileName === '-' ? { en: 'standard input', es: 'la entrada estándar' } : same(fileName)
  return {
    en: `${file.en}, line ${line}, column ${column}.`,
    es: `${file.es}, línea ${line}, columna ${column}.`,
  }
}

/** Encodings and training records are written by a training, not by hand. */
export const trainAgain: Phrase = {
  en: 'train again, or take the file as paso train wrote it.',
  es: 'entrenar de nuevo, o tomar el archivo tal como lo escribió paso train.',
}

interface Parts {
  readonly what: Phrase
  readonly where?: Phrase
  readonly expected?: Phrase
  readonly received?: Phrase
  readonly why?: Phrase
  readonly hint?: Phrase | undefined
}

/** The parts of a message, turned into a text for each language. */
export function texts({ what, where, expected, received, why, hint }: Parts): Texts {
  const text = (language: Language) => ({
    what: what[language],
    ...(where && { where: where[language] }),
    ...(expected && { expected: expected[language] }),
    ...(received && { received: received[language] }),
    ...(why && { why: why[language] }),
    ...(hint && { hint: hint[language] }),
  })
  return { en: text('en'), es: text('es') }
}
