// paso train --resume: what the checkpoint says, with what the command line may change; all else must agree.
import type { Table } from '../data/table.ts'
import { PasoError } from '../errors.ts'
import type { Checkpoint } from '../library/checkpoint.ts'
import { contradictsCheckpoint } from '../library/checkpoint-errors.ts'
import { readCheckpointFile } from '../library/checkpoint-file.ts'
import { agrees, checkTable, settingsToGoOn } from '../library/resume.ts'
import type { TrainingSettings } from '../library/training.ts'
import { type OptionDefinition, type OptionName, options as table } from '../options.ts'
import type { Arguments } from './command.ts'
import { type CompleteArguments, readingOptionNames, trainingOptionNames } from './recipe.ts'
import { scheduleAsked, switchesOf } from './step-rules.ts'
import { checkpointUnread, noTableNamed } from './train-keep-errors.ts'

export interface Resumption {
  readonly checkpoint: Checkpoint
  /** With the checkpoint's table, target and reading. */
  readonly args: CompleteArguments
  readonly settings: TrainingSettings
  /** @throws PasoError other-table */
  check(table: Table): void
}

/** Those that the user gave. */
export function readingOf({ given, options }: Arguments): Checkpoint['table']['reading'] {
  const names = readingOptionNames.filter((name) => name !== 'targetColumn' && given.has(name))
  return Object.fromEntries(names.map((name) => [name, options[name]!]))
}

/** @throws PasoError file-not-found, contradicts-checkpoint, missing-argument, and those of reading a checkpoint */
export async function resumptionOf(path: string, args: CompleteArguments): Promise<Resumption> {
  const checkpoint = await readCheckpointFile(path).catch((error: unknown) => {
    const isTrouble = error instanceof PasoError && /^file-(not-found|unreadable)$/.test(error.code)
    throw isTrouble ? checkpointUnread(path, error) : error
  })
  refuseOtherReading(checkpoint, args)
  const { source, target } = checkpoint.table
  const data = args.positionals[0] ?? source
  if (data === '' || (data === '-' && args.positionals.length === 0)) throw noTableNamed(path)
  const settings = settingsToGoOn(checkpoint, trainingOptions(args), { option: flagOf, resume: '--resume' })
  const targetColumn = typeof target === 'string' ? [target] : target
  const options = { ...args.options, ...checkpoint.table.reading, targetColumn }
  return {
    checkpoint,
    args: { ...args, positionals: [data], options },
    settings,
    check: (data) => checkTable(checkpoint, data, target),
  }
}

const flagOf = (name: string): string =>
  Object.hasOwn(table, name) ? `--${table[name as OptionName].flag}` : name

const defaultOf = (name: OptionName): unknown => (table[name] as OptionDefinition).default

function refuseOtherReading(
  { table: { reading: stored, target } }: Checkpoint,
  args: CompleteArguments,
): void {
  const { given, options } = args
  for (const name of readingOptionNames) {
    const expected = name === 'targetColumn' ? [target].flat() : (stored[name] ?? defaultOf(name))
    if (!given.has(name) || agrees(options[name], expected)) continue
    throw contradictsCheckpoint(flagOf(name), '--resume', { expected, received: options[name] })
  }
}

/** The options of the training that the user gave, by their names in the settings. */
function trainingOptions(args: CompleteArguments): Record<string, unknown> {
  const { given, options, optimizerOptions, scheduleNumbers, weightsByClass } = args
  const names = [...trainingOptionNames, 'holdTest' as const].filter((name) => given.has(name))
  return {
    ...Object.fromEntries(names.map((name) => [name, options[name]])),
    ...(options.task === 'auto' && { task: undefined }),
    ...(given.has('classWeights') && options.classWeights === 'none' && { classWeights: null }),
    ...(weightsByClass && { classWeights: weightsByClass }),
    schedule: scheduleAsked(options, scheduleNumbers),
    optimizerOptions: { ...optimizerOptions, ...switchesOf(options) },
  }
}
