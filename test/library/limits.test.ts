// Deep and wide networks: 50 layers, and 100,000 units beside each other, train, answer, are saved, come back and are explained.
import { expect, it } from 'vitest'
import { load, mlp } from '../../src/library/index.ts'

const inputs = [
  [0.1, 0.9],
  [0.4, -0.3],
  [-0.7, 0.2],
  [0.6, 0.6],
]
const targets = ['a', 'b', 'b', 'a']

it.each([
  ['50 hidden layers', Array.from({ length: 50 }, () => 8), 'w_21^(25)'],
  ['100,000 hidden units', [100_000], 'w_21^(1)'],
] as const)('%s', { timeout: 300_000 }, async (_, hidden, parameter) => {
  const run = mlp({ hidden, epochs: 1, batchSize: 2 }).fitSync(inputs, targets, { seed: 1 })
  expect(run.history[0]!.loss).toBeGreaterThan(0)
  const answers = run.model.predict(inputs)
  expect(answers).toHaveLength(4)
  const back = await load(await run.model.save())
  expect(back.predict(inputs)).toEqual(answers)
  const told = run.model.explain({ row: 0, parameter })
  expect(await told.toText({ notation: 'delta', detail: 'short' })).toContain('∂L')
})
