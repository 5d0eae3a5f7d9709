// What an activation, a loss and an optimizer are: each told once, in one file, as code for the engines and as formulas for people.
// The two are apart, so that a program that only trains does without the formulas; told.ts puts them together.
import type { Expr } from './expr.ts'
import type { Interval } from './interval.ts'
import type { Ending } from './optimizers/endings.ts'
import type { Trial } from './optimizers/line-search.ts'
import type { CurvaturePair, Direction } from './optimizers/two-loop.ts'
import type {
  AuxiliaryName,
  HyperParameterName,
  MemoryName,
  ParameterRef,
  Quantity,
  Version,
} from './quantity.ts'
import type { LineId, RuleId, ScheduleId } from './why.ts'

/** Named numbers of a function, such as the slope of leaky ReLU. */
export type Parameters = Readonly<Partial<Record<HyperParameterName, number>>>

/** One line of the derivation of a derivative: equal in value to the lines above and below it. */
export interface DerivationLine {
  readonly formula: Expr
  /** The sentences that lead to this line and to the lines without one that follow it. */
  readonly why?: LineId
}

/** An activation that looks at one unit at a time: a = f(z). */
export interface ElementwiseActivation {
  readonly kind: 'elementwise'
  readonly name: string
  /** Its parameters with their default values; empty for most. */
  readonly parameters: Parameters
  /** The values it takes, with its default parameters. */
  readonly range: Interval
  /** Where the derivative jumps or has a corner, so that central differences are off. */
  readonly kinks: readonly number[]
  f(z: number, parameters: Parameters): number
  /** f'(z); `a` is f(z), already known. */
  derivative(z: number, a: number, parameters: Parameters): number
}

export interface ElementwiseFormulas {
  /** f as a formula of variable('z') and of its parameters as hyper-parameters. */
  readonly formula: Expr
  /** f in the spelling that the derivation starts from, where it is another. */
  readonly restated?: Expr
  /** f' as a formula of variable('z') and variable('a') = f(z), in the form that the code computes. */
  readonly derivativeFormula: Expr
  /** From the rules of calculus down to `derivativeFormula`, for z away from the kinks. */
  readonly derivation: readonly DerivationLine[]
}

/** An activation that ties the units of a layer together: softmax. */
export interface VectorActivation {
  readonly kind: 'vector'
  readonly name: string
  readonly parameters: Parameters
  readonly range: Interval
  readonly kinks: readonly number[]
  f(z: readonly number[], parameters: Parameters): number[]
  /** The same in place: leaves f(z) in `a`. */
  put(z: ArrayLike<number>, parameters: Parameters, a: Float64Array): void
  derivative(a: ArrayLike<number>, unit: number, by: number, parameters: Parameters): number
}

export interface VectorFormulas {
  /** a_unit as a formula of variable('z', j), j from 0 to width - 1. */
  formula(unit: number, width: number): Expr
  /** da_unit/dz_by as a formula of variable('a', j). */
  derivativeFormula(unit: number, by: number, width: number): Expr
  /** a_unit with variable('S') for the sum of all the exponentials. */
  restated(unit: number): Expr
  /** Lines in variable('z', j), variable('a', j) and variable('S'). */
  derivation(unit: number, by: number): readonly DerivationLine[]
}

export type ActivationDefinition = ElementwiseActivation | VectorActivation
export type ToldActivation =
  | (ElementwiseActivation & ElementwiseFormulas)
  | (VectorActivation & VectorFormulas)

/** A loss: a sum of one term for each output; 0 * ln 0 counts as 0. */
export interface LossDefinition {
  readonly name: string
  readonly parameters: Parameters
  /** The activation that the loss applies itself, for losses computed from logits (the output layer is then identity). */
  readonly from: 'outputs' | 'sigmoid-logits' | 'softmax-logits'
  /** What an output may be. */
  readonly outputDomain: Interval
  /** What a target may be. */
  readonly targetDomain: Interval
  /** Whether the targets of a sample must add up to 1, and so its outputs too. */
  readonly targetsAreProbabilities: boolean
  /** Residuals a - y at which the derivative jumps or has a corner. */
  kinks(parameters: Parameters): readonly number[]
  /** The term of output `unit`. */
  term(unit: number, targets: ArrayLike<number>, outputs: ArrayLike<number>, parameters: Parameters): number
  /** dL/da_unit */
  derivative(
    unit: number,
    targets: ArrayLike<number>,
    outputs: ArrayLike<number>,
    parameters: Parameters,
  ): number
}

