// Loads what commands work on: a network by name or path, and the samples that the options ask for.
import { existsSync } from 'node:fs'
import type { Sample } from '../core/network.ts'
import type { FilledCell, FilledColumn } from '../data/filled.ts'
import type { CsvOptions, CsvTable, TableEncoding } from '../data/index.ts'
import { filledCells } from '../data/missing.ts'
import { exampleNames, isExampleName } from '../formats/example-names.ts'
import { loadExample } from '../formats/examples.ts'
import { hasDecimalComma } from '../print/numbers.ts'
import type { Arguments, Io } from './command.ts'
import {
  commaSeparates,
  conflictingOptions,
  fileName,
  modelHasNoTable,
  networkNotFound,
  noSamples,
  notNumbers,
  readNumber,
  rowOutOfRange,
  tableDoesNotFit,
  tableForNetwork,
} from './load-errors.ts'
import type { LoadedNetwork } from './loaded-network.ts'
import { isSafetensors } from './safetensors-file.ts'

export type { LoadedNetwork } from './loaded-network.ts'

/**
 * An example by name (deck, byu, xor, softmax), a network file or a checkpoint by path, or `-` for standard input.
 * @throws PasoError file-not-found, and all of `readNetworkFile`
 */
export async function loadNetwork(nameOrPath: string, io: Io): Promise<LoadedNetwork> {
  if (isExampleName(nameOrPath)) return { ...(await loadExample(nameOrPath)), title: nameOrPath }
  if (/\.[ct]sv$/i.test(nameOrPath) && existsSync(nameOrPath)) throw tableForNetwork(nameOrPath)
  if (nameOrPath !== '-' && (await isSafetensors(nameOrPath))) return bestOfCheckpoint(nameOrPath)
  const text = nameOrPath === '-' ? await io.readStdin() : await readNetworkText(nameOrPath)
  const { readNetworkFile } = await import('../formats/read-network-file.ts')
  const file = readNetworkFile(text, nameOrPath)
  return { ...file, title: file.name ?? fileName(nameOrPath)[io.language] }
}

/** The network that the training would give if it ended there. */
async function bestOfCheckpoint(path: string): Promise<LoadedNetwork> {
  const { readCheckpointFile } = await import('../library/checkpoint-file.ts')
  const { networkOf } = await import('../library/checkpoint.ts')
  const { standingOf } = await import('../library/checkpoint-step.ts')
  const checkpoint = await readCheckpointFile(path)
  return { ...networkOf(checkpoint), title: path, standing: standingOf(checkpoint) }
}

async function readNetworkText(path: string): Promise<string> {
  const { readTextFile } = await import('./read-text.ts')
  return readTextFile(path, (code) => networkNotFound(path, code, exampleNames))
}

export interface LoadedSamples {
  readonly samples: readonly Sample[]
  /** The row of each sample, from 1, where they come from a file or were chosen by --rows. */
  readonly rows: readonly number[] | undefined
  /** The CSV file, where they come from one. */
  readonly data: string | undefined
  /** Cells of these rows that were missing and filled in. */
  readonly filled?: readonly FilledCell[]
  /** The line of each sample in that file. */
  readonly lines?: readonly number[]
}

/**
 * The samples that the options ask for: --input with --target; --data with --rows (row 1 without), encoded as the model
 * was trained; or the network file's own, of which --rows chooses some.
 * @throws PasoError input-count, target-count, bad-value, row-out-of-range, no-samples, those of reading a table, and
 * those of core's checkSamples
 */
export async function loadSamples(file: LoadedNetwork, args: Arguments, io: Io): Promise<LoadedSamples> {
  const { options } = args
  for (const [one, other] of twoSources) {
    if (options[one] !== undefined && options[other] !== undefined) throw conflictingOptions(one, other)
  }
  if (options.data !== undefined) {
    return samplesFromTable(file, options.data, options.rows ?? [1], dialectOf(args), io)
  }
  if (options.input !== undefined || options.target !== undefined) {
    const sample = { input: inputOf(file, options.input), target: targetOf(file, options.target) }
    warnOfDecimalComma(options, io)
    return { samples: [sample], rows: undefined, data: undefined }
  }
  if (file.samples.length === 0) throw noSamples(file)
  const chosen = options.rows
  if (!chosen) return { samples: file.samples, rows: undefined, data: undefined }
  const samples = chosen.map((row) => {
    const sample = file.samples[row - 1]
    if (!sample) throw rowOutOfRange(row, file.samples.length, file.title)
    return sample
  })
  return { samples, rows: chosen, data: undefined }
}

/** Pairs of options that name two sources of samples. */
const twoSources = [
  ['data', 'input'],
  ['data', 'target'],
  ['rows', 'input'],
  ['rows', 'target'],
] as const

