// Runs trainings with a progress line and logs, and keeps them where that is asked for; Ctrl-C leaves nothing else behind.
import { train } from '../engine/trainer.ts'
import type { Run, TrainingPlan } from '../engine/training-plan.ts'
import type { Arguments, Io } from './command.ts'
import { Interrupted } from './output.ts'
import { type FoldPlace, progressOf } from './progress.ts'
import type { Keeping } from './train-keep.ts'
import { type LogFacts, type MetricsBySet, openLogs } from './train-log.ts'

export interface TrainingWatch {
  /** @throws Interrupted on Ctrl-C, when it has been said; PasoError diverged */
  run(plan: TrainingPlan, place?: FoldPlace): Promise<Run>
  /** For the logs: what the training came to, after so many epochs. */
  metrics(metrics: MetricsBySet, epochs: number): void
  /** Closes the logs. */
  close(): void
}

/** What stands beside a single training. */
export interface Beside extends LogFacts {
  readonly keeping?: Keeping | undefined
}

/** @throws PasoError file-exists, other-log, not-writable */
export function trainingWatch(args: Arguments, io: Io, beside: Beside = {}): TrainingWatch {
  const logs = openLogs(args, beside)
  const { keeping } = beside
  return {
    async run(plan, place) {
      const progress = progressOf(plan, io, place)
      try {
        const run = await train(
          {
            ...plan,
            onPause: (pause) => {
              progress.pause(pause)
              keeping?.onPause(pause)
            },
          },
          {
            signal: io.signal,
            onEpoch: (epoch) => {
              progress.show(epoch)
              logs.epoch(epoch, place?.fold)
            },
          },
        )
        await keeping?.end()
        return run
      } catch (error) {
        if (!(error instanceof Interrupted)) await keeping?.settle()
        else {
          progress.clear()
          await keeping?.end()
          io.say(wordsOf(keeping, args, io))
        }
        throw error
      } finally {
        progress.clear()
      }
    },
    metrics: logs.metrics,
    close: logs.close,
  }
}

function wordsOf(keeping: Keeping | undefined, args: Arguments, { language }: Io): string {
  const en = language === 'en'
  const what = en ? 'Interrupted. No model was written.' : 'Interrumpido. No se escribió ningún modelo.'
  const command = keeping?.goesOn(args)
  return command === undefined ? what : `${what} ${en ? 'To go on:' : 'Para seguir:'} ${command}`
}
