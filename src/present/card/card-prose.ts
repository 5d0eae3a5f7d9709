// The words of the cards; each language has them all.
import type { Expr } from '../../math/expr.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { Content } from '../document.ts'
import type { FactorRole } from './card.ts'

/** A path by the units that it passes, with its product. */
export interface ToldPath {
  readonly via: Content
  readonly value: number
}

export interface CardProse {
  readonly roles: Readonly<Record<FactorRole, string>>
  readonly question: {
    enters(unit: Content): Content
    answers(unit: Content): Content
    errorOf(unit: Content): Content
    readonly total: Content
    readonly batch: Content
    delta(z: Expr): Content
    grows(name: Expr): Content
    newValue(name: Expr): Content
    /** Whatever has no question of its own. */
    value(name: Expr): Content
  }
  readonly general: {
    readonly output: Content
    readonly hidden: Content
    readonly bias: Content
  }
  readonly why: {
    enters(unit: Content, terms: number): Content
    answers(unit: Content, activation: string, z: number, a: number): Content
    errorOf(unit: Content, answer: number, target: number): Content
    readonly batch: Content
    slope(value: number): Content
    /** A parameter's gradient by one path of so many factors. */
    onePath(name: Expr, kind: ParameterRef['kind'], links: number, value: number, move: number): Content
    /** By the δ of its unit, behind which there are several. */
    gathered(name: Expr, delta: Expr, value: number, move: number): Content
    /** By several: the largest of each sign, where the signs differ. */
    paths(
      name: Expr,
      count: number,
      up: ToldPath | undefined,
      down: ToldPath | undefined,
      value: number,
      move: number,
    ): Content
    /** `move`: how far the update takes it; 0 for what is not trained. */
    direction(name: Expr, value: number, move: number): Content
    delta(unit: Content, value: number): Content
    update(name: Expr, before: number, after: number): Content
  }
}
