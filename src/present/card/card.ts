// Card: one step told by itself: what is asked, the rule in general, the chain with a column for each factor, the result, and why.
import type { Phase, Rule } from '../../derive/step.ts'
import type { Expr } from '../../math/expr.ts'
import type { ParameterRef, Quantity } from '../../math/quantity.ts'
import type { Calculation, Content, Formula, LongSum } from '../document.ts'

/** What a factor says: how wrong an output is, how steep an activation is, what passes through a weight. */
export type FactorRole = 'error' | 'slope' | 'weight' | 'input' | 'delta'

/** A column of the chain. */
export interface CardFactor {
  readonly role: FactorRole
  /** ∂out_o1/∂net_o1, a weight, or a δ. */
  readonly quantity: Quantity
  /** The same written out: out_o1 (1 − out_o1). */
  readonly written: Expr
  readonly numbers: Expr
  readonly value: number
}

/** One way from the loss to what is asked: the product of its factors, from the loss on. */
export interface CardPath {
  /** The units behind the asked one, from it on; of a single path none. */
  readonly via: readonly Formula[]
  readonly factors: readonly CardFactor[]
  readonly value: number
}

/** A product of factors, or a sum of such products. */
export interface CardChain {
  readonly kind: 'chain'
  /** One, or several whose values add up. */
  readonly paths: readonly CardPath[]
  /** Paths that are not among them, of a large network. */
  readonly rest: { readonly count: number; readonly value: number } | undefined
}

export interface Card {
  readonly target: Quantity
  readonly rule: Rule
  readonly phase: Phase
  readonly question: Content
  /** With bare letters, and for what it holds. */
  readonly general: { readonly formula: Formula; readonly note: Content } | undefined
  /** The left side of the result. */
  readonly name: Expr
  readonly body: CardChain | Calculation | LongSum
  readonly value: number
  /** One or two sentences, made from the numbers. */
  readonly why: Content
  /** Whose slope can be measured beside it. */
  readonly parameter: ParameterRef | undefined
}
