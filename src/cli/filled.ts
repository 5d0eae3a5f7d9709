// Missing cells that were filled in, in JSON.
import type { FilledColumn } from '../data/filled.ts'
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
