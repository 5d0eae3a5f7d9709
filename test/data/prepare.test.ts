// From tables to numbers: the task, the encoding of columns, what comes from the training rows alone, and the way back.
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodePrediction,
  duplicateRows,
  encodeRows,
  encodeTargets,
  findTask,
  prepare,
  readCsv,
  readingFor,
  type TableEncoding,
  tableFromColumns,
  tableFromRows,
} from '../../src/data/index.ts'
import { xoshiro } from '../../src/math/random.ts'

const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url))
const codes = ({ warnings }: { warnings: readonly { code: string }[] }) => warnings.map(({ code }) => code)
const repeat = <T>(times: number, ...values: T[]): T[] => Array.from({ length: times }, () => values).flat()

describe('the task', () => {
  it.each<[string, readonly number[] | readonly string[], unknown]>([
    ['two texts', ['yes', 'no'], { kind: 'binary', classes: ['no', 'yes'] }],
    ['three texts', ['b', 'a', 'c'], { kind: 'multiclass', classes: ['a', 'b', 'c'] }],
    ['two whole numbers, however few rows', [1, 0, 0], { kind: 'binary', classes: ['0', '1'] }],
    [
      'whole numbers with ten rows each',
      repeat(10, 10, 9, -1),
      { kind: 'multiclass', classes: ['-1', '9', '10'] },
    ],
    ['whole numbers with fewer rows', repeat(9, 10, 9, -1), { kind: 'regression' }],
    ['21 whole numbers', repeat(30, ...Array(21).keys()), { kind: 'regression' }],
    ['decimals', [0.5, 1, 0.5, 1], { kind: 'regression' }],
    // U+1F600 comes after U+FF5E by code points, and before it by UTF-16 units.
    ['texts beyond 16 bits', ['😀', '～', 'a'], { kind: 'multiclass', classes: ['a', '～', '😀'] }],
    ['a text that begins another', ['ab', 'a', 'b'], { kind: 'multiclass', classes: ['a', 'ab', 'b'] }],
  ])('%s', (_, y, task) => expect(findTask(tableFromColumns({ y }), 'y')).toEqual(task))

  it('is what it is said to be', () => {
    expect(findTask(tableFromColumns({ y: [0, 1] }), 'y', 'regression')).toEqual({ kind: 'regression' })
    expect(findTask(tableFromColumns({ y: [0.5, 2, 0.5] }), 'y', 'classification')).toEqual({
      kind: 'binary',
      classes: ['0.5', '2'],
    })
  })

  it.each([
    ['iris.csv', { kind: 'multiclass', classes: ['setosa', 'versicolor', 'virginica'] }],
    ['wine.csv', { kind: 'multiclass', classes: ['class_0', 'class_1', 'class_2'] }],
    ['diabetes.csv', { kind: 'regression' }],
  ])('of %s', async (name, task) => expect(findTask(await readCsv(example(name)), 'target')).toEqual(task))
})

describe('a table made ready', () => {
  const table = tableFromColumns({
    size: [1, 3, 5, 100],
    colour: ['red', 'blue', 'red', 'green'],
    same: [7, 7, 7, 8],
    y: ['b', 'a', 'c', 'b'],
  })
  const none = new Uint32Array(0)
  const split = { train: Uint32Array.of(0, 1, 2), validation: Uint32Array.of(3), test: none }
  const prepared = prepare(table, 'y', { split })

  it('is encoded by its training rows', () => {
    const deviation = Math.sqrt(8 / 3)
    expect(prepared.encoding).toEqual({
      inputs: [
        { kind: 'number', name: 'size', mean: 3, scale: deviation },
        { kind: 'category', name: 'colour', categories: ['blue', 'red'] },
        { kind: 'number', name: 'same', mean: 7, scale: 1 },
      ],
      target: { kind: 'classes', name: 'y', classes: ['a', 'b', 'c'] },
    })
    expect(prepared.featureNames).toEqual(['size', 'colour=blue', 'colour=red', 'same'])
    expect(prepared.inputs).toEqual([
      [-2 / deviation, 0, 1, 0],
      [0, 1, 0, 0],
      [2 / deviation, 0, 1, 0],
      [97 / deviation, 0, 0, 1],
    ])
    expect(prepared.targets).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ])
  })

  it('says what is odd', () => {
    expect(codes(prepared)).toEqual(['constant-column', 'single-row-class', 'unseen-category'])
  })

  it('is left as it is without scaling', () => {
    const { inputs } = prepare(table, 'y', { scaling: false })
    expect(inputs[3]).toEqual([100, 0, 1, 0, 8])
  })

  it('standardizes the targets of a regression', () => {
    const { targets, encoding } = prepare(tableFromColumns({ x: [1, 2, 3], y: [0.5, 1.5, 2.5] }), 'y')
    expect(targets[1]).toEqual([0])
    expect(decodePrediction(encoding, targets[2]!)).toEqual({ kind: 'number', value: 2.5 })
  })

  it('is plain data: its encoding survives JSON', () => {
    expect(JSON.parse(JSON.stringify(prepared.encoding))).toEqual(prepared.encoding)
  })

  it('splits its rows by class', async () => {
    const iris = await readCsv(example('iris.csv'))
    const options = { split: { validation: 0.2, test: 0.2, random: xoshiro(1) } }
    const { split: parts, targets, warnings } = prepare(iris, 'target', options)
    const ofEach = [0, 1, 2].map(
      (index) => [...parts.test].filter((row) => targets[row]![index] === 1).length,
    )
    expect([parts.train.length, ...ofEach]).toEqual([90, 10, 10, 10])
    // Rows 102 and 143 of Fisher's table are the same.
    expect(warnings.map(({ texts }) => texts.en.what)).toEqual(['1 row repeats an earlier one.'])
  })
})

