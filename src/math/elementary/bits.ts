// Reading and writing the bits of a double: powers of two, exponents, and the width of the last place.

const value = new Float64Array(1)
const words = new Uint32Array(value.buffer)

/** Which of the two 32-bit words holds the sign and the exponent; it depends on the machine's byte order. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0

const EXPONENT_BIAS = 1023

/** The upper half of a double: 1 sign bit, 11 exponent bits, the first 20 bits of the fraction. */
export function highWord(x: number): number {
  value[0] = x
  return words[HIGH]!
}

/** The double x with its upper half replaced. */
export function withHighWord(x: number, word: number): number {
  value[0] = x
  words[HIGH] = word
  return value[0]!
}

/** 2^n, for -1022 <= n <= 1023. */
export function powerOfTwo(n: number): number {
  value[0] = 0
  words[HIGH] = (n + EXPONENT_BIAS) << 20
  return value[0]!
}

/** x * 2^n with one rounding, for 1/8 < x < 8 and |n| <= 1200: past the largest double Infinity, below the smallest 0. */
export function scale(x: number, n: number): number {
  if (n > 1020) return x * powerOfTwo(1000) * powerOfTwo(n - 1000)
  if (n < -1018) return x * powerOfTwo(n + 200) * powerOfTwo(-200)
  return x * powerOfTwo(n)
}

/**
 * The nearest integer, for |x| < 2^51. Beyond 2^52 doubles are integers, so adding 1.5 * 2^52 rounds (to even in a tie)
 * and subtracting it is exact.
 */
export function nearestInteger(x: number): number {
  return x + 6755399441055744 - 6755399441055744
}
