// e^x and e^x - 1: x = (128 n + j) ln2 / 128 + r, so e^x = 2^n * 2^(j/128) * e^r, with a table and a short polynomial.
// Source: P. T. P. Tang, "Table-driven implementation of the exponential function" (ACM TOMS 15, 1989) and "... of the
// expm1 function" (ACM TOMS 18, 1992). Error: below 0.52 ulp (exp; 0.75 where
// the result is subnormal) and 0.6 ulp (expm1).
import { nearestInteger, powerOfTwo, scale } from './bits.ts'
import { divide, expSeries, LN2, multiply, type Pair } from './double-double.ts'

/** Steps between one power of two and the next. */
const STEPS = 128
export const STEPS_PER_UNIT = STEPS / LN2[0]

/** ln2 / 128 in two parts; the first has so few bits that its product with a number of steps is exact. */
export const STEP_HIGH = Math.floor(LN2[0] * 2 ** 33) * 2 ** -40
export const STEP_LOW = (LN2[0] - STEP_HIGH * STEPS + LN2[1]) / STEPS

/** 2^(j/128) as high, low, high, low ...; float32 bits are enough for the low part. */
export const ROOTS = /*#__PURE__*/ rootsOfTwo()

function rootsOfTwo(): Float64Array {
  const table = new Float64Array(2 * STEPS)
  const ratio = expSeries(divide(LN2, [STEPS, 0]))
  let root: Pair = [1, 0]
  for (let j = 0; j < STEPS; j++) {
    table[2 * j] = root[0]
    table[2 * j + 1] = Math.fround(root[1])
    root = multiply(root, ratio)
  }
  return table
}

/** e^r - 1 for |r| <= ln2 / 256: the Taylor series up to r^5, whose remainder is below 2^-60. */
function smallExpm1(r: number): number {
  return r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))))
}

/** e^x: 0 below -745.13, Infinity above 709.78. */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return expAtTheEdge(x)
  const k = nearestInteger(x * STEPS_PER_UNIT)
  const p = smallExpm1(x - k * STEP_HIGH - k * STEP_LOW)
  const j = 2 * (k & (STEPS - 1))
  const root = ROOTS[j]!
  return (root + (ROOTS[j + 1]! + root * p)) * powerOfTwo(k >> 7)
}

function expAtTheEdge(x: number): number {
  if (x > 710) return Infinity
  if (x < -746) return 0
  return Number.isNaN(x) ? x : expOfSum(x, 0)
}

/** e^(x + low) for a tiny low, so that an argument can have more than 53 bits; |x| < 800. */
export function expOfSum(x: number, low: number): number {
  const n = expParts(x, low, parts)
  return scale(parts[0]! + parts[1]!, n)
}

const parts = new Float64Array(2)

/** e^(x + low) = 2^n * (out[0] + out[1]) with about 62 bits, 1 <= out[0] < 2 and a small out[1]; returns n. |x| < 800. */
export function expParts(x: number, low: number, out: Float64Array): number {
  const k = nearestInteger(x * STEPS_PER_UNIT)
  const p = smallExpm1(x - k * STEP_HIGH - k * STEP_LOW + low)
  const j = 2 * (k & (STEPS - 1))
  const root = ROOTS[j]!
  out[0] = root
  out[1] = ROOTS[j + 1]! + root * p
  return k >> 7
}

/** e^x - 1 without cancellation near 0. */
export function expm1(x: number): number {
  if (Math.abs(x) < 0.0625) return expm1Series(x)
  if (x < -40) return -1
  if (!(x < 40)) return exp(x)
  const power = powerOfTwo(expParts(x, 0, parts))
  const high = parts[0]! * power
  const difference = high - 1
  const dropped = high >= 1 ? high - difference - 1 : high - (difference + 1)
  return difference + (dropped + parts[1]! * power)
}

/** The Taylor series of e^x - 1 for |x| < 1/16; x stands alone, so that the smallest doubles stay what they are. */
function expm1Series(x: number): number {
  if (x === 0) return x // -0 + 0 would lose its sign
  const square = x * x
  const odd = 1 / 6 + square * (1 / 120 + square * (1 / 5040 + square * (1 / 362880)))
  const even = 0.5 + square * (1 / 24 + square * (1 / 720 + square * (1 / 40320 + square * (1 / 3628800))))
  return x + square * (even + x * odd)
}
