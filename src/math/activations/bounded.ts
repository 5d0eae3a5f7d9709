// Activations that flatten on both sides: sigmoid, tanh, softsign.
import type { ElementwiseActivation, ElementwiseFormulas } from '../definitions.ts'
import { exp, tanh as tangent } from '../elementary.ts'
import { call, difference, negative, num, power, product, quotient, sum } from '../expr.ts'
import { openUnitInterval, symmetricUnitInterval } from '../interval.ts'
import { a, e, one, oneMinus, onePlusDecay, sigmoidFormula, z, zero } from './shorthand.ts'

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

export const sigmoidFormulas = (): ElementwiseFormulas => ({
  formula: sigmoidFormula,
  restated: power(onePlusDecay, -1),
  derivativeFormula: product(a, oneMinus(a)),
  derivation: [
    {
      formula: product(negative(power(onePlusDecay, -2)), e(negative(z)), num(-1)),
      why: 'sigmoid.outside-in',
    },
    { formula: product(sigmoidFormula, quotient(e(negative(z)), onePlusDecay)) },
    { formula: product(a, oneMinus(a)), why: 'sigmoid.output' },
  ],
})

export const tanh: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'tanh',
  parameters: {},
  range: symmetricUnitInterval,
  kinks: [],
  f: tangent,
  derivative: (_z, a) => 1 - a * a,
}

export function tanhFormulas(): ElementwiseFormulas {
  const risePlusFall = sum(e(z), e(negative(z)))
  const riseMinusFall = difference(e(z), e(negative(z)))
  return {
    formula: call('tanh', z),
    restated: quotient(riseMinusFall, risePlusFall),
    derivativeFormula: oneMinus(power(a, 2)),
    derivation: [
      {
        formula: quotient(
          difference(product(risePlusFall, risePlusFall), product(riseMinusFall, riseMinusFall)),
          power(risePlusFall, 2),
        ),
        why: 'tanh.quotient',
      },
      { formula: oneMinus(power(quotient(riseMinusFall, risePlusFall), 2)) },
      { formula: oneMinus(power(a, 2)), why: 'tanh.output' },
    ],
  }
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

export function softsignFormulas(): ElementwiseFormulas {
  const onePlusSize = sum(one, call('abs', z))
  return {
    formula: quotient(z, onePlusSize),
    derivativeFormula: quotient(one, power(onePlusSize, 2)),
    derivation: [
      {
        formula: quotient(
          difference(product(one, onePlusSize), product(z, sum(zero, call('sign', z)))),
          power(onePlusSize, 2),
        ),
        why: 'softsign.quotient',
      },
      { formula: quotient(one, power(onePlusSize, 2)) },
    ],
  }
}
