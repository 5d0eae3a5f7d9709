// Values: WebAssembly code that leaves one number on the stack, built from smaller values; the instructions by their usual names.
// Source: WebAssembly Core Specification 2.0 (W3C, 2022), 5.4 for the bytes of each instruction; the relaxed ones from release 3.0.
import { type Bytes, float32Bytes, float64Bytes, putTogether, signedLeb, unsignedLeb } from './bytes.ts'

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128'

/** Code that leaves one number of a type. It may be used more than once, and is then computed more than once. */
export interface Value<T extends ValueType = ValueType> {
  readonly type: T
  readonly code: Bytes
}

/** A whole number where an i32 is expected stands for itself. */
export type Integer = Value<'i32'> | number

const value = <T extends ValueType>(type: T, ...code: readonly Bytes[]): Value<T> => ({ type, code })

/** An instruction from one operand to one result. */
const unary =
  <From extends ValueType, To extends ValueType>(to: To, ...bytes: readonly number[]) =>
  (x: Value<From>): Value<To> =>
    value(to, x.code, bytes)

/** An instruction from two operands to one result. */
const binary =
  <From extends ValueType, To extends ValueType>(to: To, ...bytes: readonly number[]) =>
  (a: Value<From>, b: Value<From>): Value<To> =>
    value(to, a.code, b.code, bytes)

const simd = (opcode: number): number[] => [0xfd, ...unsignedLeb(opcode)]

/** Alignment is a hint: none is promised. */
const place = (offset: number): number[] => [0, ...unsignedLeb(offset)]

/** A whole number as code. */
export const integer = (given: Integer): Value<'i32'> =>
  typeof given === 'number' ? value('i32', [0x41], signedLeb(given)) : given

const integers =
  (opcode: number) =>
  (a: Integer, b: Integer): Value<'i32'> =>
    value('i32', integer(a).code, integer(b).code, [opcode])

/** Addresses and counts. `+` of numbers that are known is done here. */
export const i32 = {
  constant: (n: number): Value<'i32'> => integer(n),
  add: (a: Integer, b: Integer): Value<'i32'> =>
    b === 0 ? integer(a) : a === 0 ? integer(b) : integers(0x6a)(a, b),
  subtract: integers(0x6b),
  multiply: (a: Integer, b: Integer): Value<'i32'> => (b === 1 ? integer(a) : integers(0x6c)(a, b)),
  /** Of numbers without a sign, towards 0. */
  divide: (a: Integer, b: Integer): Value<'i32'> => (b === 1 ? integer(a) : integers(0x6e)(a, b)),
  and: integers(0x71),
  or: integers(0x72),
  shiftLeft: integers(0x74),
  shiftRight: integers(0x75),
  equal: integers(0x46),
  notEqual: integers(0x47),
  less: integers(0x49),
  atLeast: integers(0x4f),
  /** 1 for 0, 0 for anything else. */
  not: unary<'i32', 'i32'>('i32', 0x45),
  load: (address: Integer, offset = 0): Value<'i32'> =>
    value('i32', integer(address).code, [0x28], place(offset)),
  minimum: (a: Integer, b: Integer): Value<'i32'> =>
    value('i32', integer(a).code, integer(b).code, integers(0x49)(a, b).code, [0x1b]),
  fromFloat64: unary<'f64', 'i32'>('i32', 0xfc, 0x02),
  /** The lower half. */
  wrap: unary<'i64', 'i32'>('i32', 0xa7),
} as const

export const i64 = {
  constant: (n: number): Value<'i64'> => value('i64', [0x42], signedLeb(n)),
  extend: unary<'i32', 'i64'>('i64', 0xac),
  shiftLeft: binary<'i64', 'i64'>('i64', 0x86),
  /** Zeros come in. */
  shiftRight: binary<'i64', 'i64'>('i64', 0x88),
  fromBits: unary<'f64', 'i64'>('i64', 0xbd),
} as const

