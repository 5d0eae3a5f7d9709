// What train works on: the table of a path, its target, and the settings that the options say.
import type { Table } from '../data/index.ts'
import type { Advice } from '../engine/divergence-words.ts'
import { checkSchedule } from '../library/schedule-option.ts'
import type { Surface, TrainingSettings } from '../library/training.ts'
import { options as definitions } from '../options.ts'
import type { Io } from './command.ts'
import { dialectOf } from './load.ts'
import { loadBlocks, loadTable } from './load-table.ts'
import { type CompleteArguments, trainingOptionNames } from './recipe.ts'
import { scheduleAsked, switchesOf } from './step-rules.ts'
import { refuseTooLarge } from './train-checks.ts'
import { missingOption } from './usage-errors.ts'

export interface LoadedTraining {
  /** Without --folds in blocks: its rows are gone once a training is planned. */
  readonly table: Table
  readonly target: string | readonly string[]
  readonly settings: TrainingSettings
}

const advice: Advice = {
  learningRateOption: '--learning-rate',
}

export const surface: Surface = { advice, checkSize: refuseTooLarge }

/** @throws PasoError missing-option without a target, and those of reading a table */
export async function loadTraining(path: string, args: CompleteArguments, io: Io): Promise<LoadedTraining> {
  const { options, optimizerOptions, scheduleNumbers, weightsByClass } = args
  const { targetColumn: targets, ignore, task, classWeights, sampleWeight, missing, holdTest } = options
  const target = targets.length > 1 ? targets : targets[0]
  const schedule = scheduleAsked(options, scheduleNumbers)
  if (schedule !== undefined) checkSchedule('train', schedule, options.learningRate)
  const reading = {
    ...(target !== undefined && { target }),
    ...(ignore.length > 0 && { ignore }),
    ...(sampleWeight !== undefined && { sampleWeight }),
    missing,
    ...dialectOf(args),
  }
  // Folds are trainings on one and the same table.
  const table = await (options.folds === undefined ? loadBlocks : loadTable)(path, reading, io)
  if (target === undefined) {
    const names = table.names.slice(0, 12).join(', ')
    throw missingOption(
      { ...definitions.targetColumn, example: `--target ${table.names.at(-1)}` },
      {
        en: `the column to predict: ${names}`,
        es: `la columna que se quiere predecir: ${names}`,
      },
    )
  }
  const all = Object.fromEntries(trainingOptionNames.map((name) => [name, options[name]]))
  const settings = {
    ...all,
    missing,
    holdTest,
    optimizerOptions: { ...optimizerOptions, ...switchesOf(options) },
    schedule,
    task: task === 'auto' ? undefined : task,
    classWeights: weightsByClass ?? (classWeights === 'none' ? undefined : classWeights),
  }
  return { table, target, settings: settings as unknown as TrainingSettings }
}
