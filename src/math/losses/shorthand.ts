// The letters and small formulas that the losses share.
import { difference, type Expr, negative, num, product, quotient, variable } from '../expr.ts'

export const target = (unit: number): Expr => variable('y', unit)
export const output = (unit: number): Expr => variable('a', unit)
/** y - a */
export const miss = (unit: number): Expr => difference(target(unit), output(unit))
/** a - y */
export const excess = (unit: number): Expr => difference(output(unit), target(unit))

export const one = num(1)
export const two = num(2)
export const half = quotient(one, two)
/** What the chain rule leaves of y - a: its derivative by a. */
export const minusOne = num(-1)
/** 2 - 1, as the power rule writes it. */
export const twoMinusOne = difference(two, one)

/** 1/K of a product, for a mean over the K outputs; with one output the product as it is. */
export function share(width: number, ...factors: readonly Expr[]): Expr {
  if (width > 1) return product(quotient(one, num(width)), ...factors)
  return factors.length === 1 ? factors[0]! : product(...factors)
}

/** The same with a minus in front. */
export const minusShare = (width: number, ...factors: readonly Expr[]): Expr =>
  negative(share(width, ...factors))
