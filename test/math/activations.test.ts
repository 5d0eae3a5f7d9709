// Activations: formula = code, derivation = derivative = slope, and all of them against 700-digit arithmetic.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activationNames, activationOf } from '../../src/math/activations.ts'
import type { ElementwiseActivation } from '../../src/math/definitions.ts'
import { exp } from '../../src/math/elementary.ts'
import { contains } from '../../src/math/interval.ts'
import { toldActivations } from '../../src/math/told.ts'
import { errorOf, numberOf, oracle } from './support.ts'

const elementwise = Object.values(toldActivations).filter((one) => one.kind === 'elementwise')
const points = [...new Set(oracle.activations.flatMap(({ rows }) => rows.map(([z]) => z)))]
const { softmax } = toldActivations
const special = [0, -0, 5e-324, -5e-324, 1e-300, 599, 705, 709.9, -746, 1e4, -1e4, 1e154]

/** Other parameters beside the default ones. */
const variants = elementwise.flatMap((activation) =>
  [
    activation.parameters,
    ...oracle.activations.filter((one) => one.name === activation.name).map((one) => one.parameters),
  ].map((parameters) => ({ name: activation.name, activation, parameters })),
)

describe.each(variants)('$name with $parameters', ({ activation, parameters }) => {
  const slopeAt = (z: number): number => activation.derivative(z, activation.f(z, parameters), parameters)

  // Where e^z overflows, the code of softplus and mish takes the limit; the formula has none.
  const hasValue = (z: number): boolean => !(['softplus', 'mish'].includes(activation.name) && z > 709)

  it('computes its formulas to the bit', () => {
    for (const z of [...points, ...special].filter(hasValue)) {
      const a = activation.f(z, parameters)
      expect(errorOf(a, numberOf(activation.formula, { z }, parameters)), `f(${z})`).toBe(0)
      const slope = numberOf(activation.derivativeFormula, { z, a }, parameters)
      expect(errorOf(slopeAt(z), slope), `f'(${z})`).toBe(0)
    }
  })

  it('is finite everywhere, and NaN only for NaN', () => {
    for (const z of [...points, ...special]) {
      expect(Number.isFinite(activation.f(z, parameters)), `f(${z})`).toBe(true)
      expect(Number.isFinite(slopeAt(z)), `f'(${z})`).toBe(true)
    }
    expect(activation.f(NaN, parameters)).toBeNaN()
  })

  it('is told anew in the same value', () => {
    if (activation.restated === undefined) return
    for (const z of points.filter((z) => Math.abs(z) < 300)) {
      // tanh as a quotient of exponentials loses digits near 0: hence an error in units of 1.
      const restated = numberOf(activation.restated, { z }, parameters)
      expect(errorOf(restated, activation.f(z, parameters), 1), `f(${z})`).toBeLessThanOrEqual(4)
    }
  })

  it('has a derivation whose lines are all equal', () => {
    expect(activation.derivation.at(-1)!.formula).toEqual(activation.derivativeFormula)
    for (const z of points.filter((z) => Math.abs(z) < 100 && !activation.kinks.includes(z))) {
      const a = activation.f(z, parameters)
      // Lines such as 1 - a^2 subtract numbers near 1 (up to z in size): hence an error in units of 1 + |z|.
      for (const { formula } of activation.derivation) {
        const error = errorOf(numberOf(formula, { z, a }, parameters), slopeAt(z), 1 + Math.abs(z))
        expect(error, `at ${z}`).toBeLessThanOrEqual(8)
      }
    }
  })

  it('has the slope that central differences measure', () => {
    const h = 1e-5
    for (const z of points.filter(
      (z) => Math.abs(z) < 30 && activation.kinks.every((k) => Math.abs(z - k) > h),
    )) {
      const slope = (activation.f(z + h, parameters) - activation.f(z - h, parameters)) / (2 * h)
      // h^2 / 6 of a third derivative below 12, and the rounding of f over 2h.
      expect(Math.abs(slope - slopeAt(z)), `at ${z}`).toBeLessThan(2e-10 + (Math.abs(z) * 2 ** -52) / h)
    }
  })

  it('stays in its range', () => {
    if (parameters !== activation.parameters) return
    // A double may round to an open end.
    const closed = { low: activation.range.low, high: activation.range.high }
    for (const z of points) expect(contains(closed, activation.f(z, parameters)), `f(${z})`).toBe(true)
  })
})

