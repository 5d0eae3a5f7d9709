// The options of the library as types, and what one training is asked for, with the defaults filled in.
import type { ClassWeights } from '../data/class-weights.ts'
import type { CsvOptions } from '../data/csv.ts'
import type { GivenSplit } from '../data/split.ts'
import type { MissingValues } from '../data/table.ts'
import type { TaskName } from '../data/task.ts'
import { usual } from '../engine/defaults.ts'
import type { Precision } from '../engine/engine.ts'
import type { EngineName } from '../engine/engines.ts'
import type { IntervalText } from '../engine/interval.ts'
import type { Epoch } from '../engine/training-plan.ts'
import type { Warning } from '../errors.ts'
import type { ActivationName } from '../math/activations.ts'
import type { InitializerName } from '../math/initializers.ts'
import type { LossName } from '../math/losses.ts'
import type { OptimizerName } from '../math/optimizers.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { NumberArray, TargetChoice } from './data.ts'
import type { ForLayers, NormalizationOption } from './hidden-layers.ts'
import type { ScheduleOption } from './schedule-option.ts'
import type { TrainingSettings } from './training.ts'

interface Rate {
  readonly learningRate?: number
  readonly weightDecay?: number
}
/** Whether the decay shrinks the parameters themselves and stays out of the gradient. */
interface Decay extends Rate {
  readonly decoupled?: boolean
}
interface Moments {
  readonly beta1?: number
  readonly beta2?: number
  readonly epsilon?: number
}

/** Each optimizer that makes a step of a gradient, with options of its own. */
export type GradientOptimizerChoice =
  | ({ readonly name: 'sgd'; readonly momentum?: number; readonly nesterov?: false } & Decay)
  | ({ readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean } & Decay)
  | ({
      readonly name: 'rmsprop'
      readonly smoothing?: number
      readonly epsilon?: number
      readonly centered?: boolean
      readonly momentum?: number
    } & Decay)
  | ({
      readonly name: 'adagrad'
      readonly rateDecay?: number
      readonly initialAccumulator?: number
      readonly epsilon?: number
    } & Decay)
  | ({ readonly name: 'adam' } & Moments & Decay)
  | ({ readonly name: 'adamw' } & Moments & Rate)

/** L-BFGS, which searches for the length of each step, with options of its own. */
export interface SearchOptimizerChoice {
  readonly name: 'lbfgs'
  /** How many steps it remembers. Default: 10. */
  readonly historySize?: number
  /** How many points the line search may look at in one step. Default: 20. */
  readonly maxLineSearch?: number
  /** What share of the fall that the slope promises the loss must fall at least, of the Wolfe conditions. Default: 1e-4. */
  readonly c1?: number
  /** What share of the slope may be left at most; above c1, below 1. Default: 0.9. */
  readonly c2?: number
  /** A gradient without a larger entry ends the training. Default: 1e-7. */
  readonly toleranceGrad?: number
}

/** Each optimizer with options of its own. */
export type OptimizerChoice = GradientOptimizerChoice | SearchOptimizerChoice

/** How the first weights of every layer are drawn, with the number that some of the ways have. */
export type InitializerOption =
  | InitializerName
  | { readonly name: Exclude<InitializerName, 'uniform' | 'normal' | 'orthogonal'> }
  | { readonly name: 'uniform'; readonly limit?: number }
  | { readonly name: 'normal'; readonly deviation?: number }
  | { readonly name: 'orthogonal'; readonly gain?: number }

/** A loss that fits the task, with the number that one of them has. */
export type LossOption =
  | Exclude<LossName, `${string}-from-logits`>
  | { readonly name: Exclude<LossName, `${string}-from-logits` | 'huber'> }
  | { readonly name: 'huber'; readonly delta?: number }

type ClassLossName = 'cross-entropy' | 'binary-cross-entropy'

/** A loss of classes. */
export type ClassLossOption = ClassLossName | { readonly name: ClassLossName }

/** Targets of classes alone can be smoothed. */
export type LossAndSmoothing<Task extends TaskName> =
  | {
      /** What training makes small; by the task when left out. */
      readonly loss?: LossOption
      readonly labelSmoothing?: never
    }
  | {
      readonly loss?: ClassLossOption
      /** A target y becomes (1 − ε) · y + ε / K, of K classes. From 0 to less than 1. Default: 0. */
      readonly labelSmoothing?: Task extends 'regression' ? never : number
    }

