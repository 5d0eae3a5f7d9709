// The letters and small formulas that the activations share.
import { call, difference, type Expr, negative, num, q, quotient, sum, variable } from '../expr.ts'
import type { HyperParameterName } from '../quantity.ts'

export const z = variable('z')
export const a = variable('a')
export const zero = num(0)
export const one = num(1)
export const two = num(2)
export const half = quotient(one, two)

export const parameter = (name: HyperParameterName): Expr => q({ kind: 'hyper-parameter', name })
export const e = (exponent: Expr): Expr => call('exp', exponent)
export const oneMinus = (x: Expr): Expr => difference(one, x)

/** 1 + e^(-z) */
export const onePlusDecay = sum(one, e(negative(z)))
/** The sigmoid of z. */
export const sigmoidFormula = quotient(one, onePlusDecay)
/** ln(1 + e^z), the softplus of z. */
export const softplusFormula = call('log1p', e(z))
