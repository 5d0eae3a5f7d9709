// The scoreboard as a table of at most 80 columns: each promise, its bar, what Paso reaches, and what others do.
import type { Language } from '../../src/errors.ts'
import { padEnd, wordsOf, wrapWords } from '../../src/render/lines.ts'
import type { Measured, Row, Words } from './row.ts'

export const WIDTH = 80

const heads: readonly Words[] = [
  { en: 'Case', es: 'Caso' },
  { en: 'Bar', es: 'Vara' },
  { en: 'Paso', es: 'Paso' },
  { en: 'Others, measured', es: 'Otros, medidos' },
  { en: '', es: '' },
]
const widths = [22, 19, 15, 15, 1]
const GAP = '  '

/** One row of cells, each wrapped in its column. */
function lines(cells: readonly string[]): string[] {
  const wrapped = cells.map((cell, c) => wrapWords(wordsOf(cell), widths[c]!))
  const height = Math.max(...wrapped.map(({ length }) => length))
  return Array.from({ length: height }, (_, i) =>
    wrapped
      .map((cell, c) => padEnd(cell[i] ?? '', widths[c]!))
      .join(GAP)
      .trimEnd(),
  )
}

export const mark = ({ met }: Pick<Measured, 'met'>): string => (met ? '✓' : '✗')

/** The lines above the rows. */
export function boardHead(language: Language): string[] {
  return [...lines(heads.map((head) => head[language])), widths.map((width) => '─'.repeat(width)).join(GAP)]
}

/** The lines of one row, measured. */
export function boardRow({ title, bar, others }: Row, measured: Measured, language: Language): string[] {
  const cells = [title, bar, measured.shown, others].map((words) => words[language])
  return [...lines([...cells, mark(measured)]), '']
}
