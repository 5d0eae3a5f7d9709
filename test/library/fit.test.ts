// From data to a model: the same seed gives the same bits in every way to train, a training can be ended, and the scores are good.
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableFromRows } from '../../src/data/index.ts'
import { csv, type Epoch, mlp, type Run } from '../../src/library/index.ts'
import { paso, temporaryFolder } from '../cli/run-cli.ts'
import { example, irisInputs, irisRows, irisSpecies, xor } from './tables.ts'

const withoutTime = (history: readonly Epoch[]) => history.map(({ seconds: _, ...epoch }) => epoch)
const short = mlp({ hidden: [5], epochs: 12 })

/** What must be equal to the bit. */
const bits = ({ model, history, metrics, epochs, bestEpoch, stopped }: Run<never>) => ({
  network: model.network,
  history: withoutTime(history),
  ...{ metrics, epochs, bestEpoch, stopped },
})

describe('the same seed', () => {
  const options = { target: 'species', seed: 3 } as const
  const once = short.fitSync(irisRows, options)

  it('gives the same bits sync, async and epoch by epoch', async () => {
    expect(bits(await short.fit(irisRows, options))).toStrictEqual(bits(once))
    const epochs = short.epochs(irisRows, options)
    const seen: Epoch[] = []
    for await (const epoch of epochs) seen.push(epoch)
    expect(bits(await epochs.run())).toStrictEqual(bits(once))
    expect(withoutTime(seen)).toStrictEqual(withoutTime(once.history))
  })

  const flat = Float64Array.from(irisInputs.flat())
  it.each([
    ['rows of numbers', () => short.fit(irisInputs, irisSpecies, { seed: 3 })],
    [
      'typed rows',
      () =>
        short.fit(
          irisInputs.map((row) => Float64Array.from(row)),
          irisSpecies,
          { seed: 3 },
        ),
    ],
    [
      'a typed array with a shape',
      () => short.fit({ data: flat, shape: [150, 4] }, irisSpecies, { seed: 3 }),
    ],
    ['a table', () => short.fit(tableFromRows(irisRows), options)],
    ['an asynchronous source', () => short.fit(arriving(irisRows), options)],
    ['csv', async () => short.fit(await csv(example('iris.csv'), { target: 'target' }), { seed: 3 })],
  ] as [string, () => Promise<Run<never>>][])('gives the same bits from %s', async (_, run) => {
    expect(bits(await run())).toStrictEqual(bits(once))
  })

  it('gives the same bits however the optimizer is asked for', () => {
    const rates = { learningRate: 0.05, weightDecay: 0.001, momentum: 0.5 }
    const [one, two, three] = [
      mlp({ epochs: 5, optimizer: 'sgd', ...rates }),
      mlp({ epochs: 5, optimizer: { name: 'sgd', ...rates } }),
      mlp({ epochs: 5, optimizer: { name: 'sgd', ...rates, nesterov: true } }),
    ].map((estimator) => estimator.fitSync(irisRows, options).model.network)
    expect(two).toStrictEqual(one)
    expect(three).not.toEqual(one)
    // Without a rate, momentum makes the usual one smaller, wherever it is asked for.
    const [four, five] = [
      mlp({ epochs: 5, optimizer: 'sgd', momentum: 0.9 }),
      mlp({ epochs: 5, optimizer: { name: 'sgd', momentum: 0.9 } }),
    ].map((estimator) => estimator.fitSync(irisRows, options).model.network)
    expect(five).toStrictEqual(four)
  })

  it('is not another seed', () => {
    const other = short.fitSync(irisRows, { ...options, seed: 4 })
    expect(other.model.network).not.toEqual(once.model.network)
  })

  it('gives the model of paso train, byte for byte', async () => {
    const path = `${temporaryFolder()}/model.json`
    await paso(['train', example('diabetes.csv'), '--target', 'target', '--seed', '5', '-o', path])
    const run = await mlp().fit(await csv(example('diabetes.csv'), { target: 'target' }), { seed: 5 })
    expect(await run.model.save()).toBe(readFileSync(path, 'utf8'))
  })
})

async function* arriving<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  for (const row of rows) {
    await Promise.resolve()
    yield row
  }
}

