// Activations that bend at 0: identity (which does not), relu, leaky-relu, elu, selu. Their derivatives at 0 are PyTorch's.
import type { ElementwiseActivation, ElementwiseFormulas } from '../definitions.ts'
import { exp, expm1 } from '../elementary.ts'
import { call, difference, type Expr, maximum, num, piecewise, power, product, when } from '../expr.ts'
import { nonNegativeReals, reals } from '../interval.ts'
import { e, one, parameter, z, zero } from './shorthand.ts'

/** One formula for z > 0, another for the rest. */
const bySide = (above: Expr, below: Expr): Expr => piecewise([when(z, '>', zero, above)], below)

export const identity: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'identity',
  parameters: {},
  range: reals,
  kinks: [],
  f: (z) => z,
  derivative: () => 1,
}

export const identityFormulas = (): ElementwiseFormulas => ({
  formula: z,
  derivativeFormula: one,
  derivation: [{ formula: power(z, difference(one, one)), why: 'identity.power' }, { formula: one }],
})

export const relu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'relu',
  parameters: {},
  range: nonNegativeReals,
  kinks: [0],
  f: (z) => Math.max(0, z),
  derivative: (z) => (z > 0 ? 1 : 0),
}

export const reluFormulas = (): ElementwiseFormulas => ({
  formula: maximum(zero, z),
  derivativeFormula: bySide(one, zero),
  derivation: [{ formula: bySide(one, zero), why: 'relu.branches' }],
})

const slope = /*#__PURE__*/ parameter('slope')

export const leakyRelu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'leaky-relu',
  parameters: { slope: 0.01 },
  range: reals,
  kinks: [0],
  f: (z, { slope }) => (z > 0 ? z : slope! * z),
  derivative: (z, _a, { slope }) => (z > 0 ? 1 : slope!),
}

export const leakyReluFormulas = (): ElementwiseFormulas => ({
  formula: bySide(z, product(slope, z)),
  derivativeFormula: bySide(one, slope),
  derivation: [{ formula: bySide(one, slope), why: 'leaky-relu.branches' }],
})

const alpha = /*#__PURE__*/ parameter('alpha')

/** D.-A. Clevert and others, "Fast and accurate deep network learning by exponential linear units" (2015). */
export const elu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'elu',
  parameters: { alpha: 1 },
  range: { low: -1, high: Infinity, lowOpen: true, highOpen: true },
  kinks: [0],
  f: (z, { alpha }) => (z > 0 ? z : alpha! * expm1(z)),
  derivative: (z, _a, { alpha }) => (z > 0 ? 1 : alpha! * exp(z)),
}

export const eluFormulas = (): ElementwiseFormulas => ({
  formula: bySide(z, product(alpha, call('expm1', z))),
  derivativeFormula: bySide(one, product(alpha, e(z))),
  derivation: [
    { formula: bySide(one, product(alpha, difference(e(z), zero))), why: 'elu.branches' },
    { formula: bySide(one, product(alpha, e(z))) },
  ],
})

/** The two numbers of selu: with them, means of 0 and variances of 1 are a fixed point from layer to layer. */
const SELU_SCALE = 1.0507009873554805
const SELU_ALPHA = 1.6732632423543772

const seluScale = /*#__PURE__*/ num(SELU_SCALE)
const seluAlpha = /*#__PURE__*/ num(SELU_ALPHA)

/** G. Klambauer and others, "Self-normalizing neural networks" (2017), whose constants these are. */
export const selu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'selu',
  parameters: {},
  range: { low: -SELU_SCALE * SELU_ALPHA, high: Infinity, lowOpen: true, highOpen: true },
  kinks: [0],
  f: (z) => (z > 0 ? SELU_SCALE * z : SELU_SCALE * SELU_ALPHA * expm1(z)),
  derivative: (z) => (z > 0 ? SELU_SCALE : SELU_SCALE * SELU_ALPHA * exp(z)),
}

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
