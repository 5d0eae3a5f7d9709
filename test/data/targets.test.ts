// Several targets: what they are a task of, how they are encoded and decoded, and how the rows are split by them.
import { describe, expect, it } from 'vitest'
import {
  decodePrediction,
  encodeTargets,
  findTask,
  outputsFor,
  prepare,
  readCsv,
  readingFor,
  splitRows,
  type TargetEncoding,
  tableFromColumns,
  targetNames,
} from '../../src/data/index.ts'
import { strataOf } from '../../src/data/strata.ts'
import { targetColumns } from '../../src/data/task.ts'
import { xoshiro } from '../../src/math/random.ts'

const columns = {
  x: [1, 2, 3, 4],
  half: [0.5, 1.5, 2.5, 3.5],
  ten: [10, 20, 30, 40],
  flag: [0, 1, 0, 1],
  mood: ['sad', 'glad', 'sad', 'glad'],
  three: ['a', 'b', 'c', 'a'],
  same: [7, 7, 7, 7],
}
const table = tableFromColumns(columns)

describe('the task of several targets', () => {
  it.each<[string, readonly string[], Parameters<typeof findTask>[2], unknown]>([
    ['numbers', ['half', 'ten'], undefined, { kind: 'regression' }],
    ['numbers that could be classes alone', ['ten', 'x'], undefined, { kind: 'regression' }],
    [
      'two classes each',
      ['flag', 'mood'],
      undefined,
      {
        kind: 'multilabel',
        classes: [
          ['0', '1'],
          ['glad', 'sad'],
        ],
      },
    ],
    ['a list of one', ['flag'], undefined, { kind: 'multilabel', classes: [['0', '1']] }],
    ['numbers where they are said to be', ['half', 'flag'], 'regression', { kind: 'regression' }],
  ])('%s', (_, targets, name, task) => expect(findTask(table, targets, name)).toEqual(task))

  it.each<[string, readonly string[], Parameters<typeof findTask>[2], string]>([
    ['none', [], undefined, 'no-target'],
    ['one twice', ['half', 'ten', 'half'], undefined, 'repeated-target'],
    ['one that is not there', ['half', 'tan'], undefined, 'unknown-column'],
    ['numbers and classes', ['half', 'flag'], undefined, 'mixed-targets'],
    ['numbers and texts', ['half', 'mood'], undefined, 'mixed-targets'],
    ['three classes', ['flag', 'three'], undefined, 'not-two-classes'],
    ['many numbers as classes', ['flag', 'half'], 'classification', 'not-two-classes'],
    ['texts as numbers', ['half', 'mood'], 'regression', 'mixed-targets'],
    ['texts alone as numbers', ['three', 'mood'], 'regression', 'not-a-number'],
    ['one that is constant', ['half', 'same'], undefined, 'constant-target'],
  ])('refuses %s', (_, targets, name, code) => {
    expect(() => findTask(table, targets, name)).toThrow(expect.objectContaining({ code }))
  })

  it('refuses a class that is in all rows', () => {
    const constant = tableFromColumns({ ...columns, one: ['a', 'a', 'a', 'a'] })
    expect(() => findTask(constant, ['flag', 'one'])).toThrow(
      expect.objectContaining({ code: 'single-class' }),
    )
  })
})

describe('several numbers', () => {
  const { encoding, inputs, targets, featureNames } = prepare(
    tableFromColumns({ x: columns.x, ten: columns.ten, half: columns.half }),
    ['half', 'ten'],
  )

  it('are standardized one by one, in the order in which they were named', () => {
    const deviation = Math.sqrt(1.25)
    expect(encoding.target).toEqual({
      kind: 'numbers',
      columns: [
        { name: 'half', mean: 2, scale: deviation },
        { name: 'ten', mean: 25, scale: 10 * deviation },
      ],
    })
    expect(targets[0]).toEqual([-1.5 / deviation, -15 / (10 * deviation)])
    expect([featureNames, inputs.length]).toEqual([['x'], 4])
  })

  it('come back from their outputs', () => {
    expect(decodePrediction(encoding, targets[3]!)).toEqual({
      kind: 'numbers',
      values: { half: 3.5, ten: 40 },
    })
    const apart = decodePrediction(encoding, [0, 2])
    expect(apart).toEqual({ kind: 'numbers', values: { half: 2, ten: 25 + 20 * Math.sqrt(1.25) } })
    expect(outputsFor(encoding.target)).toBe(2)
    expect(() => decodePrediction(encoding, [1])).toThrow(expect.objectContaining({ code: 'output-count' }))
  })
})

