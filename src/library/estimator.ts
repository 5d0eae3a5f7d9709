// mlp: a multilayer perceptron to be: its options, and fit, fitSync and epochs, which train it on data.
import type { Cell, Table } from '../data/table.ts'
import type { TaskName } from '../data/task.ts'
import type { RangeTest } from '../engine/range-test.ts'
import { trainSync } from '../engine/trainer.ts'
import { loadParts } from '../later.ts'
import { withWords } from '../messages.ts'
import { type Asked, asked, planned } from './asked.ts'
import { checkFitOptions, checkMlpOptions } from './check-options.ts'
import type { CrossValidation, WithMetrics } from './cross-validation.ts'
import {
  collected,
  type Data,
  type NamesIn,
  type NumberArray,
  type NumberRow,
  type NumberRows,
  type PlainTargets,
  type TargetChoice,
  type TargetRows,
  type Targets,
  type TargetTable,
  tableWithTarget,
} from './data.ts'
import { Epochs } from './epochs.ts'
import type { KeptTraining } from './kept-training.ts'
import { laterParts } from './later-parts.ts'
import type { AnyRow } from './model.ts'
import type {
  CrossValidateOptions,
  EpochsOptions,
  FitOptions,
  FitSyncOptions,
  MlpOptions,
  RangeTestOptions,
} from './options.ts'
import type { AnyLabel, LabelsByTarget } from './predictions.ts'
import { type Run, runOf } from './run.ts'

/** How fit, fitSync, epochs and crossValidate hand out a run. */
interface Outcomes<R extends WithMetrics> {
  readonly fit: Promise<R>
  readonly fitSync: R
  readonly epochs: Epochs<R>
  readonly crossValidate: Promise<CrossValidation<R>>
  readonly rangeTest: Promise<RangeTest>
}
type Way = keyof Outcomes<Run>

interface OptionsOf {
  readonly fit: FitOptions
  readonly fitSync: FitSyncOptions
  readonly epochs: EpochsOptions
  readonly crossValidate: CrossValidateOptions
  readonly rangeTest: RangeTestOptions
}

/** Rows with names; only what may wait takes them from an asynchronous source. */
type Records<W extends Way, R> = readonly R[] | (W extends 'fitSync' ? never : AsyncIterable<R>)

/** Records whose values are numbers and texts, or missing. */
type Cells<R> = { readonly [Name in keyof R]: Cell }

/** The columns of a record without the target, as a row to predict has them. */
export type RowOf<R, Target extends keyof R> = {
  readonly [Name in Exclude<keyof R, Target>]: CellLike<NonNullable<R[Name]>> | MissingIn<R[Name]>
}

type CellLike<Value> = Value extends number ? number : Value extends string ? string : number | string
/** Missing cells go where there were some. */
type MissingIn<Value> = null extends Value
  ? null | undefined
  : undefined extends Value
    ? null | undefined
    : never

/** The classes of a column, where the compiler knows them. */
export type LabelOf<Value> = NonNullable<Value> extends string ? NonNullable<Value> : string

/** Of one target its classes, of several those of each. */
type LabelsIn<R, Target extends TargetChoice> = Target extends readonly string[]
  ? { readonly [Name in Target[number] & keyof R]: LabelOf<R[Name]> }
  : LabelOf<R[Extract<Target, keyof R>]>

/** The same where the compiler knows the names alone. */
type LabelsNamed<Target extends TargetChoice> = Target extends readonly string[]
  ? Readonly<Record<Target[number], string>>
  : string

type NamedRow<Names extends string> = string extends Names ? AnyRow : Readonly<Record<Names, Cell>>

type ByClass<Label extends string> = { readonly [Class in Label]?: number }

/** A weight for each class; of several targets for each class of each. */
type WeightsFor<Label extends AnyLabel> =
  | ([Extract<Label, string>] extends [never] ? never : ByClass<Extract<Label, string>>)
  | ([Extract<Label, LabelsByTarget>] extends [never] ? never : ByTarget<Extract<Label, LabelsByTarget>>)

type ByTarget<Labels extends LabelsByTarget> = {
  readonly [Name in keyof Labels]?: 'balanced' | ByClass<Labels[Name]>
}

/** Options whose names of columns and classes the compiler knows. */
type Options<W extends Way, Label extends AnyLabel, Weight extends string> = Omit<
  OptionsOf[W],
  'classWeights' | 'sampleWeight'
> & {
  readonly classWeights?: 'balanced' | WeightsFor<Label>
  readonly sampleWeight?: Weight | NumberArray | readonly number[]
}