export const f32 = {
  constant: (x: number): Value<'f32'> => value('f32', [0x43], float32Bytes(x)),
  load: (address: Integer, offset = 0): Value<'f32'> =>
    value('f32', integer(address).code, [0x2a], place(offset)),
  add: binary<'f32', 'f32'>('f32', 0x92),
  subtract: binary<'f32', 'f32'>('f32', 0x93),
  multiply: binary<'f32', 'f32'>('f32', 0x94),
  divide: binary<'f32', 'f32'>('f32', 0x95),
  negate: unary<'f32', 'f32'>('f32', 0x8c),
  absolute: unary<'f32', 'f32'>('f32', 0x8b),
  root: unary<'f32', 'f32'>('f32', 0x91),
  minimum: binary<'f32', 'f32'>('f32', 0x96),
  maximum: binary<'f32', 'f32'>('f32', 0x97),
  equal: binary<'f32', 'i32'>('i32', 0x5b),
  less: binary<'f32', 'i32'>('i32', 0x5d),
  atMost: binary<'f32', 'i32'>('i32', 0x5f),
  demote: unary<'f64', 'f32'>('f32', 0xb6),
  lane: (vector: Value<'v128'>, lane: number): Value<'f32'> => value('f32', vector.code, simd(0x1f), [lane]),
} as const

export const f64 = {
  constant: (x: number): Value<'f64'> => value('f64', [0x44], float64Bytes(x)),
  load: (address: Integer, offset = 0): Value<'f64'> =>
    value('f64', integer(address).code, [0x2b], place(offset)),
  add: binary<'f64', 'f64'>('f64', 0xa0),
  subtract: binary<'f64', 'f64'>('f64', 0xa1),
  multiply: binary<'f64', 'f64'>('f64', 0xa2),
  divide: binary<'f64', 'f64'>('f64', 0xa3),
  negate: unary<'f64', 'f64'>('f64', 0x9a),
  absolute: unary<'f64', 'f64'>('f64', 0x99),
  root: unary<'f64', 'f64'>('f64', 0x9f),
  minimum: binary<'f64', 'f64'>('f64', 0xa4),
  maximum: binary<'f64', 'f64'>('f64', 0xa5),
  equal: binary<'f64', 'i32'>('i32', 0x61),
  less: binary<'f64', 'i32'>('i32', 0x63),
  atMost: binary<'f64', 'i32'>('i32', 0x65),
  promote: unary<'f32', 'f64'>('f64', 0xbb),
  fromInteger: unary<'i32', 'f64'>('f64', 0xb7),
  fromBits: unary<'i64', 'f64'>('f64', 0xbf),
  lane: (vector: Value<'v128'>, lane: number): Value<'f64'> => value('f64', vector.code, simd(0x21), [lane]),
} as const

const vector = (opcode: number) => unary<'v128', 'v128'>('v128', ...simd(opcode))
const vectors = (opcode: number) => binary<'v128', 'v128'>('v128', ...simd(opcode))
const threeVectors =
  (opcode: number) =>
  (a: Value<'v128'>, b: Value<'v128'>, c: Value<'v128'>): Value<'v128'> =>
    value('v128', a.code, b.code, c.code, simd(opcode))

const loads =
  (opcode: number) =>
  (address: Integer, offset = 0): Value<'v128'> =>
    value('v128', integer(address).code, simd(opcode), place(offset))

const repeated = (times: number, bytes: readonly number[]): number[] =>
  Array.from({ length: times }, () => bytes).flat()

const [singles, pairs] = [new Map<number | '-0', Value<'v128'>>(), new Map<number | '-0', Value<'v128'>>()]

/** Constants are used very often, and made once. */
function constantOf(known: Map<number | '-0', Value<'v128'>>, x: number, make: () => Bytes): Value<'v128'> {
  const key = Object.is(x, -0) ? '-0' : x
  const found = known.get(key)
  if (found) return found
  const made: Value<'v128'> = { type: 'v128', code: putTogether(make()) }
  if (known.size < MOST_CONSTANTS) known.set(key, made)
  return made
}

const MOST_CONSTANTS = 1000

/** 16 bytes as bits. */
export const v128 = {
  constant: (bytes: readonly number[]): Value<'v128'> => value('v128', simd(0x0c), bytes),
  load: loads(0x00),
  and: vectors(0x4e),
  andNot: vectors(0x4f),
  or: vectors(0x50),
  /** Bits of the first where the third has a 1, of the second where it has a 0. */
  choose: threeVectors(0x52),
  anyTrue: unary<'v128', 'i32'>('i32', ...simd(0x53)),
  /** 16 bytes of two vectors, each by its place among their 32. */
  shuffle: (a: Value<'v128'>, b: Value<'v128'>, places: readonly number[]): Value<'v128'> =>
    value('v128', a.code, b.code, simd(0x0d), places),
} as const

