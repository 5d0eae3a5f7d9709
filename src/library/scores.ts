// Scores: what a network's answers to encoded rows are worth, on the target's own scale.
import { outputsOf } from '../core/forward.ts'
import type { Network } from '../core/network.ts'
import type { TargetEncoding } from '../data/encoding.ts'
import { unstandardize } from '../data/scaling.ts'
import {
  type Calibration,
  type ClassMetrics,
  type ClassScore,
  calibration,
  classMetrics,
  classScores,
  confusion,
  mostProbable,
  type NumberMetrics,
  numberMetrics,
} from '../engine/metrics.ts'
import { rocAucs } from '../engine/roc-auc.ts'

/** Of one class against the rest. */
export interface ScoreOfClass extends ClassScore {
  /** The area under the ROC curve; undefined when no row, or every row, has this class. */
  readonly rocAuc: number | undefined
}

export interface ClassificationScores {
  readonly kind: 'classes'
  readonly classes: readonly string[]
  readonly metrics: ClassMetrics
  /** counts[true class][predicted class] */
  readonly confusion: readonly (readonly number[])[]
  readonly byClass: readonly ScoreOfClass[]
  readonly calibration: Calibration
}

export interface RegressionScores {
  readonly kind: 'number'
  readonly metrics: NumberMetrics
}

export type Scores = ClassificationScores | RegressionScores

/**
 * @param inputs [rows][inputs], encoded
 * @param targets [rows][outputs], encoded; at least one row
 */
export function scoresOf(
  network: Network,
  target: TargetEncoding,
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): Scores {
  const outputs = inputs.map((input) => outputsOf(network, input))
  if (target.kind === 'number') {
    const own = (rows: readonly (readonly number[])[]): number[] =>
      rows.map(([value]) => unstandardize(value!, target))
    return { kind: 'number', metrics: numberMetrics(own(targets), own(outputs)) }
  }
  const { classes } = target
  const truth = targets.map((row) => mostProbable(chances(row)))
  const probabilities = outputs.map(chances)
  const counts = confusion(truth, probabilities, classes.length)
  const areas = rocAucs(truth, probabilities)
  return {
    kind: 'classes',
    classes,
    metrics: classMetrics(truth, probabilities),
    confusion: counts,
    byClass: classScores(counts).map((score, k) => ({ ...score, rocAuc: areas[k] })),
    calibration: calibration(truth, probabilities),
  }
}

/** One probability for each class: a single output is that of the second one. */
function chances(outputs: readonly number[]): readonly number[] {
  return outputs.length === 1 ? [1 - outputs[0]!, outputs[0]!] : outputs
}

/** Metrics as others read them: undefined ones left out. */
export function metricsRecord({ metrics }: Scores): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter(([, value]) => value !== undefined)) as Record<
    string,
    number
  >
}
