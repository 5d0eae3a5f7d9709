// Engine: what trains a network fast, in flat numbers and in place, and hands back a Network for core to run and derive to tell.
import type { Network } from '../core/network.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { Ending } from '../math/optimizers/endings.ts'
import type { Random, RandomState } from '../math/random.ts'

/** Rows as flat numbers, one after the other. An engine may keep a copy of them: for other numbers there are other rows. */
export interface Rows {
  /** How many. */
  readonly count: number
  /** [count · inputs] */
  readonly inputs: Float64Array
  /** [count · outputs] */
  readonly targets: Float64Array
  /** How much each row counts, 0 or more. Default: 1 each. [count] */
  readonly weights?: Float64Array | undefined
  /**
   * Which rows of the arrays these are, where they are not the first `count`: row n is then `members[n]` in all of them,
   * so that several sets of rows share their arrays. [count]
   */
  readonly members?: Uint32Array | undefined
}

/** How the steps are made; what an engine does not have it leaves out. */
export interface Running {
  /** Threads at most, where the work of a step keeps them busy; auto: as many as there are processors. Default: 1. */
  readonly threads?: number | 'auto' | undefined
  /** Multiply and add in one, rounded once, where the machine has it: faster, and other last digits. */
  readonly relaxed?: boolean | undefined
}

export interface PlanOptions extends Running {
  /** Draws the masks of a network with dropout: step by step, row by row. */
  readonly random?: Random | undefined
  /** For the session to tell, where another engine was asked first. */
  readonly left?: Left | undefined
  /** float32 operations of a step for which one more thread pays; for tests. */
  readonly worth?: number | undefined
}

/** Why an engine leaves a network to the one in JavaScript. */
export type Left = 'hidden' | 'memory'

/** Why `auto` takes an engine. */
export type Why = 'float32' | 'runtime' | 'enough-work' | 'little-work' | 'no-webassembly' | 'no-vectors'

/** What makes the steps of a session. */
export interface TrainedBy {
  /** Of the engine. */
  readonly name: string
  readonly precision: Precision
  readonly threads: number
  /** Why it is not the engine that was asked. */
  readonly left?: Left | undefined
}

/** Of the numbers in training. What goes in and comes out is float64. */
export type Precision = 'float64' | 'float32'

export interface Engine {
  readonly name: string
  readonly why?: Why
  /**
   * Makes ready what depends on the network's shape, the loss, the optimizer and the batch size alone. The network
   * itself is the starting point and stays as it is.
   * @throws PasoError masks-missing where the network has dropout and there is no generator; batch-of-one where it has
   * batch normalization and one row in a batch
   */
  plan(network: Network, optimizer: OptimizerSpec, batchSize: number, options?: PlanOptions): Session
}

/** All that a session remembers, as plain data: what any engine needs to go on to the bit. */
export interface SessionState {
  /** Weights, biases, γ and β, then the running statistics, in the order of `shapeOf`. */
  readonly parameters: Float64Array
  /** Each memory of the optimizer by its name, in the order of the parameters; of a vector optimizer its pairs. */
  readonly memory: Readonly<Record<string, Float64Array>>
  /** How many steps were made. */
  readonly time: number
  /** What multiplies the learning rate; 1 until a training lowers it. */
  readonly rateFactor: number
  /** Why a vector optimizer goes no further from here. */
  readonly ended: Ending | undefined
  /** The generator of the masks; undefined where nothing is dropped. */
  readonly random: RandomState | undefined
}

/** A network in training. */
export interface Session {
  readonly by: TrainedBy
  /** How long a run should take, in milliseconds, where one costs more than its steps do. Default: a turn of the trainer. */
  readonly turn?: number
  /**
   * Steps over the rows named by `order`, batch by batch; the last batch may be short. Where batch normalization needs
   * two rows, a last row that would be alone joins the batch before it.
   * @returns each step's batch loss, before its update. It ends with the first one that is NaN or infinite, as it is where
   * any number of a forward pass is not finite, or from which a vector optimizer goes no further: that step made no update.
   * @throws PasoError batch-of-one where all there is is one row
   */
  run(rows: Rows, order: Uint32Array): Float64Array
  /** `run`, with pauses within a step where steps may take long. In a pause the session's state is that before the step. */
  pausing?(rows: Rows, order: Uint32Array): Generator<undefined, Float64Array>
  /**
   * Whether all numbers of the updates that `run` made were finite, and all that the session remembers is: parameters,
   * running statistics, the optimizer's memory.
   */
  finite(): boolean
  /** Why a vector optimizer went no further in the last step; undefined where it did, and for all others. */
  readonly ended: Ending | undefined
  /** What the network answers now, in evaluation: with nothing dropped and running statistics. [count · outputs] */
  outputs(rows: Rows): Float64Array
  /**
   * How wrong the network is on all rows: the mean (or the sum, as its loss says) of their losses, each counted by its
   * weight; in evaluation, without penalties, and with the targets as they are.
   */
  loss(rows: Rows): number
  /** The learning rate of the last step, or of the first where none was made. */
  learningRate(): number | undefined
  /** Multiplies the learning rate of the steps to come, where the schedule waits for a plateau. */
  lowerRate(factor: number): void
  /** A copy of all parameters and running statistics, to come back to. */
  save(): Float64Array
  /** Takes what was saved; the optimizer's memory stays. */
  restore(saved: Float64Array): void
  /** A copy of all that the session remembers. */
  state(): SessionState
  /**
   * Goes on, to the bit, where the state was taken, by this engine or by another.
   * @throws PasoError wrong-state when it is of another network or another optimizer
   */
  resume(state: SessionState): void
  network(): Network
}

/** Arrays of rows as flat numbers. */
export function flatRows(
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
  weights?: readonly number[],
): Rows {
  const rows = { count: inputs.length, inputs: flat(inputs), targets: flat(targets) }
  return weights ? { ...rows, weights: Float64Array.from(weights) } : rows
}

function flat(rows: readonly (readonly number[])[]): Float64Array {
  const width = rows[0]?.length ?? 0
  const values = new Float64Array(rows.length * width)
  for (let n = 0; n < rows.length; n++) values.set(rows[n]!, n * width)
  return values
}
