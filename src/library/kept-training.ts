// A training that is kept or that goes on: the checkpoints of `fit` and `epochs`. Loaded only where they are asked for.
import { usual } from '../engine/defaults.ts'
import { intervalOf } from '../engine/interval.ts'
import { Keeper } from '../engine/keeper.ts'
import { PasoError, type Warning } from '../errors.ts'
import { CHECKPOINT_FORMAT } from '../formats/checkpoint.ts'
import { notACheckpoint } from '../formats/checkpoint-errors.ts'
import { type Checkpoint, checkpointsOf, knownTable } from './checkpoint.ts'
import { lockTakenOver } from './checkpoint-errors.ts'
import type { CheckpointFile } from './checkpoint-file.ts'
import type { TableWithTarget, TargetChoice } from './data.ts'
import { askedFor, type FitOptions, type MlpOptions, settingsOf } from './options.ts'
import { checkTable, settingsToGoOn } from './resume.ts'
import { type PlannedTraining, planTraining } from './training.ts'

/** What stands beside a training while it runs. */
export interface Keeping {
  /** What was worth saying; it grows. */
  readonly warnings: readonly Warning[]
  /** Where the training stops for good or for now: keeps it there. */
  end(): Promise<void>
  /** After a failure: waits for what is being written. */
  settle(): Promise<void>
  /** Always, at last. */
  close(): void
}

export interface KeptTraining {
  readonly planned: PlannedTraining
  readonly keeping?: Keeping
}

/**
 * @throws PasoError those of `planTraining` and of reading a checkpoint; contradicts-checkpoint, other-table,
 *   not-a-checkpoint, file-in-use, not-writable
 */
export async function keptTraining(
  options: MlpOptions,
  fit: FitOptions,
  tableFor: (target: TargetChoice | undefined) => TableWithTarget,
): Promise<KeptTraining> {
  const from = fit.resume === undefined ? undefined : await checkpointIn(fit.resume)
  const { table, target } = tableFor(from?.table.target)
  if (from) checkTable(from, table, target)
  const settings = from
    ? settingsToGoOn(from, askedFor(options, fit), { option: (name) => name, resume: 'resume' })
    : settingsOf(options, fit, table.rows)
  const planned = planTraining(table, target, settings)
  const resumed = { ...planned, plan: { ...planned.plan, resume: from?.state } }
  const { checkpoint: { file, every = usual.checkpointEvery } = {}, onCheckpoint } = fit
  if (file === undefined && !onCheckpoint) return { planned: resumed }
  const opened =
    file === undefined ? undefined : await (await import('./checkpoint-file.ts')).openCheckpointFile(file)
  const warnings: Warning[] = opened?.left ? [lockTakenOver(opened.path, opened.left)] : []
  const make = checkpointsOf(planned, knownTable(table), target)
  const keeper = new Keeper(intervalOf(every)!, async (state) => {
    const checkpoint = make(state)
    await onCheckpoint?.(checkpoint)
    if (opened) await written(checkpoint, opened, warnings)
  })
  return {
    planned: { ...resumed, plan: { ...resumed.plan, onPause: keeper.see } },
    keeping: {
      warnings,
      end: () => keeper.end(),
      settle: () => keeper.settle().catch(() => {}),
      close: () => opened?.close(),
    },
  }
}

/** A disk that is full does not end a training: it is told, once. */
async function written(checkpoint: Checkpoint, file: CheckpointFile, warnings: Warning[]): Promise<void> {
  try {
    await file.write(checkpoint)
  } catch (error) {
    if (!(error instanceof PasoError)) throw error
    const { code, texts } = error
    if (!warnings.some((warning) => warning.code === code)) warnings.push({ code, texts })
  }
}

/** @throws PasoError not-a-checkpoint, and those of `readCheckpoint` */
async function checkpointIn(source: NonNullable<FitOptions['resume']>): Promise<Checkpoint> {
  if (typeof source === 'string') return (await import('./checkpoint-file.ts')).readCheckpointFile(source)
  if (!(source instanceof Uint8Array)) {
    if (source.format !== CHECKPOINT_FORMAT) throw notACheckpoint('resume', source.format)
    return source
  }
  const { readCheckpoint } = await import('../formats/read-checkpoint.ts')
  return readCheckpoint(source, 'resume') as unknown as Checkpoint
}
