// Penalties, smoothing, limits and schedules in the library: what they come to in a training, and what is refused.
import { describe, expect, expectTypeOf, it } from 'vitest'
import { load, type MlpOptions, mlp, type ScheduleOption } from '../../src/library/index.ts'
import { schedules } from '../../src/math/schedules.ts'
import { irisInputs, irisSpecies } from './tables.ts'

const rows = irisInputs.map((_, row) => row)
const all = { train: rows, validation: [], test: [] }
const plain = { hidden: [4], optimizer: 'sgd', learningRate: 0.5, weightDecay: 0 } as const

const trained = (options: MlpOptions, seed = 2) =>
  mlp({ ...plain, ...options } as MlpOptions).fitSync(irisInputs, irisSpecies, { seed, split: all })

const weightsOf = ({ model }: ReturnType<typeof trained>) =>
  model.network.layers.flatMap(({ weights }) => weights.flat())
const firstWeights = () => weightsOf(trained({ learningRate: 1e-300, epochs: 1, batchSize: 150 }))
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** The rate of the last step of each epoch, of 10 steps of 15 rows. */
const ratesOf = (schedule: ScheduleOption, epochs: number) =>
  trained({ schedule, epochs, batchSize: 15 }).history.map(({ learningRate }) => learningRate!)

describe('a penalty', () => {
  it('is in the loss that is reported', () => {
    const one = { epochs: 1, batchSize: 150 } as const
    const lossOf = (options: Pick<MlpOptions, 'l1' | 'l2'>) =>
      trained({ ...one, ...options }).history[0]!.loss
    const weights = firstWeights()
    const [without, l1, l2, both] = [{}, { l1: 0.01 }, { l2: 0.3 }, { l1: 0.01, l2: 0.3 }].map(lossOf)
    // Sums of 28 weights and 150 losses: a few units in the last place.
    const [sizes, squares] = [sum(weights.map(Math.abs)), sum(weights.map((w) => w * w))]
    expect(l1! - without!).toBeCloseTo(0.01 * sizes, 13)
    expect(l2! - without!).toBeCloseTo(0.15 * squares, 13)
    expect(both! - without!).toBeCloseTo(0.01 * sizes + 0.15 * squares, 13)
  })

  it('takes the place of the usual decay', () => {
    const decayOf = (options: MlpOptions) =>
      mlp(options).fitSync(irisInputs, irisSpecies).model.save().then(JSON.parse)
    return Promise.all(
      [{ epochs: 1 }, { epochs: 1, l2: 0.1 }, { epochs: 1, l2: 0.1, weightDecay: 0.2 }].map(decayOf),
    ).then((files) =>
      expect(files.map(({ training }) => training.recipe.weightDecay)).toEqual([0.003, 0, 0.2]),
    )
  })
})

describe('a schedule', () => {
  it('of steps is as long as it says, in epochs, or a third of the training', () => {
    const down = [0.5, 0.5, 0.05, 0.05, 0.005, 0.005]
    for (const schedule of ['step', { name: 'step', epochs: 2 }] as const)
      ratesOf(schedule, 6).forEach((rate, i) => {
        expect(rate / down[i]!).toBeCloseTo(1, 14)
      })
  })

  it('warms up for some epochs, and a fraction is of steps', () => {
    const close = (rates: readonly number[], expected: readonly number[]) =>
      rates.forEach((rate, i) => {
        expect(rate).toBeCloseTo(expected[i]!, 14)
      })
    close(ratesOf({ name: 'constant', warmup: 2 }, 3), [0.25, 0.5, 0.5])
    // 10 of 25 steps, 20 of 25.
    close(ratesOf({ name: 'constant', warmup: 2.5 }, 2), [0.2, 0.4])
    // The last of 10 steps of each: 1 / √(1 + 9 / 10).
    close(ratesOf('inverse', 1), [0.5 / Math.sqrt(1.9)])
    close(ratesOf({ name: 'inverse', power: 1, epochs: 0.3 }, 1), [0.5 / (1 + 9 / 3)])
  })

  it('of a wave ends with the training, after its warm-up', () => {
    const rates = ratesOf({ name: 'cosine', warmup: 1 }, 5)
    const wave = [1, ...[9, 19, 29, 39].map((made) => (1 + Math.cos((Math.PI * made) / 40)) / 2)]
    rates.forEach((rate, i) => {
      expect(rate).toBeCloseTo(0.5 * wave[i]!, 14)
    })
    expect(ratesOf('one-cycle', 4).at(-1)! / (0.5 * 4e-6)).toBeCloseTo(1, 9)
  })

  it('stays in the file, in steps, and is told of the first step', async () => {
    const { model } = trained({
      schedule: { name: 'cosine', warmup: 1, lowest: 0.01 },
      epochs: 3,
      batchSize: 15,
    })
    const text = await model.save()
    expect(JSON.parse(text)).toMatchObject({
      schedule: { name: 'cosine', steps: 20, lowest: 0.01, warmup: 10 },
      training: { recipe: { schedule: { name: 'cosine', warmup: 1, lowest: 0.01 } } },
    })
    const read = await load(text)
    const told = await read
      .explain({ input: irisInputs[0]!, target: irisSpecies[0]!, parameter: 'w1' })
      .toText()
    expect(told).toContain('α_1 = (α · 1) / T_w')
    expect(await read.save()).toBe(text)
  })
})

