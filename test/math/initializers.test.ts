// The first weights: the formula is what the code does, and the weights have the spread that it says.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/math/evaluate.ts'
import { initializerFormulas } from '../../src/math/initializers.formulas.ts'
import {
  type Initializer,
  type InitializerName,
  initializers,
  initialWeights,
} from '../../src/math/initializers.ts'
import { xoshiro } from '../../src/math/random.ts'
import { mersenneTwister } from '../../src/math/random-sources.ts'

const all: readonly Initializer[] = Object.values(initializers)
const formulas = initializerFormulas()
const side = fc.integer({ min: 1, max: 40 })
const numbersOf = (rows: readonly (readonly number[])[]): number[] => rows.flat()

describe.each(all)('$name', (initializer) => {
  const { name, distribution, parameters } = initializer

  it('has a formula that is equal to its code', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (fanIn, fanOut) => {
          const values: Record<string, number> = { fan_in: fanIn, fan_out: fanOut, ...parameters }
          const formula = evaluate(formulas[name as InitializerName].formula, (quantity) =>
            quantity.kind === 'variable' ? values[quantity.name]! : NaN,
          )
          expect(initializer.spread(fanIn, fanOut, parameters)).toBe(formula)
        },
      ),
    )
  })

  it('gives weights[to][from], the same for the same seed', () => {
    fc.assert(
      fc.property(side, side, fc.nat(), (inputs, outputs, seed) => {
        const weights = initialWeights(name, inputs, outputs, xoshiro(seed))
        expect(weights.map((row) => row.length)).toEqual(new Array(outputs).fill(inputs))
        expect(weights).toEqual(initialWeights(name, inputs, outputs, xoshiro(seed)))
      }),
      { numRuns: 25 },
    )
  })

  it('has weights of that spread', () => {
    const [inputs, outputs] = [300, 200]
    const weights = numbersOf(initialWeights(name, inputs, outputs, xoshiro(7)))
    const spread = initializer.spread(inputs, outputs, parameters)
    const mean = weights.reduce((a, b) => a + b) / weights.length
    const square = weights.reduce((a, b) => a + b * b, 0) / weights.length
    if (distribution === 'uniform') {
      expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(spread)
      expect(Math.max(...weights.map(Math.abs))).toBeGreaterThan(0.999 * spread)
    }
    const variance = distribution === 'uniform' ? spread ** 2 / 3 : spread ** 2
    // Five standard errors of 60,000 draws; a normal number's square has the larger variance, 2.
    expect(Math.abs(mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / weights.length))
    expect(Math.abs(square - variance)).toBeLessThanOrEqual(5 * variance * Math.sqrt(2 / weights.length))
  })
})

/** The variances of the papers, whatever the distribution: Glorot & Bengio's (12), He et al.'s (10), LeCun et al.'s (16). */
it.each([
  ['glorot', (fanIn: number, fanOut: number) => 2 / (fanIn + fanOut)],
  ['he', (fanIn: number) => 2 / fanIn],
  ['lecun', (fanIn: number) => 1 / fanIn],
] as const)('%s has the variance of its paper, uniform as well as normal', (family, variance) => {
  const uniform = initializers[`${family}-uniform`]
  const normal = initializers[`${family}-normal`]
  expect(uniform.spread(30, 50, {}) ** 2 / 3).toBeCloseTo(variance(30, 50), 15)
  expect(normal.spread(30, 50, {}) ** 2).toBeCloseTo(variance(30, 50), 15)
})

describe('orthogonal', () => {
  it('has orthonormal rows or columns, times the gain', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.nat(),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (inputs, outputs, seed, gain) => {
          const weights = initialWeights('orthogonal', inputs, outputs, xoshiro(seed), { gain })
          const vectors =
            outputs <= inputs ? weights : weights[0]!.map((_, j) => weights.map((row) => row[j]!))
          vectors.forEach((a, i) => {
            vectors.forEach((b, j) => {
              const product = a.reduce((total, x, k) => total + x * b[k]!, 0) / gain ** 2
              expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-14)
            })
          })
        },
      ),
      { numRuns: 40 },
    )
  })

  it('leaves both signs their share, because R has a positive diagonal', () => {
    const first = Array.from(
      { length: 400 },
      (_, seed) => initialWeights('orthogonal', 3, 3, xoshiro(seed))[0]![0]!,
    )
    // R's first diagonal entry is positive, so the first vector points where the first normal vector does.
    for (const [seed, entry] of first.entries())
      expect(Math.sign(entry)).toBe(Math.sign(xoshiro(seed).normal()))
  })
})

it('draws row after row', () => {
  const random = mersenneTwister(0)
  const draws = Array.from({ length: 6 }, () => 0.05 * (2 * random.next() - 1))
  expect(initialWeights('uniform', 3, 2, mersenneTwister(0))).toEqual([draws.slice(0, 3), draws.slice(3)])
})

it('takes parameters in place of its own', () => {
  expect(numbersOf(initialWeights('normal', 4, 4, xoshiro(1), { deviation: 2 }))).toEqual(
    numbersOf(initialWeights('normal', 4, 4, xoshiro(1), { deviation: 1 })).map((weight) => 2 * weight),
  )
})

it('knows no other name', () => {
  expect(() => initialWeights('constructor', 1, 1, xoshiro(1))).toThrow(TypeError)
})
