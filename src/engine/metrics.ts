// Metrics: how good predictions are, for classes and for numbers, on the targets' own scale.
import { log } from '../math/elementary.ts'
import { meanRocAuc, rocAucs } from './roc-auc.ts'

/** Of a whole table. Means over classes leave out a class that no row has and no answer names. */
export interface ClassMetrics {
  /** The share of rows whose most probable class is the true one. */
  readonly accuracy: number
  /** The mean of -ln of the probability given to the true class. */
  readonly logLoss: number
  /**
   * The area under the ROC curve: of the second class where there are two, else the mean over the classes, each against
   * the rest; undefined when all rows are of one class.
   */
  readonly rocAuc: number | undefined
  /** Means over the classes, each counting the same; a score that is undefined counts as 0. */
  readonly macroPrecision: number
  readonly macroRecall: number
  readonly macroF1: number
  /** The same, each class counting by its rows. */
  readonly weightedPrecision: number
  readonly weightedRecall: number
  readonly weightedF1: number
  readonly rows: number
}

export interface NumberMetrics {
  /** 1 - (sum of squared errors) / (sum of squared distances from the mean); undefined when all targets are equal. */
  readonly r2: number | undefined
  readonly mse: number
  /** The root of `mse`: an error on the target's own scale. */
  readonly rmse: number
  readonly mae: number
  readonly rows: number
}

/**
 * Of each row the place of the largest probability, the first of several equals. [rows]
 * @param probabilities [rows · classes], row after row
 */
export function mostProbable(probabilities: ArrayLike<number>, rows: number): Uint32Array {
  const classes = probabilities.length / rows
  return Uint32Array.from({ length: rows }, (_, n) => {
    let best = 0
    for (let k = 1; k < classes; k++) {
      if (probabilities[n * classes + k]! > probabilities[n * classes + best]!) best = k
    }
    return best
  })
}

/** The smallest probability that is told apart from 0, so that one sure mistake does not make the mean infinite. */
const SMALLEST = Number.EPSILON

/**
 * @param classes each row's true class, from 0; at least one row.
 * @param probabilities [rows · classes], row after row
 * @param areas those of `rocAucs`, where they are known already
 */
export function classMetrics(
  classes: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  areas: readonly (number | undefined)[] = rocAucs(classes, probabilities),
): ClassMetrics {
  const rows = classes.length
  const counts = confusion(classes, probabilities)
  const right = counts.reduce((sum, row, k) => sum + row[k]!, 0)
  let lost = 0
  for (let n = 0; n < rows; n++) {
    const given = probabilities[n * counts.length + classes[n]!]!
    lost -= log(Math.min(1, Math.max(SMALLEST, given)))
  }
  const scores = classScores(counts)
  const [macro, weighted] = [meanScores(scores, () => 1), meanScores(scores, (score) => score.rows)]
  return {
    accuracy: right / rows,
    logLoss: lost / rows,
    rocAuc: meanRocAuc(areas),
    macroPrecision: macro.precision,
    macroRecall: macro.recall,
    macroF1: macro.f1,
    weightedPrecision: weighted.precision,
    weightedRecall: weighted.recall,
    weightedF1: weighted.f1,
    rows,
  }
}

/**
 * counts[true class][predicted class]
 * @param probabilities [rows · classes], row after row
 */
export function confusion(classes: ArrayLike<number>, probabilities: ArrayLike<number>): number[][] {
  const count = probabilities.length / classes.length
  const counts = Array.from({ length: count }, () => new Array<number>(count).fill(0))
  mostProbable(probabilities, classes.length).forEach((predicted, n) => {
    counts[classes[n]!]![predicted]!++
  })
  return counts
}

export interface ClassScore {
  /** Of the rows that were given this class, the share that has it; undefined when none was. */
  readonly precision: number | undefined
  /** Of the rows that have this class, the share that was given it; undefined when none has. */
  readonly recall: number | undefined
  /** 2 · (rows given it that have it) / (rows given it + rows that have it); undefined when there are neither. */
  readonly f1: number | undefined
  readonly rows: number
}

/** One score for each class of a confusion matrix. */
export function classScores(counts: readonly (readonly number[])[]): ClassScore[] {
  return counts.map((row, k) => {
    const has = row.reduce((sum, count) => sum + count, 0)
    const given = counts.reduce((sum, other) => sum + other[k]!, 0)
    const share = (part: number, whole: number): number | undefined =>
      whole === 0 ? undefined : part / whole
    const right = row[k]!
    return {
      precision: share(right, given),
      recall: share(right, has),
      f1: share(2 * right, has + given),
      rows: has,
    }
  })
}

type MeanScores = Readonly<Record<'precision' | 'recall' | 'f1', number>>

/** Means over the classes that some row has or some answer names: F1 is defined for these. */
function meanScores(scores: readonly ClassScore[], weightOf: (score: ClassScore) => number): MeanScores {
  const met = scores.filter(({ f1 }) => f1 !== undefined)
  const whole = met.reduce((sum, score) => sum + weightOf(score), 0)
  const mean = (part: keyof MeanScores): number =>
    met.reduce((sum, score) => sum + weightOf(score) * (score[part] ?? 0), 0) / whole
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') }
}

export function numberMetrics(targets: ArrayLike<number>, predictions: ArrayLike<number>): NumberMetrics {
  const rows = targets.length
  let [mean, squares, sizes, spread] = [0, 0, 0, 0]
  for (let n = 0; n < rows; n++) mean += targets[n]! / rows
  for (let n = 0; n < rows; n++) {
    const error = predictions[n]! - targets[n]!
    const away = targets[n]! - mean
    squares += error * error
    sizes += Math.abs(error)
    spread += away * away
  }
  const mse = squares / rows
  const r2 = spread === 0 ? undefined : 1 - squares / spread
  return { r2, mse, rmse: Math.sqrt(mse), mae: sizes / rows, rows }
}

export interface CalibrationBin {
  /** Probabilities from `from` up to `to` fall in this bin; 1 falls in the last one. */
  readonly from: number
  readonly to: number
  readonly rows: number
  /** The mean of the probabilities; undefined in an empty bin, as is the share. */
  readonly meanProbability: number | undefined
  /** The share of the predictions that were right. */
  readonly accuracy: number | undefined
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[]
  /** The mean distance between probability and share, each bin weighted by its rows. */
  readonly expectedError: number
}

/**
 * Whether probabilities mean what they say: rows are binned by the probability of their most probable class, and each
 * bin's mean probability is held beside the share that was right.
 * Source: C. Guo et al., "On calibration of modern neural networks" (2017), equation 3.
 * @param probabilities [rows · classes], row after row
 */
export function calibration(
  classes: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  binCount = 10,
): Calibration {
  const sums = Array.from({ length: binCount }, () => ({ rows: 0, probability: 0, right: 0 }))
  const count = probabilities.length / classes.length
  mostProbable(probabilities, classes.length).forEach((best, n) => {
    const probability = probabilities[n * count + best]!
    const bin = sums[Math.min(binCount - 1, Math.floor(probability * binCount))]!
    bin.rows++
    bin.probability += probability
    if (best === classes[n]) bin.right++
  })
  const bins = sums.map(({ rows, probability, right }, i) => ({
    from: i / binCount,
    to: (i + 1) / binCount,
    rows,
    meanProbability: rows === 0 ? undefined : probability / rows,
    accuracy: rows === 0 ? undefined : right / rows,
  }))
  const distance = sums.reduce((sum, { probability, right }) => sum + Math.abs(probability - right), 0)
  return { bins, expectedError: distance / classes.length }
}