/** What goes with an optimizer: the length of a step is given, or it is searched for, on all rows and without dropout. */
export type OptimizerAndStep =
  | {
      readonly optimizer?: Exclude<OptimizerName, 'lbfgs'> | GradientOptimizerChoice
      readonly learningRate?: number
      /** For sgd and rmsprop. */
      readonly momentum?: number
      /** Pulls every parameter towards 0. Left out: by the data, and 0 with a penalty. */
      readonly weightDecay?: number
      /** How the learning rate changes from step to step. Left out: not at all. */
      readonly schedule?: ScheduleOption
      /** The largest size of a gradient; larger ones are cut down to it. Left out: none. */
      readonly clipValue?: number
      /** The largest norm of all gradients of a step together; longer ones are scaled down to it. Left out: none. */
      readonly clipNorm?: number
      /** The largest norm of the weights into a unit after a step; longer ones are scaled back. Left out: none. */
      readonly maxNorm?: number
      /** Rows of one step. */
      readonly batchSize?: number
      /** The probability with which a step drops each output, for all hidden layers or for each. From 0 to less than 1. Default: 0. */
      readonly dropout?: ForLayers<number>
    }
  | {
      readonly optimizer: 'lbfgs' | SearchOptimizerChoice
      readonly learningRate?: never
      readonly momentum?: never
      readonly weightDecay?: never
      readonly schedule?: never
      readonly clipValue?: never
      readonly clipNorm?: never
      readonly maxNorm?: never
      readonly batchSize?: never
      readonly dropout?: never
    }

/** What a network is and how it learns. What is left out depends on the data: see `recipeFor` in paso/engine. */
export type MlpOptions<Task extends TaskName = TaskName> = NetworkOptions<Task> &
  OptimizerAndStep &
  LossAndSmoothing<Task>

export interface NetworkOptions<Task extends TaskName = TaskName> {
  /** Units of each hidden layer; [] for none. */
  readonly hidden?: readonly number[]
  /** Of the hidden layers. */
  readonly activation?: ActivationName
  /**
   * What normalizes the sums of the hidden layers before their activation, of all or of each: batch over the rows of a step
   * (to predict, by running statistics), layer over the units of a row. Default: none.
   */
  readonly normalization?: ForLayers<NormalizationOption>
  /** How the first weights are drawn. Left out: after He for ReLU and its kin, after Glorot for the others. */
  readonly initializer?: InitializerOption
  /** How the first biases are drawn; not orthogonal. Left out: all are 0. */
  readonly biasInitializer?: InitializerOption
  /** Whether the target is a class or a number; told from the target when left out. */
  readonly task?: Task
  /** A penalty of l1 · Σ|w| in the loss, over all weights; biases are free. Default: 0. */
  readonly l1?: number
  /** A penalty of (l2 / 2) · Σ w² in the loss, over all weights; biases are free. Default: 0; with lbfgs the usual decay. */
  readonly l2?: number
  /** Passes over the training rows, at most. */
  readonly epochs?: number
  /** Stop after this many epochs without a better validation loss. */
  readonly patience?: number
  /** standard: inputs, and targets of a regression, with mean 0 and standard deviation 1. Default: standard. */
  readonly scaling?: 'standard' | 'none'
  /**
   * impute: a missing cell of an input is taken as the median of its column, or as its most frequent text, of the training
   * rows; rows to predict too. Missing are null, undefined, NaN, '', and texts such as NA. Default: refuse.
   */
  readonly missing?: MissingValues
  /** What computes. Default: auto. */
  readonly engine?: EngineName
  /** float32 is faster, and only wasm and native compute in it. What goes in and comes out has 64 bits. Default: float64. */
  readonly precision?: Precision
  /**
   * How many threads wasm and native take at most, from 1 to 64; fewer where a step has little to do. The numbers are the same. Default: auto,
   * one for each processor.
   */
  readonly threads?: number | 'auto'
  /** Multiply and add in one instruction, where wasm has it: faster, and other last digits from machine to machine. Default: false. */
  readonly relaxed?: boolean
}

/** How one training goes. */
export interface FitSyncOptions {
  /** From 0 to 2^53 - 1: the same seed gives the same model. Default: 1. */
  readonly seed?: number
  /** The share of the rows that decides when to stop. Default: 0.2, and 0 with fewer than 50 rows. */
  readonly validation?: number
  /** The share of the rows kept for the score, never seen in training. Default: 0.2, and 0 with fewer than 50 rows. */
  readonly test?: number
  /** Which rows are in which part, from 0, in place of `validation` and `test`; a row in none is left out. */
  readonly split?: GivenSplit
  /**
   * How much each class counts in the loss: `balanced` for all the same, or a weight for each, 1 where none is given.
   * With several targets by target and class.
   */
  readonly classWeights?: ClassWeights
  /** How much each row counts in the loss: a column, which is no input then, or a list. */
  readonly sampleWeight?: string | NumberArray | readonly number[]
  /** Stop after this time and keep the best weights. */
  readonly seconds?: number
  /** Sees each epoch when it is over. */
  readonly onEpoch?: (epoch: Epoch) => void
}

