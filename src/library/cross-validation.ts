// Cross-validation: the table in folds, a training of its own for each, and what they say together.
import { foldRows, splitOfFold } from '../data/folds.ts'
import { dataWarnings } from '../data/refusals.ts'
import { type Split, splitRows } from '../data/split.ts'
import { strataOf } from '../data/strata.ts'
import { placeOf, type Table } from '../data/table.ts'
import { findTask, targetColumns } from '../data/task.ts'
import type { Recipe } from '../engine/defaults.ts'
import { trainingInTurns } from '../engine/trainer.ts'
import type { Epoch } from '../engine/training-plan.ts'
import type { Warning } from '../errors.ts'
import { xoshiro } from '../math/random.ts'
import { withModels } from './diverged-models.ts'
import { type Run, runOf } from './run.ts'
import { planTraining, type TrainingSettings } from './training.ts'

export interface PlannedFold {
  /** From 1. */
  readonly fold: number
  /** Of a training like any other, with a seed and a split of its own: its test rows are the fold's. */
  readonly settings: TrainingSettings & { readonly split: Split }
}

export interface PlannedFolds {
  readonly folds: readonly PlannedFold[]
  readonly warnings: readonly Warning[]
}

/**
 * Deals the rows into folds, each class in proportion; rows that `settings.test` sets aside are in none. One generator,
 * made from the seed, draws the rows set aside, the folds, and then for each fold its validation rows and its seed. Each
 * fold is a training of its own: its means, standard deviations and categories come from its own training rows.
 * @throws PasoError too-many-folds, bad-fraction, unknown-column, and those of `findTask`
 */
export function planFolds(
  table: Table,
  target: string | readonly string[],
  settings: TrainingSettings,
  count: number,
): PlannedFolds {
  const random = xoshiro(settings.seed)
  const task = findTask(table, target, settings.task)
  const columns = targetColumns(table, target)
  const codes = strataOf(columns, task)
  const classOf = codes && ((row: number): number => codes[row]!)
  const { train: rows } = splitRows(table.rows, codes, { test: settings.test }, random)
  const parts = foldRows(rows.sort(), classOf, count, random)
  const folds = parts.map((_, fold): PlannedFold => {
    const split = splitOfFold(parts, fold, classOf, settings.validation, random)
    return { fold: fold + 1, settings: { ...settings, split, seed: random.bits() } }
  })
  const small =
    'classes' in task && task.kind !== 'multilabel' ? classesBelow(count, task.classes, codes!, rows) : []
  return {
    folds,
    warnings: small.length > 0 ? [dataWarnings.smallClasses(placeOf(table, columns[0]!), small, count)] : [],
  }
}

/** The classes that have fewer of these rows than there are folds. */
function classesBelow(
  folds: number,
  classes: readonly string[],
  codes: Uint32Array,
  rows: Uint32Array,
): string[] {
  const counts = new Uint32Array(classes.length)
  for (const row of rows) counts[codes[row]!]!++
  return classes.filter((_, code) => counts[code]! < folds)
}

/** Metrics by name; those of several targets have each target's beside them. */
export interface Figures {
  readonly [metric: string]: number | undefined | Readonly<Record<string, Figures>>
}

/** Each figure's mean over the folds, and its standard deviation. */
export interface Summary {
  readonly mean: Figures
  /** With K − 1, K being the number of folds that have the figure; left out where that is one. */
  readonly sd: Figures
}

/** @param metrics of each fold; a figure that is undefined in a fold is left out of its mean. */
export function summaryOf(metrics: readonly Figures[]): Summary {
  const targets = metrics[0]?.byTarget
  const { mean, sd } = summaryOfNumbers(metrics)
  if (typeof targets !== 'object') return { mean, sd }
  const each = Object.keys(targets).map((name) => {
    const own = metrics.map(({ byTarget }) => (byTarget as Readonly<Record<string, Figures>>)[name]!)
    return [name, summaryOfNumbers(own)] as const
  })
  const of = (part: keyof Summary) => Object.fromEntries(each.map(([name, summary]) => [name, summary[part]]))
  return { mean: { ...mean, byTarget: of('mean') }, sd: { ...sd, byTarget: of('sd') } }
}

