// What a diagnosis finds in the data: columns on no common scale or far from the training's, columns that give the answer away,
// rare classes, rows that repeat or contradict each other.
import type { TableEncoding } from '../data/encoding.ts'
import { featureNames } from '../data/encoding.ts'
import { firstEqualRows } from '../data/equal-rows.ts'
import type { SingleColumn } from '../data/single-columns.ts'
import { columnNamed, type Table } from '../data/table.ts'
import { type TargetEncoding, targetNames } from '../data/targets.ts'
import { classCodes } from '../data/task.ts'
import * as words from './data-finding-words.ts'
import type { Finding } from './finding.ts'

/** Inputs taken as they are: the root mean square of one beyond this, or so many times the smallest one's. */
export const LARGE_INPUT = 10
export const FAR_SCALES = 100

/** By Chebyshev no more than 1 in 36 training values is 6 standard deviations from the mean; here more than this share is. */
export const FAR_VALUE = 6
export const MANY_FAR = 0.05

/** A single column that leaves no more than this of the baseline's error, on at least so many rows. */
export const LEAK = 0.02
const ROWS_TO_TELL = 30

/** The commonest class has so many times the rows of the rarest one. */
export const IMBALANCE = 10

/** Shares of the rows that are worth a word. */
export const MANY_CONTRADICTIONS = 0.01
export const MANY_DUPLICATES = 0.05

/** What of the data the findings are about. */
export interface DiagnosedData {
  readonly table: Table
  readonly encoding: TableEncoding
  /** [rows][inputs], encoded. */
  readonly inputs: readonly (readonly number[])[]
  /** For each target, the best first. */
  readonly single: readonly (readonly SingleColumn[])[]
  /** Whether the training already weighed its classes. */
  readonly weighted: boolean
}

export function dataFindings(data: DiagnosedData): Finding[] {
  return [
    ...unscaledIn(data),
    ...outsideIn(data),
    ...leaksIn(data),
    ...(data.weighted ? [] : imbalanceIn(data)),
    ...repeatsIn(data),
  ]
}

interface SizedColumn {
  readonly name: string
  /** The root mean square of the encoded values. */
  readonly size: number
}

function unscaledIn({ encoding, inputs }: DiagnosedData): Finding[] {
  const position = positions(encoding)
  const sized = encoding.inputs.flatMap((column): SizedColumn[] => {
    if (column.kind !== 'number' || column.mean !== 0 || column.scale !== 1) return []
    const at = position.get(column.name)!
    const size = rootMeanSquare(inputs, at)
    return size > 0 ? [{ name: column.name, size }] : []
  })
  if (sized.length === 0) return []
  const sorted = sized.toSorted((a, b) => b.size - a.size)
  const [largest, smallest] = [sorted[0]!, sorted.at(-1)!]
  const ratio = largest.size / smallest.size
  if (largest.size <= LARGE_INPUT && ratio < FAR_SCALES) return []
  return [words.unscaled(largest, smallest, ratio)]
}

/** Where each column of numbers stands among the inputs. */
function positions(encoding: TableEncoding): ReadonlyMap<string, number> {
  const names = featureNames(encoding)
  return new Map(
    encoding.inputs.flatMap(({ kind, name }) => (kind === 'number' ? [[name, names.indexOf(name)]] : [])),
  )
}

/** Without passing a double's range. */
function rootMeanSquare(rows: readonly (readonly number[])[], at: number): number {
  let largest = 0
  for (const row of rows) largest = Math.max(largest, Math.abs(row[at]!))
  if (largest === 0) return 0
  let sum = 0
  for (const row of rows) sum += (row[at]! / largest) * (row[at]! / largest)
  return largest * Math.sqrt(sum / rows.length)
}

