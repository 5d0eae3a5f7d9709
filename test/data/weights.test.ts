// Weights of rows and classes against scikit-learn (scripts/oracle/weights.py), what they refuse, and what they do to a training.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ClassWeights } from '../../src/data/class-weights.ts'
import { findTask, prepare, tableFromColumns, tableFromRows } from '../../src/data/index.ts'
import { trainOnAll } from '../../src/data/split.ts'
import { targetColumns } from '../../src/data/task.ts'
import { rowWeights, type WeightOptions } from '../../src/data/weights.ts'

interface Given<Weights> {
  readonly weights: Weights
  readonly rows: number[]
}
const oracle: {
  readonly classes: string[]
  readonly balanced: number[]
  readonly balancedByFirst: number[]
  readonly given: Given<Record<string, number>>
  readonly labels: number[][]
  readonly labelsBalanced: number[]
  readonly labelsGiven: Given<Record<string, number>[]>
} = JSON.parse(readFileSync(new URL('../oracle/weights.json', import.meta.url), 'utf8'))

const trees = tableFromColumns({ x: oracle.classes.map((_, row) => row), tree: oracle.classes })
const names = ['a', 'b', 'c']
const labels = tableFromRows(
  oracle.labels.map((row, n) => ({
    x: n,
    ...Object.fromEntries(names.map((name, k) => [name, row[k]!])),
  })),
)
const none = new Uint32Array(0)

function weightsOf(
  table: typeof trees,
  target: string | readonly string[],
  options: WeightOptions,
  train = trainOnAll(table.rows).train,
): number[] {
  const split = { train, validation: none, test: none }
  const found = rowWeights(table, targetColumns(table, target), findTask(table, target), split, options)
  return Array.from(found!)
}

/** Products and quotients of a few doubles: the last bit may differ. */
function agree(given: readonly number[], expected: readonly number[]): void {
  given.forEach((weight, row) => {
    expect(weight / expected[row]!).toBeCloseTo(1, 14)
  })
}

describe('weights of classes', () => {
  it('let all classes count the same', () => {
    const weights = weightsOf(trees, 'tree', { classWeights: 'balanced' })
    agree(weights, oracle.balanced)
    const mean = weights.reduce((sum, weight) => sum + weight) / weights.length
    expect(mean).toBeCloseTo(1, 14)
  })

  it('count the training rows alone', () => {
    const first = Uint32Array.from({ length: 25 }, (_, row) => row)
    agree(weightsOf(trees, 'tree', { classWeights: 'balanced' }, first), oracle.balancedByFirst)
  })

  it('are 1 for a class that no training row has', () => {
    const table = tableFromColumns({ x: [1, 2, 3, 4], y: ['a', 'a', 'b', 'c'] })
    expect(weightsOf(table, 'y', { classWeights: 'balanced' }, Uint32Array.of(0, 1, 2))).toEqual([
      0.75, 0.75, 1.5, 1,
    ])
  })

  it('are those that are given, and 1 for the others', () => {
    const { weights, rows } = oracle.given
    expect(weightsOf(trees, 'tree', { classWeights: weights })).toEqual(rows)
    const { oak: _, ...others } = weights
    expect(weightsOf(trees, 'tree', { classWeights: others })).toEqual(rows)
  })

  it('are multiplied over several targets', () => {
    agree(weightsOf(labels, names, { classWeights: 'balanced' }), oracle.labelsBalanced)
    const { weights, rows } = oracle.labelsGiven
    const byTarget = Object.fromEntries(names.map((name, k) => [name, weights[k]!]))
    expect(weightsOf(labels, names, { classWeights: byTarget })).toEqual(rows)
    const one = weightsOf(labels, names, { classWeights: { b: 'balanced' } })
    agree(one, weightsOf(labels, 'b', { classWeights: 'balanced' }))
  })

  it.each<[string, string | readonly string[], unknown, string]>([
    ['of a regression', 'x', 'balanced', 'weights-without-classes'],
    ['of a class that is not there', 'a', { 2: 1 }, 'unknown-class'],
    ['of a target that is not there', names, { d: { 0: 1 } }, 'unknown-class'],
    ['of a class of a target that is not there', names, { a: { yes: 1 } }, 'unknown-class'],
    ['below 0', 'a', { 0: -1 }, 'class-weight-out-of-range'],
    ['that are not finite', 'a', { 0: Number.NaN }, 'class-weight-out-of-range'],
    ['that are texts', 'a', { 0: 'two' }, 'class-weight-out-of-range'],
    ['by class for several targets', names, { a: 2 }, 'weights-by-target'],
    ['that are all 0', 'a', { 0: 0, 1: 0 }, 'zero-weights'],
  ])('%s are refused', (_, target, classWeights, code) => {
    const weigh = () => weightsOf(labels, target, { classWeights: classWeights as ClassWeights })
    expect(weigh).toThrow(expect.objectContaining({ code }))
  })
})

describe('weights of rows', () => {
  const columns = { x: [1, 2, 3, 4], w: [2, 0, 1, 0.5], y: ['a', 'b', 'a', 'b'] }
  const table = tableFromColumns(columns)

  it('come from a column, which is no input', () => {
    const { weights, featureNames, inputs, warnings } = prepare(table, 'y', { sampleWeight: 'w' })
    expect(Array.from(weights!)).toEqual(columns.w)
    expect([featureNames, inputs[0]!.length, warnings]).toEqual([['x'], 1, []])
  })

  it('come from a list', () => {
    expect(weightsOf(table, 'y', { sampleWeight: [1, 2, 3, 4] })).toEqual([1, 2, 3, 4])
    expect(weightsOf(table, 'y', { sampleWeight: Float32Array.of(1, 0.5, 1, 1) })).toEqual([1, 0.5, 1, 1])
  })

  it('are multiplied by those of the classes', () => {
    const both = weightsOf(table, 'y', { sampleWeight: 'w', classWeights: { a: 3 } })
    expect(both).toEqual([6, 0, 3, 0.5])
  })

  it('are left out where nothing is asked for', () => {
    expect(prepare(table, 'y').weights).toBeUndefined()
  })

  it('may be constant, since they are no input', () => {
    const same = tableFromColumns({ ...columns, w: [2, 2, 2, 2] })
    expect(prepare(same, 'y', { sampleWeight: 'w' }).warnings).toEqual([])
  })

  it.each<[string, WeightOptions['sampleWeight'], string]>([
    ['in a column that is not there', 'v', 'unknown-column'],
    ['in a column of texts', 'y2', 'not-a-number'],
    ['in the target', 'y', 'weight-is-target'],
    ['below 0', 'negative', 'negative-weight'],
    ['below 0 in a list', [1, -2, 1, 1], 'negative-weight'],
    ['that are not finite', [1, Number.POSITIVE_INFINITY, 1, 1], 'negative-weight'],
    ['that are not numbers', [1, Number.NaN, 1, 1], 'negative-weight'],
    ['that are too few', [1, 2, 3], 'weight-count'],
    ['that are all 0', [0, 0, 0, 0], 'zero-weights'],
  ])('%s are refused', (_, sampleWeight, code) => {
    const odd = tableFromColumns({ ...columns, negative: [1, 2, -3, 4], y2: columns.y })
    expect(() => prepare(odd, 'y', { sampleWeight })).toThrow(expect.objectContaining({ code }))
  })

  it('that are 0 in all validation rows are refused', () => {
    const split = { train: [0, 2], validation: [1], test: [3] }
    expect(() => prepare(table, 'y', { sampleWeight: 'w', split })).toThrow(
      expect.objectContaining({ code: 'zero-weights' }),
    )
  })
})
