// Quartiles and exponents, worked out by hand.
import { expect, it } from 'vitest'
import { exponent, summary } from '../../bench/statistics.ts'

it('takes quartiles between neighbours', () => {
  expect(summary([7, 1, 10, 3])).toEqual({ low: 2.5, median: 5, high: 7.75 })
  expect(summary([4])).toEqual({ low: 4, median: 4, high: 4 })
})

it('finds the exponent of a power law', () => {
  expect(exponent([1, 2, 4, 8].map((x) => [x, 3 * x ** 2] as const))).toBeCloseTo(2, 12)
  expect(
    exponent([
      [1, 5],
      [2, 5],
      [4, 5],
    ]),
  ).toBeCloseTo(0, 12)
})
