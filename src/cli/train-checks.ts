// Looks at what train is asked for before anything is read or computed.
import { resolve } from 'node:path'
import { weightIsTarget } from '../data/weight-errors.ts'
import type { Arguments } from './command.ts'
import { refuseForeign } from './step-rules.ts'
import {
  networkTooLarge,
  oneFileTwice,
  rangeKeepsNothing,
  targetIgnored,
  weightIgnored,
} from './train-errors.ts'

/**
 * What cannot be meant together.
 * @throws PasoError conflicting-options
 */
export function refuseConflicts(args: Arguments): void {
  const { options } = args
  const { optimizer = 'adam', output, log } = options
  refuseColumns(args)
  refuseForeign(options, optimizer)
  const kept = (['output', 'log', 'folds'] as const).find((name) => options[name] !== undefined)
  if (options.rangeTest && kept !== undefined) throw rangeKeepsNothing(kept)
  if (output !== undefined && log !== undefined && resolve(output) === resolve(log)) throw oneFileTwice(log)
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