describe('new rows', () => {
  const training = 'code,size,colour,y\n01,1,red,no\n02,2,blue,yes\nA3,3,red,no\n'
  const rows = 'extra,size,code,colour\n,2,02,lilac\n,3,01,red\n'
  const asCodes = { kinds: { code: 'category' } } as const
  let encoding: TableEncoding

  it('are read as the training rows were, without what is not used', async () => {
    encoding = prepare(await readCsv({ text: training }, asCodes), 'y').encoding
    const table = await readCsv({ text: rows }, readingFor(encoding, false))
    const encoded = encodeRows(encoding, table)
    const step = 1 / Math.sqrt(2 / 3)
    expect(encoded.inputs).toEqual([
      [0, 1, 0, 0, 0, 0],
      [1, 0, 0, step, 0, 1],
    ])
    expect(encoded.warnings.map(({ texts }) => texts.en.where)).toEqual([
      'the data, column 4 (colour), in 1 row.',
    ])
  })

  it('may have the target, in the columns that a model reads', async () => {
    const table = await readCsv({ text: training }, readingFor(encoding, true))
    expect(encodeTargets(encoding, table)).toEqual([[0], [1], [0]])
    expect(codes(encodeRows(encoding, table))).toEqual([])
  })

  it('may come from a program', () => {
    const table = tableFromRows([{ size: 2, code: '02', colour: 'red', y: 'no', id: 1 }])
    expect(encodeRows(encoding, table).inputs).toEqual([[0, 1, 0, 0, 0, 1]])
    expect(codes(encodeRows(encoding, table))).toEqual(['extra-columns'])
  })

  it.each([
    ['lack a column', { size: [1], colour: ['red'] }, 'missing-column'],
    [
      'have text for a number',
      { size: ['1', 'two'], colour: ['red', 'red'], code: ['01', '01'] },
      'not-a-number',
    ],
  ])('that %s are refused', (_, columns, code) => {
    expect(() => encodeRows(encoding, tableFromColumns(columns))).toThrow(expect.objectContaining({ code }))
  })
})

describe('an answer', () => {
  const classes = (...names: string[]): TableEncoding => ({
    inputs: [],
    target: { kind: 'classes', name: 'y', classes: names },
  })
  it.each([
    [classes('no', 'yes'), [0.75], 'yes', { no: 0.25, yes: 0.75 }],
    [classes('no', 'yes'), [0.5], 'no', { no: 0.5, yes: 0.5 }],
    [
      classes('a', 'b', '__proto__'),
      [0.25, 0.25, 0.5],
      '__proto__',
      { a: 0.25, b: 0.25, ['__proto__']: 0.5 },
    ],
  ])('%#', (encoding, outputs, label, probabilities) => {
    const answer = decodePrediction(encoding, outputs)
    expect(answer).toMatchObject({ kind: 'class', label })
    expect(answer.kind === 'class' && Object.entries(answer.probabilities)).toEqual(
      Object.entries(probabilities),
    )
  })

  it('undoes the encoding of any class and of any number', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(names, (labels) => {
        const table = tableFromColumns({ x: labels.map((_, row) => row), y: labels })
        const { targets, encoding } = prepare(table, 'y')
        expect(targets.map((outputs) => decodePrediction(encoding, outputs))).toMatchObject(
          labels.map((label) => ({ label })),
        )
      }),
    )
  })
})

describe('duplicate rows', () => {
  it('are as many as rows that a set of texts would lose', () => {
    const row = fc.tuple(fc.constantFrom(0, -0, 1, 2.5), fc.constantFrom('a', 'b', 'c'))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const table = tableFromColumns({ x: rows.map(([x]) => x), y: rows.map(([, y]) => y) })
        expect(duplicateRows(table)).toBe(rows.length - new Set(rows.map(String)).size)
      }),
    )
  })
})
