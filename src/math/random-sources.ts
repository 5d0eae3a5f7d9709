// Random numbers that few ask for: from the Mersenne Twister, and on from where a generator was saved.
import { mersenneTwisterWords } from './mersenne-twister.ts'
import { type Random, type RandomState, randomOf } from './random.ts'
import { type RandomAlgorithm, type WordSource, xoshiroWords } from './random-words.ts'
import { refusals } from './refusals.ts'

const sources: Readonly<Record<RandomAlgorithm, WordSource>> = {
  'xoshiro128**': xoshiroWords,
  mt19937: mersenneTwisterWords,
}

/**
 * The Mersenne Twister MT19937, equal to NumPy's RandomState(seed): random_sample is next(), randint(n) is integer(n),
 * randn is normal() (to the last place of the logarithm), permutation is permutation().
 * @param seed an integer from 0 to 2^32 - 1.
 * @throws PasoError invalid-seed
 */
export function mersenneTwister(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) throw refusals.invalidSeed(seed, '4294967295')
  return randomOf(mersenneTwisterWords.fromSeed(seed), null)
}

/**
 * The generator that goes on where `state` was taken.
 * @throws PasoError invalid-random-state
 */
export function randomFrom(state: RandomState): Random {
  const { algorithm, words, position, spare } = state
  const source = Object.hasOwn(sources, algorithm) ? sources[algorithm] : undefined
  if (source === undefined) throw refusals.invalidState(Object.keys(sources).join(', '))
  const isWord = (word: number): boolean => Number.isInteger(word) && word >= 0 && word <= 0xffffffff
  const isSound = words.length === source.size && words.every(isWord) && words.some((word) => word > 0)
  const isPosition = Number.isInteger(position) && position >= 0 && position <= source.size
  if (!isSound || !isPosition || (spare !== null && !Number.isFinite(spare)))
    throw refusals.invalidState(algorithm)
  return randomOf(source.fromState(words, position), spare)
}
