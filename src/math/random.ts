// Random numbers as values: a generator is made from a seed, handed to whoever draws from it, and saved as plain numbers.
import { log } from './elementary.ts'
import type { Words, WordsState } from './random-words.ts'
import { xoshiroWords } from './random-words.ts'
import { refusals } from './refusals.ts'

/** All that a generator remembers: writing it to a checkpoint and reading it back continues the same sequence. */
export interface RandomState extends WordsState {
  /** The second number of the last pair of normal numbers, while it waits to be drawn. */
  readonly spare: number | null
}

/** A source of random numbers. Drawing moves it on; nothing else in the program has randomness of its own. */
export interface Random {
  /** The next 32 bits, as an integer from 0 to 2^32 - 1. */
  bits(): number
  /** Uniform in [0, 1), a multiple of 2^-53. */
  next(): number
  /** Uniform in {0, ..., below - 1}, without bias; 1 <= below <= 2^32. */
  integer(below: number): number
  /** Standard normal: mean 0, standard deviation 1. */
  normal(): number
  /** The integers 0 to n - 1 in random order. */
  permutation(n: number): Uint32Array
  /** A copy of all that the generator remembers. */
  state(): RandomState
}

/**
 * xoshiro128**, the default: fast, with a state of 16 bytes.
 * @param seed an integer from 0 to 2^53 - 1; SplitMix64 spreads it over the state.
 * @throws PasoError invalid-seed
 */
export function xoshiro(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) throw refusals.invalidSeed(seed, '9007199254740991')
  return randomOf(xoshiroWords.fromSeed(seed), null)
}

/** @param spare as a state has it */
export function randomOf(words: Words, spare: number | null): Random {
  const bits = (): number => words.next()
  /** 27 and 26 bits, as in M. Matsumoto and T. Nishimura's genrand_res53. */
  const next = (): number => {
    const high = words.next() >>> 5
    return (high * 67108864 + (words.next() >>> 6)) / 9007199254740992
  }
  /** Draws as many bits as `below - 1` has, until they give a number below it: no number is favoured. */
  const integer = (below: number): number => {
    if (!(Number.isInteger(below) && below >= 1 && below <= 0x100000000))
      throw new RangeError(`integer(${below}): an integer from 1 to 4294967296 was expected`)
    const largest = below - 1
    if (largest === 0) return 0
    const mask = 0xffffffff >>> Math.clz32(largest)
    let drawn = (words.next() & mask) >>> 0
    while (drawn > largest) drawn = (words.next() & mask) >>> 0
    return drawn
  }
  /**
   * The polar method: a point in the unit disk gives two normal numbers; the second waits for the next call.
   * Source: G. Marsaglia & T. A. Bray, "A convenient method for generating normal variables", SIAM Review 6 (1964).
   */
  const normal = (): number => {
    if (spare !== null) {
      const waiting = spare
      spare = null
      return waiting
    }
    let x: number
    let y: number
    let square: number
    do {
      x = 2 * next() - 1
      y = 2 * next() - 1
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const factor = Math.sqrt((-2 * log(square)) / square)
    spare = factor * x
    return factor * y
  }
  /** R. A. Fisher & F. Yates's shuffle, from the last place to the first (D. E. Knuth, TAOCP 2, 3.4.2, algorithm P). */
  const permutation = (n: number): Uint32Array => {
    const order = new Uint32Array(n)
    for (let i = 1; i < n; i++) order[i] = i
    if (words.shuffle) words.shuffle(order)
    else
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1)
        const moved = order[i]!
        order[i] = order[j]!
        order[j] = moved
      }
    return order
  }
  return { bits, next, integer, normal, permutation, state: () => ({ ...words.state(), spare }) }
}
