// The parts of a double: its upper word, powers of two, and scaling by them.

const value = new Float64Array(1)
const words = new Uint32Array(value.buffer)

/** Which of the two 32-bit words holds the sign and the exponent; it depends on the machine's byte order. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0

/** The upper half of a double: 1 sign bit, 11 exponent bits, the first 20 bits of the fraction. */
export function highWord(x: number): number {
  value[0] = x
  return words[HIGH]!
}

/** The smallest exponent of the table below. */
const LOWEST = -1023
/** 2^n for each n from -1023 to 1023: reading one is faster than putting its bits together. */
const POWERS = /*#__PURE__*/ powersOfTwo()

function powersOfTwo(): Float64Array {
  const table = new Float64Array(1023 - LOWEST + 1)
  table[-LOWEST] = 1
  for (let n = 1; n <= 1023; n++) {
    table[n - LOWEST] = 2 * table[n - 1 - LOWEST]!
    table[-n - LOWEST] = 0.5 * table[1 - n - LOWEST]!
  }
  return table
}

/** 2^n, for -1023 <= n <= 1023. */
export function powerOfTwo(n: number): number {
  return POWERS[n - LOWEST]!
}

/** x * 2^n with one rounding, for 1/8 < x < 8 and |n| <= 1200: past the largest double Infinity, below the smallest 0. */
export function scale(x: number, n: number): number {
  if (n > 1020) return x * powerOfTwo(1000) * powerOfTwo(n - 1000)
  if (n < -1018) return x * powerOfTwo(n + 200) * powerOfTwo(-200)
  return x * powerOfTwo(n)
}

/**
 * The nearest integer, for |x| < 2^51. From 2^52 on doubles are integers, so adding 1.5 * 2^52 rounds (a tie to even), and
 * subtracting it is exact.
 */
export function nearestInteger(x: number): number {
  return x + 6755399441055744 - 6755399441055744
}
