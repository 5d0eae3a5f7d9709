// tanh, the sigmoid and what is built from them. Near a point c of a table the addition theorem leaves a small correction:
//   tanh(c + r)  = T + (1 - T^2) t / (1 + T t),   T = tanh c,  t = tanh r
//   sigma(c + r) = S + S (1 - S) p / (1 + S p),   S = sigma(c), p = e^r - 1
// Source: J.-M. Muller, Elementary Functions (3rd ed. 2016), ch. 6 (tables and addition formulas); Abramowitz & Stegun (1964), 4.5.26.
import { scale } from './bits.ts'
import { add, divide, expSeries, multiply, type Pair } from './double-double.ts'
import { exp, expParts } from './exponential.ts'
import { log1p, logOfSum, logSeries } from './logarithm.ts'

/** Numbers per step of both tables: the value in two parts, and the slope there. */
const WIDTH = 3
const ONE: Pair = [1, 0]

const TANH_STEPS = 64
const TANH_LAST = 96
/** Made when first needed: a program that opens fast does not compute tables it never reads. */
let tanhRows: Float64Array | undefined

/** tanh c = (e^2c - 1) / (e^2c + 1) for c = j / 64 up to 1.5. */
export function tanhTable(): Float64Array {
  const table = new Float64Array(WIDTH * (TANH_LAST + 1))
  const ratio = expSeries([2 / TANH_STEPS, 0])
  let e = ONE
  for (let j = 0; j <= TANH_LAST; j++) {
    const sum = add(e, ONE)
    const value = divide(add(e, [-1, 0]), sum)
    table.set([value[0], value[1], divide(multiply([4, 0], e), multiply(sum, sum))[0]], WIDTH * j)
    e = multiply(e, ratio)
  }
  return table
}

/** Hyperbolic tangent. Error below 0.65 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x)
  if (size < 0.125) return tanhSeries(x)
  const value =
    size < 1.5 ? tanhFromTable(size) : size < 22 ? 1 - 2 / (exp(2 * size) + 1) : size > 0 ? 1 : NaN
  return x < 0 ? -value : value
}

function tanhFromTable(x: number): number {
  const j = (x * TANH_STEPS + 0.5) | 0
  const r = x - j / TANH_STEPS
  const z = r * r
  const t = r + r * z * (-1 / 3 + z * (2 / 15 + z * (-17 / 315)))
  tanhRows ??= tanhTable()
  const T = tanhRows[WIDTH * j]!
  return T + (tanhRows[WIDTH * j + 1]! + (tanhRows[WIDTH * j + 2]! * t) / (1 + T * t))
}

/** The Taylor series for |x| < 1/8 (Abramowitz & Stegun 4.5.64). */
function tanhSeries(x: number): number {
  if (x === 0) return x // -0 + 0 would lose its sign
  const z = x * x
  const high =
    -1382 / 155925 + z * (21844 / 6081075 + z * (-929569 / 638512875 + z * (6404582 / 10854718875)))
  return x + x * z * (-1 / 3 + z * (2 / 15 + z * (-17 / 315 + z * (62 / 2835 + z * high))))
}

const SIGMOID_STEPS = 32
/** The table goes from -2.75 to 2.75. */
const SIGMOID_LAST = 88
let sigmoidRows: Float64Array | undefined

function sigmoidTable(): Float64Array {
  const table = new Float64Array(WIDTH * (2 * SIGMOID_LAST + 1))
  const ratio = expSeries([1 / SIGMOID_STEPS, 0])
  let e = ONE
  for (let j = 0; j <= SIGMOID_LAST; j++) {
    const sum = add(e, ONE)
    const above = divide(e, sum)
    const below = divide(ONE, sum)
    const slope = multiply(above, below)[0]
    table.set([above[0], above[1], slope], WIDTH * (SIGMOID_LAST + j))
    table.set([below[0], below[1], slope], WIDTH * (SIGMOID_LAST - j))
    e = multiply(e, ratio)
  }
  return table
}

/** 1 / (1 + e^-x). Error below 0.7 ulp (0.75 where the result is subnormal). */
export function sigmoid(x: number): number {
  if (x >= -2.75 && x <= 2.75) return sigmoidFromTable(x)
  if (x > 0) return 1 - negligible(exp(-x))
  return x > -746 ? sigmoidTail(x) : x < 0 ? 0 : NaN
}

const negligible = (e: number): number => e / (1 + e)

function sigmoidFromTable(x: number): number {
  const j = (x * SIGMOID_STEPS + (SIGMOID_LAST + 0.5)) | 0
  const r = x - (j - SIGMOID_LAST) / SIGMOID_STEPS
  const p = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040))))))
  sigmoidRows ??= sigmoidTable()
  const S = sigmoidRows[WIDTH * j]!
  return S + (sigmoidRows[WIDTH * j + 1]! + (sigmoidRows[WIDTH * j + 2]! * p) / (1 + S * p))
}

const parts = new Float64Array(2)

/** e - e^2 / (1 + e), where e = e^x < 0.064 has more than 53 bits. */
function sigmoidTail(x: number): number {
  const n = expParts(x, 0, parts)
  const e = exp(x)
  return scale(parts[0]! + (parts[1]! - (parts[0]! + parts[1]!) * negligible(e)), n)
}

/** ln(1 + e^x), exact in the mathematical sense (no threshold). Error below 0.6 ulp (0.75 where the result is subnormal). */
export function softplus(x: number): number {
  if (x > 40) return x
  if (x < -40) return exp(x)
  const n = expParts(x, 0, parts)
  const high = scale(parts[0]!, n)
  const low = scale(parts[1]!, n)
  const e = high + low
  const dropped = high - e + low
  // Far below 0, ln(1 + e) is e - e^2/2 + ...; above, 1 + e and what its rounding drops.
  if (e < 0.0625) return logSeries(e, dropped)
  const sum = 1 + e
  return logOfSum(sum, (e > 1 ? e - sum + 1 : 1 - sum + e) + dropped, 0)
}

/** ln sigma(x) = -ln(1 + e^-x), without overflow at either end. */
export function logSigmoid(x: number): number {
  return -softplus(-x)
}

/** ln of the sum of e^x over the values, shifted by the largest, which then is not part of any rounding; -Infinity for none. */
export function logSumExp(values: readonly number[]): number {
  let at = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[at]!) at = i
  const largest = values[at] ?? -Infinity
  if (largest === -Infinity || largest === Infinity) return values.some(Number.isNaN) ? NaN : largest
  let others = 0
  for (let i = 0; i < values.length; i++) if (i !== at) others += exp(values[i]! - largest)
  return largest + log1p(others)
}
