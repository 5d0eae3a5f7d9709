// The largest of many weights, as sorting all of them finds them.
import { expect, it } from 'vitest'
import { largest, mostOf } from '../../src/diagram/largest.ts'

/** Steps of 1/8, so that many are equal in size. */
const rows = Array.from({ length: 30 }, (_, i) =>
  Array.from({ length: 20 }, (_, j) => (((i * 37 + j * 101) % 41) - 20) / 8),
)

it.each([0, 1, 48, 600, 700])('finds the %i largest, equal ones in their order', (count) => {
  const all = rows.flatMap((row, to) => row.map((weight, from) => ({ to, from, weight })))
  const sorted = all.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, count)
  expect(largest(rows, count)).toEqual(sorted)
})

it('leaves what is not a number at the end', () => {
  expect(largest([[1, Number.NaN, -3]], 2).map(({ weight }) => weight)).toEqual([-3, 1])
  expect(mostOf([Float64Array.of(1, Number.NaN, Number.NEGATIVE_INFINITY, -3)])).toBe(3)
})