describe('scores, over ten seeds', () => {
  const seeds = Array.from({ length: 10 }, (_, seed) => seed)
  // The shares of right answers that a plain network of this size reaches; diabetes is a noisy table.
  it.each([
    ['iris', 'accuracy', 0.93],
    ['wine', 'accuracy', 0.95],
    ['diabetes', 'r2', 0.4],
  ] as const)('%s', async (name, metric, least) => {
    const data = await csv(example(`${name}.csv`), { target: 'target' })
    const scores = seeds.map((seed) => mlp().fitSync(data, { seed }).metrics.test?.[metric] ?? 0)
    const mean = scores.reduce((sum, score) => sum + score) / scores.length
    expect(mean).toBeGreaterThanOrEqual(least)
  })

  it('xor, from its four rows', () => {
    const { metrics, model } = mlp({ hidden: [8] }).fitSync(xor.inputs, xor.targets)
    expect(metrics).toMatchObject({ train: { accuracy: 1, rows: 4 } })
    expect(model.predict(xor.inputs).map(({ label }) => label)).toEqual(['0', '1', '1', '0'])
  })
})

describe('a training can be ended', () => {
  const endless = mlp({ hidden: [5], epochs: 1_000_000, patience: 1_000_000 })
  const target = 'species'

  it('by a signal', async () => {
    const controller = new AbortController()
    const run = endless.fit(irisRows, { target, signal: controller.signal })
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await expect(run).rejects.toThrow('enough')
    await expect(endless.fit(irisRows, { target, signal: AbortSignal.abort('no') })).rejects.toBe('no')
  })

  it('by time', async () => {
    const run = await endless.fit(irisRows, { target, seconds: 0.05 })
    expect(run.stopped).toBe('time')
    expect(run.time.seconds).toBeLessThan(5)
  })

  it('by leaving the loop: the weights are the best until then', async () => {
    const epochs = endless.epochs(irisRows, { target, seed: 2 })
    for await (const { epoch } of epochs) if (epoch === 7) break
    const left = await epochs.run()
    const whole = mlp({ hidden: [5], epochs: 7 }).fitSync(irisRows, { target, seed: 2 })
    expect([left.stopped, left.epochs]).toEqual(['caller', 7])
    expect(left.model.network).toStrictEqual(whole.model.network)
  })

  it('by an error in the loop or in onEpoch', async () => {
    const fail = () => {
      throw new Error('mine')
    }
    await expect(endless.fit(irisRows, { target, onEpoch: fail })).rejects.toThrow('mine')
    expect(() => endless.fitSync(irisRows, { target, onEpoch: fail })).toThrow('mine')
  })

  it('and when it fails, the loop and the run say so', async () => {
    const wild = mlp({ optimizer: 'sgd', learningRate: 1e6, activation: 'relu', task: 'regression' })
    const data = await csv(example('diabetes.csv'), { target: 'target' })
    const epochs = wild.epochs(data)
    const loop = async () => {
      for await (const _ of epochs);
    }
    await expect(loop()).rejects.toThrow(/^the loss/)
    await expect(epochs.run()).rejects.toMatchObject({ code: 'diverged' })
  })
})

it('lets the program live while it trains', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 5)
  const endless = mlp({ hidden: [64], epochs: 1_000_000, patience: 1_000_000 })
  await endless.fit(irisRows, { target: 'species', seconds: 0.4 })
  clearInterval(timer)
  // A pause every 20 ms at the latest would give 20; a busy machine gives fewer.
  expect(turns).toBeGreaterThan(4)
  await wait(0)
})

it('gives probabilities that add up to 1', () => {
  const { model } = short.fitSync(irisInputs, irisSpecies)
  const binary = short.fitSync(
    irisInputs,
    irisSpecies.map((name) => (name === 'setosa' ? 'yes' : 'no')),
  ).model
  const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(numbers, (row) => {
      for (const { label, probabilities } of [model.predict(row), binary.predict(row)]) {
        const all = Object.values<number>(probabilities!)
        // Three roundings of at most half a unit in the last place of 1.
        expect(Math.abs(all.reduce((sum, p) => sum + p) - 1)).toBeLessThan(1e-15)
        expect(probabilities![label!]).toBe(Math.max(...all))
      }
    }),
  )
})
