// Intervals: which ends belong to them.
import { expect, it } from 'vitest'
import {
  closed,
  contains,
  halfOpenUnitInterval,
  intervalText,
  nonNegativeReals,
  open,
  openUnitInterval,
  positiveReals,
  reals,
  symmetricUnitInterval,
  unitInterval,
} from '../../src/math/interval.ts'

it.each([
  [reals, '(-∞, ∞)', [-1e308, 0, 1e308], []],
  [positiveReals, '(0, ∞)', [5e-324, 1e308], [0, -0, -1]],
  [nonNegativeReals, '[0, ∞)', [0, -0, 1], [-5e-324]],
  [unitInterval, '[0, 1]', [0, 0.5, 1], [-5e-324, 1 + 2 ** -52]],
  [openUnitInterval, '(0, 1)', [5e-324, 1 - 2 ** -53], [0, 1]],
  [halfOpenUnitInterval, '[0, 1)', [0, 0.9], [1, -0.1]],
  [symmetricUnitInterval, '(-1, 1)', [-0.9, 0, 0.9], [-1, 1]],
  [closed(-2, 3), '[-2, 3]', [-2, 3], [-2.1, 3.1]],
  [open(-2, 3), '(-2, 3)', [0], [-2, 3]],
])('%# %s', (interval, text, inside, outside) => {
  expect(intervalText(interval)).toBe(text)
  for (const x of inside) expect(contains(interval, x), `${x}`).toBe(true)
  for (const x of [...outside, NaN, Infinity, -Infinity]) expect(contains(interval, x), `${x}`).toBe(false)
})
