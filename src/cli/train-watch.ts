// Runs a training with its progress line and its log; Ctrl-C leaves nothing behind.
import { train } from '../engine/trainer.ts'
import type { Run, TrainingPlan } from '../engine/training-plan.ts'
import { compactJson } from '../formats/json-text.ts'
import { openLog } from './atomic-file.ts'
import type { Arguments, Io } from './command.ts'
import { Interrupted } from './output.ts'
import { type FoldPlace, progressOf } from './progress.ts'

export interface TrainingWatch {
  /** @throws Interrupted on Ctrl-C, when it has been said; PasoError diverged */
  run(plan: TrainingPlan, place?: FoldPlace): Promise<Run>
  /** Closes the log. */
  close(): void
}

/** The log, a line for each epoch, has the fold where there are several. */
export function trainingWatch({ options }: Arguments, io: Io): TrainingWatch {
  const log = options.log === undefined ? undefined : openLog(options.log, options.force)
  return {
    async run(plan, place) {
      const progress = progressOf(plan.epochs, io, place)
      try {
        return await train(plan, {
          signal: io.signal,
          onEpoch: (epoch) => {
            progress.show(epoch)
            log?.write(`${compactJson({ ...(place && { fold: place.fold }), ...epoch })}\n`)
          },
        })
      } catch (error) {
        if (error instanceof Interrupted) {
          progress.clear()
          io.say(
            io.language === 'en'
              ? 'Interrupted. No model was written.'
              : 'Interrumpido. No se escribió ningún modelo.',
          )
        }
        throw error
      } finally {
        progress.clear()
      }
    },
    close: () => log?.close(),
  }
}
