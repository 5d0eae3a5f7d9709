// Going on from a checkpoint: with its options, but for those that may change, and with the table that it began with.
import { fingerprintOf } from '../data/fingerprint.ts'
import type { Table } from '../data/table.ts'
import type { Checkpoint, CheckpointTable } from './checkpoint.ts'
import { contradictsCheckpoint, otherTable, type TableDifference } from './checkpoint-errors.ts'
import type { TrainingSettings } from './training.ts'

/** What may be another when a training goes on: when it ends, whether it is scored on the test rows, and how many threads there are. */
const mayChange: readonly string[] = [
  'epochs',
  'patience',
  'seconds',
  'holdTest',
  'threads',
] satisfies (keyof TrainingSettings)[]

/** How options are written where the training is asked for. */
export interface Spelling {
  option(name: string): string
  readonly resume: string
}

/**
 * The checkpoint's options, with what may change taken from `given`.
 * @param given what was asked for this time; undefined for what was not, null for what shall not be
 * @throws PasoError contradicts-checkpoint
 */
export function settingsToGoOn(
  { settings }: Checkpoint,
  given: Readonly<Record<string, unknown>>,
  spelling: Spelling,
): TrainingSettings {
  const stored = settings as unknown as Readonly<Record<string, unknown>>
  const changed: Record<string, unknown> = {}
  const { optimizerOptions, schedule, ...others } = given
  const named = typeof schedule === 'string' ? { name: schedule } : schedule
  const all = { ...others, schedule: named, ...(optimizerOptions as object) }
  for (const [name, received] of Object.entries(all)) {
    if (received === undefined) continue
    if (mayChange.includes(name)) {
      changed[name] = received
      continue
    }
    const expected = stored[name] ?? settings.optimizerOptions?.[name]
    if (received === null ? expected === undefined : agrees(received, expected)) continue
    throw contradictsCheckpoint(spelling.option(name), spelling.resume, { expected, received })
  }
  return { ...settings, ...changed }
}

const listed = (names: string | readonly string[]): string =>
  typeof names === 'string' ? names : names.join(', ')

/** Whether what was given is what was stored; of an object only what was given counts. */
export function agrees(given: unknown, stored: unknown): boolean {
  if (typeof given !== 'object' || given === null) return Object.is(given, stored)
  if (typeof stored !== 'object' || stored === null) return false
  if (Array.isArray(given) || ArrayBuffer.isView(given)) {
    const [one, other] = [Array.from(given as ArrayLike<unknown>), Array.from(stored as ArrayLike<unknown>)]
    return one.length === other.length && one.every((value, i) => agrees(value, other[i]))
  }
  const other = stored as Readonly<Record<string, unknown>>
  return Object.entries(given).every(([name, value]) => value === undefined || agrees(value, other[name]))
}

/** @throws PasoError other-table */
export function checkTable(
  { table: expected }: Checkpoint,
  table: Table,
  target: string | readonly string[],
): void {
  const difference = differenceOf(expected, table, target)
  if (difference) throw otherTable(table.source, difference)
}

function differenceOf(
  expected: CheckpointTable,
  table: Table,
  target: string | readonly string[],
): TableDifference | undefined {
  const [given, stored] = [listed(target), listed(expected.target)]
  if (given !== stored) return { kind: 'target', expected: stored, received: given }
  const [before, now] = [expected.columns, fingerprintOf(table).columns]
  const names = (columns: typeof before): string[] => columns.map(({ name }) => name)
  for (const [i, { name }] of before.entries()) {
    if (!names(now).includes(name)) return { kind: 'missing', name, position: i + 1 }
  }
  for (const [i, { name }] of now.entries()) {
    if (!names(before).includes(name)) return { kind: 'extra', name, position: i + 1 }
    if (before[i]?.name !== name) return { kind: 'order', name, position: i + 1 }
  }
  if (expected.rows !== table.rows) return { kind: 'rows', expected: expected.rows, received: table.rows }
  for (const [i, { name, kind, cells }] of before.entries()) {
    if (kind !== now[i]!.kind) return { kind, name, position: i + 1 }
    if (cells !== now[i]!.cells) return { kind: 'cells', name, position: i + 1 }
  }
  return undefined
}
