// Several targets in one model: trained on records, tables and rows of numbers; answered, scored, saved and explained by name.
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  type AnyLabel,
  type AnyRow,
  csv,
  type LabelsPrediction,
  load,
  mlp,
  type NumbersPrediction,
  type Prediction,
} from '../../src/library/index.ts'

const rows = Array.from({ length: 120 }, (_, n) => {
  const [a, b] = [Math.sin(n), Math.cos(3 * n)]
  return {
    ...{ a, b, sum: a + b, far: 100 * (a - b) },
    ...{
      warm: a > 0 ? ('yes' as const) : ('no' as const),
      wide: b > 0.3 ? ('big' as const) : ('small' as const),
    },
  }
})
const numbers = rows.map(({ a, b, sum, far }) => ({ a, b, sum, far }))
const labels = rows.map(({ a, b, warm, wide }) => ({ a, b, warm, wide }))

describe('several numbers', () => {
  const run = mlp({ hidden: [8], task: 'regression' }).fitSync(numbers, { target: ['sum', 'far'] })

  it('are answered by name, each on its own scale', () => {
    const answer = run.model.predict({ a: 0.5, b: -0.5 })
    expectTypeOf(answer).toEqualTypeOf<NumbersPrediction<'sum' | 'far'>>()
    expectTypeOf(answer.values.far).toEqualTypeOf<number>()
    expect(Object.keys(answer)).toEqual(['values'])
    expect(Math.abs(answer.values.sum)).toBeLessThan(0.1)
    expect(Math.abs(answer.values.far - 100)).toBeLessThan(5)
    // @ts-expect-error
    expect(answer.values.fart).toBeUndefined()
    // @ts-expect-error
    expect(() => run.model.predict({ a: 0.5, sum: 1 })).toThrow()
  })

  it('are scored each, and on the mean', () => {
    const { test } = run.metrics
    expectTypeOf(test!.byTarget.sum.mse).toEqualTypeOf<number>()
    expect(test!.r2).toBeGreaterThan(0.98)
    expect(test!.mae).toBe((test!.byTarget.sum.mae + test!.byTarget.far.mae) / 2)
    const again = run.model.evaluate(numbers)
    expect(again.kind === 'numbers' && again.byTarget.map(({ target }) => target)).toEqual(['sum', 'far'])
  })

  it('come back from the file to the bit', async () => {
    const text = await run.model.save()
    const model = await load(text)
    expect([model.targets, model.classes]).toEqual([['sum', 'far'], undefined])
    expect(model.predict({ a: 0.5, b: -0.5 })).toStrictEqual(run.model.predict({ a: 0.5, b: -0.5 }))
    expect(await model.save()).toBe(text)
    expect(JSON.parse(text).layers.at(-1).names).toEqual(['sum', 'far'])
    expectTypeOf(model.predict({ a: 1, b: 1 })).toEqualTypeOf<
      Prediction<'classification' | 'regression', AnyLabel>
    >()
    expectTypeOf(model.predict({ a: 1, b: 1 }).value).toEqualTypeOf<number | undefined>()
  })

  it('are explained on a row, and on an input with its targets in a list or by name', async () => {
    const [a, b] = [numbers[3]!.a, numbers[3]!.b]
    const { sum, far } = numbers[3]!
    const told = await run.model.explain({ row: 3, parameter: 'w5' }).toJSON()
    const input = { a, b }
    const listed = await run.model.explain({ input, target: [sum, far], parameter: 'w5' }).toJSON()
    const named = await run.model.explain({ input, target: { far, sum }, parameter: 'w5' }).toJSON()
    expect([listed, named]).toEqual([told, told])
    expect(told.parameters[0]!.relativeError).toBeLessThan(1e-6)
  })

  it('are the same from rows of numbers, with names or without', () => {
    const inputs = numbers.map(({ a, b }) => [a, b])
    const targets = numbers.map(({ sum, far }) => [sum, far])
    const plain = mlp({ hidden: [8], task: 'regression' }).fitSync(inputs, targets)
    expect(plain.model.targets).toEqual(['y1', 'y2'])
    const named = mlp({ hidden: [8], task: 'regression' }).fitSync(inputs, targets, {
      target: ['sum', 'far'],
    })
    expectTypeOf(named.model.predict([1, 2])).toEqualTypeOf<NumbersPrediction<'sum' | 'far'>>()
    expect([plain.model.network, named.model.network]).toStrictEqual([run.model.network, run.model.network])
    const shaped = { data: targets.flat(), shape: [120, 2] } as const
    const flat = mlp({ hidden: [8], task: 'regression' }).fitSync(inputs, shaped)
    expect(flat.model.network).toStrictEqual(run.model.network)
    expect(plain.model.evaluate(inputs, targets).metrics).toEqual(run.model.evaluate(numbers).metrics)
  })
})

