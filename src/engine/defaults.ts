// Defaults of training: what suits a task and its number of rows when the user says nothing. Found by trying on real tables.
import type { ActivationName } from '../math/activations.ts'
import type { LossName } from '../math/losses.ts'
import type { OptimizerName } from '../math/optimizers.ts'

export type TaskKind = 'regression' | 'binary' | 'multiclass' | 'multilabel'

/** The last layer and the loss that a task asks for. Several labels are one sigmoid each, with the mean of their losses. */
export const outputFor = {
  regression: { activation: 'identity', loss: 'mse' },
  binary: { activation: 'sigmoid', loss: 'binary-cross-entropy' },
  multiclass: { activation: 'softmax', loss: 'cross-entropy' },
  multilabel: { activation: 'sigmoid', loss: 'binary-cross-entropy' },
} as const satisfies Record<TaskKind, { readonly activation: ActivationName; readonly loss: LossName }>

/** What does not depend on the data. Validation and test are shares of the rows. */
export const usual = {
  seed: 1,
  validation: 0.2,
  test: 0.2,
  scaling: 'standard',
  engine: 'auto',
  precision: 'float64',
  checkpointEvery: '30s',
} as const

/** Threads that may be asked for. */
export const MOST_THREADS = 64

export interface Recipe {
  readonly hidden: readonly number[]
  readonly activation: ActivationName
  readonly optimizer: OptimizerName
  /** undefined where the optimizer searches for the length of each step. */
  readonly learningRate: number | undefined
  readonly weightDecay: number | undefined
  /** The penalty that takes the place of the decay where the optimizer searches for its steps. */
  readonly l2?: number
  /** undefined where each step takes all rows. */
  readonly batchSize: number | undefined
  /** At most; patience usually ends it earlier. */
  readonly epochs: number
  readonly patience: number
}

/** For optimizers with a learning rate. */
export interface UsualRecipe extends Recipe {
  readonly learningRate: number
  readonly weightDecay: number
  readonly batchSize: number
}

/** The first row whose limit is above the number of training rows. */
const bySize = [
  {
    below: 1000,
    hidden: 16,
    activation: 'tanh',
    learningRate: 0.01,
    batchSize: 16,
    epochs: 300,
    patience: 30,
  },
  {
    below: 10_000,
    hidden: 64,
    activation: 'relu',
    learningRate: 0.003,
    batchSize: 32,
    epochs: 200,
    patience: 20,
  },
  {
    below: 100_000,
    hidden: 128,
    activation: 'relu',
    learningRate: 0.002,
    batchSize: 64,
    epochs: 100,
    patience: 10,
  },
  {
    below: Infinity,
    hidden: 128,
    activation: 'relu',
    learningRate: 0.001,
    batchSize: 128,
    epochs: 30,
    patience: 5,
  },
] as const satisfies readonly (Omit<Recipe, 'hidden' | 'optimizer' | 'weightDecay'> & {
  below: number
  hidden: number
})[]

/** The recipe for `rows` training rows. Few rows, and noisy targets such as a regression's, need more weight decay. */
export function recipeFor(task: TaskKind, rows: number): UsualRecipe {
  const { below: _, hidden, ...size } = bySize.find(({ below }) => rows < below)!
  const decay = Math.min(0.03, (task === 'regression' ? 3 : 0.3) / rows)
  return {
    ...size,
    hidden: [hidden],
    optimizer: 'adam',
    weightDecay: Number(decay.toPrecision(1)),
  }
}
