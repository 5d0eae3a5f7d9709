// How a file writes its table: the mark between cells, the decimal mark, and whether the first row is a header.
import { type DecimalMark, readNumber } from './decimal.ts'
import { badDelimiter } from './errors.ts'

export interface Dialect {
  /** One character. */
  readonly delimiter: string
  readonly decimal: DecimalMark
}

/** In this order: when several fit equally, commas are the most likely to be something else (decimals, prose). */
const delimiters = ['\t', ';', '|', ','] as const

/**
 * Tells the marks from the beginning of a file. The delimiter is the one that the first line has and most other lines
 * have as often; the decimal mark is the one that more cells have, and a point when cells are separated by commas.
 * @throws PasoError bad-delimiter when `given` has marks that cannot serve
 */
export function detectDialect(head: string, given: Partial<Dialect>): Dialect {
  const lines = firstLines(head)
  const delimiter = given.delimiter ?? detectDelimiter(lines)
  const decimal = given.decimal ?? (delimiter === ',' ? '.' : detectDecimal(lines, delimiter))
  const usable = [...delimiter].length === 1 && !/["\r\n\d]/.test(delimiter) && /^[.,]$/.test(decimal)
  if (!usable) throw badDelimiter(delimiter, decimal)
  return { delimiter, decimal }
}

const linesLookedAt = 100

/** The first whole lines, without blank ones; a line break inside quotes ends no line, and quoted texts are emptied. */
function firstLines(head: string): string[] {
  const lines = head
    .slice(0, 1 << 16)
    .replace(/"[^"]*(?:""[^"]*)*"/g, (quotes) => (/^"-?[\d.,]+"$/.test(quotes) ? quotes : '""'))
    .split('\n')
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  return whole.filter((line) => line.trim() !== '').slice(0, linesLookedAt)
}

function detectDelimiter(lines: readonly string[]): string {
  let best = ','
  let bestShare = 0
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => cellsOf(line, delimiter).length)
    if (counts[0] === 1) continue
    const share = counts.filter((count) => count === counts[0]).length
    if (share > bestShare) {
      best = delimiter
      bestShare = share
    }
  }
  return best
}

function detectDecimal(lines: readonly string[], delimiter: string): DecimalMark {
  const cells = lines.flatMap((line) => cellsOf(line, delimiter))
  const commas = cells.filter((cell) => /^-?[\d.]*\d,\d+(e[+-]?\d+)?$/i.test(cell)).length
  const points = cells.filter((cell) => /^-?[\d,]*\d\.\d+(e[+-]?\d+)?$/i.test(cell)).length
  return commas > points ? ',' : '.'
}

/** The cells of a line; quotes around a number are taken off. */
function cellsOf(line: string, delimiter: string): string[] {
  const pieces = line.match(/"[^"]*"|[^"]+/g) ?? []
  let open = ''
  const cells: string[] = []
  for (const piece of pieces) {
    if (piece.startsWith('"')) {
      open += piece.slice(1, -1)
      continue
    }
    const [first, ...others] = piece.split(delimiter)
    open += first
    for (const other of others) {
      cells.push(open.trim())
      open = other
    }
  }
  return [...cells, open.trim()]
}

export type HeaderGuess = 'header' | 'numbers-in-header' | 'data'

/**
 * Whether the first row names the columns. It does when none of its cells is a number, or when it has text above a
 * number. It is data when all its cells are numbers, or some are numbers with decimals or a sign and nothing in the
 * second row speaks against it. Whole numbers beside texts (years, say) are taken as names: 'numbers-in-header'.
 */
export function guessHeader(
  first: readonly string[],
  second: readonly string[] | undefined,
  decimal: DecimalMark,
): HeaderGuess {
  const isNumber = (cell: string | undefined) => cell !== undefined && readNumber(cell, decimal) !== undefined
  const numbers = first.filter(isNumber)
  if (numbers.length === 0) return 'header'
  if (numbers.length === first.length) return 'data'
  const textAboveNumber = first.some((cell, index) => !isNumber(cell) && isNumber(second?.[index]))
  if (!textAboveNumber && numbers.some((number) => !/^\d+$/.test(number))) return 'data'
  return 'numbers-in-header'
}