/** In variable('y', k) for targets and variable('a', k) for outputs. */
export interface LossFormulas {
  /** The term of output `unit` of `width`. */
  termFormula(unit: number, width: number): Expr
  /** dL/da_unit, in the form that the code computes. */
  derivativeFormula(unit: number, width: number): Expr
  derivation(unit: number, width: number): readonly DerivationLine[]
}

export type ToldLoss = LossDefinition & LossFormulas

/** A pair of output activation and loss whose delta is short. Core uses it where it holds. */
export interface CanonicalPair {
  readonly activation: string
  readonly loss: string
  delta(unit: number, targets: ArrayLike<number>, outputs: ArrayLike<number>): number
}

export interface PairFormulas {
  /** delta_unit in variable('a', k), variable('y', k); for softmax it holds when the targets add up to 1. */
  deltaFormula(unit: number, width: number): Expr
  /** From the product of the two derivatives down to `deltaFormula`. */
  derivation(unit: number, width: number): readonly DerivationLine[]
}

export type ToldPair = CanonicalPair & PairFormulas

/** What a rule of an optimizer computes. */
export type UpdateTarget =
  | { readonly kind: 'memory'; readonly name: MemoryName }
  | { readonly kind: 'auxiliary'; readonly name: AuxiliaryName }
  | { readonly kind: 'parameter' }

/**
 * One line of an optimizer's step. Its formula uses variable('w') (the parameter before), variable('g') (the gradient),
 * variable('t') (the step's number, from 1), hyper-parameters, variable(name, 0) for a memory before the step,
 * variable(name, 1) for one that an earlier line has renewed, and variable(name) for an auxiliary.
 */
export interface UpdateRule {
  readonly target: UpdateTarget
  readonly formula: Expr
  readonly why: RuleId
}

export interface OptimizerOption {
  readonly default: number | boolean
  readonly domain?: Interval
  /** Whether it is a count: 1, 2, 3, ... */
  readonly whole?: boolean
  /** The option whose value it must stay below. */
  readonly below?: string
}

/** All options of an optimizer, with their values. */
export type OptimizerOptions = Readonly<Record<string, number | boolean>>

export type MemoryValues = Readonly<Partial<Record<MemoryName, number>>>

/** An optimizer that looks at one parameter at a time, with PyTorch's semantics. */
export interface ElementwiseOptimizer {
  readonly kind?: undefined
  readonly name: string
  readonly options: Readonly<Record<string, OptimizerOption>>
  /** The memories that these options need, with their value before the first step. */
  memories(options: OptimizerOptions): MemoryValues
  /** One parameter's step `time`, from 1. */
  update(
    parameter: number,
    gradient: number,
    memory: MemoryValues,
    options: OptimizerOptions,
    time: number,
  ): { readonly parameter: number; readonly memory: MemoryValues }
}

export interface OptimizerFormulas {
  /** The lines of step `time` (from 1), in the code's order of operations, equal to it to the bit; the last computes the parameter. */
  rules(options: OptimizerOptions, time: number): readonly UpdateRule[]
}

/** The loss at some parameters, which it leaves as they are; leaves the gradient there in `gradient`. */
export type Objective = (parameters: Float64Array, gradient: Float64Array) => number

/** Asks for the loss and the gradient at one point after the other, and is told each loss; then it knows what it came to. */
export type Search<Result> = Generator<Look, Result, number>

/** Where the loss is asked for. */
export interface Look {
  /** May be rounded to the numbers of whoever answers. */
  readonly parameters: Float64Array
  /** To be filled. */
  readonly gradient: Float64Array
}

