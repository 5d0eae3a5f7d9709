// Smooth relatives of relu: gelu, gelu-tanh, silu, softplus, mish.
import type { ElementwiseActivation, ElementwiseFormulas } from '../definitions.ts'
import { exp, log1p, normalCdf, normalPdf, power as raise, tanh } from '../elementary.ts'
import { call, type Expr, num, power, product, quotient, sum } from '../expr.ts'
import { type Interval, positiveReals } from '../interval.ts'
import {
  a,
  e,
  half,
  one,
  oneMinus,
  onePlusDecay,
  sigmoidFormula,
  softplusFormula,
  two,
  z,
  zero,
} from './shorthand.ts'

/** From a smallest value, found with 30-digit arithmetic, upwards. */
const above = (low: number): Interval => ({ low, high: Infinity, highOpen: true })

const cdf = /*#__PURE__*/ call('normal-cdf', z)
const pdf = /*#__PURE__*/ call('normal-pdf', z)

/** D. Hendrycks and K. Gimpel, "Gaussian error linear units" (2016), with the exact normal distribution. */
export const gelu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'gelu',
  parameters: {},
  range: above(-0.16997120747990366),
  kinks: [],
  f: (z) => z * normalCdf(z),
  derivative: (z) => normalCdf(z) + z * normalPdf(z),
}

export const geluFormulas = (): ElementwiseFormulas => ({
  formula: product(z, cdf),
  derivativeFormula: sum(cdf, product(z, pdf)),
  derivation: [
    { formula: sum(product(one, cdf), product(z, pdf)), why: 'gelu.product' },
    { formula: sum(cdf, product(z, pdf)) },
  ],
})

const GELU_SLOPE = Math.sqrt(2 / Math.PI)
const GELU_CUBIC = 0.044715

/** The same paper's approximation of gelu. */
export const geluTanh: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'gelu-tanh',
  parameters: {},
  range: above(-0.1700407505712541),
  kinks: [],
  f: (z) => 0.5 * z * (1 + tanh(GELU_SLOPE * (z + GELU_CUBIC * raise(z, 3)))),
  derivative(z) {
    const bent = tanh(GELU_SLOPE * (z + GELU_CUBIC * raise(z, 3)))
    return 0.5 * (1 + bent) + 0.5 * z * (1 - bent * bent) * (GELU_SLOPE * (1 + 3 * GELU_CUBIC * (z * z)))
  },
}

export function geluTanhFormulas(): ElementwiseFormulas {
  const cubic = num(GELU_CUBIC)
  const slope = call('sqrt', quotient(two, num(Math.PI)))
  const bent = call('tanh', product(slope, sum(z, product(cubic, power(z, 3)))))
  const bentSlope = (power: Expr): Expr => product(slope, sum(one, product(num(3), cubic, power)))
  const onePlusBent = sum(one, bent)
  const oneMinusBentSquare = oneMinus(power(bent, 2))
  return {
    formula: product(half, z, onePlusBent),
    derivativeFormula: sum(
      product(half, onePlusBent),
      product(half, z, oneMinusBentSquare, bentSlope(power(z, 2))),
    ),
    derivation: [
      {
        formula: sum(
          product(half, one, onePlusBent),
          product(half, z, sum(zero, product(oneMinusBentSquare, bentSlope(power(z, sum(num(3), num(-1))))))),
        ),
        why: 'gelu-tanh.product',
      },
      {
        formula: sum(
          product(half, onePlusBent),
          product(half, z, oneMinusBentSquare, bentSlope(power(z, 2))),
        ),
        why: 'gelu-tanh.tidy',
      },
    ],
  }
}

/** z times its sigmoid; P. Ramachandran and others, "Searching for activation functions" (2017). */
export const silu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'silu',
  parameters: {},
  range: above(-0.27846454276107385),
  kinks: [],
  f: (z) => z / (1 + exp(-z)),
  derivative: (z, a) => a + (1 / (1 + exp(-z))) * (1 - a),
}

export const siluFormulas = (): ElementwiseFormulas => ({
  formula: quotient(z, onePlusDecay),
  restated: product(z, sigmoidFormula),
  derivativeFormula: sum(a, product(sigmoidFormula, oneMinus(a))),
  derivation: [
    {
      formula: sum(product(one, sigmoidFormula), product(z, sigmoidFormula, oneMinus(sigmoidFormula))),
      why: 'silu.product',
    },
    { formula: sum(sigmoidFormula, product(a, oneMinus(sigmoidFormula))), why: 'silu.output' },
    { formula: sum(a, product(sigmoidFormula, oneMinus(a))) },
  ],
})

/** From here on e^z may overflow, and ln(1 + e^z) is z to the last bit. */
const LARGE = 700

const softplusOf = (z: number): number => (z > LARGE ? z : log1p(exp(z)))

/** ln(1 + e^z), for every z; PyTorch takes z itself above a threshold of 20, which is off by up to 2e-9. */
export const softplus: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'softplus',
  parameters: {},
  range: positiveReals,
  kinks: [],
  f: softplusOf,
  derivative: (z) => 1 / (1 + exp(-z)),
}

export const softplusFormulas = (): ElementwiseFormulas => ({
  formula: softplusFormula,
  derivativeFormula: sigmoidFormula,
  derivation: [
    { formula: product(quotient(one, sum(one, e(z))), e(z)), why: 'softplus.outside-in' },
    { formula: sigmoidFormula, why: 'softplus.sigmoid' },
  ],
})

/** D. Misra, "Mish: a self regularized non-monotonic activation function" (2019). */
export const mish: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'mish',
  parameters: {},
  range: above(-0.30884341301725043),
  kinks: [],
  f: (z) => z * tanh(softplusOf(z)),
  derivative(z) {
    const gate = tanh(softplusOf(z))
    return gate + z * (1 - gate * gate) * (1 / (1 + exp(-z)))
  },
}

export function mishFormulas(): ElementwiseFormulas {
  const gate = call('tanh', softplusFormula)
  const gateSlope = oneMinus(power(gate, 2))
  return {
    formula: product(z, gate),
    derivativeFormula: sum(gate, product(z, gateSlope, sigmoidFormula)),
    derivation: [
      {
        formula: sum(product(one, gate), product(z, gateSlope, quotient(one, sum(one, e(z))), e(z))),
        why: 'mish.product',
      },
      { formula: sum(gate, product(z, gateSlope, sigmoidFormula)), why: 'mish.sigmoid' },
    ],
  }
}
