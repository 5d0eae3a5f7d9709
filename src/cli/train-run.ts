// The run of a single training on the command line: where it goes on, what keeps it, and what it came to.
import type { Run } from '../engine/training-plan.ts'
import type { KnownTable } from '../library/checkpoint.ts'
import {
  type FinishedTraining,
  finishTraining,
  type PlannedTraining,
  planTraining,
} from '../library/training.ts'
import type { Io } from './command.ts'
import { during } from './progress.ts'
import type { CompleteArguments } from './recipe.ts'
import { checkpointPath } from './train-checks.ts'
import type { Keeping } from './train-keep.ts'
import { type LoadedTraining, surface } from './train-load.ts'
import type { Resumption } from './train-resume.ts'
import { trainingWatch } from './train-watch.ts'

export interface PlannedRun extends LoadedTraining {
  readonly planned: PlannedTraining
  /** Where the training is kept: the table, taken down before its rows were let go. */
  readonly known: KnownTable | undefined
  readonly args: CompleteArguments
  /** Where it goes on, with --resume. */
  readonly from: Resumption | undefined
}

/** The table is checked against the checkpoint, taken down where it is to be kept, and then let go. */
export async function planRun(
  loaded: LoadedTraining,
  args: CompleteArguments,
  from: Resumption | undefined,
  io: Io,
): Promise<PlannedRun> {
  const { table, target, settings } = loaded
  from?.check(table)
  const kept = checkpointPath(args.options) !== undefined
  const known = kept ? (await import('../library/checkpoint.ts')).knownTable(table) : undefined
  const planned = during('preparing', table.rows, io, () =>
    planTraining(table, target, from?.settings ?? settings, surface),
  )
  return { ...loaded, planned, known, args, from }
}

export interface EndedRun extends FinishedTraining {
  readonly run: Run
  /** The file that has the training, where it was kept. */
  readonly checkpoint: string | undefined
}

/** @throws Interrupted; PasoError diverged, file-in-use, file-exists, other-log, not-writable */
export async function runToEnd(asked: PlannedRun, io: Io): Promise<EndedRun> {
  const { planned, table, args, from } = asked
  const resume = from?.checkpoint.state
  // Ctrl-C is caught from here on: a lock must not stay behind.
  io.signal.throwIfAborted()
  const keeping = await keepingFor(asked, io)
  try {
    const watch = trainingWatch(args, io, { from: resume, keeping })
    try {
      const run = await watch.run({ ...planned.plan, resume })
      if (from) sayIfOver(run, asked, io)
      const finished = during('scoring', table.rows, io, () => finishTraining(planned, run))
      watch.metrics(finished.file.training!.metrics, run.epochs)
      return { ...finished, run, checkpoint: keeping?.isKept() ? keeping.path : undefined }
    } finally {
      watch.close()
    }
  } finally {
    keeping?.close()
  }
}

async function keepingFor(
  { planned, known, target, args, from }: PlannedRun,
  io: Io,
): Promise<Keeping | undefined> {
  const path = checkpointPath(args.options)
  if (path === undefined || !known) return undefined
  const { checkpointsOf } = await import('../library/checkpoint.ts')
  const { keepingIn } = await import('./train-keep.ts')
  const { readingOf } = await import('./train-resume.ts')
  const reading = from ? from.checkpoint.table.reading : readingOf(args)
  return keepingIn(path, checkpointsOf(planned, known, target, reading), args, io)
}

/** With -v. */
export async function sayEngine(
  planned: PlannedTraining,
  run: Run,
  { options }: CompleteArguments,
  io: Io,
): Promise<void> {
  if (!options.verbose) return
  const { engineLines } = await import('./engine-words.ts')
  for (const line of engineLines(planned, run, io)) io.say(line)
}

/** A training that was over when it was taken up again: what would let it go on. */
function sayIfOver({ epochs, stoppedBy }: Run, { planned: { plan }, from }: PlannedRun, io: Io): void {
  if (stoppedBy === 'caller' || epochs > from!.checkpoint.state.history.length) return
  const en = io.language === 'en'
  const over = en ? 'This training was over already' : 'Este entrenamiento ya había terminado'
  if (stoppedBy === 'converged') {
    io.say(en ? `${over}: no step goes any further.` : `${over}: ningún paso avanza más.`)
    return
  }
  const more = {
    epochs: `--epochs ${2 * epochs}`,
    patience: `--patience ${2 * (plan.patience ?? epochs)}`,
    time: `--seconds ${2 * (plan.seconds ?? 1)}`,
  }[stoppedBy]
  io.say(en ? `${over}; ${more} goes on.` : `${over}; ${more} lo continúa.`)
}
