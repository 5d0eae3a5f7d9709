// TargetEncoding: how the columns to predict become a network's targets, and its outputs an answer; plain JSON data.
import { readNumber } from './decimal.ts'
import { nested, writeNumbers } from './flat.ts'
import { laterParts } from './later-parts.ts'
import { refusals } from './refusals.ts'
import { type Scaling, unstandardize } from './scaling.ts'
import { type Column, cellText, columnNamed, placeOf, refuseMissing, type Table } from './table.ts'
import { classCodes } from './task.ts'

/** A column of numbers, standardized: one input, or the target of a regression. */
export interface NumberEncoding extends Scaling {
  readonly kind: 'number'
  readonly name: string
  /** What a missing cell counts as; left out where it is refused, as in every target. */
  readonly missing?: number
}

/** Two classes are one target, 1 for the second; more classes are one target each (one-hot). */
export interface ClassEncoding {
  readonly kind: 'classes'
  readonly name: string
  readonly classes: readonly string[]
}

/** Several columns of numbers: one target each, each with a scaling of its own. */
export interface NumbersEncoding {
  readonly kind: 'numbers'
  readonly columns: readonly (Scaling & { readonly name: string })[]
}

/** Several columns of two classes: one target each, 1 for the second class. */
export interface LabelsEncoding {
  readonly kind: 'labels'
  readonly columns: readonly { readonly name: string; readonly classes: readonly [string, string] }[]
}

export type TargetEncoding = NumberEncoding | ClassEncoding | NumbersEncoding | LabelsEncoding

/** The names of the columns to predict. */
export function targetNames(target: TargetEncoding): readonly string[] {
  return 'columns' in target ? target.columns.map(({ name }) => name) : [target.name]
}

/** How many outputs the network has for this target. */
export function outputsFor(target: TargetEncoding): number {
  if ('columns' in target) return target.columns.length
  return target.kind === 'number' || target.classes.length === 2 ? 1 : target.classes.length
}

/** @throws PasoError not-a-number when the column has texts; empty-cell where one is missing */
export function numbersOf(table: Table, column: Column): Float64Array {
  refuseMissing(table, column)
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
 * The target columns as a network's targets: [rows][outputs].
 * @throws PasoError unknown-column; unknown-class; not-a-number
 */
export function encodeTargets(encoding: { readonly target: TargetEncoding }, table: Table): number[][] {
  return nested(flatTargets(encoding, table), table.rows)
}

/**
 * The same in one array.
 * @param values where they go: zeros, as many as there are rows times outputs
 */
export function flatTargets(
  { target }: { readonly target: TargetEncoding },
  table: Table,
  values = new Float64Array(table.rows * outputsFor(target)),
): Float64Array {
  const width = outputsFor(target)
  const flat = { values, width }
  const columns = 'columns' in target ? target.columns : [target]
  columns.forEach((column, k) => {
    if (!('classes' in column)) {
      writeNumbers(flat, k, column, numbersOf(table, columnNamed(table, column.name, '--target')))
      return
    }
    const oneHot = target.kind === 'classes' && width > 1
    codesIn(table, column).forEach((code, row) => {
      if (oneHot) values[row * width + code] = 1
      else values[row * width + k] = code
    })
  })
  return values
}

/** Each row's class, from 0. */
function codesIn(
  table: Table,
  { name, classes }: { readonly name: string; readonly classes: readonly string[] },
): number[] {
  const column = columnNamed(table, name, '--target')
  refuseMissing(table, column)
  return classCodes(column, classes).map((code, row) => {
    if (code === undefined)
      throw refusals.unknownClass(placeOf(table, column, row), cellText(column, row), classes)
    return code
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
  /** By the names of the targets. */
  | { readonly kind: 'numbers'; readonly values: Readonly<Record<string, number>> }
  | {
      readonly kind: 'labels'
      /** The class of each target: the second where its probability is above one half. */
      readonly labels: Readonly<Record<string, string>>
      /** Of each target's second class. */
      readonly probabilities: Readonly<Record<string, number>>
    }

/**
 * What a network's outputs for one row mean. For classes the outputs are probabilities: of the second class when there
 * are two, of each class otherwise.
 * @throws PasoError output-count when there are more or fewer outputs than `outputsFor` says
 */
export function decodePrediction(
  { target }: { readonly target: TargetEncoding },
  outputs: ArrayLike<number>,
): Prediction {
  if (outputs.length !== outputsFor(target)) throw refusals.outputCount(outputsFor(target), outputs.length)
  switch (target.kind) {
    case 'number':
      return { kind: 'number', value: unstandardize(outputs[0]!, target) }
    case 'classes': {
      const chances = outputs.length === 1 ? [1 - outputs[0]!, outputs[0]!] : Array.from(outputs)
      const index = chances.indexOf(Math.max(...chances))
      const probabilities = Object.fromEntries(target.classes.map((name, at) => [name, chances[at]!]))
      return { kind: 'class', label: target.classes[index]!, index, probabilities }
    }
    default:
      return laterParts.needed('targets').decodeSeveral(target, outputs)
  }
}
