// Class weights: how much the rows of each class count, as given or so that all classes count the same.
import { refusals } from './refusals.ts'
import type { Column } from './table.ts'
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

interface ClassTable {
  /** [rows] Each row's class, from 0. */
  readonly codes: readonly number[]
  /** [classes] */
  readonly byClass: readonly number[]
}

/**
 * One for each target.
 * @throws PasoError weights-without-classes, unknown-class, class-weight-out-of-range, weights-by-target
 */
export function classTables(
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
