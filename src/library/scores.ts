// Scores: what a network's answers to encoded rows are worth, on the targets' own scale.
import type { Network } from '../core/network.ts'
import { type Scaling, unstandardize } from '../data/scaling.ts'
import { outputsFor, type TargetEncoding } from '../data/targets.ts'
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
import { columnOf, rocAucs } from '../engine/roc-auc.ts'
import { outputsOfRows } from './answers.ts'
import { laterParts } from './later-parts.ts'

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

/** Of several numbers: `metrics` are the means over the targets, of those that have the metric. */
export interface NumbersScores {
  readonly kind: 'numbers'
  readonly metrics: NumberMetrics
  readonly byTarget: readonly OfTarget<RegressionScores>[]
}

export interface LabelsMetrics extends ClassMetrics {
  /** The share of rows whose labels are all right. The others are the means over the targets that have them. */
  readonly exactMatch: number
}

/** Of several labels. */
export interface LabelsScores {
  readonly kind: 'labels'
  readonly metrics: LabelsMetrics
  readonly byTarget: readonly OfTarget<ClassificationScores>[]
}

export interface OfTarget<Scores> {
  readonly target: string
  readonly scores: Scores
}

export type Scores = ClassificationScores | RegressionScores | NumbersScores | LabelsScores

/**
 * @param blocks rows after rows, encoded. [rows · inputs]
 * @param targets encoded; of at least one row. [rows · outputs]
 */
export function scoresOf(
  network: Network,
  target: TargetEncoding,
  blocks: Iterable<Float64Array>,
  targets: Float64Array,
): Scores {
  const outputs = outputsOfRows(network, blocks, targets.length / outputsFor(target))
  return scoresOfOutputs(target, targets, outputs)
}

/**
 * @param targets row after row, encoded. [rows · outputs]
 * @param outputs what a network answered. [rows · outputs]
 */
export function scoresOfOutputs(
  target: TargetEncoding,
  targets: Float64Array,
  outputs: Float64Array,
): Scores {
  const width = outputsFor(target)
  switch (target.kind) {
    case 'number':
      return numberScores(target, targets, outputs)
    case 'classes':
      return classificationScores(target.classes, targets, outputs)
    case 'numbers':
      return laterParts.needed('targets').numbersScores(
        target.columns.map((column, k) => ({
          target: column.name,
          scores: numberScores(column, columnOf(targets, width, k), columnOf(outputs, width, k)),
        })),
      )
    case 'labels':
      return laterParts.needed('targets').labelsScores(
        target.columns.map(({ name, classes }, k) => ({
          target: name,
          scores: classificationScores(classes, columnOf(targets, width, k), columnOf(outputs, width, k)),
        })),
        targets,
        outputs,
      )
  }
}

function numberScores(scaling: Scaling, targets: Float64Array, outputs: Float64Array): RegressionScores {
  const own = (values: Float64Array): Float64Array => values.map((value) => unstandardize(value, scaling))
  return { kind: 'number', metrics: numberMetrics(own(targets), own(outputs)) }
}

function classificationScores(
  classes: readonly string[],
  targets: Float64Array,
  outputs: Float64Array,
): ClassificationScores {
  const rows = classes.length === 2 ? targets.length : targets.length / classes.length
  const truth = mostProbable(chances(targets, rows), rows)
  const probabilities = chances(outputs, rows)
  const counts = confusion(truth, probabilities)
  const areas = rocAucs(truth, probabilities)
  return {
    kind: 'classes',
    classes,
    metrics: classMetrics(truth, probabilities, areas),
    confusion: counts,
    byClass: classScores(counts).map((score, k) => ({ ...score, rocAuc: areas[k] })),
    calibration: calibration(truth, probabilities),
  }
}

/** One probability for each class: a single output is that of the second one. [rows · classes] */
function chances(outputs: Float64Array, rows: number): Float64Array {
  if (outputs.length > rows) return outputs
  return Float64Array.from({ length: 2 * rows }, (_, at) =>
    at % 2 ? outputs[at >> 1]! : 1 - outputs[at >> 1]!,
  )
}

/** Metrics as others read them: undefined ones left out. */
export function metricsRecord({ metrics }: Scores): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter(([, value]) => value !== undefined)) as Record<
    string,
    number
  >
}

/** All figures as others read them: those of several targets with each target's beside them. */
export function figuresOf(scores: Scores): Record<string, number | Record<string, Record<string, number>>> {
  const byTarget = metricsByTarget(scores)
  return { ...metricsRecord(scores), ...(byTarget && { byTarget }) }
}

/** The metrics of each of several targets, by its name; undefined for a single one. */
export function metricsByTarget(scores: Scores): Record<string, Record<string, number>> | undefined {
  if (!('byTarget' in scores)) return undefined
  return Object.fromEntries(
    (scores.byTarget as readonly OfTarget<Scores>[]).map(({ target, scores: own }) => [
      target,
      metricsRecord(own),
    ]),
  )
}