export interface FitOptions extends FitSyncOptions {
  /** Ends the training: `fit` then rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Keeps the training where it can go on from, every so often and where it stops. */
  readonly checkpoint?: CheckpointOptions
  /** Gets the training as plain data, every so often and where it stops; while its promise is pending, nothing more. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void | Promise<void>
  /**
   * Goes on, to the bit, from a checkpoint: its plain data, its file's bytes, or in Node the file's path. The options are
   * the checkpoint's; only epochs, patience and seconds may be others.
   */
  readonly resume?: Checkpoint | Uint8Array | string
}

export interface CheckpointOptions {
  /** In Node: the file that is written, whole or not at all, in place of what is there. */
  readonly file?: string
  /** After so many seconds, minutes, hours, or epochs. Default: 30s. */
  readonly every?: IntervalText
}

/** How a cross-validation goes. */
export interface PredictOptions {
  /** Hears of what stops nothing: a category that training never saw, a column that is not needed. */
  readonly onWarning?: (warning: Warning) => void
}

export interface CrossValidateOptions
  extends Omit<FitOptions, 'onEpoch' | 'split' | 'checkpoint' | 'onCheckpoint' | 'resume'> {
  /** How many parts; each is the test of a training on the others. Default: 5. */
  readonly folds?: number
  /** The share of the rows that is in no fold. Default: 0. */
  readonly test?: number
  /** Sees each epoch when it is over; folds count from 1. */
  readonly onEpoch?: (epoch: Epoch, fold: number) => void
}

/** How a range test of the learning rate goes. */
export interface RangeTestOptions
  extends Omit<FitOptions, 'onEpoch' | 'seconds' | 'checkpoint' | 'onCheckpoint' | 'resume'> {
  /** The first rate. Default: 1e-6. */
  readonly from?: number
  /** The last rate, above the first. Default: 10. */
  readonly to?: number
  /** From 100 on. Default: 200. */
  readonly steps?: number
}

/** The iterator hands out the epochs itself. */
export type EpochsOptions = Omit<FitOptions, 'onEpoch'>

/** How `csv` reads a table. */
export interface CsvTargetOptions<Only extends readonly string[], Target extends TargetChoice>
  extends Pick<CsvOptions, 'ignore' | 'kinds' | 'header' | 'delimiter' | 'decimal' | 'missing'> {
  /** The column to predict, or a list of several. */
  readonly target: Target
  /** The columns to learn from; all others when left out. Rows to predict are then typed by these names. */
  readonly only?: Only
}

/** From so many rows on, some are held out for validation and test; fewer are all needed for training. */
const ROWS_TO_SPARE = 50

/** Everything that one training is asked for, as it is for `rows` rows. */
export function settingsOf(
  options: MlpOptions,
  fit: Omit<FitOptions, 'onEpoch' | 'signal'>,
  rows: number,
): TrainingSettings {
  const asked = askedFor(options, fit)
  const held = rows < ROWS_TO_SPARE ? { validation: 0, test: 0 } : usual
  return {
    ...asked,
    scaling: asked.scaling ?? usual.scaling,
    engine: asked.engine ?? usual.engine,
    precision: asked.precision ?? usual.precision,
    seed: asked.seed ?? usual.seed,
    validation: asked.validation ?? held.validation,
    test: asked.test ?? held.test,
  }
}

type AskedSettings = { readonly [Name in keyof TrainingSettings]?: TrainingSettings[Name] | undefined }

/** What was asked for, without the defaults. */
export function askedFor(options: MlpOptions, fit: Omit<FitOptions, 'onEpoch' | 'signal'>): AskedSettings {
  const { optimizer, initializer, biasInitializer, loss, ...recipe } = options
  const { name, ...own } = typeof optimizer === 'object' ? optimizer : { name: optimizer }
  const { learningRate, weightDecay, momentum, ...optimizerOptions } = own as Rate &
    Pick<MlpOptions, 'momentum'>
  return {
    ...recipe,
    optimizer: name,
    learningRate: recipe.learningRate ?? learningRate,
    weightDecay: recipe.weightDecay ?? weightDecay,
    momentum: recipe.momentum ?? momentum,
    optimizerOptions,
    initializer: initializer && choiceOf(initializer),
    biasInitializer: biasInitializer && choiceOf(biasInitializer),
    loss: loss && choiceOf(loss),
    seed: fit.seed,
    validation: fit.validation,
    test: fit.test,
    split: fit.split,
    classWeights: fit.classWeights,
    sampleWeight: fit.sampleWeight,
    seconds: fit.seconds,
  }
}

/** As core takes it: with the numbers apart from the name. */
function choiceOf<Name extends string>(option: Name | { readonly name: Name }) {
  if (typeof option === 'string') return option
  const { name, ...parameters } = option
  return { name, parameters }
}
