// The Mersenne Twister MT19937: the words of NumPy's RandomState.
import type { WordSource } from './random-words.ts'

const SIZE = 624
const SHIFT = 397

/** M. Matsumoto & T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with the seeding of 2002. */
export const mersenneTwisterWords: WordSource = {
  size: SIZE,
  fromSeed(seed) {
    const words = [seed >>> 0]
    for (let i = 1; i < SIZE; i++) {
      const last = words[i - 1]!
      words.push((Math.imul(1812433253, last ^ (last >>> 30)) + i) >>> 0)
    }
    return mersenneTwisterWords.fromState(words, SIZE)
  },
  fromState(start, startPosition) {
    const words = Uint32Array.from(start)
    let position = startPosition
    return {
      next() {
        if (position === SIZE) {
          renew(words)
          position = 0
        }
        return temper(words[position++]!)
      },
      state: () => ({ algorithm: 'mt19937', words: [...words], position }),
    }
  },
}

/** The recurrence, once over the whole block. */
function renew(words: Uint32Array): void {
  for (let i = 0; i < SIZE; i++) {
    const joined = (words[i]! & 0x80000000) | (words[(i + 1) % SIZE]! & 0x7fffffff)
    words[i] = words[(i + SHIFT) % SIZE]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0)
  }
}

function temper(y: number): number {
  y ^= y >>> 11
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  return (y ^ (y >>> 18)) >>> 0
}
