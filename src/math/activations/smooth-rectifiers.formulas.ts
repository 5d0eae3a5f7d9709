// The formulas of smooth-rectifiers.ts, for those who tell a step.
import type { ElementwiseFormulas } from '../definitions.ts'
import { call, type Expr, num, power, product, quotient, sum } from '../expr.ts'
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
import { GELU_CUBIC } from './smooth-rectifiers.ts'

const cdf = call('normal-cdf', z)
const pdf = call('normal-pdf', z)

export const geluFormulas = (): ElementwiseFormulas => ({
  formula: product(z, cdf),
  derivativeFormula: sum(cdf, product(z, pdf)),
  derivation: [
    { formula: sum(product(one, cdf), product(z, pdf)), why: 'gelu.product' },
    { formula: sum(cdf, product(z, pdf)) },
  ],
})

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

export const softplusFormulas = (): ElementwiseFormulas => ({
  formula: softplusFormula,
  derivativeFormula: sigmoidFormula,
  derivation: [
    { formula: product(quotient(one, sum(one, e(z))), e(z)), why: 'softplus.outside-in' },
    { formula: sigmoidFormula, why: 'softplus.sigmoid' },
  ],
})

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
