// Missing cells: refused with their place, or filled in as scikit-learn does, from the training rows alone.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  encodeRows,
  type NumberEncoding,
  prepare,
  readCsv,
  readingFor,
  type Table,
  tableFromColumns,
} from '../../src/data/index.ts'
import { isMissingText } from '../../src/data/missing-marks.ts'

type Cells = readonly (number | string | null)[]
interface NumberCase {
  readonly name: string
  readonly train: Cells
  readonly other: Cells
  readonly filling: number
  readonly mean: number
  readonly scale: number
  readonly inputs: readonly number[]
}
interface TextCase extends Pick<NumberCase, 'name' | 'train' | 'other'> {
  readonly filling: string
  readonly filled: readonly string[]
}
const oracle: { numbers: NumberCase[]; texts: TextCase[] } = JSON.parse(
  readFileSync(new URL('../oracle/missing.json', import.meta.url), 'utf8'),
)

/** With a column to predict, and one that varies. */
function prepared({ train, other }: Pick<NumberCase, 'train' | 'other'>) {
  const rows = train.length + other.length
  const count = Array.from({ length: rows }, (_, row) => row + 0.5)
  const table = tableFromColumns({ x: [...train, ...other], y: count, count }, '', (name) => name === 'x')
  const places = [...train, ...other].map((_, row) => row)
  const split = { train: places.slice(0, train.length), test: places.slice(train.length) }
  return prepare(table, 'y', { split, missing: 'impute' })
}

describe('as in scikit-learn', () => {
  it.each(oracle.numbers)('the median of $name', (one) => {
    const { encoding, inputs, filled } = prepared(one)
    const column = encoding.inputs[0] as NumberEncoding
    expect(column.missing).toBe(one.filling)
    // Sums in another order: a few units in the last place of the largest number.
    expect(column.mean).toBeCloseTo(one.mean, 12)
    expect(column.scale).toBeCloseTo(one.scale, 12)
    for (const [n, row] of inputs.entries()) expect(row[0]).toBeCloseTo(one.inputs[n]!, 12)
    const gaps = [...one.train, ...one.other].flatMap((cell, row) => (cell === null ? [row] : []))
    expect([...filled[0]!.rows]).toEqual(gaps)
  })

  it.each(oracle.texts)('the most frequent of $name', (one) => {
    const { encoding, inputs, featureNames } = prepared(one)
    expect(encoding.inputs[0]).toMatchObject({ kind: 'category', missing: one.filling })
    one.filled.forEach((text, row) => {
      const input = featureNames.indexOf(`x=${text}`)
      expect(input < 0 ? 1 : inputs[row]![input]).toBe(1)
    })
  })
})

const file = 'a,soil,y\n1,clay,0.5\n,sand,1.5\n3,NA,2.5\nnull,,3.5\n8,sand,4.25\n'

describe('a file with missing cells', () => {
  it.each([
    [
      'an empty one',
      file,
      /line 3 \(data row 2\), column 1 \(a\).*--missing impute takes the column's median/,
    ],
    ['a mark', file.replace('\n,', '\n2,'), /line 5 \(data row 4\), column 1 \(a\).*--missing impute/],
    [
      'an empty text',
      file.replace('\n,', '\n2,').replace('null', '4'),
      /line 5 \(data row 4\), column 2 \(soil\).*--missing impute takes the most frequent one/,
    ],
  ])('is refused with the place of %s', async (_, text, place) => {
    await expect(readCsv({ text }, { target: 'y' })).rejects.toThrow(place)
  })

  it('keeps them where that is asked for', async () => {
    const { columns } = await readCsv({ text: file }, { target: 'y', missing: 'impute' })
    expect(columns.map(({ missing }) => missing && [...missing])).toEqual([[1, 3], [2, 3], undefined])
  })

  it.each(['', 'NA', '?'])('refuses a missing target all the same: "%s"', async (cell) => {
    const text = file.replace('4.25', cell)
    await expect(readCsv({ text }, { target: 'y', missing: 'impute' })).rejects.toThrow(
      /data row 5.*column 3 \(y\)/,
    )
  })

  it('fills rows to predict with what the model keeps, and says so', async () => {
    const { encoding } = prepare(await readCsv({ text: file }, { target: 'y', missing: 'impute' }), 'y')
    const other = 'a,soil\n?,\n5,clay\n'
    const table = await readCsv({ text: other }, readingFor(encoding, false))
    const { inputs, filled, warnings } = encodeRows(encoding, table)
    const whole = encodeRows(encoding, await readCsv({ text: 'a,soil\n3,sand\n5,clay\n' }))
    expect(inputs).toEqual(whole.inputs)
    expect(filled.map(({ column, value, rows }) => [column, value, ...rows])).toEqual([
      ['a', 3, 0],
      ['soil', 'sand', 0],
    ])
    expect(warnings.map(({ code, texts }) => [code, texts.en.received, texts.es.received])).toEqual([
      [
        'missing-filled-in',
        'a (row 1) as 3; soil (row 1) as sand.',
        'a (fila 1) como 3; soil (fila 1) como sand.',
      ],
    ])
  })

  it('are refused by a model that was trained without', async () => {
    const whole = 'a,y\n1,0.5\n2,1.5\n4,2.5\n'
    const { encoding } = prepare(await readCsv({ text: whole }), 'y')
    await expect(readCsv({ text: 'a\n1\nNA\n' }, readingFor(encoding, false))).rejects.toThrow(
      /data row 2.*a model trained with --missing impute/,
    )
    const table: Table = tableFromColumns({ a: [1, null] }, '', () => true)
    expect(() => encodeRows(encoding, table)).toThrow(/row 2, column 1 \(a\)/)
  })

  it('cannot fill a column without any value', () => {
    const table = tableFromColumns(
      { a: [null, null, 5], b: [1, 2, 3], y: [1.5, 2.5, 3] },
      '',
      (name) => name === 'a',
    )
    const run = () => prepare(table, 'y', { split: { train: [0, 1], test: [2] } })
    expect(run).toThrow(/"a" has no value in the training rows.*--ignore a/)
    expect(run).toThrow(expect.objectContaining({ code: 'nothing-to-impute' }))
  })
})

it.each(['', 'NA', 'N/A', 'n.d.', 'NaN', 'null', 'None', '?', '-', '—', 's/d', '#N/A', 'unknown'])(
  'a missing cell: "%s"',
  (cell) => expect(isMissingText(cell)).toBe(true),
)
it.each(['0', 'n', 'no', 'nada', '-1', 'a-b'])('a cell that is there: "%s"', (cell) =>
  expect(isMissingText(cell)).toBe(false),
)
