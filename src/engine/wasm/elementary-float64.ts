// e^x, ln x and tanh of doubles as WebAssembly: the steps of math/elementary in the same order, and so the same bits.
import { ROOTS, STEP_HIGH, STEP_LOW, STEPS_PER_UNIT } from '../../math/elementary/exponential.ts'
import { LN2_HIGH, LN2_LOW, logRows } from '../../math/elementary/logarithm.ts'
import { tanhTable } from '../../math/elementary/sigmoid.ts'
import { type Callable, called } from './assembler/code.ts'
import type { ModuleBuilder } from './assembler/module.ts'
import { f64, i32, i64, type Value } from './assembler/values.ts'

/** What the functions read: e^x's table, then those of tanh and ln x. Their place is the first bytes of the memory. */
export const elementaryTables = (): Float64Array =>
  Float64Array.from([...ROOTS, ...tanhTable(), ...logRows()])

export const EXP_TABLE = 0
export const TANH_TABLE = EXP_TABLE + ROOTS.byteLength
const LOG_TABLE = TANH_TABLE + 97 * 3 * 8
/** Of all tables, in bytes. */
export const TABLE_BYTES = LOG_TABLE + 129 * 3 * 8

const { constant, add, subtract, multiply, divide, less } = f64

/** c0 + x (c1 + x (c2 + ...)) */
export const polynomial = (x: Value<'f64'>, coefficients: readonly number[]): Value<'f64'> =>
  coefficients
    .slice(0, -1)
    .reduceRight((rest, c) => add(constant(c), multiply(x, rest)), constant(coefficients.at(-1)!))

/** From 2^52 on doubles are integers, so adding 1.5 · 2^52 rounds, and subtracting it is exact. */
const nearest = (x: Value<'f64'>): Value<'f64'> =>
  subtract(add(x, constant(6755399441055744)), constant(6755399441055744))

/** 2^n of a normal exponent. */
const powerOfTwo = (n: Value<'i32'>): Value<'f64'> =>
  f64.fromBits(i64.shiftLeft(i64.extend(i32.add(n, 1023)), i64.constant(52)))

/** @param atTheEdge e^x where it overflows, vanishes or is NaN */
export function expFunction(builder: ModuleBuilder, atTheEdge: Callable<'f64'>): Callable<'f64'> {
  return builder.function(['f64'], 'f64', (code) => {
    const x = code.parameter('f64', 0)
    const inside = i32.and(less(constant(-708), x), less(x, constant(709)))
    code.when(i32.not(inside), () => code.return(called(atTheEdge, x)))
    const k = code.local('f64', nearest(multiply(x, constant(STEPS_PER_UNIT))))
    const high = subtract(x, multiply(k, constant(STEP_HIGH)))
    const r = code.local('f64', subtract(high, multiply(k, constant(STEP_LOW))))
    const p = add(r, multiply(multiply(r, r), polynomial(r, [0.5, 1 / 6, 1 / 24, 1 / 120])))
    const steps = code.local('i32', i32.fromFloat64(k))
    const entry = code.local('i32', i32.shiftLeft(i32.and(steps, 127), 4))
    const root = code.local('f64', f64.load(entry, EXP_TABLE))
    const value = add(root, add(f64.load(entry, EXP_TABLE + 8), multiply(root, p)))
    code.result(multiply(value, powerOfTwo(i32.shiftRight(steps, 7))))
  })
}

/** Of tanh x less x, over x³. */
export const SERIES = [
  -1 / 3,
  2 / 15,
  -17 / 315,
  62 / 2835,
  -1382 / 155925,
  21844 / 6081075,
  -929569 / 638512875,
  6404582 / 10854718875,
]

