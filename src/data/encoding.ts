// TableEncoding: how the columns of a table become a network's inputs and targets, and its outputs an answer; plain JSON data.
import type { Warning } from '../errors.ts'
import { readNumber } from './decimal.ts'
import { dataWarnings, refusals } from './refusals.ts'
import { type Scaling, standardize, unstandardize } from './scaling.ts'
import { type Column, cellText, columnNamed, placeOf, type Table } from './table.ts'
import type { ReadingOptions } from './table-builder.ts'
import { classCodes } from './task.ts'

/** A column of numbers is one input, standardized. */
export interface NumberEncoding extends Scaling {
  readonly kind: 'number'
  readonly name: string
}

/** A column of texts is one input for each category: 1 in its place, 0 in the others, and all 0 for an unseen text. */
export interface CategoryEncoding {
  readonly kind: 'category'
  readonly name: string
  readonly categories: readonly string[]
}

/** Two classes are one target, 1 for the second; more classes are one target each (one-hot). */
export interface ClassEncoding {
  readonly kind: 'classes'
  readonly name: string
  readonly classes: readonly string[]
}

export type ColumnEncoding = NumberEncoding | CategoryEncoding
export type TargetEncoding = NumberEncoding | ClassEncoding

/** What a model file stores about its table. */
export interface TableEncoding {
  /** In the order of the network's inputs. */
  readonly inputs: readonly ColumnEncoding[]
  readonly target: TargetEncoding
}

/** The name of each input: the column's, and `colour=red` for a category. */
export function featureNames(encoding: TableEncoding): string[] {
  return encoding.inputs.flatMap((column) =>
    column.kind === 'number' ? [column.name] : column.categories.map((text) => `${column.name}=${text}`),
  )
}

/** How many outputs the network has for this target. */
export function outputsFor(target: TargetEncoding): number {
  return target.kind === 'number' || target.classes.length === 2 ? 1 : target.classes.length
}

/** How to read a file for this model: its columns, whatever else the file holds, each as it was in training. */
export function readingFor(encoding: TableEncoding, withTarget: boolean): ReadingOptions {
  const columns = withTarget ? [...encoding.inputs, encoding.target] : encoding.inputs
  const kinds = columns.flatMap((column) => (column.kind === 'classes' ? [] : [[column.name, column.kind]]))
  const names = columns.map((column) => column.name)
  return {
    only: names,
    needed: names,
    spare: [encoding.target.name],
    kinds: Object.fromEntries(kinds),
  }
}

export interface EncodedRows {
  /** [rows][inputs] */
  readonly inputs: number[][]
  readonly warnings: readonly Warning[]
}

/**
 * A table's rows as a network's inputs. The target may be there or not; other columns are ignored, with a warning.
 * @throws PasoError missing-column; not-a-number when a column of numbers has texts
 */
export function encodeRows(encoding: TableEncoding, table: Table): EncodedRows {
  const warnings: Warning[] = []
  const names = encoding.inputs.map((column) => column.name)
  const missing = names.filter((name) => !table.names.includes(name))
  if (missing.length > 0) throw refusals.missingColumns(missing, table.names, { source: table.source })
  const used = new Set([...names, encoding.target.name])
  const extra = table.names.filter((name) => !used.has(name))
  if (extra.length > 0) warnings.push(dataWarnings.extraColumns(table.source, extra))

  const width = featureNames(encoding).length
  const inputs = Array.from({ length: table.rows }, () => new Array<number>(width).fill(0))
  let offset = 0
  for (const part of encoding.inputs) {
    const column = columnNamed(table, part.name)
    if (part.kind === 'number') {
      writeNumbers(inputs, offset, part, numbersOf(table, column))
      offset += 1
    } else {
      writeCategories(inputs, offset, part, table, column, warnings)
      offset += part.categories.length
    }
  }
  return { inputs, warnings }
}

function writeNumbers(inputs: number[][], at: number, scaling: Scaling, values: Float64Array): void {
  for (let row = 0; row < inputs.length; row++) inputs[row]![at] = standardize(values[row]!, scaling)
}

function writeCategories(
  inputs: number[][],
  offset: number,
  { categories }: CategoryEncoding,
  table: Table,
  column: Column,
  warnings: Warning[],
): void {
  const unseen: number[] = []
  classCodes(column, categories).forEach((code, row) => {
    if (code === undefined) unseen.push(row)
    else inputs[row]![offset + code] = 1
  })
  if (unseen.length === 0) return
  const texts = [...new Set(unseen.map((row) => cellText(column, row)))]
  warnings.push(dataWarnings.unseenCategories(placeOf(table, column), texts, unseen.length))
}

function numbersOf(table: Table, column: Column): Float64Array {
  if (column.kind === 'number') return column.values
  const isNumber = column.categories.map((text) => readNumber(text, '.') !== undefined)
  const row = Math.max(
    0,
    column.codes.findIndex((code) => !isNumber[code]),
  )
  const cell = cellText(column, row)
  throw refusals.notANumber(placeOf(table, column, row), cell, '.')
}

/**
 * The target column as a network's targets: [rows][outputs].
 * @throws PasoError unknown-column; unknown-class; not-a-number
 */
export function encodeTargets({ target }: TableEncoding, table: Table): number[][] {
  const column = columnNamed(table, target.name, '--target')
  if (target.kind === 'number') {
    return Array.from(numbersOf(table, column), (value) => [standardize(value, target)])
  }
  const outputs = outputsFor(target)
  return classCodes(column, target.classes).map((code, row) => {
    if (code === undefined) {
      throw refusals.unknownClass(placeOf(table, column, row), cellText(column, row), target.classes)
    }
    if (outputs === 1) return [code]
    return target.classes.map((_, output) => (output === code ? 1 : 0))
  })
}

export type Prediction =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'class'
      /** The class of the highest probability, the first of several equals. */
      readonly label: string
      readonly index: number
      /** Each class and its probability. */
      readonly probabilities: Readonly<Record<string, number>>
    }

/**
 * What a network's outputs for one row mean. For classes the outputs are probabilities: of the second class when there
 * are two, of each class otherwise.
 * @throws PasoError output-count when there are more or fewer outputs than `outputsFor` says
 */
export function decodePrediction({ target }: TableEncoding, outputs: ArrayLike<number>): Prediction {
  if (outputs.length !== outputsFor(target)) throw refusals.outputCount(outputsFor(target), outputs.length)
  if (target.kind === 'number') return { kind: 'number', value: unstandardize(outputs[0]!, target) }
  const chances = outputs.length === 1 ? [1 - outputs[0]!, outputs[0]!] : Array.from(outputs)
  const index = chances.indexOf(Math.max(...chances))
  const probabilities = Object.fromEntries(target.classes.map((name, at) => [name, chances[at]!]))
  return { kind: 'class', label: target.classes[index]!, index, probabilities }
}
