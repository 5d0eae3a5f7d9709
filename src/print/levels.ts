// Levels: how tightly a formula holds together, which decides where parentheses stand.
import type { Expr } from '../math/expr.ts'
import type { Context } from '../math/formula.ts'
import type { Quantity } from '../math/quantity.ts'
import { activationSigns } from './functions.ts'
import type { Spelling } from './spelling.ts'

/** How tightly a formula holds together: a part that holds less than its place asks for gets parentheses. */
export const SUM = 1
export const NEGATIVE = 2
export const PRODUCT = 3
export const QUOTIENT = 4
export const POWER = 5
export const ATOM = 6

const operatorLevels = {
  'matrix-product': PRODUCT,
  hadamard: PRODUCT,
  transpose: POWER,
  mean: ATOM,
} as const

/** How tightly a formula holds together in a spelling. */
export function levelOf(e: Expr, context: Context, s: Spelling): number {
  switch (e.kind) {
    case 'number':
      return numberLevel(e.value, s.number(e.value, e.digits ?? context.digits))
    case 'quantity':
      if (e.quantity.kind === 'scalar-product') return PRODUCT
      return isFraction(e.quantity) && !s.stacked ? QUOTIENT : ATOM
    case 'sum':
      return e.terms.length === 1 ? levelOf(e.terms[0]!, context, s) : SUM
    case 'product':
      return e.factors.length === 1 ? levelOf(e.factors[0]!, context, s) : PRODUCT
    case 'negative':
      return NEGATIVE
    case 'quotient':
      return QUOTIENT
    case 'power':
      return POWER
    case 'function':
      return functionLevels[e.name] ?? ATOM
    case 'activation':
      return activationSigns(e.name) === 'identity' ? levelOf(e.arguments[0]!, context, s) : ATOM
    case 'piecewise':
      return 0
    case 'series':
      return NEGATIVE
    case 'operator':
      return operatorLevels[e.operator]
    case 'maximum':
    case 'group':
    case 'matrix':
      return ATOM
  }
}

/** A power of ten holds as a power does, with a factor before it as a product. */
function numberLevel(value: number, text: string): number {
  if (value < 0) return NEGATIVE
  return /^10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹^]/.test(text) ? POWER : /10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹^]/.test(text) ? PRODUCT : ATOM
}

const functionLevels: Readonly<Partial<Record<string, number>>> = {
  exp: POWER,
  sqrt: POWER,
  ln: QUOTIENT,
  expm1: SUM,
}

/** Derivatives and paths are set as fractions. */
export const isFraction = (q: Quantity): q is Extract<Quantity, { kind: 'derivative' | 'path' }> =>
  q.kind === 'derivative' || q.kind === 'path'

/** An exponent that needs no brackets on one line: 2, t. */
export const isSimple = (e: Expr): boolean =>
  (e.kind === 'number' && e.value >= 0 && Number.isInteger(e.value) && e.value < 1e4) ||
  (e.kind === 'quantity' &&
    e.quantity.kind === 'variable' &&
    e.quantity.name.length === 1 &&
    e.quantity.index === undefined)

/** Whether a formula begins with a minus that needs brackets after another sign. */
export function startsNegative(e: Expr): boolean {
  switch (e.kind) {
    case 'number':
      return e.value < 0
    case 'negative':
      return true
    case 'product':
      return e.factors[0] !== undefined && e.factors[0].kind === 'negative'
    case 'quotient':
      return startsNegative(e.numerator)
    default:
      return false
  }
}