describe('several labels', () => {
  const run = mlp({ hidden: [8], task: 'classification' }).fitSync(labels, { target: ['warm', 'wide'] })

  it('are answered by name, with the probability of the second class', () => {
    const answer = run.model.predict({ a: 0.9, b: -0.9 })
    expectTypeOf(answer).toEqualTypeOf<
      LabelsPrediction<{ readonly warm: 'yes' | 'no'; readonly wide: 'big' | 'small' }>
    >()
    expect(answer.labels).toEqual({ warm: 'yes', wide: 'small' })
    expect(answer.probabilities.warm).toBeGreaterThan(0.9)
    expect(answer.probabilities.wide).toBeGreaterThan(0.9)
    expect(run.model.classes).toEqual({ warm: ['no', 'yes'], wide: ['big', 'small'] })
    expectTypeOf(run.model.classes!.warm).toEqualTypeOf<readonly ('yes' | 'no')[]>()
    // @ts-expect-error
    expect(answer.labels.wild).toBeUndefined()
  })

  it('are scored each, on the mean, and by whole rows', () => {
    const { test } = run.metrics
    expectTypeOf(test!.byTarget.warm.accuracy).toEqualTypeOf<number>()
    expect(test!.exactMatch).toBeGreaterThan(0.8)
    expect(test!.accuracy).toBe((test!.byTarget.warm.accuracy + test!.byTarget.wide.accuracy) / 2)
  })

  it('have a loss that is the mean binary cross-entropy of the validation rows', () => {
    const best = run.history[run.bestEpoch - 1]!
    expect(run.metrics.validation!.logLoss / best.validationLoss!).toBeCloseTo(1, 12)
  })

  it('come back from the file to the bit', async () => {
    const text = await run.model.save()
    const model = await load(text)
    expect(model.predict({ a: 0.5, b: -0.5 })).toStrictEqual(run.model.predict({ a: 0.5, b: -0.5 }))
    expect(await model.save()).toBe(text)
  })

  it('may be texts in rows', () => {
    const inputs = labels.map(({ a, b }) => [a, b])
    const targets = labels.map(({ warm, wide }) => [warm, wide])
    const plain = mlp({ hidden: [8] }).fitSync(inputs, targets)
    expect(plain.model.network).toStrictEqual(run.model.network)
    const told = plain.model.explain({ input: inputs[0]!, target: ['no', 'big'], parameter: 'w1' })
    expect(told).toBeDefined()
  })
})

it('reads several targets with csv, and types the answers by their names', async () => {
  const text = ['a,b,sum,far', ...numbers.map((row) => Object.values(row).join(','))].join('\n')
  const table = await csv(text, { target: ['sum', 'far'], only: ['a', 'b'] })
  const { model } = await mlp({ hidden: [8], task: 'regression' }).fit(table)
  expectTypeOf(model.predict({ a: 1, b: 2 })).toEqualTypeOf<NumbersPrediction<'sum' | 'far'>>()
  expect(model.targets).toEqual(['sum', 'far'])
  // @ts-expect-error
  expect(() => model.predict({ a: 1, sum: 2 })).toThrow()
  const again = await mlp({ hidden: [8], task: 'regression' }).fit({ ...table, target: undefined } as never, {
    target: ['sum', 'far'],
  })
  expectTypeOf(again.model.predict).parameter(0).extract<AnyRow>().toEqualTypeOf<AnyRow>()
  expect(again.model.network).toStrictEqual(model.network)
})

it('does not compile with a target that is not there', () => {
  const small = mlp({ hidden: [2], epochs: 1 })
  // @ts-expect-error
  expect(() => small.fitSync(numbers, { target: ['sum', 'fur'] })).toThrow()
  // @ts-expect-error
  expect(() => small.fitSync(numbers, { target: [] as const, tset: 0.2 })).toThrow()
})
