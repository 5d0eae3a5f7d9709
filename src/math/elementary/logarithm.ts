// ln x and ln(1 + x): x = 2^n * (F + f) with F = 1 + j/128, so ln x = n ln2 + ln F + ln(1 + f/F), with a table and a short polynomial.
// Source: P. T. P. Tang, "Table-driven implementation of the logarithm function" (ACM TOMS 16, 1990). Error: below 0.55 ulp.
import { highWord, powerOfTwo } from './bits.ts'
import { add, divide, LN2, multiply, type Pair, pair, productError, sumError } from './double-double.ts'

const STEPS = 128
/** Numbers per step of the table: 1 / F, and ln F in two parts. */
const WIDTH = 3

/** The high parts are multiples of 2^-42, so that n ln2 + ln F is exact in them for every exponent n. */
const toTable = (x: Pair): Pair => {
  const high = Math.floor(x[0] * 2 ** 42 + 0.5) * 2 ** -42
  return [high, x[0] - high + x[1]]
}

export const [LN2_HIGH, LN2_LOW] = toTable(LN2)
/** Made when first needed. */
let made: Float64Array | undefined
export const logRows = (): Float64Array => {
  made ??= logTable()
  return made
}

function logTable(): Float64Array {
  const table = new Float64Array(WIDTH * (STEPS + 1))
  let logarithm: Pair = [0, 0]
  for (let j = 0; j <= STEPS; j++) {
    if (j > 0) logarithm = add(logarithm, logOfQuotient(STEPS + j))
    // The last one is ln2 itself, to the bit, so that logarithms just below 1 lose nothing.
    const [high, low] = j === STEPS ? [LN2_HIGH, LN2_LOW] : toTable(logarithm)
    table.set([STEPS / (STEPS + j), high, low], WIDTH * j)
  }
  return table
}

/** ln(n / (n - 1)) = 2 artanh(1 / (2n - 1)) by its series, for n > 128. */
function logOfQuotient(n: number): Pair {
  const s = divide([1, 0], [2 * n - 1, 0])
  const square = multiply(s, s)
  let power = s
  let total = s
  for (let m = 3; m <= 15; m += 2) {
    power = multiply(power, square)
    total = add(total, divide(power, [m, 0]))
  }
  return [2 * total[0], 2 * total[1]]
}

/** Natural logarithm: -Infinity at 0, NaN below. */
export function log(x: number): number {
  const f = x - 1
  if (Math.abs(f) < 0.0625) return logSeries(f, 0)
  if (!(x >= 2.2250738585072014e-308 && x <= Number.MAX_VALUE)) return logAtTheEdge(x)
  return logOfSum(x, 0, 0)
}

function logAtTheEdge(x: number): number {
  if (x === 0) return -Infinity
  if (x > 0) return x === Infinity ? x : logOfSum(x * 2 ** 54, 0, -54)
  return NaN
}

/** ln(1 + x) without cancellation near 0. */
export function log1p(x: number): number {
  if (Math.abs(x) < 0.0625) return logSeries(x, 0)
  if (!(x > -1 && x <= Number.MAX_VALUE)) return logAtTheEdge(1 + x)
  const sum = 1 + x
  return logOfSum(sum, sumError(1, x, sum), 0)
}

/** ln((x + low) * 2^n) for a normal x away from 1 and a tiny low. */
export function logOfSum(x: number, low: number, n: number): number {
  const word = highWord(x)
  const exponent = (word >>> 20) - 1023
  const j = ((word & 0xfffff) + 0x1000) >> 13
  const f = x * powerOfTwo(-exponent) - (1 + j / STEPS)
  const u = f * logRows()[WIDTH * j]!
  const small = u * u * (-0.5 + u * (1 / 3 + u * (-0.25 + u * (0.2 + u * (-1 / 6 + u * (1 / 7))))))
  n += exponent
  const tail = n * LN2_LOW + logRows()[WIDTH * j + 2]! + low / x
  return n * LN2_HIGH + logRows()[WIDTH * j + 1]! + (u + (small + tail))
}

/**
 * ln(1 + f + low) for |f| < 1/16 and a tiny low. With s = f / (2 + f), ln(1 + f) = 2 artanh(s), and f - s * (f - rest) keeps f itself exact.
 * Source: M. Abramowitz & I. A. Stegun, Handbook of Mathematical Functions (1964), 4.1.27.
 */
export function logSeries(f: number, low: number): number {
  if (f === 0) return f
  const s = f / (2 + f)
  const z = s * s
  const rest = z * (2 / 3 + z * (2 / 5 + z * (2 / 7 + z * (2 / 9 + z * (2 / 11)))))
  const half = 0.5 * f * f
  return f - (half - s * (half + rest) - low)
}

/** ln x = out[0] + out[1] with about 70 bits, for a positive finite x: what a power needs. */
export function logParts(x: number, out: Float64Array): void {
  const isSubnormal = x < 2.2250738585072014e-308
  if (isSubnormal) x *= 2 ** 54
  const word = highWord(x)
  const exponent = (word >>> 20) - 1023
  const n = isSubnormal ? exponent - 54 : exponent
  const j = ((word & 0xfffff) + 0x1000) >> 13
  const F = 1 + j / STEPS
  const f = x * powerOfTwo(-exponent) - F
  const u = f / F
  const product = u * F
  const uLow = (f - product - productError(u, F, product)) / F
  const square = u * u
  const cube = square * u * (1 / 3 + u * (-0.25 + u * (0.2 + u * (-1 / 6 + u * (1 / 7 - u * 0.125)))))
  const exact = n * LN2_HIGH + logRows()[WIDTH * j + 1]!
  const [first, firstError] = pair(exact, u)
  const [high, highError] = pair(first, -0.5 * square)
  const rest = uLow * (1 - u) - 0.5 * productError(u, u, square) + (n * LN2_LOW + logRows()[WIDTH * j + 2]!)
  const low = firstError + highError + (rest + cube)
  out[0] = high + low
  out[1] = sumError(high, low, out[0]!)
}
