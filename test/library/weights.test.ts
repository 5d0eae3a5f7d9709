// Weights in a training: a row of weight 2 counts as two rows, one of weight 0 as none, and balanced classes as equals.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { load, mlp } from '../../src/library/index.ts'
import { xoshiro } from '../../src/math/random.ts'
import { paso, temporaryFolder } from '../cli/run-cli.ts'

const random = xoshiro(5)
const rows = Array.from({ length: 24 }, (_, n) => {
  const [a, b] = [random.next() - 0.5, random.next() - 0.5]
  return { a, b, w: n % 4, y: a > b ? ('yes' as const) : ('no' as const) }
})
const all = { train: rows.map((_, n) => n), validation: [], test: [] }

describe('the weight of a row', () => {
  const plain = { hidden: [3], optimizer: 'sgd', weightDecay: 0, epochs: 30, scaling: 'none' } as const

  it('counts as so many rows', () => {
    const repeated = rows.flatMap(({ w, ...row }) => Array.from({ length: w }, () => row))
    const weighed = mlp({ ...plain, learningRate: 0.4, batchSize: 24 }).fitSync(rows, {
      ...{ target: 'y', sampleWeight: 'w', split: all },
    })
    // The mean is over 36 rows in place of 24: the rate makes up for it.
    const longer = mlp({ ...plain, learningRate: 0.6, batchSize: 36 }).fitSync(repeated, {
      ...{ target: 'y', split: { train: repeated.map((_, n) => n), validation: [], test: [] } },
    })
    const weights = (run: { model: { network: typeof weighed.model.network } }): number[] =>
      run.model.network.layers.flatMap((layer) => [...layer.weights.flat(), ...layer.biases])
    weights(weighed).forEach((weight, i) => {
      expect(weight).toBeCloseTo(weights(longer)[i]!, 13)
    })
    expect(weighed.model.inputs).toEqual(['a', 'b'])
  })

  it('of 0 leaves it out of the loss, to the bit', () => {
    const other = rows.map((row) => (row.w === 0 ? { ...row, y: row.y === 'yes' ? 'no' : 'yes' } : row))
    const [one, two] = [rows, other].map((data) =>
      mlp(plain).fitSync(data as typeof rows, { target: 'y', sampleWeight: 'w', seed: 3, split: all }),
    )
    expect(one!.model.network).toStrictEqual(two!.model.network)
    expect(one!.history.map(({ loss }) => loss)).toEqual(two!.history.map(({ loss }) => loss))
  })

  it('counts in the validation loss too', () => {
    const split = { train: all.train.slice(0, 18), validation: all.train.slice(18), test: [] }
    const trained = (sampleWeight: number[]) =>
      mlp({ ...plain, epochs: 1 }).fitSync(rows, { target: 'y', sampleWeight, split })
    const [one, two] = [1, 2].map((weight) => trained(rows.map((_, n) => (n < 18 ? 1 : weight))))
    expect(two!.history[0]!.validationLoss! / one!.history[0]!.validationLoss!).toBeCloseTo(2, 14)
    expect(two!.metrics).toEqual(one!.metrics)
  })

  it('is in the told step of a training row', async () => {
    const { model } = mlp(plain).fitSync(rows, { target: 'y', sampleWeight: 'w', split: all })
    const told = await model.explain({ row: 3, parameter: 'w1' }).toJSON()
    const { a, b, y } = rows[3]!
    const own = await model.explain({ input: { a, b }, target: y, parameter: 'w1' }).toJSON()
    expect(rows[3]!.w).toBe(3)
    expect(Number(told.parameters[0]!.gradient) / Number(own.parameters[0]!.gradient)).toBeCloseTo(3, 14)
    expect(told.parameters[0]!.relativeError).toBeLessThan(1e-6)
  })
})

