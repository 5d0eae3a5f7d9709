// Scores of several targets against scikit-learn (scripts/oracle/targets.py), and at their edges.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Network, network } from '../../src/core/index.ts'
import type { TargetEncoding } from '../../src/data/index.ts'
import * as scoring from '../../src/library/scores.ts'
import { metricsByTarget, metricsRecord, type Scores } from '../../src/library/scores.ts'
import type { LossName } from '../../src/math/losses.ts'

type Row = number[]
interface Case {
  readonly truth: Row[]
  readonly mean: Readonly<Record<string, number>>
  readonly each: Readonly<Record<string, Row>>
}
const oracle: {
  readonly numbers: Case & { readonly given: Row[] }
  readonly labels: Case & { readonly logits: Row[]; readonly confusion: number[][][] }
} = JSON.parse(readFileSync(new URL('../oracle/targets.json', import.meta.url), 'utf8'))

const names = ['a', 'b', 'c']
const columns = names.map((name) => ({ name, mean: 0, scale: 1 }))

const scoresOf = (net: Network, target: TargetEncoding, inputs: Row[], targets: Row[]): Scores =>
  scoring.scoresOf(net, target, [Float64Array.from(inputs.flat())], Float64Array.from(targets.flat()))

/** Hands its inputs on to the activation. */
const handsOn = (activation: 'identity' | 'sigmoid', loss: LossName, width = 3) => {
  const weights = Array.from({ length: width }, (_, j) => Array.from({ length: width }, (_, k) => +(j === k)))
  return network({ inputs: width, layers: [{ weights, activation }], loss })
}

/** In a double's sums of 50 terms some last bits differ. */
function agrees(scores: Scores, { mean, each }: Case): void {
  const means = metricsRecord(scores)
  for (const [metric, value] of Object.entries(mean)) expect(means[metric]! / value).toBeCloseTo(1, 13)
  names.forEach((name, k) => {
    for (const [metric, values] of Object.entries(each)) {
      expect(metricsByTarget(scores)![name]![metric]! / values[k]!).toBeCloseTo(1, 13)
    }
  })
}

it('of several numbers', () => {
  const { numbers } = oracle
  const identity = handsOn('identity', 'mse')
  agrees(scoresOf(identity, { kind: 'numbers', columns }, numbers.given, numbers.truth), numbers)
})

it('of several numbers, on the scale of each', () => {
  const { numbers } = oracle
  const scaled: TargetEncoding = {
    kind: 'numbers',
    columns: names.map((name, k) => ({ name, mean: [3, 1, 4][k]!, scale: [2, 8, 0.25][k]! })),
  }
  const encode = (rows: Row[]) =>
    rows.map((row) => row.map((value, k) => (value - scaled.columns[k]!.mean) / scaled.columns[k]!.scale))
  const scores = scoresOf(handsOn('identity', 'mse'), scaled, encode(numbers.given), encode(numbers.truth))
  expect(metricsRecord(scores).mse! / numbers.mean.mse!).toBeCloseTo(1, 11)
})

describe('of several labels', () => {
  const { labels } = oracle
  const target: TargetEncoding = {
    kind: 'labels',
    columns: names.map((name) => ({ name, classes: ['no', 'yes'] })),
  }
  const sigmoid = handsOn('sigmoid', 'binary-cross-entropy')
  const scores = scoresOf(sigmoid, target, labels.logits, labels.truth)

  it('are those of each, their means, and the rows that are all right', () => agrees(scores, labels))

  it('have a confusion matrix each', () => {
    const counts = scores.kind === 'labels' && scores.byTarget.map(({ scores: own }) => own.confusion)
    expect(counts).toEqual(labels.confusion)
  })

  it('have a log loss that is the mean binary cross-entropy', () => {
    const chance = (z: number) => 1 / (1 + Math.exp(-z))
    const terms = labels.logits.flatMap((row, n) =>
      row.map((z, k) => -Math.log(labels.truth[n]![k] === 1 ? chance(z) : chance(-z))),
    )
    const mean = terms.reduce((sum, term) => sum + term) / terms.length
    expect(metricsRecord(scores).logLoss! / mean).toBeCloseTo(1, 13)
  })
})

it('leaves out of the mean the R² that a constant target does not have', () => {
  const rows = [
    [1, 7],
    [2, 7],
    [3, 7],
  ]
  const two = { kind: 'numbers', columns: columns.slice(0, 2) } as const
  const scores = scoresOf(handsOn('identity', 'mse', 2), two, rows, rows)
  expect(metricsRecord(scores)).toEqual({ r2: 1, mse: 0, rmse: 0, mae: 0, rows: 3 })
  expect(metricsByTarget(scores)!.b).toEqual({ mse: 0, rmse: 0, mae: 0, rows: 3 })
  const constant = rows.map(([, b]) => [b!, b!])
  const none = scoresOf(handsOn('identity', 'mse', 2), two, constant, constant)
  expect(metricsRecord(none)).toEqual({ mse: 0, rmse: 0, mae: 0, rows: 3 })
})

it('has no scores by target for a single one', () => {
  const single = { kind: 'number', name: 'a', mean: 0, scale: 1 } as const
  expect(metricsByTarget(scoresOf(handsOn('identity', 'mse', 1), single, [[1], [2]], [[1], [2]]))).toBe(
    undefined,
  )
})
