// Rows that are answered without a table: the answers are those that a table gets, and what asks for words gets none.
import { describe, expect, it } from 'vitest'
import { tableFromRows } from '../../src/data/table.ts'
import { type Model, mlp } from '../../src/library/index.ts'
import { quickAnswers } from '../../src/library/quick-answers.ts'

const soils = ['clay', 'sand', 'clay', 'loam']
const rows = Array.from({ length: 24 }, (_, n) => ({
  width: 0.75 + n / 2,
  soil: soils[n % 4]!,
  kind: n % 3 === 0 ? 'a' : 'b',
  yield: 1.5 + n + (n % 3),
  grade: `g${n % 3}`,
}))
type Row = (typeof rows)[number]

const short = { epochs: 3, hidden: [4] } as const
const targets: Readonly<Record<string, keyof Row | (keyof Row)[]>> = {
  'a number': 'yield',
  'one of two classes': 'kind',
  'one of several classes': 'grade',
  'several numbers': ['yield', 'width'],
}

const trained = (target: keyof Row | (keyof Row)[]): Model =>
  mlp(short).fitSync(tableFromRows(rows), { target, seed: 1 }).model as unknown as Model

const without = (row: Row, target: readonly string[]): Record<string, number | string> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !target.includes(name)))

describe.each(Object.entries(targets))('answers with %s', (_, target) => {
  const model = trained(target)
  const plain = rows.map((row) => without(row, [target].flat()))
  const quick = quickAnswers(model.network, model.encoding)

  it('are those of a table', () => {
    const answers = model.predict(tableFromRows(plain))
    expect(quick(plain)).toStrictEqual(answers)
    expect(model.predict(plain)).toStrictEqual(answers)
    expect(model.predict(plain[5]!)).toStrictEqual(answers[5])
  })

  it('do not depend on the order of the names', () => {
    const turned = Object.fromEntries(Object.entries(plain[7]!).reverse())
    expect(quick([turned])).toStrictEqual([model.predict(tableFromRows(plain))[7]])
  })
})

describe('no quick answer', () => {
  const model = trained('yield')
  const quick = quickAnswers(model.network, model.encoding)
  const good = without(rows[0]!, ['yield'])
  const { soil: _, ...lacking } = good

  it.each<[string, unknown]>([
    ['to a row with another column', { ...good, more: 1 }],
    ['to a row with the target', rows[0]],
    ['to a row that lacks a column', lacking],
    ['to a row with another name', { ...lacking, sort: 'clay' }],
    ['to a category that training never saw', { ...good, soil: 'chalk' }],
    ['to a number where categories are', { ...good, soil: 1 }],
    ['to a text where numbers are', { ...good, width: '3' }],
    ['to NaN', { ...good, width: Number.NaN }],
    ['to a number that is not finite', { ...good, width: Number.POSITIVE_INFINITY }],
    ['to nothing', { ...good, width: null }],
    ['to a list of numbers where categories are', [1, 2, 3, 4]],
    ['to null', null],
  ])('%s', (_, row) => {
    expect(quick([row])).toBeUndefined()
    expect(quick([good, row])).toBeUndefined()
  })

  it('to a table', () => expect(quick(tableFromRows([good]))).toBeUndefined())
})

describe('lists of numbers', () => {
  const inputs = rows.map(({ width }, n) => [width, Math.sin(n), n % 5])
  const { model } = mlp(short).fitSync(
    inputs,
    rows.map((row) => row.grade),
    { seed: 1 },
  )
  const quick = quickAnswers(model.network, model.encoding)
  const answers = model.predict(tableFromRows(inputs.map(([x1, x2, x3]) => ({ x1, x2, x3 }))))

  it('are answered as a table is, of whatever kind they are', () => {
    expect(quick(inputs)).toStrictEqual(answers)
    expect(quick(inputs.map((row) => Float64Array.from(row)))).toStrictEqual(answers)
    expect(model.predict(Float32Array.of(0.75, 0, 0))).toStrictEqual(model.predict([0.75, 0, 0]))
  })

  it.each<[string, unknown]>([
    ['too short', [1, 2]],
    ['too long', [1, 2, 3, 4]],
    ['with a gap', [1, undefined, 3]],
    ['with a text', [1, '2', 3]],
    ['of big integers', BigInt64Array.of(1n, 2n, 3n)],
    ['without numbers', new DataView(new ArrayBuffer(24))],
    ['with names among them', { x1: 1, x2: 2, x3: 3 }],
  ])('have no quick answer when they are %s', (_, row) => {
    expect(quick([inputs[0], row])).toBeUndefined()
  })
})

it('refuses options that predict and evaluate do not have', () => {
  const model = trained('yield')
  const wrong = { onWarnings: () => {} } as never
  const row = without(rows[0]!, ['yield'])
  expect(() => model.predict(row, wrong)).toThrow(expect.objectContaining({ code: 'unknown-option' }))
  expect(() => model.predict(row, { onWarning: 'log' } as never)).toThrow(
    expect.objectContaining({ code: 'wrong-option' }),
  )
  expect(() => model.evaluate(rows, undefined, wrong)).toThrow(
    expect.objectContaining({ code: 'unknown-option' }),
  )
})
