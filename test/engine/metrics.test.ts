// Metrics against 30-digit arithmetic (scripts/oracle/metrics.py), and at their edges.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { calibration, classMetrics, classScores, confusion, numberMetrics } from '../../src/engine/metrics.ts'

interface ClassCase {
  readonly truth: number[]
  readonly probabilities: number[][]
  readonly accuracy: number
  readonly logLoss: number
  readonly confusion: number[][]
  /** Precision, recall and F1 of each class. */
  readonly scores: (number | null)[][]
  readonly binRows: number[]
  readonly calibrationError: number
}

type NumberCase = Record<'targets' | 'predictions', number[]> & Record<'r2' | 'mse' | 'mae', number>

const oracle: { readonly classes: ClassCase[]; readonly numbers: NumberCase[] } = JSON.parse(
  readFileSync(new URL('../oracle/metrics.json', import.meta.url), 'utf8'),
)

it.each(oracle.classes.map((given) => [given]))('of classes, case %#', (given) => {
  const { truth, probabilities } = given
  const metrics = classMetrics(truth, probabilities)
  expect(metrics.accuracy).toBe(given.accuracy)
  expect(metrics.logLoss).toBeCloseTo(given.logLoss, 14)
  const counts = confusion(truth, probabilities, probabilities[0]!.length)
  expect(counts).toEqual(given.confusion)
  classScores(counts).forEach(({ precision, recall, f1 }, k) => {
    ;[precision, recall, f1].forEach((value, i) => {
      const expected = given.scores[k]![i]
      // The oracle has no F1 where precision and recall are both 0.
      if (expected === null) expect(value ?? 0).toBe(0)
      else expect(value).toBeCloseTo(expected!, 14)
    })
  })
  const { bins, expectedError } = calibration(truth, probabilities)
  expect(bins.map(({ rows }) => rows)).toEqual(given.binRows)
  expect(expectedError).toBeCloseTo(given.calibrationError, 14)
})

it.each(oracle.numbers.map((given) => [given]))(
  'of numbers, case %#',
  ({ targets, predictions, r2, mse, mae }) => {
    const metrics = numberMetrics(targets, predictions)
    expect(metrics.r2! / r2).toBeCloseTo(1, 11)
    expect(metrics.mse / mse).toBeCloseTo(1, 11)
    expect(metrics.mae / mae).toBeCloseTo(1, 12)
  },
)

it('has no R² for targets that are all equal', () => {
  expect(numberMetrics([3, 3], [3, 4])).toEqual({ r2: undefined, mse: 0.5, mae: 0.5, rows: 2 })
})

it('takes a probability of 0 for the true class as the smallest there is', () => {
  expect(classMetrics([0], [[0, 1]]).logLoss).toBeCloseTo(52 * Math.LN2, 12)
})
