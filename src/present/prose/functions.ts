// What each language says about the activations, the losses and the optimizers.
import type { ActivationName } from '../../math/activations.ts'
import { difference, type Expr, num } from '../../math/expr.ts'
import type { LossName } from '../../math/losses.ts'
import type { OptimizerName } from '../../math/optimizers.ts'
import type { WhyId } from '../../math/why.ts'
import type { Content, FunctionSymbols } from '../document.ts'

/** The sentence that leads to a line, with the symbols of the unit or parameter that it is about. */
export type Sentence = (symbols: FunctionSymbols) => Content

export interface FunctionWords {
  /** As it stands inside a sentence, without an article. */
  readonly name: string
  /** What it does and why one would use it, in one or two sentences. */
  readonly describe: string
}

export type Sentences = Readonly<Record<WhyId, Sentence>>
export type ActivationWords = Readonly<Record<ActivationName, FunctionWords>>
export type LossWords = Readonly<Record<LossName, FunctionWords>>
export type OptimizerWords = Readonly<Record<OptimizerName, FunctionWords>>

/** 1 - x, in a sentence. */
export const oneMinus = (x: Expr): Expr => difference(num(1), x)