/** The same arithmetic in each of the lanes. */
export const f32x4 = {
  splat: unary<'f32', 'v128'>('v128', ...simd(0x13)),
  loadSplat: loads(0x09),
  constant: (x: number): Value<'v128'> =>
    constantOf(singles, x, () => [simd(0x0c), repeated(4, float32Bytes(x))]),
  add: vectors(0xe4),
  subtract: vectors(0xe5),
  multiply: vectors(0xe6),
  divide: vectors(0xe7),
  negate: vector(0xe1),
  absolute: vector(0xe0),
  root: vector(0xe3),
  minimum: vectors(0xe8),
  maximum: vectors(0xe9),
  nearest: vector(0x6a),
  equal: vectors(0x41),
  less: vectors(0x43),
  atMost: vectors(0x45),
  multiplyAdd: threeVectors(0x105),
  /** The integers nearest to the lanes, towards 0, and back. */
  toIntegers: vector(0xf8),
  fromIntegers: vector(0xfa),
  withLane: (vector: Value<'v128'>, lane: number, x: Value<'f32'>): Value<'v128'> =>
    value('v128', vector.code, x.code, simd(0x20), [lane]),
} as const

export const f64x2 = {
  splat: unary<'f64', 'v128'>('v128', ...simd(0x14)),
  loadSplat: loads(0x0a),
  constant: (x: number): Value<'v128'> =>
    constantOf(pairs, x, () => [simd(0x0c), repeated(2, float64Bytes(x))]),
  add: vectors(0xf0),
  subtract: vectors(0xf1),
  multiply: vectors(0xf2),
  divide: vectors(0xf3),
  negate: vector(0xed),
  absolute: vector(0xec),
  root: vector(0xef),
  minimum: vectors(0xf4),
  maximum: vectors(0xf5),
  nearest: vector(0x94),
  equal: vectors(0x47),
  less: vectors(0x49),
  atMost: vectors(0x4b),
  multiplyAdd: threeVectors(0x107),
  /** The lower two of four float32. */
  promote: vector(0x5f),
  /** Two float32, and two zeros. */
  demote: vector(0x5e),
  /** Of the lower two of four integers. */
  fromIntegers: vector(0xfe),
  withLane: (vector: Value<'v128'>, lane: number, x: Value<'f64'>): Value<'v128'> =>
    value('v128', vector.code, x.code, simd(0x22), [lane]),
} as const

/** Integers in the four lanes. */
export const i32x4 = {
  constant: (n: number): Value<'v128'> =>
    value('v128', simd(0x0c), Array.from({ length: 4 }, () => integerBytes(n)).flat()),
  add: vectors(0xae),
  subtract: vectors(0xb1),
  shiftLeft: (vector: Value<'v128'>, by: Integer): Value<'v128'> =>
    value('v128', vector.code, integer(by).code, simd(0xab)),
  shiftRight: (vector: Value<'v128'>, by: Integer): Value<'v128'> =>
    value('v128', vector.code, integer(by).code, simd(0xac)),
  /** The integers of two doubles, towards 0, and two zeros. */
  fromFloat64s: vector(0xfc),
  lane: (vector: Value<'v128'>, lane: number): Value<'i32'> => value('i32', vector.code, simd(0x1b), [lane]),
} as const

/** Integers of 64 bits in the two lanes. */
export const i64x2 = {
  /** From 0 to 2^31 - 1. */
  constant: (n: number): Value<'v128'> => {
    const bytes = [...integerBytes(n), 0, 0, 0, 0]
    return value('v128', simd(0x0c), [...bytes, ...bytes])
  },
  /** The lower two of four integers of 32 bits. */
  extend: vector(0xc7),
  add: vectors(0xce),
  shiftLeft: (vector: Value<'v128'>, by: Integer): Value<'v128'> =>
    value('v128', vector.code, integer(by).code, simd(0xcb)),
} as const

const integerBytes = (n: number): number[] => [n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >> 24) & 255]

/** One of two, both of which are computed. */
export function choose<T extends ValueType>(
  when: Value<'i32'>,
  then: Value<T>,
  otherwise: Value<T>,
): Value<T> {
  const isVector = then.type === 'v128'
  const select = isVector ? [0x1c, 1, typeByte.v128] : [0x1b]
  return value(then.type, then.code, otherwise.code, when.code, select)
}

export const typeByte: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
}

/** The bytes of an instruction that stores, after those of its operands. */
export const storing: Readonly<Record<Exclude<ValueType, 'i64'>, readonly number[]>> = {
  i32: [0x36],
  f32: [0x38],
  f64: [0x39],
  v128: simd(0x0b),
}
