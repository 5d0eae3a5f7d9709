// Odd cells in a program's rows: each way to ask a model refuses them with row and column, or fills them in as the model says.
import { describe, expect, expectTypeOf, it } from 'vitest'
import { PasoError, type Warning } from '../../src/errors.ts'
import { type Model, mlp } from '../../src/node.ts'

const soils = ['clay', 'sand', 'clay', 'loam'] as const
const rows = Array.from({ length: 12 }, (_, n) => ({
  width: 0.75 + n / 2,
  soil: soils[n % 4]!,
  yield: 1.5 + n + (n % 3),
}))

interface Row {
  readonly width: number | null
  readonly soil: string | null
  readonly yield: number
}

/** Widths of the median 3.5; clay is the most frequent soil. */
const gaps: readonly Row[] = [...rows, { width: null, soil: null, yield: 3 }]

const short = { epochs: 3, hidden: [4] } as const
const all = { target: 'yield', test: 0, validation: 0, seed: 1 } as const
const plain = mlp(short).fitSync(rows, all).model as unknown as Model
const filling = mlp({ ...short, missing: 'impute' }).fitSync(gaps, all).model as unknown as Model

type Cells = Readonly<Record<string, unknown>>
type Ask = (model: Model, data: Cells[], onWarning?: (warning: Warning) => void) => unknown

/** Data whose row 1 has the odd cell. */
const ways: Readonly<Record<string, Ask>> = {
  predict: (model, data, onWarning) => model.predict(data as never, onWarning && { onWarning }),
  evaluate: (model, data, onWarning) =>
    model.evaluate(data as never, undefined, onWarning && { onWarning }).metrics,
  explain: (model, data) => model.explain({ data: data as never, row: 1, parameter: 'w1' }).toJSON(),
  diagnose: async (model, data, onWarning) => {
    const { warnings, ...diagnosis } = await model.diagnose(data as never)
    if (onWarning) warnings.forEach(onWarning)
    return diagnosis.layers
  },
}
const wayNames = Object.keys(ways)

const withCell = (column: 'width' | 'soil' | 'yield', cell: unknown): Cells[] =>
  rows.map((row, n) => (n === 1 ? { ...row, [column]: cell } : row))

async function refusal(work: () => unknown): Promise<PasoError> {
  try {
    await work()
  } catch (error) {
    if (error instanceof PasoError) return error
    throw error
  }
  throw new Error('it was not refused')
}

const missing: readonly (readonly [string, unknown, code: string])[] = [
  ['null', null, 'missing-value'],
  ['undefined', undefined, 'missing-value'],
  ['NaN', Number.NaN, 'missing-value'],
  ["''", '', 'mixed-column'],
  ["' '", ' ', 'mixed-column'],
  ["'N/A'", 'N/A', 'mixed-column'],
  ["'NaN'", 'NaN', 'mixed-column'],
]
const odd: typeof missing = [
  ["'wide'", 'wide', 'mixed-column'],
  ["'0x10'", '0x10', 'mixed-column'],
  ["'1,5'", '1,5', 'mixed-column'],
  ["'5'", '5', 'mixed-column'],
  ['Infinity', Infinity, 'wrong-type'],
  ['true', true, 'wrong-type'],
  ['a date', new Date(0), 'wrong-type'],
  ['a list', [1], 'wrong-type'],
]

describe.each(wayNames)('%s refuses', (way) => {
  it.each([...missing, ...odd])('%s', async (_, cell, code) => {
    const error = await refusal(() => ways[way]!(plain, withCell('width', cell)))
    expect([error.code, error.exitCode, error.texts.en.where]).toEqual([code, 2, 'rows[1].width.'])
    expect(error.texts.en.hint).toBeDefined()
    expect(error.texts.es.hint).toBeDefined()
  })

  it.each(odd)('%s with a model that fills in', async (_, cell, code) => {
    const error = await refusal(() => ways[way]!(filling, withCell('width', cell)))
    expect([error.code, error.texts.en.where]).toEqual([code, 'rows[1].width.'])
  })

  it.each([...missing, ...odd])('%s as an answer', async (_, cell, code) => {
    if (way === 'predict') return
    for (const model of [plain, filling]) {
      const error = await refusal(() => ways[way]!(model, withCell('yield', cell)))
      expect([error.code, error.texts.en.where]).toEqual([code, 'rows[1].yield.'])
    }
  })
})

