// A split that is given: which rows train, decide and score, and that nothing of the other rows gets in.
import { describe, expect, it } from 'vitest'
import { mlp } from '../../src/library/index.ts'
import { irisInputs, irisRows, irisSpecies } from './tables.ts'

const short = mlp({ hidden: [5], epochs: 12 })
const every = (part: number) => irisRows.flatMap((_, row) => (row % 5 === part ? [row] : []))
const split = { train: [...every(0), ...every(1), ...every(2)], validation: every(3), test: every(4) }
const run = short.fitSync(irisRows, { target: 'species', split })

describe('a given split', () => {
  it('trains, decides and scores on its rows', () => {
    const { train, validation, test } = run.metrics
    expect([train.rows, validation?.rows, test?.rows]).toEqual([90, 30, 30])
    const scored = run.model.evaluate(split.test.map((row) => irisRows[row]!)).metrics
    expect(scored).toEqual(test)
    const best = run.history[run.bestEpoch - 1]!
    // One is the mean of the losses, the other of their logarithms: the sums run in different orders.
    expect(best.validationLoss).toBeCloseTo(validation!.logLoss!, 12)
  })

  it('scales by its training rows alone', () => {
    const mean = split.train.reduce((sum, row) => sum + irisRows[row]!.sepalLength, 0) / 90
    expect(run.model.encoding.inputs[0]).toMatchObject({ name: 'sepalLength', kind: 'number' })
    expect((run.model.encoding.inputs[0] as { mean: number }).mean).toBeCloseTo(mean, 12)
  })

  it('leaves out the rows that it does not name: the model is that of a table without them', () => {
    const { train } = split
    const some = short.fitSync(irisInputs, irisSpecies, { split: { train } })
    const table = train.map((row) => irisInputs[row]!)
    const alone = short.fitSync(
      table,
      train.map((row) => irisSpecies[row]!),
      { split: { train: table.map((_, row) => row) } },
    )
    expect(some.model.network).toStrictEqual(alone.model.network)
    expect([some.metrics.validation, some.metrics.test]).toEqual([undefined, undefined])
    // Without rows that decide there is no best epoch to go back to: all are made.
    expect([some.epochs, some.bestEpoch, some.stopped]).toEqual([12, 12, 'epochs'])
  })

  it('takes typed arrays, and is written down as given', async () => {
    const typed = { ...split, train: Uint32Array.from(split.train) }
    const again = short.fitSync(irisRows, { target: 'species', split: typed })
    expect(again.model.network).toStrictEqual(run.model.network)
    const { recipe, rows } = JSON.parse(await run.model.save()).training
    expect([recipe.split, recipe.validation, recipe.test]).toEqual(['given', undefined, undefined])
    expect(rows).toEqual({ train: 90, validation: 30, test: 30 })
  })
})
