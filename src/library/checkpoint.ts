// Checkpoint: a training that can go on, as plain data: its table's fingerprint, its options, its network and where it stands.
import { fingerprintOf, type TableFingerprint } from '../data/fingerprint.ts'
import type { Table } from '../data/table.ts'
import { shapeOf, withParameters } from '../engine/parameters.ts'
import type { TrainingState } from '../engine/training-plan.ts'
import {
  CHECKPOINT_FORMAT,
  type NetworkStructure,
  networkFileFrom,
  structureOf,
} from '../formats/checkpoint.ts'
import type { Writable } from '../formats/json-text.ts'
import type { NetworkFile } from '../formats/network-file.ts'
import { withLength } from './schedule-option.ts'
import { modelFile, type PlannedTraining, type TrainingSettings } from './training.ts'

/** By which a table is known again. */
export interface KnownTable extends TableFingerprint {
  /** The path of its file; '' for data that no file holds. */
  readonly source: string
}

export const knownTable = (table: Table): KnownTable => ({ source: table.source, ...fingerprintOf(table) })

/** Which table it was, and how it was read. */
export interface CheckpointTable extends KnownTable {
  /** The options with which the file was read. */
  readonly reading: Readonly<Record<string, Writable>>
  readonly target: string | readonly string[]
}

/** Plain data: it may be cloned, kept in IndexedDB, or written with `checkpointBytes`. */
export interface Checkpoint {
  readonly format: typeof CHECKPOINT_FORMAT
  readonly table: CheckpointTable
  /** Complete: what was asked for, and what followed from the data. */
  readonly settings: TrainingSettings
  readonly network: NetworkStructure
  readonly state: TrainingState
}

/** What makes the checkpoints of one training. */
export function checkpointsOf(
  planned: PlannedTraining,
  table: KnownTable,
  target: string | readonly string[],
  reading: CheckpointTable['reading'] = {},
): (state: TrainingState) => Checkpoint {
  const fixed = {
    format: CHECKPOINT_FORMAT,
    table: { source: table.source, reading, target, rows: table.rows, columns: table.columns },
    settings: completeSettings(planned),
    network: structureOf(modelFile(planned, planned.plan.network)),
  } as const
  return (state) => ({ ...fixed, state })
}

/** All that a later version needs to plan the same training, whatever its defaults are. */
function completeSettings({ settings, recipe, optimizer, prepared }: PlannedTraining): TrainingSettings {
  const task = prepared.task.kind === 'regression' ? 'regression' : 'classification'
  const schedule = settings.schedule && withLength(settings.schedule, recipe.epochs)
  const all = { ...settings, ...recipe, schedule, task, optimizerOptions: optimizer.options }
  const { split, sampleWeight, ...plain } = all
  // Through JSON: no undefined, no -0, nothing shared with the caller.
  const copy = JSON.parse(JSON.stringify(plain)) as TrainingSettings
  const numbers = (list: ArrayLike<number>): Float64Array => Float64Array.from(list)
  const parts = split && Object.entries(split).map(([name, rows]) => [name, numbers(rows)])
  return {
    ...copy,
    ...(parts && { split: Object.fromEntries(parts) }),
    ...(sampleWeight !== undefined && {
      sampleWeight: typeof sampleWeight === 'string' ? sampleWeight : numbers(sampleWeight),
    }),
  }
}

/** The network with the best weights so far, as a training that ended here would give it. */
export function networkOf({ network, state }: Checkpoint): NetworkFile {
  const file = networkFileFrom(network)
  return { ...file, network: withParameters(file.network, shapeOf(file.network), state.best.weights) }
}
