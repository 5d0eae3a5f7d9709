// Weights: how much each row counts in the loss: by its class, by a column or a list, or by both.
import { refusals } from './refusals.ts'
import type { Split } from './split.ts'
import { type Column, columnNamed, placeOf, type Table } from './table.ts'
import { numbersOf } from './targets.ts'
import { classCodes, type Task } from './task.ts'

/** The weight of each class by its name; 1 for one that is not named. */
export type WeightsByClass = Readonly<Record<string, number | undefined>>

/**
 * `balanced`: n / (K · n_k) for each of the n_k training rows of a class, of n rows in K classes, so that all classes
 * count the same. With several targets a row's weight is the product over them, as in scikit-learn's
 * compute_sample_weight; given weights are then by target, each `balanced` or by class.
 */
export type ClassWeights =
  | 'balanced'
  | WeightsByClass
  | Readonly<Record<string, 'balanced' | WeightsByClass | undefined>>

export interface WeightOptions {
  readonly classWeights?: ClassWeights | undefined
  /** A column, which is no input then; or the weights themselves. [rows] */
  readonly sampleWeight?: string | ArrayLike<number> | undefined
}

/**
 * The weight of each row; undefined where all count the same because nothing was asked for.
 * @param targets the target columns
 * @throws PasoError unknown-column, not-a-number, negative-weight, weight-count, zero-weights, weights-without-classes,
 *   unknown-class, class-weight-out-of-range, weights-by-target
 */
export function rowWeights(
  table: Table,
  targets: readonly Column[],
  task: Task,
  split: Split,
  { classWeights, sampleWeight }: WeightOptions,
): Float64Array | undefined {
  if (classWeights === undefined && sampleWeight === undefined) return undefined
  const weights = new Float64Array(table.rows).fill(1)
  if (sampleWeight !== undefined) weights.set(sampleWeights(table, sampleWeight))
  if (classWeights !== undefined) {
    for (const { codes, byClass } of classTables(targets, task, split.train, classWeights)) {
      for (let row = 0; row < weights.length; row++) weights[row]! *= byClass[codes[row]!]!
    }
  }
  refuseZeros(table, weights, split)
  return weights
}

/** The column of the weights, where they are one. */
export function weightColumn(
  table: Table,
  targets: readonly Column[],
  { sampleWeight }: WeightOptions,
): Column | undefined {
  if (typeof sampleWeight !== 'string') return undefined
  const column = columnNamed(table, sampleWeight, '--sample-weight')
  if (targets.includes(column)) throw refusals.weightIsTarget(column.name)
  return column
}

function sampleWeights(table: Table, given: string | ArrayLike<number>): ArrayLike<number> {
  if (typeof given !== 'string') {
    if (given.length !== table.rows) throw refusals.weightCount(table.rows, given.length)
    const bad = Array.prototype.findIndex.call(given, (weight) => !(weight >= 0 && weight < Infinity))
    if (bad >= 0) throw refusals.negativeWeight({ source: table.source, row: bad + 1 }, given[bad]!)
    return given
  }
  const column = columnNamed(table, given, '--sample-weight')
  const values = numbersOf(table, column)
  const bad = values.findIndex((weight) => weight < 0)
  if (bad >= 0) throw refusals.negativeWeight(placeOf(table, column, bad), values[bad]!)
  return values
}

interface ClassTable {
  /** [rows] Each row's class, from 0. */
  readonly codes: readonly number[]
  /** [classes] */
  readonly byClass: readonly number[]
}

/** One for each target. */
function classTables(
  targets: readonly Column[],
  task: Task,
  train: Uint32Array,
  weights: ClassWeights,
): ClassTable[] {
  if (task.kind === 'regression') throw refusals.weightsWithoutClasses(targets.map(({ name }) => name))
  if (task.kind !== 'multilabel') {
    return [classTable(targets[0]!, task.classes, train, weights as 'balanced' | WeightsByClass)]
  }
  if (typeof weights === 'object')
    refuseUnknown(
      Object.keys(weights),
      targets.map(({ name }) => name),
    )
  return targets.map((column, k) => {
    const own = typeof weights === 'string' ? weights : (weights[column.name] ?? {})
    if (typeof own === 'number') throw refusals.weightsByTarget(column.name, task.classes[k]!, own)
    return classTable(column, task.classes[k]!, train, own)
  })
}

function classTable(
  column: Column,
  classes: readonly string[],
  train: Uint32Array,
  weights: 'balanced' | WeightsByClass,
): ClassTable {
  // Every class is one of the column's, so every row has one.
  const codes = classCodes(column, classes) as number[]
  if (weights === 'balanced') return { codes, byClass: balanced(codes, classes.length, train) }
  refuseUnknown(Object.keys(weights), classes)
  const byClass = classes.map((name) => {
    const weight = weights[name] ?? 1
    if (!(weight >= 0 && weight < Infinity)) throw refusals.classWeightOutOfRange(name, weight)
    return weight
  })
  return { codes, byClass }
}

/** 1 for a class without training rows, which has none to weigh. */
function balanced(codes: readonly number[], classes: number, train: Uint32Array): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const row of train) counts[codes[row]!]!++
  const present = counts.filter((count) => count > 0).length
  return counts.map((count) => (count === 0 ? 1 : train.length / (present * count)))
}

function refuseUnknown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) throw refusals.unknownClassWeight(unknown, known)
}

/** Rows that all weigh nothing would teach nothing, and would make every epoch equally good. */
function refuseZeros(table: Table, weights: Float64Array, { train, validation }: Split): void {
  const allZero = (rows: Uint32Array): boolean => rows.length > 0 && rows.every((row) => weights[row] === 0)
  if (allZero(train)) throw refusals.zeroWeights(table.source, 'training', train.length)
  if (allZero(validation)) throw refusals.zeroWeights(table.source, 'validation', validation.length)
}
