// Random numbers against Python's own Mersenne Twister and the public definition of xoshiro128**; and what a generator promises.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PasoError } from '../../src/errors.ts'
import { type RandomState, xoshiro } from '../../src/math/random.ts'
import { mersenneTwister, randomFrom } from '../../src/math/random-sources.ts'

interface Case {
  readonly algorithm: 'mt19937' | 'xoshiro128**'
  readonly seed: number
  readonly bits: readonly number[]
  readonly 'late bits': readonly number[]
  readonly next: readonly number[]
  readonly below: readonly number[]
  readonly integers: readonly number[]
  readonly normals: readonly number[]
  readonly permutation: readonly number[]
}

const { cases } = JSON.parse(readFileSync(new URL('../oracle/random.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[]
}

const make = { mt19937: mersenneTwister, 'xoshiro128**': xoshiro } as const
const times = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw)

describe.each(cases)('$algorithm with seed $seed', (expected) => {
  const fresh = () => make[expected.algorithm](expected.seed)

  it('gives the words of the oracle, also past two blocks', () => {
    const random = fresh()
    const words = times(1400, () => random.bits())
    expect(words.slice(0, 8)).toEqual(expected.bits)
    expect(words.slice(-4)).toEqual(expected['late bits'])
  })

  it('gives its uniform numbers, integers and permutations', () => {
    const uniform = fresh()
    expect(times(8, () => uniform.next())).toEqual(expected.next)
    const whole = fresh()
    expect(expected.below.flatMap((below) => times(3, () => whole.integer(below)))).toEqual(expected.integers)
    expect([...fresh().permutation(25)]).toEqual(expected.permutation)
  })

  it('gives its normal numbers', () => {
    const random = fresh()
    // The square root of a quotient, then a product: three roundings after the logarithm's.
    for (const normal of expected.normals)
      expect(Math.abs(random.normal() / normal - 1)).toBeLessThanOrEqual(2 ** -51)
  })
})

// Published: the reference output of MT19937 for its default seed 5489, and the best known numbers of NumPy's RandomState(0).
it('is the published Mersenne Twister', () => {
  const reference = mersenneTwister(5489)
  expect(times(5, () => reference.bits())).toEqual([3499211612, 581869302, 3890346734, 3586334585, 545404204])
  const numpy = mersenneTwister(0)
  expect(times(3, () => numpy.next())).toEqual([0.5488135039273248, 0.7151893663724195, 0.6027633760716439])
  expect([...mersenneTwister(0).permutation(10)]).toEqual([2, 8, 4, 9, 1, 6, 7, 3, 0, 5])
  const digits = mersenneTwister(0)
  expect(times(10, () => digits.integer(10))).toEqual([5, 0, 3, 3, 7, 9, 3, 5, 2, 4])
})

describe.each(['mt19937', 'xoshiro128**'] as const)('%s', (algorithm) => {
  it('goes on from a saved state as if nothing had happened, by way of JSON', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 1500 }), (seed, drawn) => {
        const random = make[algorithm](seed)
        times(drawn % 7, () => random.normal())
        times(drawn, () => random.bits())
        const again = randomFrom(JSON.parse(JSON.stringify(random.state())) as RandomState)
        const draw = (r: typeof random) => [r.normal(), r.bits(), r.next(), ...r.permutation(5)]
        expect(draw(again)).toEqual(draw(random))
      }),
      { numRuns: 40 },
    )
  })

  it('keeps its state to itself', () => {
    const random = make[algorithm](3)
    const before = random.state()
    random.bits()
    expect(randomFrom(before).bits()).toBe(make[algorithm](3).bits())
  })

  it('has the moments of its distributions', () => {
    const random = make[algorithm](11)
    const n = 200_000
    const normals = times(n, () => random.normal())
    const moment = (k: number) => normals.reduce((total, x) => total + x ** k, 0) / n
    // Five standard errors each: the variances of x, x^2, x^3 and x^4 are 1, 2, 15 and 96.
    for (const [k, mean, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ] as const)
      expect(Math.abs(moment(k) - mean)).toBeLessThan(5 * Math.sqrt(variance / n))
    const counts = new Array<number>(7).fill(0)
    for (let i = 0; i < n; i++) counts[random.integer(7)]!++
    for (const count of counts) expect(Math.abs(count - n / 7)).toBeLessThan(5 * Math.sqrt((n * 6) / 49))
  })

  it('permutes with its integers, from the last place to the first', () => {
    const [random, other] = [make[algorithm](5), make[algorithm](5)]
    for (const n of [0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 4097]) {
      const order = times(n, () => 0).map((_, i) => i)
      for (let i = n - 1; i > 0; i--) {
        const j = other.integer(i + 1)
        ;[order[i], order[j]] = [order[j]!, order[i]!]
      }
      expect([...random.permutation(n)]).toEqual(order)
      expect(random.state()).toEqual(other.state())
    }
  })

  it('permutes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 300 }), (seed, n) => {
        expect([...make[algorithm](seed).permutation(n)].sort((a, b) => a - b)).toEqual(
          times(n, () => 0).map((_, i) => i),
        )
      }),
    )
  })

  it.each([-1, 0.5, NaN, Infinity, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => make[algorithm](seed)).toThrow(expect.objectContaining({ code: 'invalid-seed' }))
  })
})

const sound = xoshiro(1).state()
it.each<[string, unknown]>([
  ['an unknown algorithm', { ...sound, algorithm: 'pcg' }],
  ['a name of Object', { ...sound, algorithm: 'constructor' }],
  ['too few words', { ...sound, words: [1, 2, 3] }],
  ['zeros', { ...sound, words: [0, 0, 0, 0] }],
  ['a fraction', { ...sound, words: [1, 2, 3, 0.5] }],
  ['a position outside', { ...mersenneTwister(1).state(), position: 625 }],
  ['a spare that is not finite', { ...sound, spare: NaN }],
])('refuses a state with %s', (_, state) => {
  expect(() => randomFrom(state as RandomState)).toThrow(PasoError)
})

it.each([0, -1, 1.5, 2 ** 32 + 1, NaN])('has no integer below %s', (below) => {
  expect(() => xoshiro(1).integer(below)).toThrow(RangeError)
})
