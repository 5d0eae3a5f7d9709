// Step: one number of a training step as data: {rule, target, formula, value}. No words, no TeX, no rounding.
import type { StepTrace } from '../core/trace.ts'
import type { Expr } from '../math/expr.ts'
import type { ParameterRef, Quantity, Version } from '../math/quantity.ts'

/** Which law of calculus or which line of the algorithm gives a step; each has its sentence in every language. */
export type Rule =
  | 'pre-activation'
  | 'activation'
  | 'mean'
  | 'variance'
  | 'deviation'
  | 'normalized'
  | 'argument'
  | 'unit-loss'
  | 'sample-loss'
  | 'smoothed-target'
  | 'penalty'
  | 'batch-loss'
  | 'loss-sum'
  | 'loss-derivative'
  | 'activation-slope'
  | 'jacobian-entry'
  | 'input-of-weight'
  | 'input-of-bias'
  | 'weight-of-path'
  | 'output-delta'
  | 'short-cut'
  | 'path-to-net'
  | 'path-to-output'
  | 'path-product'
  | 'sum-over-paths'
  | 'recursive-delta'
  | 'argument-gradient'
  | 'normalized-gradient'
  | 'scale-of-argument'
  | 'moved-mean'
  | 'moved-deviation'
  | 'normalized-by-mean'
  | 'normalized-by-deviation'
  | 'common-gradient'
  | 'aligned-gradient'
  | 'normalized-delta'
  | 'scale-gradient'
  | 'shift-gradient'
  | 'cancelled-bias'
  | 'weight-gradient'
  | 'bias-gradient'
  | 'batch-gradient'
  | 'step-gradient'
  | 'penalized-gradient'
  | 'scheduled-rate'
  | 'limited-gradient'
  | 'norm'
  | 'limit-factor'
  | 'clipped-gradient'
  | 'limited-weight'
  | 'memory'
  | 'auxiliary'
  | 'running-statistic'
  | 'coefficient'
  | 'update'

export type Phase = 'forward' | 'loss' | 'backward' | 'update'

export interface Step {
  /** keyOf(target) */
  readonly id: string
  readonly rule: Rule
  readonly phase: Phase
  readonly target: Quantity
  /** What the program computes, in its order of operations. */
  readonly formula: Expr
  readonly value: number
  /** The quantities that the formula reads, inputs and parameters included. */
  readonly uses: readonly string[]
}

/** A rule with its formula, before its value is known. */
export interface Told {
  readonly rule: Rule
  readonly phase: Phase
  readonly formula: Expr
}

export interface Derivation {
  readonly trace: StepTrace
  /** Version of the parameters before the step: 0 for the first step told. */
  readonly version: Version
  /**
   * The step that gives a quantity; undefined for what is given: inputs, targets, old parameters, the recipe.
   * @throws TypeError for a quantity that this network does not have.
   */
  step(target: Quantity): Step | undefined
  /** The value of any quantity, told or given. */
  value(target: Quantity): number
  /** The steps that the gradients and updates of these parameters need (default: all parameters), in the order of a run. */
  steps(parameters?: readonly ParameterRef[]): readonly Step[]
}
