// What a training is asked, what it remembers between two steps, and what it comes to.
import type { Network } from '../core/network.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { Ending } from '../math/optimizers/endings.ts'
import type { Random, RandomState } from '../math/random.ts'
import type { Advice } from './divergence-words.ts'
import type { Engine, Rows, Running, SessionState, TrainedBy } from './engine.ts'

export interface TrainingPlan {
  readonly engine: Engine
  readonly network: Network
  readonly optimizer: OptimizerSpec
  readonly train: Rows
  /** Decides which epoch was the best. Without it the last one is taken. */
  readonly validation?: Rows | undefined
  /** At most. */
  readonly epochs: number
  /** For an optimizer that searches for its steps, as many as there are. */
  readonly batchSize: number
  /** Shuffles the rows before each epoch, and seeds the masks of dropout. */
  readonly random: Random
  /** Stop after this many epochs without a better validation loss. */
  readonly patience?: number | undefined
  /** Stop after this time. */
  readonly seconds?: number | undefined
  /** What the user could change, for the message when the training diverges. */
  readonly advice?: Advice
  /** Where to go on, instead of at the start; `random` is then the state's. */
  readonly resume?: TrainingState | undefined
  readonly running?: Running | undefined
  /** At each pause and after each epoch. */
  readonly onPause?: ((pause: Pause) => void) | undefined
  /** Batches between two pauses. Default: as many as take some 20 ms. No number depends on it. */
  readonly pace?: number | undefined
}

export interface Epoch {
  /** From 1. */
  readonly epoch: number
  /** The mean of the steps' losses, each before its update. */
  readonly loss: number
  readonly validationLoss: number | undefined
  /** That of its last step. */
  readonly learningRate: number | undefined
  /** Whether the weights after this epoch are the best so far. */
  readonly best: boolean
  /** Since the start. */
  readonly seconds: number
}

export interface Run {
  readonly network: Network
  readonly by: TrainedBy
  readonly history: readonly Epoch[]
  /** How many epochs were made. */
  readonly epochs: number
  /** The epoch whose weights the network has. */
  readonly bestEpoch: number
  /** What ended it; `caller`: whoever watched the epochs had seen enough. */
  readonly stoppedBy: 'epochs' | 'patience' | 'time' | 'caller' | 'converged'
  /** Why a vector optimizer went no further, where that ended it. */
  readonly ending: Ending | undefined
  readonly seconds: number
  /** A copy of where it stands after its last step, from which `resume` goes on. */
  readonly state: () => TrainingState
}

/** What whoever receives an epoch may answer: that it was the last one. */
export type Answer = 'stop' | undefined

/** Where a training stands while it pauses. */
export interface Pause {
  /** How many epochs are over. */
  readonly epochs: number
  /** How many rows of the next one were taken. */
  readonly position: number
  /** A copy of all that it remembers; to be asked for before it goes on. */
  state(): TrainingState
}

/** All that a training remembers between two steps. The epoch under way is the one after `history`. */
export interface TrainingState {
  readonly session: SessionState
  /** The generator as it was before it drew the order of the epoch under way. */
  readonly random: RandomState
  /** How many rows of that order were taken. */
  readonly position: number
  readonly history: readonly Epoch[]
  readonly best: Best
  readonly lastGain: Gain
  readonly plateau: PlateauState
  readonly watch: WatchState
  /** Spent so far. */
  readonly seconds: number
}

export interface Gain {
  readonly epoch: number
  readonly loss: number
}

export interface Best extends Gain {
  readonly weights: Float64Array
}

/** What the watch remembers, as plain data. */
export interface WatchState {
  /** The losses of the last steps. */
  readonly trail: readonly number[]
  /** The loss of the first step of all; undefined before it. */
  readonly first: number | undefined
  readonly steps: number
  /** Of the epoch under way: the sum of its losses, each times its rows, and its rows so far. */
  readonly sum: number
  readonly rows: number
}

/** What a schedule that waits for a plateau remembers from epoch to epoch. */
export interface PlateauState {
  /** The lowest loss, small improvements aside. */
  readonly best: number
  /** Epochs since then, or since the rate was lowered. */
  readonly waited: number
}

export const noPlateau: PlateauState = { best: Number.POSITIVE_INFINITY, waited: 0 }
