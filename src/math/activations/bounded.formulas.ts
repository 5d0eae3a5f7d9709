// The formulas of bounded.ts, for those who tell a step.
import type { ElementwiseFormulas } from '../definitions.ts'
import { call, difference, negative, num, power, product, quotient, sum } from '../expr.ts'
import { a, e, one, oneMinus, onePlusDecay, sigmoidFormula, z, zero } from './shorthand.ts'

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
