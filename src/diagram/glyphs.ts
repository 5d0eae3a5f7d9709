// Glyph widths: how wide numbers and names are in the formula face, so that a drawing needs no browser to measure them.
import type { Name } from '../print/name.ts'

/** Subscripts, layers and exponents are set at this share of the size of what they belong to. */
export const SMALL = 0.72

/** Advance widths in em: KaTeX_Main for digits and signs, KaTeX_Math for Greek and italic letters (katex, fontMetricsData). */
const widths: Readonly<Record<string, number>> = {
  '.': 0.278,
  ',': 0.278,
  '·': 0.278,
  ' ': 0.25,
  '\u202f': 0.17,
  '−': 0.778,
  '-': 0.333,
  '⁻': 0.778 * SMALL,
  '+': 0.778,
  '@': 0.778,
  '×': 0.778,
  '—': 1,
  '∞': 1,
  '∂': 0.531,
  '(': 0.389,
  ')': 0.389,
  "'": 0.275,
  E: 0.738,
  L: 0.681,
  W: 0.944,
  a: 0.529,
  b: 0.429,
  e: 0.466,
  h: 0.576,
  i: 0.345,
  l: 0.298,
  n: 0.6,
  o: 0.485,
  t: 0.361,
  u: 0.572,
  w: 0.716,
  x: 0.572,
  y: 0.49,
  z: 0.465,
  α: 0.64,
  β: 0.566,
  γ: 0.518,
  δ: 0.444,
  ℓ: 0.417,
}

const DIGIT = 0.5
/** Exponents are set as raised small digits (`numberSpans`), since the formula face has none of its own. */
const SUPERSCRIPT_DIGIT = /[⁰¹²³⁴⁵⁶⁷⁸⁹]/

/** The width of a text in the formula face, in the unit of `size`; an unknown letter counts as a wide one. */
export function textWidth(text: string, size: number): number {
  let em = 0
  for (const c of text)
    em += widths[c] ?? (SUPERSCRIPT_DIGIT.test(c) ? DIGIT * SMALL : /[0-9]/.test(c) ? DIGIT : 0.6)
  return em * size
}

/** The width of words in the interface's face: its letters are half an em wide on average, 0.56 is on the safe side. */
export const wordsWidth = (text: string, size: number): number =>
  [...text].reduce((em, c) => em + (c === '@' ? 1.02 : 0.56), 0) * size

/** The width of a name: base, then subscript and layer above each other, then its mark. */
export function nameWidth(name: Name, size: number): number {
  const subscript = textWidth(name.subscript ?? '', size * SMALL)
  const layer = name.layer === undefined ? 0 : textWidth(`(${name.layer})`, size * SMALL)
  return textWidth(name.base, size) + Math.max(subscript, layer) + markWidth(name.mark)
}

/** @0, in the interface's face. */
const markWidth = (mark: string | undefined): number => (mark === undefined ? 0 : 2 + wordsWidth(mark, 12))
