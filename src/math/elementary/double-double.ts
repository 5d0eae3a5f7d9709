// Numbers of about 106 bits as unevaluated sums of two doubles: what the tables of the elementary functions are built with.
// Source: T. J. Dekker, "A floating-point technique for extending the available precision" (1971); D. E. Knuth, TAOCP 2, 4.2.2.

/** high + low, where high is the sum rounded to a double. */
export type Pair = readonly [high: number, low: number]

export const LN2: Pair = [0.6931471805599453, 2.3190468138462996e-17]
export const SQRT_PI: Pair = [1.772453850905516, -7.666586499825799e-17]

/** Veltkamp's constant 2^27 + 1: it cuts 53 bits into two halves whose products are exact. */
const SPLITTER = 134217729

/** What rounding dropped in product = a * b: a * b - product, exactly. For |a|, |b| < 2^996 and products above 2^-960. */
export function productError(a: number, b: number, product: number): number {
  const bigA = SPLITTER * a
  const highA = bigA - (bigA - a)
  const lowA = a - highA
  const bigB = SPLITTER * b
  const highB = bigB - (bigB - b)
  const lowB = b - highB
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)
}

/** What rounding dropped in sum = a + b: a + b - sum, exactly. */
export function sumError(a: number, b: number, sum: number): number {
  const partOfB = sum - a
  return a - (sum - partOfB) + (b - partOfB)
}

export function pair(a: number, b = 0): Pair {
  const high = a + b
  return [high, sumError(a, b, high)]
}

export function add(a: Pair, b: Pair): Pair {
  const high = a[0] + b[0]
  const low = a[1] + b[1]
  const first = pair(high, sumError(a[0], b[0], high) + low)
  return pair(first[0], first[1] + sumError(a[1], b[1], low))
}

export function negate(a: Pair): Pair {
  return [-a[0], -a[1]]
}

export function multiply(a: Pair, b: Pair): Pair {
  const high = a[0] * b[0]
  return pair(high, productError(a[0], b[0], high) + (a[0] * b[1] + a[1] * b[0]))
}

/** Long division with three digits of 53 bits. */
export function divide(a: Pair, b: Pair): Pair {
  const first = a[0] / b[0]
  let rest = add(a, negate(multiply(b, [first, 0])))
  const second = rest[0] / b[0]
  rest = add(rest, negate(multiply(b, [second, 0])))
  return add(pair(first, second), [rest[0] / b[0], 0])
}

/** e^x by its Taylor series, for |x| < 1/16. */
export function expSeries(x: Pair): Pair {
  let term: Pair = [1, 0]
  let total: Pair = [1, 0]
  for (let n = 1; n <= 22; n++) {
    term = divide(multiply(term, x), [n, 0])
    total = add(total, term)
  }
  return total
}