it('keeps what changes a step in the file', async () => {
  const rules = { l1: 0.01, l2: 0.1, labelSmoothing: 0.2, clipValue: 0.5, clipNorm: 1, maxNorm: 3 } as const
  const file = JSON.parse(await trained({ ...rules, epochs: 1 }).model.save())
  expect(file).toMatchObject(rules)
  expect(file.training.recipe).toMatchObject(rules)
})

it('holds the weights into each unit within the norm, and smooths targets', () => {
  const held = trained({ maxNorm: 0.5, epochs: 20 }).model.network
  const norms = held.layers.flatMap(({ weights }) => weights.map((row) => Math.hypot(...row)))
  expect(Math.max(...norms)).toBeLessThan(0.5 + 1e-15)
  const probabilities = (labelSmoothing: number) =>
    Math.max(
      ...trained({ labelSmoothing, epochs: 300 })
        .model.predict(irisInputs)
        .flatMap((answer) => Object.values(answer.probabilities!)),
    )
  // A smoothed target is at most 1 − ε + ε / 3.
  expect(probabilities(0)).toBeGreaterThan(0.99)
  expect(probabilities(0.3)).toBeLessThan(0.9)
})

it('refuses what does not fit, at compile time and at run time', () => {
  const calls: readonly (readonly [string, () => unknown])[] = [
    // @ts-expect-error
    ['wrong-option', () => mlp({ l2: '0.1' })],
    ['wrong-option', () => mlp({ l1: -1 })],
    ['wrong-option', () => mlp({ clipNorm: 0 })],
    ['wrong-option', () => mlp({ labelSmoothing: 1 })],
    // @ts-expect-error
    ['wrong-option', () => mlp({ schedule: 'cosin' })],
    // @ts-expect-error
    ['wrong-option', () => mlp({ schedule: { name: 'cosin' } })],
    // @ts-expect-error
    ['unknown-option', () => mlp({ schedule: { name: 'cosine', factor: 0.5 } })],
    // @ts-expect-error
    ['unknown-option', () => mlp({ schedule: { name: 'plateau', epochs: 3 } })],
    // @ts-expect-error
    ['unknown-option', () => mlp({ schedule: { name: 'cosine', steps: 3 } })],
    ['wrong-option', () => mlp({ schedule: { name: 'cosine', epochs: 0 } })],
    ['option-out-of-domain', () => mlp({ schedule: { name: 'step', factor: 2 } })],
    ['option-out-of-domain', () => mlp({ learningRate: 0.1, schedule: { name: 'cosine', lowest: 0.2 } })],
    ['not-a-count', () => mlp({ schedule: { name: 'plateau', patience: 1.5 } })],
    // @ts-expect-error
    ['idle-option', () => mlp({ optimizer: { name: 'sgd', nesterov: true } })],
    ['idle-option', () => trained({ optimizer: { name: 'adam', decoupled: true } })],
    // @ts-expect-error
    ['unknown-option', () => mlp({ optimizer: { name: 'adamw', decoupled: true } })],
    // @ts-expect-error
    ['cannot-smooth', () => mlp({ loss: 'mse', labelSmoothing: 0.1 }).fitSync(irisInputs, irisSpecies)],
    [
      'cannot-smooth',
      // @ts-expect-error
      () => mlp({ task: 'regression', labelSmoothing: 0.1 }).fitSync(irisInputs, rows),
    ],
  ]
  for (const [code, call] of calls) expect(call).toThrow(expect.objectContaining({ code }))
  for (const [code, call] of calls)
    if (code === 'cannot-smooth') expect(call).toThrow('option labelSmoothing.')
  expectTypeOf<MlpOptions['labelSmoothing']>().toEqualTypeOf<number | undefined>()
})

/** The numbers that the type gives each schedule are those that its definition has. */
it('knows every number of every schedule', () => {
  type Own<Name> = ScheduleOption extends infer Option
    ? Option extends { readonly name: infer N }
      ? Name extends N
        ? Exclude<keyof Option, 'name'>
        : never
      : never
    : never
  const own: { [Name in keyof typeof schedules]: Record<Own<Name>, true> } = {
    constant: { warmup: true },
    step: { factor: true, epochs: true, warmup: true },
    exponential: { factor: true, epochs: true, warmup: true },
    cosine: { lowest: true, epochs: true, warmup: true },
    'one-cycle': { rise: true, first: true, last: true, epochs: true, warmup: true },
    plateau: { factor: true, patience: true, threshold: true, lowest: true, warmup: true },
    inverse: { power: true, epochs: true, warmup: true },
  }
  for (const [name, { options }] of Object.entries(schedules)) {
    const names = Object.keys(options).map((option) => (option === 'steps' ? 'epochs' : option))
    expect(Object.keys(own[name as keyof typeof own]).sort()).toEqual([...names, 'warmup'].sort())
  }
})
