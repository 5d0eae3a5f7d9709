// erf, erfc and the normal distribution. An argument is a pair x + low, so that z / sqrt 2 loses nothing on its way into a tail.
//   |x| < 3/8   the Maclaurin series                                      (Abramowitz & Stegun, 1964, 7.1.5)
//   |x| < 3/2   Taylor series of erf around the points j/16               (7.1.19: its derivatives are Hermite polynomials)
//   beyond      e^(-x^2) erfcx(x), with Taylor series of erfcx            (7.2.1, 7.2.5: iterated integrals of erfc)
import { highWord, scale } from './bits.ts'
import { productError } from './double-double.ts'
import { ERF_FIRST, ERF_STEPS, ERF_TERMS, ERFCX_TERMS, erfcxRows, erfTable } from './error-function-tables.ts'
import { expParts } from './exponential.ts'

/** 2 / sqrt(pi) - 1. */
const EXCESS = 0.1283791670955126
const SQRT_HALF = 0.7071067811865476
const SQRT_HALF_LOW = -4.833646656726457e-17
/** 1 / sqrt(2 pi), the density's peak. */
const PEAK = 0.3989422804014327
const PEAK_LOW = -2.49232720227773e-17

const parts = new Float64Array(2)
/** Made when first needed. */
let erfRowsMade: Float64Array | undefined
const erfRows = (): Float64Array => {
  erfRowsMade ??= erfTable()
  return erfRowsMade
}

/** Error function. Error below 0.8 ulp. */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (size < 0.375) return erfSeries(x, 0)
  const value = size < 1.5 ? erfNear(size, 0) : size < 6 ? 1 - tailOf(size) : size > 0 ? 1 : NaN
  return x < 0 ? -value : value
}

/** 1 - erf(x), without cancellation. Error below 0.8 ulp, down to the smallest doubles at x = 27.2. */
export function erfc(x: number): number {
  if (x < 0.375) return x > -0.375 ? 1 - erfSeries(x, 0) : 1 + erf(-x)
  if (x < 1.5) return erfcNear(x, 0)
  return x < 28 ? tailOf(x) : x > 0 ? 0 : NaN
}

/** The distribution function of the standard normal distribution. Error below 0.8 ulp, in the tails too. */
export function normalCdf(z: number): number {
  const size = Math.abs(z)
  if (!(size < 39)) return z > 0 ? 1 : z < 0 ? 0 : NaN
  if (size < 1e-20) return 0.5
  const x = size * SQRT_HALF
  const low = productError(size, SQRT_HALF, x) + size * SQRT_HALF_LOW
  if (x < 0.375) return 0.5 + 0.5 * (z > 0 ? erfSeries(x, low) : erfSeries(-x, -low))
  return z > 0 ? 1 - upperTail(size, x, low) : upperTail(size, x, low)
}

/** 1 - normalCdf(z) for z < 39, where x + low = z / sqrt 2 and x >= 3/8. */
function upperTail(z: number, x: number, low: number): number {
  if (x < 1.5) return 0.5 * erfcNear(x, low)
  const square = z * z
  return tail(x, low, 0.5 * square, 0.5 * productError(z, z, square), -1)
}

/** The density of the standard normal distribution, e^(-z^2/2) / sqrt(2 pi). Error below 0.52 ulp (0.75 where
 * it is subnormal). */
export function normalPdf(z: number): number {
  const size = Math.abs(z)
  if (!(size < 39)) return size > 0 ? 0 : NaN
  if (size < 1e-9) return PEAK
  const square = size * size
  const n = expParts(-0.5 * square, -0.5 * productError(size, size, square), parts)
  const product = PEAK * parts[0]!
  const rest = productError(PEAK, parts[0]!, product) + (PEAK * parts[1]! + PEAK_LOW * parts[0]!)
  return scale(product + rest, n)
}

/** erf(x + low) for |x| <= 3/8: x stands alone in front, so that the smallest doubles stay right. */
function erfSeries(x: number, low: number): number {
  if (x === 0) return x // -0 + 0 would lose its sign
  const z = x * x
  let sum = 0
  for (let n = SERIES.length - 1; n >= 0; n--) sum = SERIES[n]! + z * sum
  return x + (low + x * (EXCESS + z * sum))
}

/** (2 / sqrt pi) (-1)^n / (n! (2n + 1)) for n = 1, 2, ... */
const SERIES = /*#__PURE__*/ maclaurin()

function maclaurin(): Float64Array {
  let factorial = 1
  return Float64Array.from({ length: 11 }, (_, i) => {
    factorial *= -(i + 1)
    return (1 + EXCESS) / (factorial * (2 * i + 3))
  })
}

/** erf(x + low) for 3/8 <= x < 3/2. */
function erfNear(x: number, low: number): number {
  const row = ERF_TERMS * (((x * ERF_STEPS + 0.5) | 0) - ERF_FIRST)
  return erfRows()[row]! + (erfRows()[row + 1]! + rise(x, low, row))
}

/** 1 - erf(x + low) for 3/8 <= x < 3/2. */
function erfcNear(x: number, low: number): number {
  const row = ERF_TERMS * (((x * ERF_STEPS + 0.5) | 0) - ERF_FIRST)
  return erfRows()[row + 2]! + (erfRows()[row + 3]! - rise(x, low, row))
}

/** erf(x + low) - erf(c), where c is the point of the table that is nearest to x. */
function rise(x: number, low: number, row: number): number {
  const r = x - (row / ERF_TERMS + ERF_FIRST) / ERF_STEPS + low
  let sum = 0
  for (let n = ERF_TERMS - 1; n >= 4; n--) sum = erfRows()[row + n]! + r * sum
  return r * sum
}

/** erfc(x) for 3/2 <= x < 28. */
function tailOf(x: number): number {
  const square = x * x
  return tail(x, 0, square, productError(x, x, square), 0)
}

/** e^-(square + squareLow) erfcx(x + low) 2^n for 1 <= x < 28; the leading product is exact, the corrections are small. */
function tail(x: number, low: number, square: number, squareLow: number, n: number): number {
  const table = erfcxRows()
  const cell = (highWord(x) - 0x3ff00000) >> 16
  const row = ERFCX_TERMS * cell
  const r = x - table[row]! + low
  let sum = 0
  for (let k = ERFCX_TERMS - 1; k >= 3; k--) sum = table[row + k]! + r * sum
  const slope = table[row + 2]! + r * sum
  n += expParts(-square, -squareLow, parts)
  const value = table[row + 1]!
  const product = value * parts[0]!
  return scale(
    product + (productError(value, parts[0]!, product) + parts[0]! * slope + parts[1]! * (value + slope)),
    n,
  )
}