function summaryOfNumbers(metrics: readonly Figures[]): Record<keyof Summary, Record<string, number>> {
  const names = new Set(metrics.flatMap((record) => Object.keys(record)))
  names.delete('rows')
  const [mean, sd]: Record<string, number>[] = [{}, {}]
  for (const name of names) {
    const values = metrics.flatMap((record) => (typeof record[name] === 'number' ? record[name] : []))
    if (values.length === 0) continue
    const center = values.reduce((sum, value) => sum + value / values.length, 0)
    mean![name] = center
    if (values.length < 2) continue
    const squares = values.reduce((sum, value) => sum + (value - center) * (value - center), 0)
    sd![name] = Math.sqrt(squares / (values.length - 1))
  }
  return { mean: mean!, sd: sd! }
}

/**
 * How many epochs a training on all rows should make, which has no validation to stop it: the median of the folds' best
 * epochs, rounded.
 */
export function suggestedEpochs(bestEpochs: readonly number[]): number {
  const sorted = bestEpochs.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return Math.max(1, Math.round(median))
}

/** One recipe for all trainings: what depends on the number of rows must not change from one to the other. */
export const withRecipe = <Settings extends TrainingSettings>(
  settings: Settings,
  recipe: Recipe,
): Settings => ({ ...settings, ...recipe })

/** The training on all rows but those set aside, for so many epochs; nothing is held back to stop it. */
export const settingsForAll = (
  settings: TrainingSettings,
  recipe: Recipe,
  epochs: number,
): TrainingSettings => ({ ...withRecipe(settings, recipe), validation: 0, epochs })

/** Every warning once: each fold may have the same to say. */
export function distinct(warnings: readonly Warning[]): Warning[] {
  const said = new Map<string, Warning>()
  for (const warning of warnings) {
    const key = `${warning.code} ${warning.texts.en.what}`
    if (!said.has(key)) said.set(key, warning)
  }
  return [...said.values()]
}

/** A run, of whatever row and task. */
export interface WithMetrics {
  readonly metrics: { readonly train: unknown }
}

export interface CrossValidation<R extends WithMetrics = Run> {
  /** One training for each fold, in their order; `metrics.test` is of the fold's own rows. */
  readonly folds: readonly R[]
  /** Of the folds' test metrics. */
  readonly mean: Omit<R['metrics']['train'], 'rows'>
  /** With K − 1. */
  readonly sd: Omit<R['metrics']['train'], 'rows'>
  /** How many epochs a training on all rows should make: the median of the folds' best epochs. */
  readonly epochs: number
  /** Each once, whichever folds it came from. */
  readonly warnings: readonly Warning[]
}

/** How one cross-validation goes. */
export interface Watching {
  readonly signal?: AbortSignal | undefined
  readonly onEpoch?: ((epoch: Epoch, fold: number) => void) | undefined
}

/**
 * Trains fold after fold, and lets the rest of the program live meanwhile.
 * @throws as `planFolds`; the signal's reason; PasoError diverged
 */
export async function crossValidate(
  table: Table,
  target: string | readonly string[],
  settings: TrainingSettings,
  count: number,
  { signal, onEpoch }: Watching,
): Promise<CrossValidation> {
  const planned = planFolds(table, target, settings, count)
  const folds: Run[] = []
  let recipe: Recipe | undefined
  for (const { fold, settings: own } of planned.folds) {
    const training = planTraining(table, target, recipe ? withRecipe(own, recipe) : own)
    recipe ??= training.recipe
    const epochs = trainingInTurns(training.plan, signal)
    try {
      let next = await epochs.next()
      for (; !next.done; next = await epochs.next()) onEpoch?.(next.value, fold)
      folds.push(runOf(training, next.value))
    } catch (error) {
      throw withModels(training, error)
    }
  }
  const { mean, sd } = summaryOf(folds.map(({ metrics }) => ({ ...metrics.test })))
  return {
    folds,
    mean: mean as unknown as CrossValidation['mean'],
    sd: sd as unknown as CrossValidation['sd'],
    epochs: suggestedEpochs(folds.map(({ bestEpoch }) => bestEpoch)),
    warnings: distinct([...planned.warnings, ...folds.flatMap(({ warnings }) => warnings)]),
  }
}