function outsideIn({ encoding, inputs }: DiagnosedData): Finding[] {
  const position = positions(encoding)
  const found = encoding.inputs.flatMap((column) => {
    if (column.kind !== 'number' || (column.mean === 0 && column.scale === 1)) return []
    const at = position.get(column.name)!
    const far = inputs.filter((row) => Math.abs(row[at]!) > FAR_VALUE).length / inputs.length
    const mean = inputs.reduce((sum, row) => sum + row[at]! / inputs.length, 0)
    return far > MANY_FAR ? [{ name: column.name, far, mean }] : []
  })
  if (found.length === 0) return []
  const worst = found.reduce((most, one) => (one.far > most.far ? one : most))
  return [
    words.outside(
      found.map(({ name }) => name),
      worst,
    ),
  ]
}

/** Of a single input there is nothing to suspect. */
function leaksIn({ single, encoding, table }: DiagnosedData): Finding[] {
  if (encoding.inputs.length < 2 || table.rows < ROWS_TO_TELL) return []
  return single.flatMap((columns) => {
    const leaks = columns.filter(({ rest }) => rest <= LEAK)
    return leaks.length > 0 ? [words.leak(leaks)] : []
  })
}

function classesOf(target: TargetEncoding): { readonly name: string; readonly classes: readonly string[] }[] {
  if (target.kind === 'classes') return [target]
  return target.kind === 'labels' ? [...target.columns] : []
}

function imbalanceIn({ encoding, table }: DiagnosedData): Finding[] {
  return classesOf(encoding.target).flatMap(({ name, classes }) => {
    const counts = new Array<number>(classes.length).fill(0)
    for (const code of classCodes(columnNamed(table, name), classes)) if (code !== undefined) counts[code]!++
    const present = [...counts.keys()].filter((code) => counts[code]! > 0)
    if (present.length < 2) return []
    const rarest = present.reduce((least, code) => (counts[code]! < counts[least]! ? code : least))
    const commonest = present.reduce((most, code) => (counts[code]! > counts[most]! ? code : most))
    if (counts[commonest]! < IMBALANCE * counts[rarest]!) return []
    return [
      words.imbalance(
        name,
        { name: classes[commonest]!, rows: counts[commonest]! },
        { name: classes[rarest]!, rows: counts[rarest]! },
        table.rows,
      ),
    ]
  })
}

function repeatsIn({ encoding, table }: DiagnosedData): Finding[] {
  const targets = targetNames(encoding.target)
  const inputs = encoding.inputs.map(({ name }) => name)
  const only = (names: readonly string[]): Table => ({
    ...table,
    names,
    columns: names.map((name) => columnNamed(table, name)),
  })
  const sameInputs = firstEqualRows(only(inputs))
  const same = firstEqualRows(only([...inputs, ...targets]))
  const duplicates = same.reduce((count, first, row) => (first < row ? count + 1 : count), 0)
  const found: Finding[] = []
  if (classesOf(encoding.target).length > 0) {
    const { rows, best } = contradictions(sameInputs, same)
    if (rows >= MANY_CONTRADICTIONS * table.rows) found.push(words.contradictory(rows, best, table.rows))
  }
  if (duplicates > MANY_DUPLICATES * table.rows) found.push(words.duplicates(duplicates, table.rows))
  return found
}

/** How many rows share their inputs with a row of another answer, and how many any network can get right at best. */
function contradictions(sameInputs: Uint32Array, same: Uint32Array): { rows: number; best: number } {
  const groups = new Map<number, Map<number, number>>()
  sameInputs.forEach((first, row) => {
    const answers = groups.get(first) ?? new Map<number, number>()
    answers.set(same[row]!, (answers.get(same[row]!) ?? 0) + 1)
    groups.set(first, answers)
  })
  let [rows, best] = [0, 0]
  for (const answers of groups.values()) {
    const counts = [...answers.values()]
    best += Math.max(...counts)
    if (counts.length > 1) rows += counts.reduce((sum, count) => sum + count, 0)
  }
  return { rows, best }
}
