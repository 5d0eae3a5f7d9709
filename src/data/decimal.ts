// The numbers of a table as its cells write them: strict decimal ones.

/** The mark between the whole part and the decimals, in the file's numbers. */
export type DecimalMark = '.' | ','

/** What is written as a number, whatever its size. */
export const strict = {
  '.': /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i,
  ',': /^-?\d+(,\d+)?(e[+-]?\d+)?$/i,
} as const satisfies Record<DecimalMark, RegExp>

/**
 * The number that the cell holds, or undefined. Only `-?digits[mark digits][e±digits]` is a number: no sign +, no empty
 * cell, no hexadecimal, no Infinity, nothing beyond the largest double.
 */
export function readNumber(cell: string, decimal: DecimalMark): number | undefined {
  if (!strict[decimal].test(cell)) return undefined
  const value = Number(decimal === ',' ? cell.replace(',', '.') : cell)
  return Number.isFinite(value) ? value : undefined
}