/** Trains on what csv() gives, on records, on rows of numbers with their targets, or on a table. */
export interface Training<W extends Way, Task extends TaskName> {
  <
    const R extends Cells<R>,
    const Target extends (keyof R & string) | readonly (keyof R & string)[],
    const Weight extends keyof R & string = never,
  >(
    records: Records<W, R>,
    options: Options<W, LabelsIn<R, Target>, Weight> & { readonly target: Target },
  ): Outcomes<Run<RowOf<R, (NamesIn<Target> & keyof R) | Weight>, Task, LabelsIn<R, Target>>>[W]
  <Names extends string, Target extends TargetChoice, const Weight extends string = never>(
    table: TargetTable<Names, Target>,
    options?: Options<W, LabelsNamed<Target>, Weight>,
  ): Outcomes<Run<NamedRow<Exclude<Names, Weight>>, Task, LabelsNamed<Target>>>[W]
  <const Target extends TargetChoice>(
    table: Table,
    options: Options<W, LabelsNamed<Target>, string> & { readonly target: Target },
  ): Outcomes<Run<AnyRow, Task, LabelsNamed<Target>>>[W]
  (
    inputs: NumberRows,
    targets: PlainTargets,
    options?: Options<W, string, never>,
  ): Outcomes<Run<NumberRow, Task>>[W]
  <const Target extends readonly string[]>(
    inputs: NumberRows,
    targets: TargetRows,
    options: Options<W, LabelsNamed<Target>, never> & { readonly target: Target },
  ): Outcomes<Run<NumberRow, Task, LabelsNamed<Target>>>[W]
  (
    inputs: NumberRows,
    targets: Targets,
    options?: Options<W, AnyLabel, never>,
  ): Outcomes<Run<NumberRow, Task, AnyLabel>>[W]
}

export interface Estimator<Task extends TaskName = TaskName> {
  readonly options: MlpOptions<Task>
  /**
   * Trains, and lets the rest of the program live meanwhile.
   * @throws PasoError unknown-option, wrong-option, not-data, those of `prepare` in paso/data; DivergedError, which
   *   `isDiverged` tells; the signal's reason when it aborts
   */
  readonly fit: Training<'fit', Task>
  /**
   * Trains without a pause: the same model, to the bit.
   * @throws PasoError as `fit`; not-loaded for the engine core before it is there (see the guide)
   */
  readonly fitSync: Training<'fitSync', Task>
  /** Trains one epoch at a time, as a `for await` loop asks for them; leaving the loop ends the training. */
  readonly epochs: Training<'epochs', Task>
  /**
   * Deals the rows into folds and trains once for each, on the others: how good such a network is on rows that it has not
   * seen, and how much that depends on the rows. Lets the rest of the program live meanwhile.
   * @throws as `fit`; PasoError too-many-folds
   */
  readonly crossValidate: Training<'crossValidate', Task>
  /**
   * Makes steps whose learning rate grows from 1e-6 to 10, each by the same factor, and suggests a tenth of the rate at
   * which the smoothed loss was lowest. Nothing is kept of the training.
   * @throws as `fit`, but for diverged: a loss that breaks away ends the test
   */
  readonly rangeTest: Training<'rangeTest', Task>
}

/**
 * A multilayer perceptron to be trained. Every option has a default that depends on the data.
 * @throws PasoError unknown-option, wrong-option
 */
export function mlp<const Task extends TaskName = TaskName>(options: MlpOptions<Task> = {}): Estimator<Task> {
  void loadParts()
  checkMlpOptions(options)
  const kept = async (given: Asked): Promise<KeptTraining> => {
    await loadParts()
    const data = (await collected(given.data)) as Data
    const { targets, options: fit } = given
    if (!fit.checkpoint && !fit.onCheckpoint && fit.resume === undefined)
      return { planned: planned(options, data, given) }
    const { keptTraining } = await import('./kept-training.ts')
    return keptTraining(options, fit, (target) => tableWithTarget(data, targets, fit.target ?? target))
  }
  const epochs = (of: 'fit' | 'epochs', given: Asked): Epochs<Run> => {
    checkFitOptions(of, given.options)
    return new Epochs(() => kept(given), runOf, given.options.signal)
  }
  const fit = (...given: unknown[]): Promise<Run> =>
    withWords(async () => {
      const what = asked(...(given as [unknown]))
      const training = epochs('fit', what)
      for await (const epoch of training) what.options.onEpoch?.(epoch)
      return training.run()
    })
  const fitSync = (...given: unknown[]): Run => {
    const what = asked(...(given as [unknown]))
    checkFitOptions('fitSync', what.options)
    const plan = planned(options, what.data as Data, what)
    try {
      return runOf(plan, trainSync(plan.plan, what.options.onEpoch))
    } catch (error) {
      throw laterParts.part?.withModels(plan, error) ?? error
    }
  }
  const many =
    (of: 'crossValidate' | 'rangeTest') =>
    (...given: unknown[]): Promise<unknown> =>
      withWords(async () =>
        (await import('./many-trainings.ts'))[of](options, asked(...(given as [unknown]))),
      )
  return {
    options,
    fit: fit as Training<'fit', Task>,
    fitSync: fitSync as Training<'fitSync', Task>,
    epochs: ((...given: unknown[]) => epochs('epochs', asked(...(given as [unknown])))) as Training<
      'epochs',
      Task
    >,
    crossValidate: many('crossValidate') as Training<'crossValidate', Task>,
    rangeTest: many('rangeTest') as Training<'rangeTest', Task>,
  }
}
