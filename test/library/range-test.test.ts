// The range test of the learning rate: every step as PyTorch makes it and NumPy smooths it, on both engines; its suggestion
// trains well; the same in the library and on the command line.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../src/core/index.ts'
import { flatRows } from '../../src/engine/engine.ts'
import { engineFor } from '../../src/engine/engines.ts'
import { type RangeTest, rangeTest } from '../../src/engine/range-test.ts'
import { rangeSchema } from '../../src/formats/output-schemas.ts'
import { csv, mlp } from '../../src/index.ts'
import { xoshiro } from '../../src/math/random.ts'
import { paso } from '../cli/run-cli.ts'
import oracle from '../oracle/range.json' with { type: 'json' }
import { example, irisRows } from './tables.ts'

const optimizers: Readonly<Record<string, ReturnType<typeof optimizerSpec>>> = {
  sgd: optimizerSpec('sgd', { learningRate: 0.5 }),
  momentum: optimizerSpec('sgd', { learningRate: 0.5, momentum: 0.9 }),
  adam: optimizerSpec('adam', { learningRate: 0.5 }),
}

function finished(steps: ReturnType<typeof rangeTest>): RangeTest {
  for (;;) {
    const { value, done } = steps.next()
    if (done) return value
  }
}

describe.each(['js', 'core'])('on the engine %s', (engine) => {
  it.each(oracle.cases)('goes as in PyTorch: $name', (given) => {
    const plan = {
      engine: engineFor(engine, 'float64'),
      network: network({
        inputs: 3,
        layers: given.start.map((layer, l) => ({ ...layer, activation: l === 0 ? 'tanh' : 'identity' })),
        loss: 'mse',
      }),
      optimizer: optimizers[given.name]!,
      train: flatRows(given.x, given.y),
      epochs: 1,
      batchSize: given.x.length,
      random: xoshiro(1),
    }
    const test = finished(rangeTest(plan, given))
    expect([test.stoppedBy, test.points.length]).toEqual([given.stoppedBy, given.losses.length])
    test.points.forEach((point, i) => {
      // NumPy's powers are a few units in the last place off; rows are summed in another order, and 100 steps add up.
      expect(Math.abs(point.rate / given.rates[i]! - 1)).toBeLessThan(1e-13)
      expect(Math.abs(point.loss / given.losses[i]! - 1)).toBeLessThan(1e-9)
      expect(Math.abs(point.smoothed / given.smoothed[i]! - 1)).toBeLessThan(1e-9)
    })
    expect(test.lowest! / given.lowest).toBeCloseTo(1, 12)
    expect(test.steepest! / given.steepest).toBeCloseTo(1, 12)
    expect(test.suggested).toBe(Number((given.lowest / 10).toPrecision(2)))
  })
})

describe('the suggestion', () => {
  it.each([
    ['wine', 'adam'],
    ['wine', 'sgd'],
    ['digits', 'adam'],
    ['digits', 'sgd'],
    ['diabetes', 'adam'],
    ['diabetes', 'sgd'],
  ] as const)(
    'trains %s with %s about as well as the default',
    { timeout: 60_000 },
    async (name, optimizer) => {
      const data = await csv(example(`${name}.csv`), { target: 'target' })
      const epochs = name === 'digits' ? 10 : 60
      const { suggested } = await mlp({ optimizer }).rangeTest(data)
      const [own, usual] = await Promise.all([
        mlp({ optimizer, epochs, learningRate: suggested! }).fit(data),
        mlp({ optimizer, epochs }).fit(data),
      ])
      const score = ({ metrics }: typeof own) => metrics.validation!.accuracy ?? metrics.validation!.r2!
      // One or two rows of the validation, and for R² as much.
      expect(score(own)).toBeGreaterThan(score(usual) - 0.06)
    },
  )

  it.each([
    [1e3, 'growth'],
    [1e100, 'divergence'],
  ])('is none where the loss cannot fall: from %d', async (from, stoppedBy) => {
    const rows = Array.from({ length: 60 }, (_, n) => ({ x: n % 2, y: n % 3 === 0 ? 1e6 : -1e6 }))
    const huge = mlp({ scaling: 'none', optimizer: 'sgd', task: 'regression' })
    const test = await huge.rangeTest(rows, { target: 'y', from, to: from * 1e6 })
    expect([test.suggested, test.lowest, test.steepest, test.stoppedBy]).toEqual([
      undefined,
      undefined,
      undefined,
      stoppedBy,
    ])
  })
})

it('a seed gives the same test, in the library and on the command line; an interrupted one gives its reason', async () => {
  const data = await csv(example('wine.csv'), { target: 'target' })
  const one = await mlp().rangeTest(data, { seed: 4 })
  expect(await mlp({ engine: 'core' }).rangeTest(data, { seed: 4 })).toEqual(one)
  const words = ['train', example('wine.csv'), '--target', 'target', '--range-test', '--seed', '4', '--json']
  const { code, stdout } = await paso(words)
  const { format, seed, engine, ...told } = rangeSchema.parse(JSON.parse(stdout))
  expect([code, format, seed, engine]).toEqual([0, 'paso-range/1', 4, 'wasm'])
  expect(told).toEqual(one)
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(mlp().rangeTest(data, { signal })).rejects.toThrow('enough')
})

it.each([
  [{ steps: 99 }, 'wrong-option'],
  [{ from: 0 }, 'wrong-option'],
  [{ from: 1, to: 1 }, 'wrong-option'],
  [{ to: 1e-7 }, 'wrong-option'],
  [{ seconds: 3 }, 'unknown-option'],
])('refuses %o', async (options, code) => {
  const refused = mlp({ hidden: [2] }).rangeTest(irisRows, { target: 'species', ...options } as never)
  await expect(refused).rejects.toMatchObject({ code })
})

it.each(['--output x.json', '--log x.jsonl', '--folds 3'])('does not go with %s', async (option) => {
  const words = ['train', example('iris.csv'), '--target', 'target', '--range-test', ...option.split(' ')]
  const { code, stderr } = await paso(words)
  expect([code, stderr.includes('[conflicting-options;')]).toEqual([2, true])
})
