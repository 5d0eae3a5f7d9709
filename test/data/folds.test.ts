// Folds: every row is tested once, each class in proportion, and the same seed gives the same rows.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldRows, splitOfFold } from '../../src/data/index.ts'
import { PasoError } from '../../src/errors.ts'
import { xoshiro } from '../../src/math/random.ts'

const cases = fc.record({
  classes: fc.array(fc.nat(4), { minLength: 2, maxLength: 120 }),
  asked: fc.integer({ min: 2, max: 10 }),
  validation: fc.double({ min: 0, max: 0.9, noNaN: true }),
  seed: fc.nat(),
})

const rowsOf = (classes: readonly number[]): Uint32Array => Uint32Array.from(classes.keys())
const inOrder = (rows: Iterable<number>): number[] => [...rows].sort((a, b) => a - b)
const sizes = (parts: readonly (readonly number[])[]): number[] => parts.map(({ length }) => length)
const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts)

describe('folds', () => {
  it('hold each row once; they, and each class in them, differ by a row at most', () => {
    fc.assert(
      fc.property(cases, ({ classes, asked, seed }) => {
        const count = Math.min(asked, classes.length)
        const parts = foldRows(rowsOf(classes), (row) => classes[row]!, count, xoshiro(seed))
        const plain = parts.map((rows) => [...rows])
        expect(inOrder(plain.flat())).toEqual([...classes.keys()])
        expect(spread(sizes(plain))).toBeLessThanOrEqual(1)
        for (const own of new Set(classes)) {
          const counts = sizes(plain.map((rows) => rows.filter((row) => classes[row] === own)))
          expect(spread(counts)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('split into training, validation and test, with a row of every class that the others have in training', () => {
    fc.assert(
      fc.property(cases, ({ classes, asked, validation, seed }) => {
        const count = Math.min(asked, classes.length)
        const classOf = (row: number): number => classes[row]!
        const random = xoshiro(seed)
        const parts = foldRows(rowsOf(classes), classOf, count, random)
        parts.forEach((part, fold) => {
          const { train, validation: held, test } = splitOfFold(parts, fold, classOf, validation, random)
          expect(test).toBe(part)
          expect(inOrder([...train, ...held, ...test])).toEqual([...classes.keys()])
          expect(held.length).toBeLessThanOrEqual(Math.round((classes.length - part.length) * validation))
          const others = new Set([...train, ...held].map(classOf))
          expect(new Set(Array.from(train, classOf))).toEqual(others)
        })
      }),
    )
  })

  it('of a regression are parts of a shuffle; of some rows, of these alone', () => {
    const rows = Uint32Array.from({ length: 11 }, (_, i) => 3 * i)
    const parts = foldRows(rows, undefined, 4, xoshiro(5))
    expect(sizes(parts.map((part) => [...part])).sort()).toEqual([2, 3, 3, 3])
    expect(inOrder(parts.flatMap((part) => [...part]))).toEqual([...rows])
  })

  it('are the same for a seed, and others for another', () => {
    const draw = (seed: number) => foldRows(rowsOf(new Array(30).fill(0)), undefined, 3, xoshiro(seed))
    expect(draw(1)).toEqual(draw(1))
    expect(draw(2)).not.toEqual(draw(1))
  })

  it('cannot be more than the rows', () => {
    const more = () => foldRows(Uint32Array.of(0, 1, 2), undefined, 4, xoshiro(1))
    expect(more).toThrow(PasoError)
    expect(more).toThrow(/^3 rows cannot be dealt into 4 folds\./)
  })
})
