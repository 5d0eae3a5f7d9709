// What the functions of a module are made from: the network, the loss, the optimizer, and what has been written already.
import type { Network } from '../../core/network.ts'
import { tiesSamples } from '../../core/normalized.ts'
import type { OptimizerSpec } from '../../core/trace.ts'
import type { ActivationCode } from './activation-code.ts'
import type { Callable } from './assembler/code.ts'
import type { ModuleBuilder } from './assembler/module.ts'
import type { Functions } from './functions.ts'
import { type Layout, STEP_NUMBERS } from './layout.ts'
import type { Way } from './loss-code.ts'
import type { Team } from './team.ts'
import type { UpdatePlan } from './update-code.ts'

export interface ModulePlan {
  readonly network: Network
  readonly optimizer: OptimizerSpec
  readonly layout: Layout
  readonly update: UpdatePlan
  readonly batchSize: number
  /** Whether its rows are only looked at: losses and gradients, for who searches for the step, in place of steps. */
  readonly onlyLooks: boolean
  readonly way: Way
  /** Whether rows count differently. */
  readonly weighted: boolean
}

/** Places in the numbers of a step, after those of the optimizer's formulas. */
export const SHARE = STEP_NUMBERS - 1
/** 1 where rows do not take the short way. */
export const EXCEPTIONS = STEP_NUMBERS - 2

export interface Context extends ModulePlan {
  readonly builder: ModuleBuilder
  readonly functions: Functions
  readonly activations: readonly (ActivationCode | undefined)[]
  readonly outside: Outside
  readonly team: Team
}

/** What the program around the module does for it, row by row. */
export interface Outside {
  /** Fills the masks of some rows. */
  readonly masks: Callable
  /** dL/dz of the outputs of those rows that do not take the short way: (order, rows). */
  readonly deltas: Callable
  /** The losses of some rows. */
  readonly losses: Callable
  /** dL/dz of a layer whose activation ties its units together, from its dL/da, in place of it: (layer, rows). */
  readonly back: Callable
}

/** Whether each row's gradients count by its weight. Where rows are tied each has a part in the losses of the others, and its loss counts so. */
export const rowsWeigh = ({ network, weighted }: ModulePlan): boolean => weighted && !tiesSamples(network)

/** Batches of more rows than a chunk, limits and looks need the gradients whole before any of them is used. */
export const isFused = ({ optimizer, layout, batchSize, onlyLooks }: ModulePlan): boolean =>
  !onlyLooks && !optimizer.clip && batchSize <= layout.chunk
