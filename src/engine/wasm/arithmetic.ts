// Arithmetic: the same operations on one double, on two at once, and on four float32 at once, so that a formula is written once.
import type { Precision } from '../engine.ts'
import { choose, f32, f32x4, f64, f64x2, type Integer, type Value, v128 } from './assembler/values.ts'

/** A double, a float32, or a vector of either. */
export type Numbers = 'f64' | 'f32' | 'v128'

/** What numbers lie in, and what comparisons of them give: 0 or 1, or all bits of a lane. */
export interface Arithmetic<T extends Numbers = Numbers, Mask extends 'i32' | 'v128' = 'i32' | 'v128'> {
  readonly type: T
  readonly constant: (x: number) => Value<T>
  readonly add: (a: Value<T>, b: Value<T>) => Value<T>
  readonly subtract: (a: Value<T>, b: Value<T>) => Value<T>
  readonly multiply: (a: Value<T>, b: Value<T>) => Value<T>
  readonly divide: (a: Value<T>, b: Value<T>) => Value<T>
  readonly absolute: (x: Value<T>) => Value<T>
  readonly root: (x: Value<T>) => Value<T>
  readonly maximum: (a: Value<T>, b: Value<T>) => Value<T>
  readonly equal: (a: Value<T>, b: Value<T>) => Value<Mask>
  readonly less: (a: Value<T>, b: Value<T>) => Value<Mask>
  readonly atMost: (a: Value<T>, b: Value<T>) => Value<Mask>
  readonly choose: (when: Value<Mask>, then: Value<T>, otherwise: Value<T>) => Value<T>
}

export const doubles: Arithmetic<'f64', 'i32'> = { type: 'f64', ...f64, choose }

export const singles: Arithmetic<'f32', 'i32'> = { type: 'f32', ...f32, choose }

const bySelection = {
  type: 'v128',
  choose: (when: Value<'v128'>, then: Value<'v128'>, otherwise: Value<'v128'>) =>
    v128.choose(then, otherwise, when),
} as const

/** A vector of numbers of one precision. */
export interface Lanes extends Arithmetic<'v128', 'v128'> {
  readonly precision: Precision
  /** Of one number. */
  readonly bytes: 4 | 8
  /** Numbers in a vector. */
  readonly count: 4 | 2
  /** All bits of the first lanes. */
  readonly mask: (lanes: number) => Value<'v128'>
  readonly splat: (x: Value<'f64'>) => Value<'v128'>
  readonly loadSplat: (address: Integer, offset?: number) => Value<'v128'>
  /** One number in memory, as a double. */
  readonly load: (address: Integer, offset?: number) => Value<'f64'>
  /** A double as one number in memory. */
  readonly narrowed: (x: Value<'f64'>) => Value<'f32' | 'f64'>
  /** One lane, as a double. */
  readonly lane: (vector: Value<'v128'>, lane: number) => Value<'f64'>
  readonly withLane: (vector: Value<'v128'>, lane: number, x: Value<'f64'>) => Value<'v128'>
  /** A sum with one more product; rounded twice, but where lanes are fused once. */
  readonly accumulate: (sum: Value<'v128'>, a: Value<'v128'>, b: Value<'v128'>) => Value<'v128'>
  /** Four vectors, a row each, the other way: for each of their columns its four numbers, in one vector or in two. */
  readonly turned: (rows: readonly Value<'v128'>[]) => readonly (readonly Value<'v128'>[])[]
}

/** Numbers of two vectors by their places among all of them. */
const pick =
  (bytes: number) =>
  (a: Value<'v128'>, b: Value<'v128'>, ...places: readonly number[]): Value<'v128'> =>
    v128.shuffle(
      a,
      b,
      places.flatMap((place) => Array.from({ length: bytes }, (_, byte) => bytes * place + byte)),
    )

const [singlesOf, doublesOf] = [pick(4), pick(8)]

const maskBytes = (count: number): number[] => Array.from({ length: 16 }, (_, n) => (n < count ? 255 : 0))

const narrow: Lanes = {
  precision: 'float32',
  bytes: 4,
  count: 4,
  ...f32x4,
  ...bySelection,
  accumulate: (sum, a, b) => f32x4.add(sum, f32x4.multiply(a, b)),
  mask: (lanes) => v128.constant(maskBytes(4 * lanes)),
  splat: (x) => f32x4.splat(f32.demote(x)),
  load: (address, offset) => f64.promote(f32.load(address, offset)),
  narrowed: (x) => f32.demote(x),
  lane: (vector, lane) => f64.promote(f32.lane(vector, lane)),
  withLane: (vector, lane, x) => f32x4.withLane(vector, lane, f32.demote(x)),
  turned([a, b, c, d]) {
    const halves = [
      [singlesOf(a!, b!, 0, 4, 1, 5), singlesOf(c!, d!, 0, 4, 1, 5)],
      [singlesOf(a!, b!, 2, 6, 3, 7), singlesOf(c!, d!, 2, 6, 3, 7)],
    ] as const
    return halves.flatMap(([ab, cd]) => [[doublesOf(ab, cd, 0, 2)], [doublesOf(ab, cd, 1, 3)]])
  },
}

const wide: Lanes = {
  precision: 'float64',
  bytes: 8,
  count: 2,
  ...f64x2,
  ...bySelection,
  accumulate: (sum, a, b) => f64x2.add(sum, f64x2.multiply(a, b)),
  mask: (lanes) => v128.constant(maskBytes(8 * lanes)),
  load: f64.load,
  narrowed: (x) => x,
  lane: f64.lane,
  turned: ([a, b, c, d]) => [0, 1].map((n) => [doublesOf(a!, b!, n, n + 2), doublesOf(c!, d!, n, n + 2)]),
}

export const lanesOf: Readonly<Record<Precision, Lanes>> = { float32: narrow, float64: wide }

/** With products added in one instruction, whose rounding is the machine's. */
export const fused = (lanes: Lanes): Lanes => {
  const { multiplyAdd } = lanes.precision === 'float32' ? f32x4 : f64x2
  return { ...lanes, accumulate: (sum, a, b) => multiplyAdd(a, b, sum) }
}
