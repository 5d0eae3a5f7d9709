// Missing cells that were filled in, in JSON; and the words for what fills them in.
import type { FilledColumn } from '../data/filled.ts'
import type { Language } from '../errors.ts'
import type { Writable } from '../formats/json-text.ts'

/** The columns in which cells were missing; left out where none was. */
export const filledJson = ({
  filled,
}: {
  readonly filled: readonly FilledColumn[]
}): Record<string, Writable> =>
  filled.length === 0
    ? {}
    : { filled: filled.map(({ column, value, rows }) => ({ column, value, cells: rows.length })) }

/** Which value of the training rows a missing cell is taken as. */
export const fillingWords = {
  en: { median: 'median', frequent: 'most frequent' },
  es: { median: 'mediana', frequent: 'la más frecuente' },
} as const satisfies Record<Language, Record<string, string>>
