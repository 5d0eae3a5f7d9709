// Cross-validation: each fold is a training of its own that sees nothing of its rows; the summary is NumPy's; the same seed
// gives the same folds in the library and on the command line.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tableFromRows } from '../../src/data/index.ts'
import { foldsSchema } from '../../src/formats/output-schemas.ts'
import { planFolds, suggestedEpochs, summaryOf } from '../../src/library/cross-validation.ts'
import { csv, type Epoch, mlp } from '../../src/library/index.ts'
import { settingsOf } from '../../src/library/options.ts'
import { planTraining } from '../../src/library/training.ts'
import { paso, temporaryFolder } from '../cli/run-cli.ts'
import { example, irisInputs, irisRows, irisSpecies } from './tables.ts'

const oracle: { readonly summaries: { values: number[]; mean: number; sd: number; median: number }[] } =
  JSON.parse(readFileSync(new URL('../oracle/metrics.json', import.meta.url), 'utf8'))

const small = { hidden: [5], epochs: 12 } as const
const target = 'species'

describe('the summary', () => {
  it.each(oracle.summaries)('of $values', ({ values, mean, sd, median }) => {
    const summary = summaryOf(values.map((accuracy, rows) => ({ accuracy, rows })))
    // Sums of ten numbers in another order: a few units in the last place.
    expect(Math.abs(Number(summary.mean.accuracy) - mean)).toBeLessThanOrEqual(4e-16 * mean)
    expect(Math.abs(Number(summary.sd.accuracy) - sd)).toBeLessThanOrEqual(1e-14 * mean)
    expect(summary.mean).not.toHaveProperty('rows')
    expect(suggestedEpochs(values)).toBe(Math.max(1, Math.round(median)))
  })

  it('leaves out what a fold does not have', () => {
    expect(summaryOf([{ rocAuc: 0.5 }, {}, { rocAuc: undefined }])).toEqual({
      mean: { rocAuc: 0.5 },
      sd: {},
    })
  })
})

describe('a fold', () => {
  const table = tableFromRows(irisRows)
  const settings = settingsOf(small, { test: 0.1, seed: 3 }, table.rows)
  const { folds } = planFolds(table, target, settings, 5)

  it('tests rows that no other fold tests; the rows set aside are in none', () => {
    const tested = folds.flatMap((fold) => [...fold.settings.split.test])
    expect(new Set(tested).size).toBe(135)
    for (const { settings: own } of folds) {
      const { train, validation, test } = own.split
      expect(new Set([...train, ...validation, ...test])).toEqual(new Set(tested))
    }
  })

  it('is scaled by its own training rows', () => {
    for (const { settings: own } of folds) {
      const { encoding } = planTraining(table, target, own).prepared
      encoding.inputs.forEach((column, k) => {
        const values = Array.from(own.split.train, (row) => irisInputs[row]![k]!)
        const mean = values.reduce((sum, value) => sum + value) / values.length
        const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
        // Plain sums of about a hundred numbers, beside compensated ones.
        expect(column).toMatchObject({ kind: 'number' })
        if (column.kind !== 'number') return
        expect(column.mean).toBeCloseTo(mean, 13)
        expect(column.scale).toBeCloseTo(Math.sqrt(squares / values.length), 13)
      })
    }
  })

  it('is the training that a fit on its rows with its seed is', async () => {
    const run = await mlp(small).crossValidate(irisRows, { target, test: 0.1, seed: 3 })
    folds.forEach(({ settings: own }, i) => {
      const alone = mlp(small).fitSync(irisRows, { target, seed: own.seed, split: own.split })
      expect(run.folds[i]!.model.network).toStrictEqual(alone.model.network)
      expect(run.folds[i]!.metrics).toStrictEqual(alone.metrics)
    })
  })

  it('has the recipe of the others, wherever the rows pass a limit of the defaults', async () => {
    const count = 1251 // Of which 5 folds of 250 and 251: training has 1000 and 1001 rows without validation.
    const inputs = Array.from({ length: count }, (_, n) => [n % 7, (n * n) % 11])
    const targets = inputs.map(([a, b]) => a! - 2 * b! + 0.5)
    const options = { seed: 1, validation: 0.0009 } as const
    const { folds: runs } = await mlp({ epochs: 1 }).crossValidate(inputs, targets, options)
    const units = runs.map(({ model }) => model.network.layers[0]!.biases.length)
    expect(new Set(units).size).toBe(1)
  })
})