/** @param atTheEdge tanh where it is 1 to the last bit, or NaN */
export function tanhFunction(
  builder: ModuleBuilder,
  exp: Callable<'f64'>,
  atTheEdge: Callable<'f64'>,
): Callable<'f64'> {
  return builder.function(['f64'], 'f64', (code) => {
    const x = code.parameter('f64', 0)
    const size = code.local('f64', f64.absolute(x))
    code.when(less(size, constant(0.125)), () => {
      code.when(f64.equal(x, constant(0)), () => code.return(x))
      const z = code.local('f64', multiply(x, x))
      code.return(add(x, multiply(multiply(x, z), polynomial(z, SERIES))))
    })
    const value = code.local('f64')
    const tail = (): void => {
      code.when(i32.not(less(size, constant(22))), () => code.return(called(atTheEdge, x)))
      const rise = called(exp, multiply(constant(2), size))
      code.set(value, subtract(constant(1), divide(constant(2), add(rise, constant(1)))))
    }
    const fromTable = (): void => {
      const j = code.local('i32', i32.fromFloat64(add(multiply(size, constant(64)), constant(0.5))))
      const r = code.local('f64', subtract(size, divide(f64.fromInteger(j), constant(64))))
      const z = code.local('f64', multiply(r, r))
      const t = code.local('f64', add(r, multiply(multiply(r, z), polynomial(z, SERIES.slice(0, 3)))))
      const entry = code.local('i32', i32.multiply(j, 24))
      const T = code.local('f64', f64.load(entry, TANH_TABLE))
      const slope = f64.load(entry, TANH_TABLE + 16)
      const correction = divide(multiply(slope, t), add(constant(1), multiply(T, t)))
      code.set(value, add(T, add(f64.load(entry, TANH_TABLE + 8), correction)))
    }
    code.when(less(size, constant(1.5)), fromTable, tail)
    code.when(less(x, constant(0)), () => code.set(value, f64.negate(value)))
    code.result(value)
  })
}

const LOG_SERIES = [2 / 3, 2 / 5, 2 / 7, 2 / 9, 2 / 11]
const LOG_SMALL = [-0.5, 1 / 3, -0.25, 0.2, -1 / 6, 1 / 7]

/** @param atTheEdge ln x of 0, of what is negative, subnormal or very large, and of NaN */
export function lnFunction(builder: ModuleBuilder, atTheEdge: Callable<'f64'>): Callable<'f64'> {
  return builder.function(['f64'], 'f64', (code) => {
    const x = code.parameter('f64', 0)
    const f = code.local('f64', subtract(x, constant(1)))
    code.when(less(f64.absolute(f), constant(0.0625)), () => {
      code.when(f64.equal(f, constant(0)), () => code.return(f))
      const s = code.local('f64', divide(f, add(constant(2), f)))
      const z = code.local('f64', multiply(s, s))
      const rest = multiply(z, polynomial(z, LOG_SERIES))
      const half = code.local('f64', multiply(multiply(constant(0.5), f), f))
      code.return(subtract(f, subtract(half, multiply(s, add(half, rest)))))
    })
    const inside = i32.and(f64.atMost(constant(2 ** -1022), x), less(x, constant(2 ** 1000)))
    code.when(i32.not(inside), () => code.return(called(atTheEdge, x)))
    const high = i32.wrap(i64.shiftRight(i64.fromBits(x), i64.constant(32)))
    const word = code.local('i32', high)
    const exponent = code.local('i32', i32.subtract(i32.shiftRight(word, 20), 1023))
    const j = code.local('i32', i32.shiftRight(i32.add(i32.and(word, 0xfffff), 0x1000), 13))
    const F = add(constant(1), divide(f64.fromInteger(j), constant(128)))
    const fraction = subtract(multiply(x, powerOfTwo(i32.subtract(0, exponent))), F)
    const entry = code.local('i32', i32.multiply(j, 24))
    const u = code.local('f64', multiply(fraction, f64.load(entry, LOG_TABLE)))
    const small = multiply(multiply(u, u), polynomial(u, LOG_SMALL))
    const n = code.local('f64', f64.fromInteger(exponent))
    const tail = add(multiply(n, constant(LN2_LOW)), f64.load(entry, LOG_TABLE + 16))
    const head = add(multiply(n, constant(LN2_HIGH)), f64.load(entry, LOG_TABLE + 8))
    code.result(add(head, add(u, add(small, tail))))
  })
}
