// The parts of a split: sizes, shares of the classes, and the same seed giving the same rows.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitRows, trainOnAll } from '../../src/data/index.ts'
import { xoshiro } from '../../src/math/random.ts'

const count = (rows: Uint32Array, classes: readonly number[], index: number) =>
  rows.filter((row) => classes[row] === index).length

const cases = fc.record({
  classes: fc.array(fc.nat(4), { minLength: 1, maxLength: 120 }),
  validation: fc.double({ min: 0, max: 0.45, noNaN: true }),
  test: fc.double({ min: 0, max: 0.45, noNaN: true }),
  seed: fc.nat(),
})

describe('a split by class', () => {
  it('has each row once, a row of every class in training, and each class in proportion', () => {
    fc.assert(
      fc.property(cases, ({ classes, validation, test, seed }) => {
        const split = splitRows(classes.length, classes, { validation, test }, xoshiro(seed))
        const all = [...split.train, ...split.validation, ...split.test]
        expect(all.sort((a, b) => a - b)).toEqual(classes.map((_, row) => row))
        for (const index of new Set(classes)) {
          const size = classes.filter((other) => other === index).length
          expect(count(split.train, classes, index)).toBeGreaterThan(0)
          expect(count(split.test, classes, index)).toBeLessThan(size * test + 1)
          expect(count(split.validation, classes, index)).toBeLessThan(size * validation + 1)
          // A class of this size has a row to spare whatever the fractions are.
          if (size < 20) continue
          expect(count(split.test, classes, index)).toBeGreaterThan(size * test - 1)
          expect(count(split.validation, classes, index)).toBeGreaterThan(size * validation - 1)
        }
      }),
    )
  })

  it('has parts of the sizes asked for when no class is small', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 5 }), ({ validation, test, seed }, kinds) => {
        const classes = Array.from({ length: kinds * 40 }, (_, row) => row % kinds)
        const split = splitRows(classes.length, classes, { validation, test }, xoshiro(seed))
        expect(split.test.length).toBe(Math.round(classes.length * test))
        expect(split.validation.length).toBe(Math.round(classes.length * validation))
      }),
    )
  })

  it('keeps lonely rows for training', () => {
    const split = splitRows(5, [0, 1, 2, 3, 4], { validation: 0.4, test: 0.4 }, xoshiro(7))
    expect([split.train.length, split.validation.length, split.test.length]).toEqual([5, 0, 0])
  })

  it('gives iris 38 test rows, as 13, 13 and 12', () => {
    const classes = Array.from({ length: 150 }, (_, row) => Math.floor(row / 50))
    const { test } = splitRows(150, classes, { test: 0.25 }, xoshiro(1))
    expect([test.length, ...[0, 1, 2].map((index) => count(test, classes, index))]).toEqual([38, 13, 13, 12])
  })
})

describe('a split without classes', () => {
  it('is the same for a seed, another for another, and shuffled', () => {
    const draw = (seed: number) => splitRows(200, undefined, { validation: 0.2, test: 0.1 }, xoshiro(seed))
    expect(draw(3)).toEqual(draw(3))
    expect(draw(3)).not.toEqual(draw(4))
    const { train, validation, test } = draw(3)
    expect([train.length, validation.length, test.length]).toEqual([140, 40, 20])
    expect([...train]).not.toEqual([...train].sort((a, b) => a - b))
  })

  it('follows the permutation: first the test, then validation', () => {
    const order = { permutation: () => Uint32Array.of(4, 2, 0, 1, 3) }
    const split = splitRows(5, undefined, { validation: 0.2, test: 0.4 }, order)
    expect([split.test, split.validation, split.train].map((part) => [...part])).toEqual([
      [4, 2],
      [0],
      [1, 3],
    ])
  })

  it('may leave all rows for training', () => {
    expect([...trainOnAll(3).train]).toEqual([0, 1, 2])
    expect([...splitRows(1, undefined, { validation: 0.9 }, xoshiro(0)).train]).toEqual([0])
  })
})
