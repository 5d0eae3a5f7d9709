// Keeps a training in the file of --checkpoint while it runs, and says how it goes on.
import { intervalOf } from '../engine/interval.ts'
import { Keeper } from '../engine/keeper.ts'
import type { Pause } from '../engine/training-plan.ts'
import { PasoError } from '../errors.ts'
import type { Checkpoint } from '../library/checkpoint.ts'
import { lockTakenOver } from '../library/checkpoint-errors.ts'
import { openCheckpointFile } from '../library/checkpoint-file.ts'
import type { Arguments, Io } from './command.ts'
import { shellWord } from './shell-word.ts'
import { notKept } from './train-keep-errors.ts'

export interface Keeping {
  readonly path: string
  /** For the plan. */
  readonly onPause: (pause: Pause) => void
  /** Where the training stands for now or for good: keeps it there. */
  end(): Promise<void>
  /** After a failure: waits for what is being written. */
  settle(): Promise<void>
  /** Whether the file has the training where it stood when it was last kept. */
  isKept(): boolean
  /** The command that goes on where this one stopped; undefined while the file does not have the training there. */
  goesOn(args: Arguments): string | undefined
  close(): void
}

/** @throws PasoError file-in-use, not-writable */
export async function keepingIn(
  path: string,
  make: (state: Checkpoint['state']) => Checkpoint,
  { options: { checkpointEvery } }: Arguments,
  io: Io,
): Promise<Keeping> {
  const file = await openCheckpointFile(path)
  if (file.left) io.warn(lockTakenOver(path, file.left))
  let [last, failed]: [number | undefined, boolean] = [undefined, false]
  const keeper = new Keeper(intervalOf(checkpointEvery)!, async (state) => {
    try {
      await file.write(make(state))
      ;[last, failed] = [state.history.length, false]
    } catch (error) {
      if (!(error instanceof PasoError)) throw error
      if (!failed) io.warn(notKept(error, last))
      failed = true
    }
  })
  const isKept = (): boolean => last !== undefined && !failed
  return {
    path,
    onPause: keeper.see,
    end: () => keeper.end(),
    settle: () => keeper.settle(),
    isKept,
    goesOn: (args) => (isKept() ? resumeCommand(path, args) : undefined),
    close: file.close,
  }
}

function resumeCommand(path: string, { options }: Arguments): string {
  const files = [
    ['-o', options.output],
    ['--log', options.log],
    ['--tensorboard', options.tensorboard],
  ] as const
  const given = files.flatMap(([flag, file]) => (file === undefined ? [] : [flag, file]))
  return ['paso', 'train', '--resume', path, ...given].map(shellWord).join(' ')
}
