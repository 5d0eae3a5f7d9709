// Activations that flatten on both sides: sigmoid, tanh, softsign.
import type { ElementwiseActivation } from '../definitions.ts'
import { exp, tanh as tangent } from '../elementary.ts'
import { openUnitInterval, symmetricUnitInterval } from '../interval.ts'

/** a = 1 / (1 + e^-z). Stable as it stands: where e^-z overflows, a is below the smallest normal double and 0 is right. */
export const sigmoid: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'sigmoid',
  parameters: {},
  range: openUnitInterval,
  kinks: [],
  f: (z) => 1 / (1 + exp(-z)),
  derivative: (_z, a) => a * (1 - a),
}

export const tanh: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'tanh',
  parameters: {},
  range: symmetricUnitInterval,
  kinks: [],
  f: tangent,
  derivative: (_z, a) => 1 - a * a,
}

export const softsign: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'softsign',
  parameters: {},
  range: symmetricUnitInterval,
  kinks: [0],
  f: (z) => z / (1 + Math.abs(z)),
  derivative(z) {
    const size = 1 + Math.abs(z)
    return 1 / (size * size)
  },
}