describe('crossValidate', () => {
  it('says what the folds say, and tells each epoch', async () => {
    const seen: [Epoch, number][] = []
    const run = await mlp(small).crossValidate(irisInputs, irisSpecies, {
      folds: 3,
      seed: 2,
      onEpoch: (epoch, fold) => seen.push([epoch, fold]),
    })
    expect(run.folds.map(({ metrics }) => metrics.test!.rows)).toEqual([50, 50, 50])
    expect(run.mean.accuracy).toBeGreaterThan(0.7)
    expect(run.mean.accuracy).toBe(
      summaryOf(run.folds.map(({ metrics }) => ({ ...metrics.test }))).mean.accuracy,
    )
    expect(run.sd.accuracy).toBeGreaterThanOrEqual(0)
    expect(run.epochs).toBe(suggestedEpochs(run.folds.map(({ bestEpoch }) => bestEpoch)))
    expect(seen.map(([, fold]) => fold)).toEqual(
      run.folds.flatMap(({ epochs }, i) => Array(epochs).fill(i + 1)),
    )
    // A flower that is there twice is worth one word, whatever the number of folds.
    expect(run.warnings.map(({ code }) => code)).toEqual(['duplicate-rows'])
  })

  it('can be ended, and refuses what does not fit', async () => {
    const controller = new AbortController()
    const endless = mlp({ epochs: 1_000_000, patience: 1_000_000 })
    const run = endless.crossValidate(irisRows, { target, signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await expect(run).rejects.toThrow('enough')
    await expect(mlp(small).crossValidate(irisRows, { target, folds: 1 })).rejects.toMatchObject({
      code: 'wrong-option',
    })
    await expect(mlp(small).crossValidate(irisRows, { target, folds: 151 })).rejects.toMatchObject({
      code: 'too-many-folds',
    })
    // @ts-expect-error
    await expect(mlp(small).crossValidate(irisRows, { target, fold: 3 })).rejects.toMatchObject({
      code: 'unknown-option',
    })
    // @ts-expect-error
    const given = mlp(small).crossValidate(irisRows, { target, split: { train: [1] } })
    await expect(given).rejects.toMatchObject({ code: 'unknown-option' })
  })

  it('warns of a class with fewer rows than folds', async () => {
    const rows = irisRows.slice(0, 53) // 50 of setosa, 3 of versicolor
    const { warnings, folds } = await mlp(small).crossValidate(rows, { target, folds: 5 })
    expect(warnings.map(({ code }) => code)).toContain('small-class')
    expect(folds).toHaveLength(5)
    expect(folds.every(({ metrics }) => Number.isFinite(metrics.test!.accuracy))).toBe(true)
  })
})

describe('of several targets', () => {
  const targets = ['petal_length_cm', 'petal_width_cm'] as const
  const words = targets.flatMap((name) => ['--target', name])

  it('has the mean of each target too, in the library and on the command line', async () => {
    const data = await csv(example('iris.csv'), { target: targets })
    const run = await mlp({ epochs: 5, task: 'regression' }).crossValidate(data, { folds: 3 })
    const { byTarget } = run.mean
    expect(Object.keys(byTarget!)).toEqual(targets)
    const own = run.folds.map(({ metrics }) => metrics.test!.byTarget!.petal_width_cm!.mse)
    expect(byTarget!.petal_width_cm!.mse).toBe(summaryOf(own.map((mse) => ({ mse }))).mean.mse)
    const train = ['train', example('iris.csv'), ...words, '--folds', '3', '--epochs', '5', '-q']
    const { stdout } = await paso([...train, '--json'])
    const printed = foldsSchema.parse(JSON.parse(stdout))
    expect([printed.mean, printed.sd]).toEqual([run.mean, run.sd])
    expect((await paso(train)).stdout).toMatch(/^petal_width_cm +0\.\d/m)
  })
})

describe('paso train --folds', () => {
  const folder = temporaryFolder()
  const words = ['train', example('iris.csv'), '--target', 'target', '--folds', '3', '--epochs', '30', '-q']
  const json = async (...more: string[]) =>
    foldsSchema.parse(JSON.parse((await paso([...words, '--json', ...more])).stdout))

  it('gives the folds of the library, to the bit', async () => {
    const data = await csv(example('iris.csv'), { target: 'target' })
    const run = await mlp({ epochs: 30 }).crossValidate(data, { folds: 3, seed: 7 })
    const printed = await json('--seed', '7')
    expect(printed.folds.map(({ metrics }) => metrics.test)).toEqual(
      run.folds.map(({ metrics }) => metrics.test),
    )
    expect([printed.mean, printed.sd, printed.suggestedEpochs]).toEqual([run.mean, run.sd, run.epochs])
    expect(printed.confusion!.flat().reduce((sum, count) => sum + count)).toBe(150)
    expect(printed.model).toBe(null)
  })

  it('with -o trains on all rows, for as many epochs as the folds suggest, and the file says so', async () => {
    const model = join(folder, 'model.json')
    const { final, suggestedEpochs: epochs, mean } = await json('-o', model)
    const file = JSON.parse(readFileSync(model, 'utf8'))
    expect(final!.rows).toEqual({ train: 150, validation: 0, test: 0 })
    expect([final!.epochs, file.training.bestEpoch]).toEqual([epochs, epochs])
    expect(file.training.metrics.folds).toEqual({ ...mean, rows: 150 })
    const { stdout } = await paso(['inspect', model])
    expect(stdout).toMatch(/^folds +150 /m)
    const same = ['--validation', '0', '--test', '0', '--epochs', String(epochs), '-o', '-', '--weight-decay']
    const plain = await paso([
      'train',
      ...words.slice(1, 4),
      '-q',
      ...same,
      String(file.training.recipe.weightDecay),
    ])
    expect(JSON.parse(plain.stdout).layers).toEqual(file.layers)
  })

  it('sets rows aside with --test, and scores the model on them', async () => {
    const printed = await json('--test', '0.2', '-o', join(folder, 'tested.json'))
    const rows = printed.folds.map((fold) => fold.rows.test)
    expect([rows, printed.final!.rows]).toEqual([[40, 40, 40], { train: 120, validation: 0, test: 30 }])
    expect(printed.final!.metrics.test).toHaveProperty('accuracy')
  })

  it('writes the fold of each epoch to the log', async () => {
    const log = join(folder, 'folds.jsonl')
    const { folds } = await json('--log', log)
    const lines = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toEqual(folds.flatMap(({ fold, history }) => history.map((epoch) => ({ fold, ...epoch }))))
  })

  it('names the fold in which a training runs away', async () => {
    const diverging = [
      '--optimizer',
      'sgd',
      '--scaling',
      'none',
      '--learning-rate',
      '0.1',
      '--folds',
      '4',
      '-q',
    ]
    const train = ['train', example('diabetes.csv'), '--target', 'target', ...diverging]
    const { code, stdout, stderr } = await paso(train)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('  Where: fold 1 of 4; epoch 1, step ')
    expect((await paso([...train, '--lang', 'es'])).stderr).toContain(
      '  Dónde:     parte 1 de 4; época 1, paso ',
    )
  })

  it('judges a class with fewer rows than folds as well as it can', async () => {
    const path = join(folder, 'rare.csv')
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i},${(i * 7) % 11},${i === 3 ? 'rare' : i < 20 ? 'low' : 'high'}`,
    )
    writeFileSync(path, ['a,b,y', ...rows].join('\n'))
    const { code, stderr } = await paso(['train', path, '--target', 'y', '--folds', '4', '--epochs', '5'])
    expect(code).toBe(0)
    expect(stderr).toContain('Warning: the class "rare" has fewer rows than there are folds.\n')
  })
})
