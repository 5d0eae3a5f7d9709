// Metrics against scikit-learn (scripts/oracle/metrics.py), and at their edges.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calibration, classMetrics, classScores, confusion, numberMetrics } from '../../src/engine/metrics.ts'
import { rocAucs } from '../../src/engine/roc-auc.ts'

/** Precision, recall, F1. */
type Three = readonly [number, number, number]

interface ClassCase {
  readonly name: string
  readonly truth: number[]
  readonly probabilities: number[][]
  readonly accuracy: number
  readonly logLoss: number
  readonly confusion: number[][]
  readonly scores: Three[]
  readonly macro: Three
  readonly weighted: Three
  readonly rocAucs: (number | null)[]
  readonly rocAuc: number | null
  readonly binRows: number[]
  /** Of the bins that are not empty. */
  readonly binAccuracies: number[]
  readonly binProbabilities: number[]
  readonly calibrationError: number
}

type NumberCase = { readonly name: string; readonly r2: number | null } & Record<
  'targets' | 'predictions',
  number[]
> &
  Record<'mse' | 'rmse' | 'mae', number>

const oracle: { readonly classes: ClassCase[]; readonly numbers: NumberCase[] } = JSON.parse(
  readFileSync(new URL('../oracle/metrics.json', import.meta.url), 'utf8'),
)

/** Means of at most 60 numbers up to 1, in another order: a few roundings of 2^-53. */
const CLOSE = 14

describe.each(oracle.classes)('of classes: $name', (given) => {
  const { truth } = given
  const probabilities = given.probabilities.flat()
  const metrics = classMetrics(truth, probabilities)
  const counts = confusion(truth, probabilities)

  it('accuracy, log loss and confusion', () => {
    expect(metrics.accuracy).toBe(given.accuracy)
    // scikit-learn takes 1 - 2^-52 for a probability of 1; a logarithm may be as large as 36.
    expect(Math.abs(metrics.logLoss - given.logLoss)).toBeLessThanOrEqual(1e-15 * Math.max(1, given.logLoss))
    expect(counts).toEqual(given.confusion)
    expect(metrics.rows).toBe(truth.length)
  })

  it('precision, recall and F1: of each class, and their means', () => {
    const each = classScores(counts).map(({ precision, recall, f1 }) => [
      precision ?? 0,
      recall ?? 0,
      f1 ?? 0,
    ])
    each.flat().forEach((score, i) => {
      expect(score).toBeCloseTo(given.scores.flat()[i]!, CLOSE)
    })
    const { macroPrecision, macroRecall, macroF1, weightedPrecision, weightedRecall, weightedF1 } = metrics
    const means = [macroPrecision, macroRecall, macroF1, weightedPrecision, weightedRecall, weightedF1]
    means.forEach((mean, i) => {
      expect(mean).toBeCloseTo([...given.macro, ...given.weighted][i]!, CLOSE)
    })
  })

  it('the area under the ROC curve', () => {
    const areas = [...rocAucs(truth, probabilities), metrics.rocAuc]
    areas.forEach((area, i) => {
      const expected = [...given.rocAucs, given.rocAuc][i]
      if (expected === null) expect(area).toBeUndefined()
      else expect(area).toBeCloseTo(expected!, CLOSE)
    })
  })

  it('calibration', () => {
    const { bins, expectedError } = calibration(truth, probabilities)
    expect(bins.map(({ rows }) => rows)).toEqual(given.binRows)
    const filled = bins.filter(({ rows }) => rows > 0)
    filled.forEach(({ accuracy, meanProbability }, i) => {
      expect(accuracy).toBeCloseTo(given.binAccuracies[i]!, CLOSE)
      expect(meanProbability).toBeCloseTo(given.binProbabilities[i]!, CLOSE)
    })
    expect(expectedError).toBeCloseTo(given.calibrationError, CLOSE)
  })
})

describe.each(oracle.numbers)('of numbers: $name', ({ targets, predictions, r2, ...errors }) => {
  const metrics = numberMetrics(targets, predictions)

  it('R²', () => {
    if (r2 === null) expect(metrics.r2).toBeUndefined()
    // The sum of squares about the mean loses what the mean's rounding costs: 2^-53 of targets of 1000, of spread 30.
    else expect(metrics.r2).toBeCloseTo(r2, 12)
  })

  it.each(['mse', 'rmse', 'mae'] as const)('%s', (name) => {
    // Sums of at most 50 terms, in another order; relative, since the errors have a scale.
    expect(Math.abs(metrics[name] - errors[name])).toBeLessThanOrEqual(1e-14 * errors[name])
  })
})

it('takes a probability of 0 for the true class as the smallest there is', () => {
  expect(classMetrics([0], [0, 1]).logLoss).toBeCloseTo(52 * Math.LN2, 12)
})

it('has no score of a class that is nowhere, and none in the means', () => {
  const answers = [0.8, 0.1, 0.1, 0.2, 0.7, 0.1]
  expect(classScores(confusion([0, 1], answers))[2]).toEqual({
    precision: undefined,
    recall: undefined,
    f1: undefined,
    rows: 0,
  })
  expect(classMetrics([0, 1], answers)).toMatchObject({ macroF1: 1, weightedF1: 1, rocAuc: 1 })
})