/**
 * Errors in units of 2^-53 (half an ulp to one ulp): `f` and `slope` are the largest ones measured, rounded up. They are relative
 * errors, except where the formula subtracts from 1, or from something as large as z: then in units of that size.
 */
const subtracting: Readonly<Record<string, { f?: 'z'; slope?: '1' | 'z' }>> = {
  sigmoid: { slope: '1' },
  tanh: { slope: '1' },
  gelu: { slope: '1' },
  'gelu-tanh': { f: 'z', slope: 'z' },
  silu: { slope: 'z' },
  mish: { slope: 'z' },
}

describe('against 700 digits', () => {
  it.each(oracle.activations)('$name with $parameters', ({ name, parameters, rows }) => {
    const activation = activationOf(name) as ElementwiseActivation
    const { f: inF, slope: inSlope } = subtracting[name] ?? {}
    for (const [z, f, slope] of rows) {
      const a = activation.f(z, parameters)
      const sizes = { z: 1 + Math.abs(z), 1: 1 }
      expect(errorOf(a, f, inF && sizes[inF]), `f(${z})`).toBeLessThanOrEqual(3)
      const error = errorOf(activation.derivative(z, a, parameters), slope, inSlope && sizes[inSlope])
      expect(error, `f'(${z})`).toBeLessThanOrEqual(4)
    }
  })

  it.each(oracle.softmax.map((row) => ({ ...row, width: row.z.length })))('softmax of $width', (row) => {
    const computed = softmax.f(row.z, {})
    // exp of a difference that was rounded: z - max is off by half an ulp of its size.
    const spread = Math.max(...row.z) - Math.min(...row.z)
    row.a.forEach((a, k) => {
      expect(errorOf(computed[k]!, a, 2 ** -1000), `a_${k}`).toBeLessThanOrEqual(4 + spread)
      row.jacobian[k]!.forEach((slope, j) => {
        const error = errorOf(softmax.derivative(computed, k, j, {}), slope, 1)
        expect(error, `da_${k}/dz_${j}`).toBeLessThanOrEqual(4)
      })
    })
  })
})

describe('softmax', () => {
  const layers = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 6 })

  it('computes its formulas to the bit while no exponential overflows', () => {
    fc.assert(
      fc.property(layers, (z) => {
        const a = softmax.f(z, {})
        const S = z.map(exp).reduce((x, y) => x + y)
        a.forEach((_, k) => {
          expect(errorOf(a[k]!, numberOf(softmax.formula(k, z.length), { z }))).toBe(0)
          expect(errorOf(a[k]!, numberOf(softmax.restated(k), { z, S }))).toBe(0)
          a.forEach((_, j) => {
            const slope = softmax.derivative(a, k, j, {})
            expect(errorOf(slope, numberOf(softmax.derivativeFormula(k, j, z.length), { a }))).toBe(0)
            expect(softmax.derivation(k, j).at(-1)!.formula).toEqual(
              softmax.derivativeFormula(k, j, z.length),
            )
            for (const { formula } of softmax.derivation(k, j)) {
              expect(errorOf(numberOf(formula, { z, a, S }), slope, 1)).toBeLessThanOrEqual(4)
            }
          })
        })
      }),
    )
  })

  it('gives probabilities, whatever is added to all z', () => {
    fc.assert(
      fc.property(layers, fc.integer({ min: -5000, max: 5000 }), (z, shift) => {
        const rounded = z.map((x) => Math.round(x * 1024) / 1024)
        const a = softmax.f(rounded, {})
        expect(Math.abs(a.reduce((x, y) => x + y) - 1)).toBeLessThanOrEqual(a.length * 2 ** -53)
        softmax
          .f(
            rounded.map((x) => x + shift),
            {},
          )
          .forEach((p, k) => {
            expect(errorOf(p, a[k]!)).toBeLessThanOrEqual(8)
          })
      }),
    )
  })
})

it('is found by its name, and by no other', () => {
  for (const name of activationNames) expect(activationOf(name).name).toBe(name)
  expect(() => activationOf('toString')).toThrow(TypeError)
})
