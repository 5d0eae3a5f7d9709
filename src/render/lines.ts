// Lines of text: how wide they are, wrapping words, breaking formulas where they hold together least.
import { breakDepth, flat } from '../print/breaks.ts'

/** An escape sequence that colours text; it has no width. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what a colour begins with
const colour = /\u001b\[[\d;]*m/g

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** How many columns a text takes: none for combining marks, two for wide characters. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text.replace(colour, '')) {
    if (/[\p{M}\u200d]/u.test(character)) continue
    width += wide.test(character) ? 2 : 1
  }
  return width
}

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)))

export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - displayWidth(text))) + text

/** A space at which no line breaks; made a plain one when the lines are done. */
export const JOINED_SPACE = '\u00a0'

/** Words set in lines of at most `width` columns; a word that is wider is cut. */
export function wrapWords(words: readonly string[], width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words.flatMap((w) => cut(w, width))) {
    if (line === '') line = word
    else if (displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line].map((l) => l.replaceAll(JOINED_SPACE, ' '))
}

/** A text as words for wrapWords. */
export const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '')

function cut(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const character of word.replace(colour, '')) {
    if (displayWidth(piece + character) > width && piece !== '') {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

/**
 * A spelled formula in lines of at most `width` columns, `first` for the first one: broken before operators, those of
 * the outermost sum or product first. `measure` tells how wide a part is printed.
 */
export function breakFormula(
  spelled: string,
  first: number,
  width: number,
  measure = displayWidth,
): string[] {
  if (measure(flat(spelled)) <= first) return [flat(spelled)]
  const depths = [...spelled].flatMap((c) => breakDepth(c) ?? [])
  if (depths.length === 0) return [flat(spelled)]
  const lowest = Math.min(...depths)
  const pieces = splitAt(spelled, lowest)
  const lines: string[] = []
  let line: string | undefined
  const room = (): number => (lines.length === 0 ? first : width)
  for (const piece of pieces) {
    const longer: string = line === undefined ? piece : `${line} ${piece}`
    if (measure(flat(longer)) <= room()) {
      line = longer
      continue
    }
    if (line !== undefined) lines.push(...breakFormula(line, room(), width, measure))
    line = piece
  }
  if (line !== undefined) lines.push(...breakFormula(line, room(), width, measure))
  return lines
}

function splitAt(spelled: string, depth: number): string[] {
  const pieces = ['']
  for (const character of spelled) {
    if (breakDepth(character) === depth) pieces.push('')
    else pieces[pieces.length - 1] += character
  }
  return pieces
}
