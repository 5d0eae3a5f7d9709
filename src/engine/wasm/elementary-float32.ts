// Elementary functions of four float32 at once, from + − · / and bits alone: the same bits everywhere. Errors: below 2.5 ulp.
// Reduction and series as in math/elementary, without tables: e^x = 2^n e^r, ln x = n ln 2 + 2 artanh s.
import { type Callable, type Code, called } from './assembler/code.ts'
import type { ModuleBuilder } from './assembler/module.ts'
import { f32x4, i32x4, type Value, v128 } from './assembler/values.ts'

type Vector = Value<'v128'>

const { constant, add, subtract, multiply, divide } = f32x4

/** c0 + x (c1 + x (c2 + ...)) in each lane */
const polynomial = (x: Vector, coefficients: readonly number[]): Vector =>
  coefficients
    .slice(0, -1)
    .reduceRight((rest, c) => add(constant(c), multiply(x, rest)), constant(coefficients.at(-1)!))

/** ln 2 in two parts; the first has 9 bits, so that its product with an exponent is exact. */
const LN2_HIGH = 0.693359375
const LN2_LOW = Math.LN2 - LN2_HIGH

/** Of e^r − 1 − r over r²: Taylor's series, whose remainder for |r| <= ln 2 / 2 is below 2^-27. */
const EXPONENTIAL = [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040]
/** Of artanh s over s, less 1, over s². */
const ARTANH = [1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11]

const LARGEST = 88.7228
/** Below it n may be -126, whose half is no normal power of two. */
const SMALLEST = -86.9

interface Power {
  /** A power of two. */
  readonly scale: Vector
  /** e^r − 1 */
  readonly rest: Vector
}

/** e^x as scale · (1 + rest), for x within the range of float32. @param bias 127 for 2^n, 126 for half of it */
function powerOf(code: Code, x: Vector, bias: number): Power {
  const n = code.local('v128', f32x4.nearest(multiply(x, constant(Math.LOG2E))))
  const high = subtract(x, multiply(n, constant(LN2_HIGH)))
  const r = code.local('v128', subtract(high, multiply(n, constant(LN2_LOW))))
  const rest = code.local('v128', add(r, multiply(multiply(r, r), polynomial(r, EXPONENTIAL))))
  const exponent = i32x4.add(f32x4.toIntegers(n), i32x4.constant(bias))
  return { scale: code.local('v128', i32x4.shiftLeft(exponent, 23)), rest }
}

const within = (x: Vector, low: number, high: number): Vector =>
  f32x4.minimum(f32x4.maximum(x, constant(low)), constant(high))

/** 0 below −86.9, Infinity above 88.72. The largest power, 2^128, has no bits of its own: its half is doubled. */
export const expFunction = (builder: ModuleBuilder): Callable<'v128'> =>
  builder.function(['v128'], 'v128', (code) => {
    const x = code.parameter('v128', 0)
    const { scale, rest } = powerOf(code, within(x, SMALLEST, LARGEST), 126)
    const value = multiply(add(scale, multiply(scale, rest)), constant(2))
    const above = v128.choose(constant(Infinity), value, f32x4.less(constant(LARGEST), x))
    code.result(v128.choose(constant(0), above, f32x4.less(x, constant(SMALLEST))))
  })

/** e^x − 1 without cancellation near 0, for x up to 88. */
function riseOf(code: Code, x: Vector): Vector {
  const { scale, rest } = powerOf(code, x, 127)
  return add(multiply(scale, rest), subtract(scale, constant(1)))
}

/** e^x − 1 without cancellation near 0. */
export const expm1Function = (builder: ModuleBuilder, exp: Callable<'v128'>): Callable<'v128'> =>
  builder.function(['v128'], 'v128', (code) => {
    const x = code.parameter('v128', 0)
    const rise = riseOf(code, within(x, -30, 80))
    code.result(v128.choose(called(exp, x), rise, f32x4.less(constant(80), x)))
  })

/** E / (E + 2), where E = e^2x − 1. */
export const tanhFunction = (builder: ModuleBuilder): Callable<'v128'> =>
  builder.function(['v128'], 'v128', (code) => {
    const twice = within(multiply(constant(2), code.parameter('v128', 0)), -30, 30)
    const E = code.local('v128', riseOf(code, twice))
    code.result(divide(E, add(E, constant(2))))
  })

/** √½, as the bits of a float32. */
const ROOT_OF_HALF = 0x3f3504f3

/** −Infinity at 0, NaN below. Subnormal numbers count as 0. */
export const lnFunction = (builder: ModuleBuilder): Callable<'v128'> =>
  builder.function(['v128'], 'v128', (code) => {
    const x = code.parameter('v128', 0)
    const above = i32x4.subtract(x, i32x4.constant(ROOT_OF_HALF))
    const n = code.local('v128', i32x4.shiftRight(above, 23))
    const f = code.local('v128', subtract(i32x4.subtract(x, i32x4.shiftLeft(n, 23)), constant(1)))
    const s = code.local('v128', divide(f, add(constant(2), f)))
    const z = code.local('v128', multiply(s, s))
    const exponent = code.local('v128', f32x4.fromIntegers(n))
    // f − s (f − rest) keeps f itself exact.
    const rest = multiply(multiply(constant(2), z), polynomial(z, ARTANH))
    const small = subtract(f, multiply(s, subtract(f, rest)))
    const high = multiply(exponent, constant(LN2_HIGH))
    const value = code.local('v128', add(high, add(multiply(exponent, constant(LN2_LOW)), small)))
    const finite = v128.choose(value, x, f32x4.less(x, constant(Infinity)))
    const positive = v128.choose(finite, constant(Number.NaN), f32x4.less(constant(0), x))
    code.result(v128.choose(constant(-Infinity), positive, f32x4.equal(x, constant(0))))
  })

/** ln(1 + x), with what the rounding of 1 + x dropped. */
export const log1pFunction = (builder: ModuleBuilder, ln: Callable<'v128'>): Callable<'v128'> =>
  builder.function(['v128'], 'v128', (code) => {
    const x = code.parameter('v128', 0)
    const sum = code.local('v128', add(constant(1), x))
    const dropped = subtract(x, subtract(sum, constant(1)))
    const corrected = add(called(ln, sum), divide(dropped, sum))
    const isFar = f32x4.atMost(constant(1e7), sum)
    const isEdge = f32x4.atMost(sum, constant(0))
    code.result(v128.choose(called(ln, sum), corrected, v128.or(isFar, isEdge)))
  })
