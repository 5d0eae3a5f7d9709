// Smooth relatives of relu: gelu, gelu-tanh, silu, softplus, mish.
import type { ElementwiseActivation } from '../definitions.ts'
import { exp, log1p, power as raise, tanh } from '../elementary.ts'
import { type Interval, positiveReals } from '../interval.ts'
import { laterParts } from '../later-parts.ts'

/** From a smallest value, found with 30-digit arithmetic, upwards. */
const above = (low: number): Interval => ({ low, high: Infinity, highOpen: true })

/** D. Hendrycks and K. Gimpel, "Gaussian error linear units" (2016), with the exact normal distribution. */
export const gelu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'gelu',
  parameters: {},
  range: above(-0.16997120747990366),
  kinks: [],
  f: (z) => z * laterParts.needed('gelu').normalCdf(z),
  derivative(z) {
    const { normalCdf, normalPdf } = laterParts.needed('gelu')
    return normalCdf(z) + z * normalPdf(z)
  },
}

const GELU_SLOPE = Math.sqrt(2 / Math.PI)
export const GELU_CUBIC = 0.044715

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