describe('balanced classes', () => {
  const noise = xoshiro(9)
  const rare = Array.from({ length: 400 }, (_, n) => {
    const ill = n % 12 === 0
    return { x: noise.normal() + (ill ? 1.2 : 0), y: ill ? 'ill' : 'well' }
  })

  it('raise the recall of a rare one', () => {
    const run = (classWeights?: 'balanced') =>
      mlp({ hidden: [4] }).fitSync(rare, { target: 'y', ...(classWeights && { classWeights }) })
    const recall = (model: ReturnType<typeof run>['model']) => {
      const scores = model.evaluate(rare)
      return scores.kind === 'classes' ? scores.byClass[0]!.recall! : Number.NaN
    }
    expect(recall(run().model)).toBeLessThan(0.2)
    expect(recall(run('balanced').model)).toBeGreaterThan(0.7)
  })

  it('are the same as the weights that they come to', () => {
    const trained = (classWeights: 'balanced' | { ill: number; well: number }) =>
      mlp({ hidden: [4], epochs: 5 }).fitSync(rare, {
        ...{ target: 'y', classWeights, split: { train: rare.map((_, n) => n), validation: [], test: [] } },
      })
    const ill = rare.filter(({ y }) => y === 'ill').length
    const given = trained({ ill: 400 / (2 * ill), well: 400 / (2 * (400 - ill)) })
    expect(trained('balanced').model.network).toStrictEqual(given.model.network)
  })

  it('are told in the record of the training', async () => {
    const { model } = mlp({ epochs: 1 }).fitSync(rare, { target: 'y', classWeights: { ill: 5 }, seed: 1 })
    const text = await model.save()
    expect(JSON.parse(text).training.recipe.classWeights).toEqual({ ill: 5 })
    expect(await (await load(text)).save()).toBe(text)
  })
})

it('weighs on the command line as in the library', async () => {
  const folder = temporaryFolder()
  const data = join(folder, 'data.csv')
  writeFileSync(data, ['a,b,w,y', ...rows.map((row) => Object.values(row).join(','))].join('\n'))
  const words = ['train', data, '--target', 'y', '--sample-weight', 'w', '-q', '--epochs', '5', '-o', '-']
  const balanced = await paso([...words, '--class-weights', 'balanced'])
  const recipe = join(folder, 'recipe.json')
  writeFileSync(recipe, '{ "classWeights": { "yes": 3, "no": 0.5 } }')
  const given = await paso([...words, '--recipe', recipe])
  const network = mlp({ epochs: 5 })
  const options = { target: 'y', sampleWeight: 'w', validation: 0.2, test: 0.2 } as const
  const one = network.fitSync(rows, { ...options, classWeights: 'balanced' })
  const two = network.fitSync(rows, { ...options, classWeights: { yes: 3, no: 0.5 } })
  expect((await load(balanced.stdout)).network).toStrictEqual(one.model.network)
  expect((await load(given.stdout)).network).toStrictEqual(two.model.network)
  expect(JSON.parse(given.stdout).training.recipe).toMatchObject({
    classWeights: { yes: 3, no: 0.5 },
    sampleWeight: 'w',
  })
  // What stands on the command line wins over a recipe.
  const won = await paso([...words, '--recipe', recipe, '--class-weights', 'balanced'])
  expect((await load(won.stdout)).network).toStrictEqual(one.model.network)
})

it('does not compile with a column or a class that is not there', () => {
  const small = mlp({ hidden: [2], epochs: 1 })
  const calls = [
    // @ts-expect-error
    () => small.fitSync(rows, { target: 'y', sampleWeight: 'v' }),
    // @ts-expect-error
    () => small.fitSync(rows, { target: 'y', classWeights: { maybe: 1 } }),
    // @ts-expect-error
    () => small.fitSync(rows, { target: 'y', classWeights: 'even' }),
    // @ts-expect-error
    () => small.fitSync([[1], [2]], [0, 1], { sampleWeight: 'w' }),
  ]
  for (const call of calls) expect(call).toThrow()
  const { model } = small.fitSync(rows, { target: 'y', sampleWeight: 'w', classWeights: { yes: 2 } })
  model.predict({ a: 1, b: 2 })
  const two = rows.map((row) => ({ ...row, z: row.b > 0 ? ('up' as const) : ('down' as const) }))
  const weights = { z: { up: 2 }, y: 'balanced' } as const
  const several = small.fitSync(two, { target: ['y', 'z'], sampleWeight: 'w', classWeights: weights })
  expect(several.model.inputs).toEqual(['a', 'b'])
  // @ts-expect-error
  expect(() => small.fitSync(two, { target: ['y', 'z'], classWeights: { z: { yes: 2 } } })).toThrow()
})