/** A point among all trained parameters, each of them once. */
export interface Position {
  readonly parameters: Float64Array
  readonly loss: number
  readonly gradient: Float64Array
}

/** A direction, and how far along it the loss was lower. */
export interface SearchAttempt {
  /** What the direction was made of, the oldest first; none for steepest descent. */
  readonly pairs: readonly CurvaturePair[]
  readonly direction: Direction
  readonly trials: readonly Trial[]
  /** What was taken of the trials, or why none was. */
  readonly accepted: Trial | undefined
  readonly failure: Ending | undefined
}

export interface VectorStep {
  /** Usually one; a second one, of steepest descent, where the first failed. None where the gradient is flat. */
  readonly attempts: readonly SearchAttempt[]
  /** Where it leads; the start itself where it ended. */
  readonly after: Position
  /** What is remembered for the next step, the oldest first. */
  readonly pairs: readonly CurvaturePair[]
  /** Why no step was made. */
  readonly ended: Ending | undefined
}

/** An optimizer that ties the parameters together, and asks for the loss at several points in each step: L-BFGS. */
export interface VectorOptimizer {
  readonly kind: 'vector'
  readonly name: string
  readonly options: Readonly<Record<string, OptimizerOption>>
  /** Step `time` (from 1). Leaves what it is given as it is. */
  step(
    from: Position,
    pairs: readonly CurvaturePair[],
    options: OptimizerOptions,
    time: number,
  ): Search<VectorStep>
}

export interface SearchFormulas {
  /** The lines of a step for one parameter, in order; equal to the code to the bit. The last one computes the parameter. */
  rules(at: VectorRuleSite): readonly VectorRule[]
}

/** Of which step and parameter the lines are wanted. */
export interface VectorRuleSite {
  readonly parameter: ParameterRef
  /** Of the parameter before the step. */
  readonly version: Version
  readonly time: number
  /** The steps that left the pairs, the oldest first; undefined where no direction was asked for. */
  readonly pairs: readonly number[] | undefined
  /** What the line search says; undefined where no step was made. */
  readonly length: number | undefined
}

/** One line of a vector optimizer's step. Scalar products and remembered vectors are given; the rest is told before it is used. */
export interface VectorRule {
  readonly target: Quantity
  readonly formula: Expr
  readonly why: RuleId
}

export type OptimizerDefinition = ElementwiseOptimizer | VectorOptimizer

export type ToldOptimizer = (ElementwiseOptimizer & OptimizerFormulas) | (VectorOptimizer & SearchFormulas)

export interface ScheduleOption {
  /** Without one it must be given. */
  readonly default?: number
  readonly domain: Interval
  readonly whole?: boolean
}

/** All options of a schedule, with their values; lengths are in steps. */
export type ScheduleOptions = Readonly<Record<string, number>>

/** The line that gives the learning rate of a step, and why it is so. */
export interface ScheduleLine {
  readonly formula: Expr
  readonly why: ScheduleId
}

/** A schedule: the learning rate of each step, from the one that is asked for. */
export interface ScheduleDefinition {
  readonly name: string
  readonly options: Readonly<Record<string, ScheduleOption>>
  /** What a warm-up rises to. */
  firstRate(learningRate: number, options: ScheduleOptions, factor: number): number
  /**
   * The learning rate after `made` steps of the schedule; `factor` is what it has been multiplied by where the loss no
   * longer fell.
   */
  rate(learningRate: number, options: ScheduleOptions, made: number, factor: number): number
}

/**
 * The same for people, in the code's order of operations and equal to it to the bit: formulas of the hyper-parameter
 * learning-rate, variable('s') for the steps that were made, and the options as hyper-parameters.
 */
export interface ScheduleFormulas {
  first(options: ScheduleOptions): Expr
  line(options: ScheduleOptions, made: number): ScheduleLine
}

export type ToldSchedule = ScheduleDefinition & ScheduleFormulas
