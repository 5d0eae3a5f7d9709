// A number with as many digits as a cell has room for: one that is cut off would be another number.
import { numberText } from '../formula/formula.tsx'

/** Significant digits, at most and at least. */
const MOST = 5
const LEAST = 2

/** Characters. */
const ROOM = 8

export function shortText(value: number): string {
  for (let digits = MOST; digits > LEAST; digits--) {
    const text = numberText(value, digits)
    if (text.length <= ROOM) return text
  }
  return numberText(value, LEAST)
}
