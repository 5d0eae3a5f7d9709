// The cases that all take part in: networks from the smallest to one of half a million weights.
import type { Arithmetic, Precision, Problem } from './problem.ts'

export interface Case extends Problem {
  readonly name: string
}

export function caseOf(
  widths: readonly number[],
  batch: number,
  { rows = 2048, arithmetic = 'classes', precision = 'float32', rate = 0.05 }: Partial<CaseOptions> = {},
): Case {
  const name = `${widths.join('-')} b${batch}${precision === 'float64' ? ' float64' : ''}`
  return { name, widths, arithmetic, batch, rows, rate, precision }
}

interface CaseOptions {
  readonly rows: number
  readonly arithmetic: Arithmetic
  readonly precision: Precision
  readonly rate: number
}

export const cases: readonly Case[] = [
  caseOf([2, 2, 2], 1, { rows: 512, arithmetic: 'squares', precision: 'float64' }),
  caseOf([2, 2, 2], 1, { rows: 512, arithmetic: 'squares' }),
  caseOf([4, 10, 3], 16),
  caseOf([64, 32, 10], 32),
  caseOf([784, 128, 10], 32),
  caseOf([784, 128, 10], 128),
  caseOf([784, 512, 512, 10], 128),
  caseOf([784, 512, 512, 10], 1024),
]

/** The same arithmetic in little time: a smoke test. */
export const shortCases: readonly Case[] = [
  caseOf([2, 2, 2], 1, { rows: 32, arithmetic: 'squares', precision: 'float64' }),
  caseOf([4, 10, 3], 16, { rows: 64 }),
]
