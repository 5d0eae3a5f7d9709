// e^x and tanh of two doubles at once: in each lane the steps of elementary-float64 in the same order, and so the same bits. Where the
// lanes part, both ways are gone and each lane takes its own.
import { STEP_HIGH, STEP_LOW, STEPS_PER_UNIT } from '../../math/elementary/exponential.ts'
import { type Callable, type Code, called } from './assembler/code.ts'
import type { ModuleBuilder } from './assembler/module.ts'
import { f64, f64x2, type Integer, i32, i32x4, i64x2, type Value, v128 } from './assembler/values.ts'
import { EXP_TABLE, SERIES, TANH_TABLE } from './elementary-float64.ts'

type Pair = Value<'v128'>

const { constant, add, subtract, multiply, divide, less, equal } = f64x2

/** c0 + x (c1 + x (c2 + ...)) in each lane */
const polynomial = (x: Pair, coefficients: readonly number[]): Pair =>
  coefficients
    .slice(0, -1)
    .reduceRight((rest, c) => add(constant(c), multiply(x, rest)), constant(coefficients.at(-1)!))

/** From 2^52 on doubles are integers, so adding 1.5 · 2^52 rounds, and subtracting it is exact. */
const nearest = (x: Pair): Pair => subtract(add(x, constant(6755399441055744)), constant(6755399441055744))

const [LOWER, UPPER] = [0, 8].map((from) => Array.from({ length: 8 }, (_, n) => from + n)) as [
  number[],
  number[],
]

/** The first two doubles of an entry for each lane: a pair of the first ones, and a pair of the second ones. */
function entriesAt(code: Code, places: readonly Value<'i32'>[], table: number): readonly [Pair, Pair] {
  const [first, second] = places.map((place): Pair => code.local('v128', v128.load(place, table))) as [
    Pair,
    Pair,
  ]
  const both = (half: readonly number[]): Pair =>
    v128.shuffle(first, second, [...half, ...half.map((byte) => 16 + byte)])
  return [both(LOWER), both(UPPER)]
}

const someLane = (mask: Pair): Value<'i32'> => v128.anyTrue(mask)
const notAll = (mask: Pair): Value<'i32'> => v128.anyTrue(v128.andNot(ALL, mask))
const ALL = v128.constant(Array.from({ length: 16 }, () => 255))

/** Each lane by itself, where that is rare. */
const laneByLane = (of: Callable<'f64'>, x: Pair): Pair =>
  [0, 1].reduce((done, n) => f64x2.withLane(done, n, called(of, f64.lane(x, n))), x)

/** @param scalar e^x of one double, for the lanes where it overflows, vanishes or is NaN */
export function expFunction(builder: ModuleBuilder, scalar: Callable<'f64'>): Callable<'v128'> {
  return builder.function(['v128'], 'v128', (code) => {
    const x = code.parameter('v128', 0)
    const inside = v128.and(less(constant(-708), x), less(x, constant(709)))
    code.when(notAll(inside), () => code.return(laneByLane(scalar, x)))
    const k = code.local('v128', nearest(multiply(x, constant(STEPS_PER_UNIT))))
    const high = subtract(x, multiply(k, constant(STEP_HIGH)))
    const r = code.local('v128', subtract(high, multiply(k, constant(STEP_LOW))))
    const series = polynomial(r, [0.5, 1 / 6, 1 / 24, 1 / 120])
    const p = add(r, multiply(multiply(r, r), series))
    const steps = code.local('v128', i32x4.fromFloat64s(k))
    const entry = (lane: number): Value<'i32'> => i32.shiftLeft(i32.and(i32x4.lane(steps, lane), 127), 4)
    const [roots, rests] = entriesAt(code, [entry(0), entry(1)], EXP_TABLE)
    const root = code.local('v128', roots)
    const value = add(root, add(rests, multiply(root, p)))
    const exponent = i64x2.add(i64x2.extend(i32x4.shiftRight(steps, 7)), i64x2.constant(1023))
    code.result(multiply(value, i64x2.shiftLeft(exponent, 52)))
  })
}

/** @param scalar tanh of one double, for the lanes where it is 1 to the last bit, or NaN */
export function tanhFunction(
  builder: ModuleBuilder,
  exp: Callable<'v128'>,
  scalar: Callable<'f64'>,
): Callable<'v128'> {
  return builder.function(['v128'], 'v128', (code) => {
    const x = code.parameter('v128', 0)
    const size = code.local('v128', f64x2.absolute(x))
    code.when(notAll(less(size, constant(22))), () => code.return(laneByLane(scalar, x)))
    const isSmall = code.local('v128', less(size, constant(0.125)))
    const value = code.local('v128')
    code.when(notAll(isSmall), () => {
      code.set(value, fromTable(code, size))
      const isInTable = code.local('v128', less(size, constant(1.5)))
      code.when(notAll(isInTable), () => {
        const rise = called(exp, multiply(constant(2), size))
        const tail = subtract(constant(1), divide(constant(2), add(rise, constant(1))))
        code.set(value, v128.choose(value, tail, isInTable))
      })
      code.set(value, v128.choose(f64x2.negate(value), value, less(x, constant(0))))
    })
    code.when(someLane(isSmall), () => {
      const z = code.local('v128', multiply(x, x))
      const series = add(x, multiply(multiply(x, z), polynomial(z, SERIES)))
      const small = v128.choose(x, series, equal(x, constant(0)))
      code.set(value, v128.choose(small, value, isSmall))
    })
    code.result(value)
  })
}

/** Of sizes up to 1.5; of larger ones it is not tanh. */
function fromTable(code: Code, size: Pair): Pair {
  const within = code.local('v128', f64x2.minimum(size, constant(1.5)))
  const j = code.local('v128', i32x4.fromFloat64s(add(multiply(within, constant(64)), constant(0.5))))
  const r = code.local('v128', subtract(within, divide(f64x2.fromIntegers(j), constant(64))))
  const z = code.local('v128', multiply(r, r))
  const series = polynomial(z, SERIES.slice(0, 3))
  const t = code.local('v128', add(r, multiply(multiply(r, z), series)))
  const places = [0, 1].map((lane) => code.local('i32', i32.multiply(i32x4.lane(j, lane), 24)))
  const [values, rests] = entriesAt(code, places, TANH_TABLE)
  const T = code.local('v128', values)
  const slope = f64x2.withLane(
    f64x2.loadSplat(places[0]! as Integer, TANH_TABLE + 16),
    1,
    f64.load(places[1]!, TANH_TABLE + 16),
  )
  const correction = divide(multiply(slope, t), add(constant(1), multiply(T, t)))
  return add(T, add(rests, correction))
}
