// Run: what a training came to: the model, how it went, and how good it is.
import type { FilledColumn } from '../data/filled.ts'
import { outputsFor } from '../data/targets.ts'
import type { TaskName } from '../data/task.ts'
import type { TrainedBy } from '../engine/engine.ts'
import { laterParts } from '../engine/later-parts.ts'
import type { ClassMetrics, NumberMetrics } from '../engine/metrics.ts'
import type { Run as EngineRun, Epoch } from '../engine/training-plan.ts'
import type { Warning } from '../errors.ts'
import type { NetworkFile } from '../formats/network-file.ts'
import type { EncodedSamples } from './explain-request.ts'
import { type AnyRow, Model } from './model.ts'
import type { AnyLabel, LabelsByTarget } from './predictions.ts'
import { type LabelsMetrics, metricsByTarget } from './scores.ts'
import { finishTraining, type PlannedTraining, type ScoresBySet } from './training.ts'
import { sampleOf, trainingSamples } from './training-rows.ts'

/** What a training without that kind of target does not have. */
type Without<Names extends PropertyKey> = { readonly [Name in Exclude<Names, 'rows'>]?: undefined }

type OneMetrics<Task extends TaskName> = Without<'exactMatch' | 'byTarget'> &
  (Task extends 'classification'
    ? ClassMetrics & Without<keyof NumberMetrics>
    : NumberMetrics & Without<keyof ClassMetrics>)

type SeveralMetrics<Task extends TaskName, Name extends string> = Task extends 'classification'
  ? LabelsMetrics & Without<keyof NumberMetrics> & { readonly byTarget: Readonly<Record<Name, ClassMetrics>> }
  : NumberMetrics &
      Without<keyof LabelsMetrics> & { readonly byTarget: Readonly<Record<Name, NumberMetrics>> }

/**
 * Where the task is known only when the data is read, either of both. With several targets they are the means over the
 * targets, and `byTarget` has those of each.
 */
export type Metrics<Task extends TaskName = TaskName, Label extends AnyLabel = string> =
  | ([Extract<Label, string>] extends [never] ? never : OneMetrics<Task>)
  | ([Extract<Label, LabelsByTarget>] extends [never]
      ? never
      : SeveralMetrics<Task, keyof Extract<Label, LabelsByTarget> & string>)

export interface Run<Row = AnyRow, Task extends TaskName = TaskName, Label extends AnyLabel = string> {
  readonly model: Model<Row, Task, Label>
  /** One entry for each epoch. */
  readonly history: readonly Epoch[]
  /** By the rows they are of; validation and test are there where rows were held out. */
  readonly metrics: {
    readonly train: Metrics<Task, Label>
    readonly validation?: Metrics<Task, Label>
    readonly test?: Metrics<Task, Label>
  }
  readonly seed: number
  /** How many were made. */
  readonly epochs: number
  /** The one whose weights the model has. */
  readonly bestEpoch: number
  readonly time: { readonly seconds: number }
  /** The columns in which cells were missing and filled in, with the rows, from 0. */
  readonly filled: readonly FilledColumn[]
  /** What made its steps. */
  readonly engine: TrainedBy
  /** What ended it. */
  readonly stopped: EngineRun['stoppedBy']
  /** Why L-BFGS went no further, where that ended it. */
  readonly ending: EngineRun['ending']
  /** What was worth saying about the data and the training; a diagnosis of the network once the part that makes it is loaded. */
  readonly warnings: readonly Warning[]
}

/** A network of this training as a model that can explain its rows. */
export function modelOf({ prepared }: PlannedTraining, file: NetworkFile): Model {
  const { weights, filled } = prepared
  const seen: EncodedSamples = {
    rows: prepared.targets.length / outputsFor(prepared.encoding.target),
    sample: (row) => ({ ...sampleOf(prepared, row), ...(weights && { weight: weights[row]! }) }),
    filled,
  }
  return new Model(file, seen)
}

/** @param warnings of what stood beside the training */
export function runOf(planned: PlannedTraining, run: EngineRun, warnings: readonly Warning[] = []): Run {
  const { prepared, settings, plan } = planned
  const { scores, file } = finishTraining(planned, run)
  let diagnosis: readonly Warning[] | undefined
  return {
    model: modelOf(planned, file),
    history: run.history,
    metrics: metricsOf(scores),
    seed: settings.seed,
    epochs: run.epochs,
    bestEpoch: run.bestEpoch,
    time: { seconds: run.seconds },
    filled: prepared.filled,
    engine: run.by,
    stopped: run.stoppedBy,
    ending: run.ending,
    get warnings() {
      diagnosis ??= laterParts.part?.diagnose(plan.network, run.network, trainingSamples(planned))
      return [...planned.warnings, ...warnings, ...(diagnosis ?? [])]
    },
  }
}

function metricsOf(scores: ScoresBySet): Run['metrics'] {
  const entries = Object.entries(scores).map(([set, score]) => {
    const byTarget = metricsByTarget(score)
    return [set, { ...score.metrics, ...(byTarget && { byTarget }) }]
  })
  return Object.fromEntries(entries) as Run['metrics']
}
