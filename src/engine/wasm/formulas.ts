// Formulas as code: an Expr compiled in the order of operations in which `evaluate` computes it, and so with its bits.
import { evaluate } from '../../math/evaluate.ts'
import {
  type Condition,
  childrenOf,
  difference,
  type Expr,
  type FunctionName,
  mapChildren,
  num,
  product,
} from '../../math/expr.ts'
import type { Quantity } from '../../math/quantity.ts'
import type { Arithmetic, Numbers } from './arithmetic.ts'
import type { Value } from './assembler/values.ts'

/** Functions that a formula's code may call. */
export type Called = Exclude<FunctionName, 'sqrt' | 'abs' | 'sign' | 'floor' | 'cos-pi' | 'erf'>

export interface FormulaContext<T extends Numbers, Mask extends 'i32' | 'v128'> {
  readonly arithmetic: Arithmetic<T, Mask>
  readonly call: (name: Called, x: Value<T>) => Value<T>
  /** What a quantity is, as code. */
  readonly quantity: (quantity: Quantity) => Value<T>
  /** Code for a formula as a whole, where there is some. */
  readonly whole?: (e: Expr) => Value<T> | undefined
  /** Puts a value aside, to be used more than once. */
  readonly keep: (value: Value<T>) => Value<T>
}

/** @throws TypeError for a formula that this compiler does not know; `isCompilable` tells */
export function compile<T extends Numbers, Mask extends 'i32' | 'v128'>(
  e: Expr,
  context: FormulaContext<T, Mask>,
): Value<T> {
  const { arithmetic, call, quantity, whole, keep } = context
  const value = (child: Expr): Value<T> => compile(child, context)
  const made = whole?.(e)
  if (made) return made
  switch (e.kind) {
    case 'number':
      return arithmetic.constant(e.value)
    case 'quantity':
      return quantity(e.quantity)
    case 'sum':
      return e.terms.slice(1).reduce((sum, term) => plus(sum, term, context), value(e.terms[0]!))
    case 'product':
      return e.factors.map(value).reduce((a, b) => arithmetic.multiply(a, b))
    case 'quotient':
      return arithmetic.divide(value(e.numerator), value(e.denominator))
    case 'power': {
      const base = keep(value(e.base))
      return arithmetic.multiply(base, base)
    }
    case 'negative':
      return negated(e.of, context)
    case 'group':
      return value(e.of)
    case 'function':
      return functionOf(e.name, value(e.of), arithmetic, call, keep)
    case 'maximum':
      return e.of.map(value).reduce((a, b) => arithmetic.maximum(a, b))
    case 'piecewise':
      return e.cases.reduceRight(
        (otherwise, { when, value: then }) =>
          arithmetic.choose(conditionOf(when, value, arithmetic), value(then), otherwise),
        value(e.otherwise),
      )
    default:
      throw new TypeError(`no code for a formula of kind ${e.kind}`)
  }
}

/** a + (0 − b) is a − b to the bit, but where both are 0. */
function plus<T extends Numbers, Mask extends 'i32' | 'v128'>(
  sum: Value<T>,
  term: Expr,
  context: FormulaContext<T, Mask>,
): Value<T> {
  const { arithmetic } = context
  return term.kind === 'negative'
    ? arithmetic.subtract(sum, compile(term.of, context))
    : arithmetic.add(sum, compile(term, context))
}

/** Minus a formula. Of a difference it is the difference the other way, as code has it: a − a may be −0 where 0 − (a − a) is 0. */
function negated<T extends Numbers, Mask extends 'i32' | 'v128'>(
  e: Expr,
  context: FormulaContext<T, Mask>,
): Value<T> {
  const { arithmetic } = context
  if (e.kind === 'group') return negated(e.of, context)
  const turned = reversed(e)
  return turned ? compile(turned, context) : arithmetic.subtract(arithmetic.constant(0), compile(e, context))
}

/** b − a of a − b, and c · (b − a) of c · (a − b). */
function reversed(e: Expr): Expr | undefined {
  if (e.kind === 'sum') {
    const [first, second] = e.terms
    return e.terms.length === 2 && second?.kind === 'negative' ? difference(second.of, first!) : undefined
  }
  if (e.kind !== 'product') return undefined
  const last = reversed(e.factors.at(-1)!)
  return last && product(...e.factors.slice(0, -1), last)
}

function functionOf<T extends Numbers, Mask extends 'i32' | 'v128'>(
  name: FunctionName,
  x: Value<T>,
  arithmetic: Arithmetic<T, Mask>,
  call: FormulaContext<T, Mask>['call'],
  keep: FormulaContext<T, Mask>['keep'],
): Value<T> {
  switch (name) {
    case 'sqrt':
      return arithmetic.root(x)
    case 'abs':
      return arithmetic.absolute(x)
    case 'sign': {
      const [zero, of] = [arithmetic.constant(0), keep(x)]
      const below = arithmetic.choose(arithmetic.less(of, zero), arithmetic.constant(-1), of)
      return arithmetic.choose(arithmetic.less(zero, of), arithmetic.constant(1), below)
    }
    case 'floor':
    case 'cos-pi':
    case 'erf':
      throw new TypeError(`no code for ${name}`)
    default:
      return call(name, x)
  }
}

function conditionOf<T extends Numbers, Mask extends 'i32' | 'v128'>(
  { left, relation, right }: Condition,
  value: (e: Expr) => Value<T>,
  { less, atMost, equal }: Arithmetic<T, Mask>,
): Value<Mask> {
  const [a, b] = [value(left), value(right)]
  switch (relation) {
    case '<':
      return less(a, b)
    case '<=':
      return atMost(a, b)
    case '>':
      return less(b, a)
    case '>=':
      return atMost(b, a)
    case '=':
      return equal(a, b)
    case '!=':
      throw new TypeError('no code for !=')
  }
}

/** The formula with its known quantities as numbers, and what consists of numbers computed. */
export function withNumbers(e: Expr, known: (quantity: Quantity) => number | undefined): Expr {
  if (e.kind === 'quantity') {
    const value = known(e.quantity)
    return value === undefined ? e : num(value)
  }
  const simple = mapChildren(e, (child) => withNumbers(child, known))
  const parts = childrenOf(simple)
  const isKnown = parts.length > 0 && parts.every(({ kind }) => kind === 'number')
  return isKnown ? num(evaluate(simple, noQuantity)) : simple
}

const noQuantity = (): never => {
  throw new TypeError('a formula of numbers has no quantity')
}

/**
 * Whether the code of a formula is as good as the function's own: squares are the only powers, and a logarithm of a sum of
 * exponentials, or of 1 and one, which would overflow, is left to the function.
 */
export function isCompilable(e: Expr): boolean {
  const isSquare = e.kind !== 'power' || (e.exponent.kind === 'number' && e.exponent.value === 2)
  const ofSum = e.kind === 'function' && e.name === 'ln' && e.of.kind === 'sum'
  const ofExponential = e.kind === 'function' && e.name === 'log1p' && e.of.kind === 'function'
  const isSafe = !ofSum && !ofExponential
  return isSquare && isSafe && childrenOf(e).every(isCompilable)
}