describe('several labels', () => {
  const { encoding, targets } = prepare(
    tableFromColumns({ x: columns.x, flag: columns.flag, mood: columns.mood }),
    ['mood', 'flag'],
  )

  it('are 1 for the second class of each', () => {
    expect(targets).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ])
    expect(targetNames(encoding.target)).toEqual(['mood', 'flag'])
  })

  it('come back from their probabilities; one half is the first class, as for a single target', () => {
    expect(decodePrediction(encoding, [0.75, 0.5])).toEqual({
      kind: 'labels',
      labels: { mood: 'sad', flag: '0' },
      probabilities: { mood: 0.75, flag: 0.5 },
    })
  })

  it('refuse a class that training did not see', () => {
    const other = tableFromColumns({ x: [1], flag: [2], mood: ['sad'] })
    expect(() => encodeTargets(encoding, other)).toThrow(expect.objectContaining({ code: 'unknown-class' }))
  })
})

it('reads a file for a model of several targets, with them or without', async () => {
  const text = 'x,half,ten\n1,0.5,10\n2,1.5,20\n3,2.5,30\n'
  const encoding = prepare(await readCsv({ text }), ['half', 'ten']).encoding
  const without = await readCsv({ text }, readingFor(encoding, false))
  expect([without.names, without.warnings]).toEqual([['x'], []])
  const whole = await readCsv({ text }, readingFor(encoding, true))
  expect(encodeTargets(encoding, whole)[1]).toEqual([0, 0])
  await expect(readCsv({ text: 'x,half\n1,2\n' }, readingFor(encoding, true))).rejects.toMatchObject({
    code: 'missing-column',
  })
  await expect(
    readCsv({ text: 'x,half,ten\n1,a,10\n2,b,20\n' }, readingFor(encoding, true)),
  ).rejects.toMatchObject({ code: 'not-a-number' })
})

describe('the split', () => {
  it('gives each part its share of every combination of labels', () => {
    const rows = Array.from({ length: 200 }, (_, row) => row)
    const sorted = tableFromColumns({
      x: rows,
      a: rows.map((row) => (row < 100 ? 'no' : 'yes')),
      b: rows.map((row) => (row % 100 < 60 ? 0 : 1)),
    })
    const split = { validation: 0.2, test: 0.2, random: xoshiro(3) }
    const { split: parts, targets } = prepare(sorted, ['a', 'b'], { split })
    const counts = (set: Uint32Array) =>
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ].map(([a, b]) => [...set].filter((row) => targets[row]![0] === a && targets[row]![1] === b).length)
    expect(counts(parts.test)).toEqual([12, 8, 12, 8])
    expect(counts(parts.validation)).toEqual([12, 8, 12, 8])
    expect(counts(parts.train)).toEqual([36, 24, 36, 24])
  })

  it('takes rare combinations together, so that many labels still leave rows for the test', () => {
    const rows = Array.from({ length: 64 }, (_, row) => row)
    const bits = Object.fromEntries(
      Array.from({ length: 6 }, (_, bit) => [`bit${bit}`, rows.map((row) => (row >> bit) & 1)]),
    )
    const all = tableFromColumns({ x: rows, ...bits })
    const names = Object.keys(bits)
    const strata = strataOf(targetColumns(all, names), findTask(all, names))
    expect(new Set(strata)).toEqual(new Set([0]))
    const parts = splitRows(64, strata, { validation: 0.25, test: 0.25 }, xoshiro(1))
    expect([parts.train.length, parts.validation.length, parts.test.length]).toEqual([32, 16, 16])
  })

  it('keeps for training the only row of a class', () => {
    const rows = Array.from({ length: 40 }, (_, row) => row)
    const a = rows.map((row) => (row === 17 ? 'yes' : 'no'))
    const b = rows.map((row) => row % 2)
    for (let seed = 0; seed < 20; seed++) {
      const split = { validation: 0.3, test: 0.3, random: xoshiro(seed) }
      const { split: parts, warnings } = prepare(tableFromColumns({ x: rows, a, b }), ['a', 'b'], { split })
      expect(parts.train.includes(17)).toBe(true)
      expect(warnings.map(({ code }) => code)).toEqual(['single-row-class'])
    }
  })

  it('takes the rows of several numbers as alike', () => {
    const task = findTask(table, ['half', 'ten'])
    expect(strataOf(targetColumns(table, ['half', 'ten']), task)).toBeUndefined()
  })
})

it('takes a list of one target as several', () => {
  const { encoding } = prepare(tableFromColumns({ x: columns.x, ten: columns.ten }), ['ten'])
  const target: TargetEncoding = encoding.target
  expect(target.kind).toBe('numbers')
})
