// Looks at what train is asked for before anything is read or computed.
import { resolve } from 'node:path'
import { weightIsTarget } from '../data/weight-errors.ts'
import type { OptionValues } from '../options.ts'
import { checkWritable, type OutputOption } from './atomic-file.ts'
import type { Arguments } from './command.ts'
import { refuseForeign } from './step-rules.ts'
import {
  networkTooLarge,
  oneFileTwice,
  rangeKeepsNothing,
  targetIgnored,
  weightIgnored,
} from './train-errors.ts'
import { foldsNotKept, nothingToKeep } from './train-keep-errors.ts'

/**
 * What cannot be meant together.
 * @throws PasoError conflicting-options
 */
export function refuseConflicts(args: Arguments): void {
  const { given, options } = args
  const { optimizer = 'adam' } = options
  refuseColumns(args)
  // Without a word the optimizer is the checkpoint's.
  if (options.resume === undefined || options.optimizer !== undefined) refuseForeign(options, optimizer)
  const isGiven = (name: keyof OptionValues): boolean => options[name] !== undefined
  const kept = (['output', 'log', 'folds', 'checkpoint', 'resume', 'tensorboard'] as const).find(isGiven)
  if (options.rangeTest && kept !== undefined) throw rangeKeepsNothing(kept)
  if (given.has('checkpointEvery') && checkpointPath(options) === undefined) throw nothingToKeep()
  const single = (['checkpoint', 'resume', 'tensorboard'] as const).find(isGiven)
  if (options.folds !== undefined && single) throw foldsNotKept(single)
  refuseOneFileTwice(options)
}

/**
 * A column that is to be two things at once.
 * @throws PasoError conflicting-options
 */
export function refuseColumns({ options: { targetColumn, sampleWeight, ignore } }: Arguments): void {
  const ignored = targetColumn.find((name) => ignore.includes(name))
  if (ignored !== undefined) throw targetIgnored(ignored)
  if (sampleWeight !== undefined && targetColumn.includes(sampleWeight)) throw weightIsTarget(sampleWeight)
  if (sampleWeight !== undefined && ignore.includes(sampleWeight)) throw weightIgnored(sampleWeight)
}

/** Where a training is kept: in the file that it goes on from, unless another is named. */
export const checkpointPath = ({ checkpoint, resume }: OptionValues): string | undefined =>
  checkpoint ?? resume

function refuseOneFileTwice(options: OptionValues): void {
  const { output, log } = options
  const files: [OutputOption, string | undefined][] = [
    ['--output', output],
    ['--log', log],
    ['--checkpoint', checkpointPath(options)],
  ]
  const seen = new Map<string, OutputOption>()
  for (const [option, path] of files) {
    if (path === undefined || path === '-') continue
    const before = seen.get(resolve(path))
    if (before) throw oneFileTwice(path, before, option)
    seen.set(resolve(path), option)
  }
}

/**
 * Refuses now what would fail after hours of computing.
 * @throws PasoError file-exists, file-is-folder, no-folder, not-writable
 */
export async function checkFiles({ options }: Arguments): Promise<void> {
  const { output, log, checkpoint, resume, force } = options
  if (output !== undefined && output !== '-') await checkWritable(output, force)
  if (log !== undefined) await checkWritable(log, force || resume !== undefined, '--log')
  if (checkpoint !== undefined) {
    const same = resume !== undefined && resolve(checkpoint) === resolve(resume)
    await checkWritable(checkpoint, force || same, '--checkpoint')
  }
}

/** A network of more parameters would not fit in the memory, with the optimizer's and the gradient's copies. */
const MOST_PARAMETERS = 20_000_000

/**
 * @param units of every layer, the inputs first
 * @throws PasoError network-too-large
 */
export function refuseTooLarge(units: readonly number[]): void {
  const parameters = units.reduce((sum, count, l) => (l === 0 ? 0 : sum + count * (units[l - 1]! + 1)), 0)
  if (parameters > MOST_PARAMETERS) throw networkTooLarge(parameters, MOST_PARAMETERS)
}
