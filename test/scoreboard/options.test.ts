// Every documented option has an entry that says what it does, and does it.
import { expect, it } from 'vitest'
import { documented, effects } from '../../scripts/scoreboard/options.ts'

it('has an entry for every option, and for nothing else', () => {
  expect(Object.keys(effects).sort()).toEqual([...documented].sort())
})

it.each(Object.entries(effects))('%s', { timeout: 120_000 }, async (_, { claim, holds }) => {
  expect({ claim, holds: await holds() }).toEqual({ claim, holds: true })
})
