// What is said of normalized layers and of dropped outputs.
import type { NormalizationKind } from '../../core/normalization.ts'
import type { Expr } from '../../math/expr.ts'
import type { Content, Formula } from '../document.ts'

/** What batch normalization takes its statistics over (rows), or layer normalization (units), and how many there are. */
export interface Over {
  readonly kind: NormalizationKind
  readonly count: number
}

/** The outputs that a step drops of a layer in a row. */
export interface Dropped {
  /** Counted from 1; undefined where there is one only. */
  readonly layer: number | undefined
  readonly row: number | undefined
  /** The first ones. */
  readonly outputs: readonly Expr[]
  readonly count: number
  /** How many the layer has. */
  readonly all: number
}

export interface LayerProse {
  readonly recipe: {
    /** `layers`: counted from 1; undefined for all hidden ones. */
    normalization(kind: NormalizationKind, layers: readonly number[] | undefined): Content
    dropout(probability: number, layers: readonly number[] | undefined): Content
  }
  readonly heading: Content
  /** Before the statistics of a layer. */
  idea(over: Over, activation: string): Content
  /** What [2] after a name means. */
  rowMark(name: Expr, row: number): Content
  /** Between z and u. */
  argument(epsilon: number): Content
  firstRowForward(row: number, whole: boolean): Content
  /** Why the derivatives are of the sum of all losses. */
  tied(sum: Expr): Content
  /** Of one output of one row. */
  readonly ownLossOnly: Content
  deltaIdea(u: Expr, value: Expr): Content
  threeWays(z: Expr, value: Expr, mean: Expr, deviation: Expr): Content
  meanMoves(over: Over, mean: Expr): Content
  deviationMoves(deviation: Expr): Content
  allThree(common: Expr, aligned: Expr): Content
  parameters(names: readonly Expr[]): Content
  scaleAndShift(scale: Expr, shift: Expr): Content
  /** `common`: it is the bias of the whole layer. */
  biasCancels(names: readonly Expr[], over: Over, shift: Expr): Content
  entersOnly(name: Expr, u: Expr): Content
  joinsArgument(name: Expr, unit: Content, scale: boolean): Content
  readonly ofScale: Content
  readonly ofShift: Content
  readonly runningHeading: Content
  running(momentum: number, rows: number): Content
  readonly tiedGradient: Content
  /** Of the first normalized layer in matrices. */
  matrices(over: Over): Content
  readonly matrixDelta: Content
  readonly matrixGradients: Content

  dropped(what: Dropped): Content
  maskIdea(probability: number, factor: Formula): Content
  readonly notInEvaluation: Content
}
