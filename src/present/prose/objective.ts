// What is said of the rules around a step: penalties, sample weights, smoothed targets, limits and schedules.
import type { Expr } from '../../math/expr.ts'
import type { ScheduleName } from '../../math/schedule-names.ts'
import type { Content, Formula } from '../document.ts'

/** A penalty, and its λ. */
export interface PenaltySlope {
  readonly norm: 1 | 2
  readonly strength: Expr
}

export interface ObjectiveProse {
  /** Of the part that adds a penalty or a weight to the loss. */
  heading(kind: 'penalized' | 'weighted'): Content
  smoothing(amount: Formula, classes: number): Content
  readonly sampleWeights: Content
  /** Before the penalties: by the sizes of the weights (1), by their squares (2), or both. */
  penalty(norms: readonly (1 | 2)[]): Content
  lowered(loss: Formula): Content
  /** Before the gradient with its penalty or its weight. */
  gradient(penalties: readonly PenaltySlope[]): Content
  readonly biasesFree: Content
  readonly weightedGradient: Content
  readonly recipe: {
    penalty(norm: 1 | 2, value: Formula): Content
    smoothing(value: Formula): Content
    clipValue(value: Formula): Content
    clipNorm(value: Formula): Content
    maxNorm(value: Formula): Content
    schedule(name: ScheduleName): Content
  }
}
