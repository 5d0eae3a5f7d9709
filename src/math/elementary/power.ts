// base^exponent: a fixed order of multiplications for the smallest integers, e^(exponent * ln base) with extra bits for the rest.
import { productError } from './double-double.ts'
import { expOfSum } from './exponential.ts'
import { logParts } from './logarithm.ts'

const logarithm = new Float64Array(2)

/**
 * base^exponent, with the special values of ECMAScript's Number::exponentiate.
 * x^2, x^3 and x^4 are x * x, (x * x) * x and (x * x) * (x * x), so that a square in a formula is the square in the code to the
 * bit; x^(1/2) is the square root. Everything else is within 0.52 ulp (0.75 where it is subnormal). A negative base has powers with integer exponents only.
 */
export function power(base: number, exponent: number): number {
  switch (exponent) {
    case 2:
      return base * base
    case 3:
      return base * base * base
    case 4:
      return base * base * (base * base)
    case 1:
      return base
    case 0:
      return 1
    case -1:
      return 1 / base
    case 0.5:
      return base === -Infinity ? Infinity : Math.sqrt(base + 0)
  }
  return generalPower(base, exponent)
}

function generalPower(base: number, exponent: number): number {
  const size = Math.abs(base)
  if (Number.isNaN(exponent) || Number.isNaN(base)) return NaN
  if (Math.abs(exponent) === Infinity) {
    if (size === 1) return NaN
    return size > 1 === exponent > 0 ? Infinity : 0
  }
  const isNegative = base < 0 || Object.is(base, -0)
  const isOdd = Number.isInteger(exponent) && Math.abs(exponent % 2) === 1
  if (base < 0 && base !== -Infinity && !Number.isInteger(exponent)) return NaN
  const result = positivePower(size, exponent)
  return isNegative && isOdd ? -result : result
}

/** base >= 0 (Infinity included), finite exponent. */
function positivePower(base: number, exponent: number): number {
  if (base === 0 || base === Infinity) return base > 1 === exponent > 0 ? Infinity : 0
  logParts(base, logarithm)
  const high = logarithm[0]!
  const product = exponent * high
  if (product > 720) return Infinity
  if (product < -760) return 0
  return expOfSum(product, lowPart(exponent, high, product) + exponent * logarithm[1]!)
}

/** The error of the product; below 2^-900 it does not matter, and would not be exact. */
function lowPart(a: number, b: number, product: number): number {
  return Math.abs(product) < 2 ** -900 ? 0 : productError(a, b, product)
}
