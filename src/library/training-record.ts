// The record of a training: how a network came to be, as its file tells.
import type { InitializerChoice } from '../core/initialize.ts'
import { fillsIn } from '../data/encoding.ts'
import type { Run as EngineRun } from '../engine/training-plan.ts'
import type { Writable } from '../formats/json-text.ts'
import type { TrainingRecord } from '../formats/network-file.ts'
import { metricsRecord } from './scores.ts'
import type { PlannedTraining, ScoresBySet, TrainingSettings } from './training.ts'

/** Settings and scores in short, as a network file keeps them. */
export function trainingRecord(
  { prepared, settings, recipe }: PlannedTraining,
  run: EngineRun,
  scores: ScoresBySet,
): TrainingRecord {
  const { encoding, split } = prepared
  const { seed, engine, precision, relaxed, initializer, biasInitializer, validation, test, scaling } =
    settings
  return {
    seed,
    engine,
    epochs: run.epochs,
    bestEpoch: run.bestEpoch,
    stoppedBy: run.stoppedBy,
    rows: { train: split.train.length, validation: split.validation.length, test: split.test.length },
    metrics: Object.fromEntries(
      Object.entries(scores).map(([set, score]) => [set, finiteOnes(metricsRecord(score))]),
    ),
    recipe: {
      ...recipe,
      ...(initializer !== undefined && { initializer: plainInitializer(initializer) }),
      ...(biasInitializer !== undefined && { biasInitializer: plainInitializer(biasInitializer) }),
      ...rulesRecord(settings),
      ...weightsRecord(settings),
      ...(settings.split ? { split: 'given' } : { validation, test }),
      scaling,
      ...(precision === 'float32' && { precision }),
      ...(relaxed && { relaxed }),
      ...(fillsIn(encoding) && { missing: 'impute' }),
    },
  }
}

const ruleNames = [
  'dropout',
  'normalization',
  'l1',
  'l2',
  'labelSmoothing',
  'clipValue',
  'clipNorm',
  'maxNorm',
  'schedule',
] as const

/** Penalties, smoothing, limits and the schedule, as they were asked for. */
export function rulesRecord(settings: TrainingSettings): Readonly<Record<string, Writable>> {
  const given = ruleNames.filter((name) => settings[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, settings[name] as Writable]))
}

/** A list of weights is not kept: it is as long as the table. */
function weightsRecord({ classWeights, sampleWeight }: TrainingSettings): Readonly<Record<string, Writable>> {
  return {
    ...(classWeights !== undefined && { classWeights: classWeights as Writable }),
    ...(sampleWeight !== undefined && {
      sampleWeight: typeof sampleWeight === 'string' ? sampleWeight : 'given',
    }),
  }
}

/** As it is written for a program: the name alone, or with its numbers beside it. */
function plainInitializer(choice: InitializerChoice): string | Readonly<Record<string, string | number>> {
  return typeof choice === 'string' ? choice : { name: choice.name, ...choice.parameters }
}

/** A network file holds finite numbers alone: the squares of targets beyond 10¹⁵⁴ have none. */
const finiteOnes = (metrics: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)))
