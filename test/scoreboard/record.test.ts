// What the README quotes: every promise, measured in full and kept.
import { expect, it } from 'vitest'
import { documented } from '../../scripts/scoreboard/options.ts'
import { quoteRecord, readRecord } from '../../scripts/scoreboard/record.ts'
import { counted } from '../../scripts/scoreboard/row.ts'
import { rows } from '../../scripts/scoreboard/rows.ts'

const record = readRecord()

it('has every row, each with its bar reached', () => {
  expect(record.map(({ name, met }) => [name, met])).toEqual(rows.map(({ name }) => [name, true]))
})

it('counts the options that there are (npm run scoreboard -- --only options --record; npm run golden -- --accept)', () => {
  const { shown } = record.find(({ name }) => name === 'options')!
  expect(shown).toEqual(counted(documented.length, documented.length))
})

it.each(['en', 'es'] as const)('is a table with a line for each row, in %s', (language) => {
  const lines = quoteRecord(rows, record, language).split('\n')
  expect(lines.filter((line) => line.endsWith('✓ |'))).toHaveLength(rows.length)
})

it('says how to measure a row that has no figure', () => {
  expect(() => quoteRecord(rows, record.slice(1), 'en')).toThrow('--only xor --record')
})
