// The elementary functions against 60-digit arithmetic: errors in units in the last place, and what must hold at the ends.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erf, erfc, normalCdf, normalPdf } from '../../src/math/elementary/error-function.ts'
import {
  cosPi,
  exp,
  expm1,
  log,
  log1p,
  logSigmoid,
  logSumExp,
  power,
  sigmoid,
  softplus,
  tanh,
} from '../../src/math/elementary.ts'

type Value = number | 'Infinity' | '-Infinity'
interface Oracle {
  readonly functions: Readonly<Record<string, readonly (readonly [x: number, y: Value, residual: number])[]>>
  readonly power: readonly (readonly [base: number, exponent: number, y: Value, residual: number])[]
}
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../oracle/${name}.json`, import.meta.url), 'utf8'))
const oracle = read('elementary') as Oracle
const expBits = read('exp-bits') as { readonly hash: number }

/** The distance from |y| to the next larger double. */
function ulp(y: number): number {
  if (!Number.isFinite(y)) return 0
  let step = Number.MIN_VALUE
  while (Math.abs(y) >= step * 2 ** 53) step *= 2
  return step
}

/** How far `computed` is from the exact value y + residual * ulp(y), in ulps of y. */
function errorInUlps(computed: number, y: Value, residual: number): number {
  const nearest = Number(y)
  if (computed === nearest) return Number.isFinite(nearest) ? Math.abs(residual) : 0
  return Math.abs((computed - nearest) / ulp(nearest) - residual)
}

/** The largest errors allowed, in ulps; on 100,000 points each they are at most 0.03 smaller. */
const bounds: readonly (readonly [name: string, f: (x: number) => number, bound: number])[] = [
  ['exp', exp, 0.52],
  ['expm1', expm1, 0.6],
  ['log', log, 0.55],
  ['log1p', log1p, 0.55],
  ['tanh', tanh, 0.65],
  ['sigmoid', sigmoid, 0.7],
  ['softplus', softplus, 0.6],
  ['logSigmoid', logSigmoid, 0.6],
  ['erf', erf, 0.75],
  ['erfc', erfc, 0.8],
  ['normalCdf', normalCdf, 0.8],
  ['normalPdf', normalPdf, 0.52],
  ['cosPi', cosPi, 0.75],
]

/** A subnormal result is rounded twice: half an ulp of its own, and half of one that is at most half as wide. */
const subnormalBound = 0.75

const isSubnormal = (y: Value): boolean => Math.abs(Number(y)) < 2.2250738585072014e-308

/** The largest excess over the bound; 0 or less when all is well. */
function worst(bound: number, errors: readonly (readonly [at: string, y: Value, error: number])[]) {
  const excess = errors.map(([at, y, error]) => ({
    at,
    error: error - (isSubnormal(y) ? subnormalBound : bound),
  }))
  return excess.reduce((a, b) => (a.error >= b.error ? a : b))
}

describe('against 60 digits', () => {
  it.each(bounds)('%s', (name, f, bound) => {
    const cases = oracle.functions[name]!
    expect(cases.length).toBeGreaterThan(1000)
    const found = worst(
      bound,
      cases.map(([x, y, residual]) => [`${x}`, y, errorInUlps(f(x), y, residual)]),
    )
    expect(found.error, `at ${found.at}`).toBeLessThanOrEqual(0)
  })

  it('power is within 0.52 ulp', () => {
    const found = worst(
      0.52,
      oracle.power.map(([x, e, y, residual]) => [`${x}^${e}`, y, errorInUlps(power(x, e), y, residual)]),
    )
    expect(found.error, `at ${found.at}`).toBeLessThanOrEqual(0)
  })
})

describe('bits', () => {
  it('exp has the bits that the same operations have in another language', () => {
    // The constant comes from scripts/oracle/exp_bits.py, which repeats the algorithm in Python.
    const double = new DataView(new ArrayBuffer(8))
    let digest = 2166136261
    for (let i = 0; i < 10000; i++) {
      double.setFloat64(0, exp(((Math.imul(i, 2654435769) >>> 0) / 2 ** 32) * 1454 - 745), true)
      for (const at of [0, 4]) digest = Math.imul(digest ^ double.getUint32(at, true), 16777619) >>> 0
    }
    expect(digest).toBe(expBits.hash)
  })
})

/** name, argument, value: at the ends of the domains, at the thresholds, and where a sign of zero must survive. */
const special: readonly (readonly [string, (x: number) => number, number, number])[] = [
  ['exp', exp, -Infinity, 0],
  ['exp', exp, Infinity, Infinity],
  ['exp', exp, -0, 1],
  ['exp', exp, 709.7827128933841, Infinity],
  ['exp', exp, 1e300, Infinity],
  ['exp', exp, -1e300, 0],
  ['expm1', expm1, -0, -0],
  ['expm1', expm1, 0, 0],
  ['expm1', expm1, -Infinity, -1],
  ['expm1', expm1, Infinity, Infinity],
  ['expm1', expm1, -5e-324, -5e-324],
  ['log', log, 0, -Infinity],
  ['log', log, -0, -Infinity],
  ['log', log, -1, NaN],
  ['log', log, -Infinity, NaN],
  ['log', log, Infinity, Infinity],
  ['log', log, 1, 0],
  ['log1p', log1p, -0, -0],
  ['log1p', log1p, -1, -Infinity],
  ['log1p', log1p, -1.5, NaN],
  ['log1p', log1p, Infinity, Infinity],
  ['log1p', log1p, 5e-324, 5e-324],
  ['tanh', tanh, -0, -0],
  ['tanh', tanh, Infinity, 1],
  ['tanh', tanh, -Infinity, -1],
  ['tanh', tanh, 5e-324, 5e-324],
  ['sigmoid', sigmoid, 0, 0.5],
  ['sigmoid', sigmoid, Infinity, 1],
  ['sigmoid', sigmoid, -Infinity, 0],
  ['softplus', softplus, Infinity, Infinity],
  ['softplus', softplus, -Infinity, 0],
  ['softplus', softplus, 1e300, 1e300],
  ['logSigmoid', logSigmoid, -Infinity, -Infinity],
  ['logSigmoid', logSigmoid, Infinity, -0],
  ['erf', erf, -0, -0],
  ['erf', erf, Infinity, 1],
  ['erf', erf, -Infinity, -1],
  ['erfc', erfc, Infinity, 0],
  ['erfc', erfc, -Infinity, 2],
  ['erfc', erfc, 0, 1],
  ['normalCdf', normalCdf, 0, 0.5],
  ['normalCdf', normalCdf, Infinity, 1],
  ['normalCdf', normalCdf, -Infinity, 0],
  ['normalPdf', normalPdf, Infinity, 0],
  ['normalPdf', normalPdf, -Infinity, 0],
  ['cosPi', cosPi, 0.5, 0],
  ['cosPi', cosPi, 1, -1],
  ['cosPi', cosPi, 1e300, 1],
  ['cosPi', cosPi, Infinity, NaN],
]

describe('at the ends', () => {
  it.each(special)('%s', (_, f, x, y) => expect(f(x)).toBe(y))

  it.each(bounds)('%s of NaN is NaN', (_, f) => expect(f(NaN)).toBeNaN())

  it('power agrees with the language on its special values', () => {
    const values = [NaN, 0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 4, 5, -5, 1e300, Infinity, -Infinity]
    for (const base of values)
      for (const exponent of values) {
        const expected = base ** exponent
        const computed = power(base, exponent)
        if (Number.isFinite(expected) && expected !== 0)
          expect(computed / expected, `${base}^${exponent}`).toBeCloseTo(1, 14)
        else expect(computed, `${base}^${exponent}`).toBe(expected)
      }
  })

  it('logSumExp shifts by the largest', () => {
    expect(logSumExp([])).toBe(-Infinity)
    expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity)
    expect(logSumExp([Infinity, 1])).toBe(Infinity)
    expect(logSumExp([1, NaN])).toBeNaN()
    expect(logSumExp([NaN, 1, Infinity])).toBeNaN()
    expect(logSumExp([1000, 1000])).toBe(1000 + Math.LN2)
    expect(logSumExp([0, -40])).toBe(exp(-40))
    expect(logSumExp([3])).toBe(3)
  })
})

const finite = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true })

describe('relations', () => {
  it('tanh and erf are odd to the bit', () => {
    fc.assert(
      fc.property(finite(-50, 50), (x) => Object.is(tanh(-x), -tanh(x)) && Object.is(erf(-x), -erf(x))),
    )
  })

  it('softplus(x) - softplus(-x) = x, and the same for sigmoid and 1 - sigmoid', () => {
    fc.assert(
      fc.property(finite(-700, 700), (x) => {
        // Three roundings of numbers no larger than softplus(|x|); one more in 1 - sigmoid.
        const gap = softplus(x) - softplus(-x) - x
        return (
          Math.abs(gap) <= 2 * ulp(softplus(Math.abs(x))) &&
          Math.abs(sigmoid(-x) - (1 - sigmoid(x))) <= 2 ** -53
        )
      }),
    )
  })

  const rising = { exp, expm1, log, log1p, tanh, sigmoid, softplus, logSigmoid, erf, normalCdf }
  it.each(Object.entries(rising))('%s never falls by more than an ulp', (_, f) => {
    // Errors below 1 ulp allow two neighbours to change places, and nothing more.
    fc.assert(
      fc.property(finite(-40, 40), finite(0, 1), (x, step) => {
        const [low, high] = [f(x), f(x + step * Math.abs(x) * 2 ** -45)]
        return Number.isNaN(low) || high >= low - ulp(low) || high === low
      }),
    )
  })

  it('a square, a cube and a root in a formula are those of the code', () => {
    fc.assert(
      fc.property(finite(-1e60, 1e60), (x) => {
        return (
          power(x, 2) === x * x && power(x, 3) === x * x * x && Object.is(power(x * x, 0.5), Math.sqrt(x * x))
        )
      }),
    )
  })
})