/** The option's numbers; without it the input of the file's only sample. */
function inputOf(file: LoadedNetwork, text: string | undefined): readonly number[] {
  if (text !== undefined) return numbersOf('input', text, file.network.inputs, file)
  if (file.samples.length !== 1) throw noSamples(file, 'input')
  return file.samples[0]!.input
}

function targetOf(file: LoadedNetwork, text: string | undefined): readonly number[] {
  const outputs = file.network.layers.at(-1)!.biases.length
  if (text !== undefined) return numbersOf('target', text, outputs, file)
  if (file.samples.length !== 1) throw noSamples(file, 'target')
  return file.samples[0]!.target
}

function numbersOf(
  option: 'input' | 'target',
  text: string,
  count: number,
  file: LoadedNetwork,
): readonly number[] {
  const parts = text.split(',')
  const numbers = parts.flatMap((part) => readNumber(part) ?? [])
  if (parts.length !== count || numbers.length !== count) throw notNumbers(option, parts, count, file)
  return numbers
}

/** 0,3 is two numbers; where people write 0,3 for three tenths, it is worth a word. */
function warnOfDecimalComma({ input, target }: Arguments['options'], io: Io): void {
  if (!hasDecimalComma(io.locale)) return
  const options = [
    ['input', input],
    ['target', target],
  ] as const
  const doubtful = options.find(([, text]) => text !== undefined && /^[+-]?\d+,\d+$/.test(text))
  if (doubtful) io.warn(commaSeparates(doubtful[0], doubtful[1]!))
}

/** Columns of a table as a network without an encoding takes them: the inputs, then the targets or one class. */
async function samplesFromTable(
  file: LoadedNetwork,
  path: string,
  rows: readonly number[],
  dialect: CsvOptions,
  io: Io,
): Promise<LoadedSamples> {
  const { readCsv, readingFor } = await import('../data/index.ts')
  const { encoding } = file
  const table = await readCsv(path === '-' ? { text: await io.readStdin(), name: '-' } : path, {
    ...(encoding && readingFor(encoding, true)),
    ...dialect,
  })
  for (const warning of table.warnings) io.warn(warning)
  for (const row of rows) if (row > table.rows) throw rowOutOfRange(row, table.rows, path)
  const { samples: all, filled } = encoding
    ? await encoded(encoding, table, io)
    : { samples: plainSamples(file, table), filled: [] }
  return {
    samples: rows.map((row) => all[row - 1]!),
    rows,
    filled: filledCells(filled, rows),
    data: path,
    lines: rows.map((row) => table.lines[row - 1]!),
  }
}

async function encoded(
  encoding: TableEncoding,
  table: CsvTable,
  io: Io,
): Promise<{ samples: Sample[]; filled: readonly FilledColumn[] }> {
  const { encodeRows, encodeTargets } = await import('../data/index.ts')
  const { inputs, filled, warnings } = encodeRows(encoding, table)
  for (const warning of warnings) io.warn(warning)
  const targets = encodeTargets(encoding, table)
  return { samples: inputs.map((input, row) => ({ input, target: targets[row]! })), filled }
}

function plainSamples(file: LoadedNetwork, table: CsvTable): Sample[] {
  const { inputs } = file.network
  const outputs = file.network.layers.at(-1)!.biases.length
  const columns = table.columns.map((column) => {
    if (column.kind === 'number') return column.values
    throw tableDoesNotFit(file, table, column)
  })
  const oneClass = outputs > 1 && columns.length === inputs + 1
  if (!oneClass && columns.length !== inputs + outputs) throw tableDoesNotFit(file, table)
  return Array.from({ length: table.rows }, (_, row) => {
    const values = columns.map((column) => column[row]!)
    const target = values.slice(inputs)
    if (!oneClass) return { input: values.slice(0, inputs), target }
    const [number] = target as [number]
    if (!Number.isInteger(number) || number < 1 || number > outputs)
      throw tableDoesNotFit(file, table, table.columns.at(-1))
    return {
      input: values.slice(0, inputs),
      target: Array.from({ length: outputs }, (_, k) => (k === number - 1 ? 1 : 0)),
    }
  })
}

/** How the user says that the file is written. */
export function dialectOf({ options: { delimiter, decimal, header } }: Arguments): CsvOptions {
  return {
    ...(delimiter !== undefined && { delimiter }),
    ...(decimal !== undefined && { decimal }),
    ...(header !== undefined && { header: header === 'yes' }),
  }
}

/** A model with its encoding, for commands that need both. */
export async function loadModel(
  path: string,
  io: Io,
): Promise<LoadedNetwork & { readonly encoding: TableEncoding }> {
  const file = await loadNetwork(path, io)
  const { encoding } = file
  if (!encoding) throw modelHasNoTable(path)
  return { ...file, encoding }
}
