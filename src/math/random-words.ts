// The generator of 32-bit words behind random.ts: xoshiro128**. The other one, the Mersenne Twister, has a file of its own.

export type RandomAlgorithm = 'xoshiro128**' | 'mt19937'

/** A raw generator of 32-bit words. */
export interface Words {
  next(): number
  /** Shuffles with the words of its own, as `permutation` does; left out where that is done word by word. */
  shuffle?(order: Uint32Array): void
  state(): WordsState
}

/** What a raw generator remembers. */
export interface WordsState {
  readonly algorithm: RandomAlgorithm
  /** 4 words of 32 bits for xoshiro128**, 624 for mt19937. */
  readonly words: readonly number[]
  /** The words already used of the current block; always 0 for xoshiro128**. */
  readonly position: number
}

/** Makes the words of one algorithm. */
export interface WordSource {
  /** How many words the state has. */
  readonly size: number
  fromSeed(seed: number): Words
  fromState(words: readonly number[], position: number): Words
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k))

/** D. Blackman & S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021). */
export const xoshiroWords: WordSource = {
  size: 4,
  fromSeed(seed) {
    const words: number[] = []
    let z = BigInt(seed)
    for (let i = 0; i < 2; i++) {
      z = BigInt.asUintN(64, z + 0x9e3779b97f4a7c15n)
      const mixed = splitMix64(z)
      words.push(Number(mixed & 0xffffffffn), Number(mixed >> 32n))
    }
    return xoshiroWords.fromState(words, 0)
  },
  fromState([first, second, third, fourth]) {
    let [a, b, c, d] = [first! | 0, second! | 0, third! | 0, fourth! | 0]
    return {
      next() {
        const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9)
        const shifted = b << 9
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = rotateLeft(d, 11)
        return result >>> 0
      },
      // A place that is too large is drawn in vain: the last one changes places with itself then, without a branch to guess.
      shuffle(order) {
        let [w, x, y, z] = [a, b, c, d]
        for (let i = order.length - 1; i > 0; ) {
          const mask = 0xffffffff >>> Math.clz32(i)
          for (const low = mask >>> 1; i > low; ) {
            const drawn = Math.imul(rotateLeft(Math.imul(x, 5), 7), 9) & mask
            const shifted = x << 9
            y ^= w
            z ^= x
            x ^= y
            w ^= z
            y ^= shifted
            z = rotateLeft(z, 11)
            const isPlace = (drawn - i - 1) >>> 31
            const j = i + (drawn - i) * isPlace
            const moved = order[i]!
            order[i] = order[j]!
            order[j] = moved
            i -= isPlace
          }
        }
        ;[a, b, c, d] = [w, x, y, z]
      },
      state: () => ({
        algorithm: 'xoshiro128**',
        words: [a, b, c, d].map((word) => word >>> 0),
        position: 0,
      }),
    }
  },
}

/** The finalizer of G. L. Steele, D. Lea & C. H. Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014). */
function splitMix64(z: bigint): bigint {
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n)
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn)
  return z ^ (z >> 31n)
}
