// Dropout and normalization in the library: their types, what they come to, and what is refused.
import { describe, expect, expectTypeOf, it } from 'vitest'
import { load, type MlpOptions, mlp } from '../../src/library/index.ts'
import { irisInputs, irisSpecies } from './tables.ts'

const small = { hidden: [5, 4], epochs: 3, batchSize: 32 } as const
const trained = (options: MlpOptions, seed = 1) =>
  mlp({ ...small, ...options } as MlpOptions).fitSync(irisInputs, irisSpecies, { seed })

describe('normalization', () => {
  it('is for all hidden layers, or for each', () => {
    const kinds = (options: MlpOptions) =>
      trained(options).model.network.layers.map(({ normalization }) => normalization?.kind)
    expect(kinds({ normalization: 'layer' })).toEqual(['layer', 'layer', undefined])
    expect(kinds({ normalization: ['none', 'batch'] })).toEqual([undefined, 'batch', undefined])
    expect(kinds({})).toEqual([undefined, undefined, undefined])
  })

  it('survives saving, and predicts the same one row at a time', async () => {
    const { model } = trained({ normalization: 'batch', dropout: 0.2 })
    const read = await load(await model.save())
    expect(read.network).toStrictEqual(model.network)
    const all = read.predict(irisInputs.slice(0, 5) as never)
    irisInputs.slice(0, 5).forEach((input, row) => {
      expect(read.predict(input as never)).toEqual((all as unknown as unknown[])[row])
    })
  })
})

describe('dropout', () => {
  it('is drawn from the seed, and changes nothing where it is 0', () => {
    const weights = (options: MlpOptions, seed?: number) =>
      trained(options, seed).model.network.layers.map((l) => l.weights)
    expect(weights({ dropout: 0.4 })).toEqual(weights({ dropout: 0.4 }))
    expect(weights({ dropout: 0.4 })).not.toEqual(weights({}))
    expect(weights({ dropout: 0 })).toEqual(weights({}))
  })

  it('is told with the masks that a seed draws', async () => {
    const { model } = trained({ dropout: 0.5, hidden: [4] })
    const told = (seed?: number) =>
      model.explain({ row: [0, 60], ...(seed !== undefined && { seed }) }).toText()
    expect(await told(1)).toBe(await told())
    expect(await told(1)).not.toBe(await told(3))
    expect(await told(1)).toContain('Dropout leaves out each output with probability 0.5')
  })
})

it('refuses what does not fit, at compile time and at run time', () => {
  const calls: readonly (readonly [string, () => unknown])[] = [
    ['wrong-option', () => mlp({ dropout: 1 })],
    ['wrong-option', () => mlp({ dropout: [0.1, -0.1] })],
    // @ts-expect-error
    ['wrong-option', () => mlp({ dropout: '0.5' })],
    // @ts-expect-error
    ['wrong-option', () => mlp({ normalization: 'bach' })],
    // @ts-expect-error
    ['wrong-option', () => mlp({ normalization: true })],
    ['wrong-option', () => mlp({ normalization: [] })],
    ['wrong-shape', () => trained({ dropout: [0.1] })],
    ['wrong-shape', () => trained({ normalization: ['batch', 'batch', 'batch'] })],
    ['wrong-shape', () => mlp({ hidden: [], dropout: [0.5] }).fitSync(irisInputs, irisSpecies)],
    ['batch-of-one', () => trained({ normalization: 'batch', batchSize: 1 })],
  ]
  for (const [code, call] of calls) expect(call).toThrow(expect.objectContaining({ code }))
  expectTypeOf<MlpOptions['dropout']>().toEqualTypeOf<number | readonly number[] | undefined>()
})
