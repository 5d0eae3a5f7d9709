// Scaling against exact rational arithmetic, and there and back.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitScaling, standardize, unstandardize } from '../../src/data/index.ts'

interface Case {
  readonly name: string
  readonly values: number[]
  readonly mean: number
  readonly deviation: number
}

const oracle: { cases: Case[] } = JSON.parse(
  readFileSync(new URL('../oracle/scaling.json', import.meta.url), 'utf8'),
)

describe('the mean and the standard deviation', () => {
  it.each(oracle.cases)('of $name', ({ values, mean, deviation }) => {
    const { scaling, constant } = fitScaling(values)
    expect(constant).toBe(false)
    // The compensated sum is right to its last bit; dividing and taking units back rounds once more each. A mean near 0
    // is right relative to the terms that cancelled.
    const size = Math.max(...values.map(Math.abs))
    expect(Math.abs(scaling.mean - mean)).toBeLessThanOrEqual(
      Math.max(2 ** -52 * Math.abs(mean), 2 ** -100 * size),
    )
    // Rounding of the differences, the sum, the quotient and the root: three units in the last place, or the smallest step.
    expect(Math.abs(scaling.scale - deviation)).toBeLessThanOrEqual(
      Math.max(3 * 2 ** -52 * deviation, 5e-324),
    )
  })

  it('of a constant column are its value and 1', () => {
    expect(fitScaling([0.1, 0.1, 0.1])).toEqual({ scaling: { mean: 0.1, scale: 1 }, constant: true })
    expect(fitScaling([7])).toEqual({ scaling: { mean: 7, scale: 1 }, constant: true })
  })
})

const number = fc.double({ noNaN: true, noDefaultInfinity: true })

/** Neighbouring doubles, where a rounding is as large as the deviation. */
const neighbours = fc
  .tuple(number, fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }))
  .map(([start, steps]) => steps.map((step) => start + step * spacing(start)))
  .filter((values) => values.every(Number.isFinite))

/** At least the distance to the next double. */
const spacing = (value: number): number => Math.max(2 ** -52 * Math.abs(value), 5e-324)

describe('any column', () => {
  const columns = fc.oneof(fc.array(number, { minLength: 1, maxLength: 40 }), neighbours)

  it('has a finite mean within it, a positive finite scale, and finite standardized values', () => {
    fc.assert(
      fc.property(columns, (values) => {
        const { scaling } = fitScaling(values)
        expect(scaling.mean).toBeGreaterThanOrEqual(Math.min(...values))
        expect(scaling.mean).toBeLessThanOrEqual(Math.max(...values))
        expect(scaling.scale).toBeGreaterThan(0)
        // No value is further from the mean than √(n − 1) deviations (Samuelson's inequality), but for the rounding of the
        // mean and of the deviation, as above: among neighbours and the smallest doubles that is as much as a deviation.
        const [mean, scale] = [scaling.mean, scaling.scale].map((one) => spacing(one) / scaling.scale)
        const most = Math.sqrt(values.length - 1) * (1 + 3 * scale!) + mean!
        for (const value of values)
          expect(Math.abs(standardize(value, scaling))).toBeLessThanOrEqual(most + 1e-12)
      }),
      {
        examples: [
          [[6.4e-323, 4e-323]],
          [[1, 1 + 2 ** -52]],
          // Their sum, rounded up, is more than five times the largest.
          [[...Array<number>(4).fill(1.7760225193578718), 1.7760225193578716]],
        ],
      },
    )
  })

  it('comes back', () => {
    const column = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(column, (values) => {
        const { scaling } = fitScaling(values)
        // One rounding each: difference, quotient, product, sum; relative to the largest number met.
        const size = Math.max(Math.abs(scaling.mean), ...values.map(Math.abs))
        for (const value of values) {
          const back = unstandardize(standardize(value, scaling), scaling)
          expect(Math.abs(back - value)).toBeLessThanOrEqual(4 * 2 ** -52 * size)
        }
      }),
    )
  })
})