describe.each(wayNames)('%s with a model that fills in', (way) => {
  it.each(
    missing.flatMap(([name, cell]) => [
      [name, 'width', cell, 3.5] as const,
      [name, 'soil', cell, 'clay'] as const,
    ]),
  )('takes %s in %s as the model says', async (_, column, cell, value) => {
    const warnings: Warning[] = []
    const data = withCell(column, cell)
    const answer = await ways[way]!(filling, data, (warning) => warnings.push(warning))
    const written = await ways[way]!(filling, withCell(column, value))
    if (way !== 'explain') expect(answer).toEqual(written)
    else expect(answer).toEqual({ ...(written as object), filled: [{ row: 2, column, value }] })
    if (way === 'explain') return
    expect(warnings.map(({ code }) => code)).toEqual(['missing-filled-in'])
    expect(warnings[0]!.texts.en.received).toBe(`${column} (row 2) as ${value}.`)
  })
})

it.each(['predict', 'evaluate', 'diagnose'])('%s warns of texts that training never saw', async (way) => {
  const warnings: Warning[] = []
  const data = rows.map((row, n) => ({ ...row, soil: ['chalk', 'peat'][n] ?? row.soil }))
  await ways[way]!(plain, data, (warning) => warnings.push(warning))
  expect(warnings.map(({ code }) => code)).toEqual(['unseen-category'])
  const { where, received } = warnings[0]!.texts.en
  expect([where, received]).toEqual(['the data, column 2 (soil), in 2 rows.', 'chalk and peat.'])
})

it('diagnoses rows with gaps, in finite numbers', async () => {
  const { layers, filled, bestColumns } = await filling.diagnose(gaps)
  expect(filled.map(({ column, value, rows: own }) => [column, value, [...own]])).toEqual([
    ['width', 3.5, [12]],
    ['soil', 'clay', [12]],
  ])
  expect(
    layers.flatMap(({ delta, gradient, meanActivation }) => [delta, gradient, meanActivation]),
  ).toSatisfy((numbers: number[]) => numbers.every(Number.isFinite))
  expect(bestColumns.every((best) => best === undefined || Number.isFinite(best.score))).toBe(true)
})

it('tests rates on rows with gaps', async () => {
  const { points } = await mlp({ ...short, missing: 'impute' }).rangeTest(gaps, { ...all, steps: 100 })
  expect(points.every(({ loss }) => Number.isFinite(loss))).toBe(true)
})

it('says what a text is where a number should be', async () => {
  const digits = await refusal(() => plain.predict({ width: '5', soil: 'clay' }))
  expect(digits.texts.en.received).toBe('"5", which is a text.')
  expect(digits.texts.es.hint).toBe('escribir 5, sin comillas.')
  const endless = await refusal(() => plain.predict({ width: -Infinity, soil: 'clay' }))
  expect([endless.texts.en.what, endless.texts.es.what]).toEqual([
    'a number is not finite.',
    'un número no es finito.',
  ])
  const other = await refusal(() => plain.predict({ width: true, soil: 'clay' } as never))
  expect([other.texts.en.what, other.texts.es.hint]).toEqual([
    'a value is neither a number nor a text.',
    'corregir el valor o quitar la fila.',
  ])
  const unnamed = await refusal(() => plain.predict([1, 'clay'] as never))
  expect(unnamed.texts.en).toEqual({
    what: 'a text stands in a row of numbers.',
    where: 'rows[0].soil.',
    expected: 'a finite number.',
    received: '"clay".',
    hint: 'records may hold texts: { soil: "clay" }.',
  })
})

it('accepts missing cells by type where there were some, and nowhere else', () => {
  const filled = mlp({ ...short, missing: 'impute' }).fitSync(gaps, all).model
  const whole = mlp(short).fitSync(rows, all).model
  expectTypeOf(filled.predict).toBeCallableWith({ width: null, soil: undefined })
  expect(filled.predict({ width: null, soil: undefined }).value).toBeTypeOf('number')
  // @ts-expect-error
  expect(() => whole.predict({ width: null, soil: 'clay' })).toThrow('rows[0].width')
})
