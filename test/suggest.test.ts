// The edit distance and the suggestions made with it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../src/suggest.ts'

describe('the edit distance', () => {
  // Textbook pairs: Wagner and Fischer's kitten, and Boytsov's ca/abc, where the restricted form gives 3 and not 2.
  it.each([
    ['kitten', 'sitting', 3],
    ['saturday', 'sunday', 3],
    ['ca', 'ac', 1],
    ['ca', 'abc', 3],
    ['', 'abc', 3],
    ['flores', 'flroes', 1],
  ])('from %s to %s', (a, b, distance) => expect(editDistance(a, b)).toBe(distance))

  const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 8 })
  it('is symmetric, 0 between equals alone, and between the bounds that lengths set', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b)
        expect(distance).toBe(editDistance(b, a))
        expect(distance === 0).toBe(a === b)
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
    )
  })
})

describe('the nearest word', () => {
  it.each([
    ['espcie', ['largo', 'ancho', 'especie'], 'especie'],
    ['sigmod', ['identity', 'sigmoid', 'tanh'], 'sigmoid'],
    ['TARGET', ['target'], 'target'],
    ['superficie', ['superficíe'], 'superficíe'],
    ['sepal_length', ['sepal length', 'sepal width'], 'sepal length'],
    ['adma', ['sgd', 'adam', 'adamw'], 'adam'],
    ['w9', ['w1', 'w2'], 'w1'],
    ['y', ['x', 'z'], undefined],
    ['precio', ['fecha', 'zona'], undefined],
    ['precio', [], undefined],
  ])('to %s', (word, candidates, expected) => expect(nearest(word, candidates)).toBe(expected))
})
