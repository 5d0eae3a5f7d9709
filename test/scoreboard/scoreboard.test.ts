// The scoreboard's promises, each on fewer tables or seeds where the whole takes long, and the table that prints them.
import { describe, expect, it } from 'vitest'
import { boardHead, boardRow, WIDTH } from '../../scripts/scoreboard/board.ts'
import { readRecord } from '../../scripts/scoreboard/record.ts'
import { rows } from '../../scripts/scoreboard/rows.ts'
import { displayWidth } from '../../src/render/lines.ts'

/** Their sample is the whole, and every figure the same on every machine: what was kept for the README still holds. */
const wholeInSample = ['xor', 'raw-regression', 'odd-cells', 'sorted-labels']

it.each(rows)('$name', { timeout: 300_000 }, async (row) => {
  const { met, figures, shown } = await row.measure('sample')
  expect({ met, figures }).toEqual({ met: true, figures })
  if (!wholeInSample.includes(row.name)) return
  expect(shown).toEqual(readRecord().find(({ name }) => name === row.name)!.shown)
})

describe('the table', () => {
  const measured = { shown: { en: '0.5', es: '0,5' }, met: false, figures: {} }
  it.each(['en', 'es'] as const)('is at most 80 columns wide, in %s', (language) => {
    const lines = [...boardHead(language), ...rows.flatMap((row) => boardRow(row, measured, language))]
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(WIDTH)
    expect(lines.filter((line) => line.endsWith('✗'))).toHaveLength(rows.length)
  })
})
