// The scoreboard's promises, each on fewer tables or seeds where the whole takes long, and the table that prints them.
import { describe, expect, it } from 'vitest'
import { boardHead, boardRow, WIDTH } from '../../scripts/scoreboard/board.ts'
import { rows } from '../../scripts/scoreboard/rows.ts'
import { displayWidth } from '../../src/render/lines.ts'

it.each(rows)('$name', { timeout: 300_000 }, async (row) => {
  const { met, figures } = await row.measure('sample')
  expect({ met, figures }).toEqual({ met: true, figures })
})

describe('the table', () => {
  const measured = { shown: { en: '0.5', es: '0,5' }, met: false, figures: {} }
  it.each(['en', 'es'] as const)('is at most 100 columns wide, in %s', (language) => {
    const lines = [...boardHead(language), ...rows.flatMap((row) => boardRow(row, measured, language))]
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(WIDTH)
    expect(lines.filter((line) => line.endsWith('✗'))).toHaveLength(rows.length)
  })
})
