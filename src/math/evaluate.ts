// evaluate: the value of a formula, in a fixed order of operations, so that a derivation agrees with core to the bit.
import { activationOf } from './activations.ts'
import { erf, normalCdf, normalPdf } from './elementary/error-function.ts'
import { cosPi, exp, expm1, log, log1p, logSumExp, power, tanh } from './elementary.ts'
import type { Condition, Expr, FunctionName } from './expr.ts'
import type { Quantity } from './quantity.ts'

const functions: Readonly<Record<FunctionName, (x: number) => number>> = {
  exp,
  ln: log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  tanh,
  erf,
  log1p,
  expm1,
  'normal-cdf': normalCdf,
  'normal-pdf': normalPdf,
  floor: Math.floor,
  'cos-pi': cosPi,
}

/**
 * The value of a formula; sums and products from left to right.
 * @param numberOf gives the value of each quantity that the formula uses.
 */
export function evaluate(e: Expr, numberOf: (quantity: Quantity) => number): number {
  const value = (child: Expr): number => evaluate(child, numberOf)
  switch (e.kind) {
    case 'number':
      return e.value
    case 'quantity':
      return numberOf(e.quantity)
    case 'sum':
      return e.terms.map(value).reduce((a, b) => a + b)
    case 'product':
      return e.factors.map(value).reduce((a, b) => a * b)
    case 'quotient':
      return value(e.numerator) / value(e.denominator)
    case 'power':
      return power(value(e.base), value(e.exponent))
    case 'negative':
      return 0 - value(e.of) // so that minus nothing is 0 and not -0
    case 'function':
      return applyFunction(e, value)
    case 'maximum':
      return Math.max(...e.of.map(value))
    case 'group':
      return value(e.of)
    case 'activation':
      return applyActivation(e, e.arguments.map(value))
    case 'piecewise':
      return value(e.cases.find((c) => holds(c.when, value))?.value ?? e.otherwise)
    case 'series':
    case 'matrix':
    case 'operator':
      throw new TypeError(`a formula of kind ${e.kind} has no single value`)
  }
}

/** The logarithm of a sum of exponentials is taken as a whole: none of them overflows. */
function applyFunction(e: Extract<Expr, { kind: 'function' }>, value: (child: Expr) => number): number {
  const exponents = e.name === 'ln' && e.of.kind === 'sum' ? e.of.terms.map(exponentOf) : []
  if (exponents.length > 0 && exponents.every((x) => x !== undefined)) return logSumExp(exponents.map(value))
  return functions[e.name](value(e.of))
}

function exponentOf(e: Expr): Expr | undefined {
  return e.kind === 'function' && e.name === 'exp' ? e.of : undefined
}

function applyActivation(e: Extract<Expr, { kind: 'activation' }>, z: readonly number[]): number {
  const activation = activationOf(e.name)
  if (activation.kind === 'elementwise') {
    const a = activation.f(z[0]!, e.parameters)
    return e.derivativeBy === undefined ? a : activation.derivative(z[0]!, a, e.parameters)
  }
  const a = activation.f(z, e.parameters)
  return e.derivativeBy === undefined
    ? a[e.unit]!
    : activation.derivative(a, e.unit, e.derivativeBy, e.parameters)
}

/** Whether a condition of a piecewise formula is true. */
export function holds(condition: Condition, value: (e: Expr) => number): boolean {
  const [left, right] = [value(condition.left), value(condition.right)]
  switch (condition.relation) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '=':
      return left === right
    case '!=':
      return left !== right
  }
}
