// The formulas of rectifiers.ts, for those who tell a step.
import type { ElementwiseFormulas } from '../definitions.ts'
import { call, difference, type Expr, maximum, num, piecewise, power, product, when } from '../expr.ts'
import { SELU_ALPHA, SELU_SCALE } from './rectifiers.ts'
import { e, one, parameter, z, zero } from './shorthand.ts'

/** One formula for z > 0, another for the rest. */
const bySide = (above: Expr, below: Expr): Expr => piecewise([when(z, '>', zero, above)], below)

export const identityFormulas = (): ElementwiseFormulas => ({
  formula: z,
  derivativeFormula: one,
  derivation: [{ formula: power(z, difference(one, one)), why: 'identity.power' }, { formula: one }],
})

export const reluFormulas = (): ElementwiseFormulas => ({
  formula: maximum(zero, z),
  derivativeFormula: bySide(one, zero),
  derivation: [{ formula: bySide(one, zero), why: 'relu.branches' }],
})

const slope = parameter('slope')

export const leakyReluFormulas = (): ElementwiseFormulas => ({
  formula: bySide(z, product(slope, z)),
  derivativeFormula: bySide(one, slope),
  derivation: [{ formula: bySide(one, slope), why: 'leaky-relu.branches' }],
})

const alpha = parameter('alpha')

export const eluFormulas = (): ElementwiseFormulas => ({
  formula: bySide(z, product(alpha, call('expm1', z))),
  derivativeFormula: bySide(one, product(alpha, e(z))),
  derivation: [
    { formula: bySide(one, product(alpha, difference(e(z), zero))), why: 'elu.branches' },
    { formula: bySide(one, product(alpha, e(z))) },
  ],
})

const seluScale = num(SELU_SCALE)
const seluAlpha = num(SELU_ALPHA)

export const seluFormulas = (): ElementwiseFormulas => ({
  formula: bySide(product(seluScale, z), product(seluScale, seluAlpha, call('expm1', z))),
  derivativeFormula: bySide(seluScale, product(seluScale, seluAlpha, e(z))),
  derivation: [
    {
      formula: bySide(product(seluScale, one), product(seluScale, seluAlpha, difference(e(z), zero))),
      why: 'selu.branches',
    },
    { formula: bySide(seluScale, product(seluScale, seluAlpha, e(z))) },
  ],
})
