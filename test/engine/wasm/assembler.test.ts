// The assembler: what its code computes when WebAssembly runs it, beside the same in JavaScript.
import { describe, expect, it } from 'vitest'
import { atomic, NOT_EQUAL, TIMED_OUT, WOKEN } from '../../../src/engine/wasm/assembler/atomics.ts'
import { float64Bytes, signedLeb, unsignedLeb } from '../../../src/engine/wasm/assembler/bytes.ts'
import { type Code, called } from '../../../src/engine/wasm/assembler/code.ts'
import { ModuleBuilder } from '../../../src/engine/wasm/assembler/module.ts'
import {
  choose,
  f32,
  f32x4,
  f64,
  f64x2,
  type Integer,
  i32,
  i32x4,
  i64,
  i64x2,
  type Value,
  type ValueType,
  v128,
} from '../../../src/engine/wasm/assembler/values.ts'
import { webAssembly } from '../../../src/engine/wasm/host.ts'

type Run = (...given: readonly number[]) => number

/** A module with one function, on a memory of a page. */
function compiled(
  parameters: readonly ValueType[],
  result: ValueType | undefined,
  write: (code: Code) => void,
  memory = new webAssembly!.Memory({ initial: 1 }),
): { run: Run; bytes: Uint8Array } {
  const builder = new ModuleBuilder()
  builder.importMemory({ from: 'test', name: 'memory' }, 1)
  builder.function(parameters, result, write, 'run')
  const module = new webAssembly!.Module(builder.bytes())
  const { exports } = new webAssembly!.Instance(module, { test: { memory } })
  return { run: exports.run as Run, bytes: new Uint8Array(memory.buffer) }
}

const ofTwo = <T extends 'i32' | 'f64', R extends ValueType>(
  type: T,
  of: (a: Value<T>, b: Value<T>) => Value<R>,
): Run =>
  compiled([type, type], of(f(type), f(type)).type, (code) =>
    code.result(of(code.parameter(type, 0), code.parameter(type, 1))),
  ).run

const f = <T extends ValueType>(type: T): Value<T> => ({ type, code: [] })

describe('numbers as bytes', () => {
  // The examples of the specification's appendix and of DWARF 4, 7.6, which defines LEB128.
  it.each([
    [2, [2]],
    [127, [0x7f]],
    [128, [0x80, 1]],
    [129, [0x81, 1]],
    [12857, [0xb9, 0x64]],
    [0xffffffff, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('%i without a sign', (n, bytes) => expect(unsignedLeb(n)).toEqual(bytes))

  it.each([
    [2, [2]],
    [-2, [0x7e]],
    [127, [0xff, 0]],
    [-127, [0x81, 0x7f]],
    [128, [0x80, 1]],
    [-128, [0x80, 0x7f]],
    [129, [0x81, 1]],
    [-129, [0xff, 0x7e]],
  ])('%i with a sign', (n, bytes) => expect(signedLeb(n)).toEqual(bytes))

  it('a double, the lowest byte first', () => {
    expect(float64Bytes(1)).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f])
  })
})

const integers = [0, 1, 2, 7, -1, -8, 123456789, 2147483647, -2147483648]
const doubles = [0, -0, 1, -1, 0.1, 3, 1e300, -1e-310, Infinity, -Infinity, Number.NaN]

describe('integers', () => {
  it.each([
    ['add', i32.add, (a: number, b: number) => (a + b) | 0],
    ['subtract', i32.subtract, (a: number, b: number) => (a - b) | 0],
    ['multiply', i32.multiply, Math.imul],
    ['and', i32.and, (a: number, b: number) => a & b],
    ['or', i32.or, (a: number, b: number) => a | b],
    ['shiftLeft', i32.shiftLeft, (a: number, b: number) => a << b],
    ['shiftRight', i32.shiftRight, (a: number, b: number) => a >> b],
    ['equal', i32.equal, (a: number, b: number) => Number(a === b)],
    ['notEqual', i32.notEqual, (a: number, b: number) => Number(a !== b)],
    [
      'divide',
      (a: Integer, b: Integer) => i32.divide(a, i32.or(b, 1)),
      (a: number, b: number) => ((a >>> 0) / ((b | 1) >>> 0)) | 0,
    ],
    ['less', i32.less, (a: number, b: number) => Number(a >>> 0 < b >>> 0)],
    ['atLeast', i32.atLeast, (a: number, b: number) => Number(a >>> 0 >= b >>> 0)],
    ['minimum', i32.minimum, (a: number, b: number) => (a >>> 0 < b >>> 0 ? a : b)],
  ] as const)('%s', (_, code, own) => {
    const run = ofTwo('i32', code)
    for (const a of integers) for (const b of integers) expect(run(a, b)).toBe(own(a, b))
  })

  it('stand for themselves', () => {
    const { run } = compiled([], 'i32', (code) => code.result(i32.add(i32.multiply(-300, 70000), 5)))
    expect(run()).toBe(-300 * 70000 + 5)
  })
})

describe('doubles', () => {
  it.each([
    ['add', f64.add, (a: number, b: number) => a + b],
    ['subtract', f64.subtract, (a: number, b: number) => a - b],
    ['multiply', f64.multiply, (a: number, b: number) => a * b],
    ['divide', f64.divide, (a: number, b: number) => a / b],
    ['minimum', f64.minimum, Math.min],
    ['maximum', f64.maximum, Math.max],
    ['equal', f64.equal, (a: number, b: number) => Number(a === b)],
    ['less', f64.less, (a: number, b: number) => Number(a < b)],
    ['atMost', f64.atMost, (a: number, b: number) => Number(a <= b)],
    ['root', (a: Value<'f64'>) => f64.root(a), (a: number) => Math.sqrt(a)],
    ['negate', (a: Value<'f64'>) => f64.negate(a), (a: number) => -a],
    ['absolute', (a: Value<'f64'>) => f64.absolute(a), (a: number) => Math.abs(a)],
    ['float32', (a: Value<'f64'>) => f64.promote(f32.demote(a)), (a: number) => Math.fround(a)],
    [
      'chosen',
      (a: Value<'f64'>, b: Value<'f64'>) => choose(f64.less(a, b), b, a),
      (a: number, b: number) => (a < b ? b : a),
    ],
  ] as const)('%s', (_, code, own) => {
    const run = ofTwo('f64', code)
    for (const a of doubles) for (const b of doubles) expect(run(a, b)).toBe(own(a, b))
  })

  it('from bits: powers of two', () => {
    const { run } = compiled(['i32'], 'f64', (code) => {
      const exponent = i64.extend(i32.add(code.parameter('i32', 0), 1023))
      code.result(f64.fromBits(i64.shiftLeft(exponent, i64.constant(52))))
    })
    for (const n of [-1022, -1, 0, 1, 10, 1023]) expect(run(n)).toBe(2 ** n)
  })
})

/** Vectors are read from bytes 0 and 16 of the memory and written to byte 32. */
function ofVectors(of: (a: Value<'v128'>, b: Value<'v128'>) => Value<'v128'>) {
  const { run, bytes } = compiled([], undefined, (code) => code.store(32, of(v128.load(0), v128.load(0, 16))))
  return <A extends Float32Array | Float64Array | Int32Array>(a: A, b: A): A => {
    const view = a.subarray.bind(new (a.constructor as new (buffer: ArrayBufferLike) => A)(bytes.buffer))
    const all = view(0) as A
    all.set(a, 0)
    all.set(b, a.length)
    run()
    return all.slice(2 * a.length, 3 * a.length) as A
  }
}

describe('vectors', () => {
  const [a4, b4] = [Float32Array.of(1.5, -2, 0.1, Number.NaN), Float32Array.of(2, -3, 0.3, 1)]
  const [a2, b2] = [Float64Array.of(-0.1, 1e300), Float64Array.of(0.7, -1e200)]
  const lanes = <A extends Float32Array | Float64Array>(
    a: A,
    b: A,
    own: (x: number, y: number) => number,
  ): A => a.map((x, n) => own(x, b[n]!)) as A

  it.each([
    ['add', f32x4.add, f64x2.add, (x: number, y: number) => x + y],
    ['subtract', f32x4.subtract, f64x2.subtract, (x: number, y: number) => x - y],
    ['multiply', f32x4.multiply, f64x2.multiply, (x: number, y: number) => x * y],
    ['divide', f32x4.divide, f64x2.divide, (x: number, y: number) => x / y],
    ['minimum', f32x4.minimum, f64x2.minimum, Math.min],
    ['maximum', f32x4.maximum, f64x2.maximum, Math.max],
    ['negate', f32x4.negate, f64x2.negate, (x: number) => -x],
    ['absolute', f32x4.absolute, f64x2.absolute, Math.abs],
    ['root', f32x4.root, f64x2.root, Math.sqrt],
  ] as const)('%s', (_, narrow, wide, own) => {
    expect(ofVectors(narrow)(a4, b4)).toEqual(lanes(a4, b4, (x, y) => Math.fround(own(x, y))))
    expect(ofVectors(wide)(a2, b2)).toEqual(lanes(a2, b2, own))
  })

  it.each([
    ['equal', f32x4.equal, f64x2.equal, (x: number, y: number) => x === y],
    ['less', f32x4.less, f64x2.less, (x: number, y: number) => x < y],
    ['atMost', f32x4.atMost, f64x2.atMost, (x: number, y: number) => x <= y],
  ] as const)('%s, choosing between the two', (_, narrow, wide, own) => {
    const chosen =
      (compare: typeof narrow) =>
      (a: Value<'v128'>, b: Value<'v128'>): Value<'v128'> =>
        v128.choose(a, b, compare(a, b))
    const choice = (x: number, y: number) => (own(x, y) ? x : y)
    expect(ofVectors(chosen(narrow))(a4, b4)).toEqual(lanes(a4, b4, choice))
    expect(ofVectors(chosen(wide))(a2, b2)).toEqual(lanes(a2, b2, choice))
  })

  it('rounds to even, to integers and back', () => {
    const halves = Float32Array.of(0.5, 1.5, -2.5, 7.4)
    expect(ofVectors((a) => f32x4.nearest(a))(halves, halves)).toEqual(Float32Array.of(0, 2, -2, 7))
    const there = (a: Value<'v128'>) => f32x4.fromIntegers(f32x4.toIntegers(a))
    expect(ofVectors(there)(halves, halves)).toEqual(Float32Array.of(0, 1, -2, 7))
  })

  it('has integers in lanes, constants and single lanes', () => {
    const [a, b] = [Int32Array.of(1, -2, 3, 1 << 30), Int32Array.of(10, 20, -30, 1 << 30)]
    expect(ofVectors(i32x4.add)(a, b)).toEqual(a.map((x, n) => x + b[n]!))
    expect(ofVectors(i32x4.subtract)(a, b)).toEqual(a.map((x, n) => x - b[n]!))
    expect(ofVectors((x) => i32x4.shiftLeft(x, 3))(a, b)).toEqual(a.map((x) => x << 3))
    expect(ofVectors((x) => i32x4.shiftRight(x, 1))(a, b)).toEqual(a.map((x) => x >> 1))
    expect(ofVectors(() => i32x4.constant(-7))(a, b)).toEqual(Int32Array.of(-7, -7, -7, -7))
    const wide = (x: Value<'v128'>) => i64x2.extend(x)
    expect(ofVectors(wide)(a, b)).toEqual(Int32Array.of(1, 0, -2, -1))
    const moved = (x: Value<'v128'>) => i64x2.shiftLeft(i64x2.add(wide(x), i64x2.constant(5)), 33)
    expect(ofVectors(moved)(a, b)).toEqual(Int32Array.of(0, 12, 0, 6))
    const second = (x: Value<'v128'>) => f64x2.splat(f64.fromInteger(i32x4.lane(x, 3)))
    expect(new Float64Array(ofVectors(second)(a, b).buffer)).toEqual(Float64Array.of(2 ** 30, 2 ** 30))
    const doubles = Float64Array.of(-2.7, 1e300)
    const cut = (x: Value<'v128'>) => f64x2.fromIntegers(i32x4.fromFloat64s(x))
    expect(ofVectors(cut)(doubles, doubles)).toEqual(Float64Array.of(-2, 2 ** 31 - 1))
    expect(ofVectors((x) => f64x2.withLane(x, 1, f64.constant(0.25)))(a2, b2)).toEqual(
      Float64Array.of(-0.1, 0.25),
    )
    expect(ofVectors((x) => f64x2.splat(f64.lane(x, 1)))(a2, b2)).toEqual(Float64Array.of(1e300, 1e300))
    expect(ofVectors((x) => f32x4.splat(f32.lane(x, 2)))(a4, b4)).toEqual(new Float32Array(4).fill(0.1))
  })
})

describe('code', () => {
  it('counts', () => {
    const { run } = compiled(['i32', 'i32'], 'i32', (code) => {
      const [counter, end] = [code.parameter('i32', 0), code.parameter('i32', 1)]
      const sum = code.local('i32')
      code.count(counter, end, 3, () => code.set(sum, i32.add(sum, counter)))
      code.result(sum)
    })
    expect(run(0, 10)).toBe(0 + 3 + 6 + 9)
    expect(run(10, 10)).toBe(0)
  })

  it('repeats until it leaves, also within another', () => {
    const { run } = compiled(['i32'], 'i32', (code) => {
      const [n, rounds, inner] = [code.parameter('i32', 0), code.local('i32'), code.local('i32')]
      code.repeat((leave) => {
        code.set(inner, i32.constant(0))
        code.repeat((leaveInner) => {
          code.advance(inner, 1)
          code.advance(rounds, 1)
          leaveInner(i32.equal(inner, 2))
        })
        code.advance(n, -1)
        leave(i32.not(n))
      })
      code.result(rounds)
    })
    expect(run(5)).toBe(10)
  })

  it('branches, calls and returns', () => {
    const builder = new ModuleBuilder()
    const half = builder.importFunction({ from: 'test', name: 'half' }, ['f64'], 'f64')
    const twice = builder.function(['f64'], 'f64', (code) =>
      code.result(f64.add(code.parameter('f64', 0), code.parameter('f64', 0))),
    )
    builder.function(
      ['f64'],
      'f64',
      (code) => {
        const x = code.parameter('f64', 0)
        code.when(f64.less(x, f64.constant(0)), () => code.return(called(half, x)))
        const y = code.local('f64')
        code.when(
          f64.less(x, f64.constant(10)),
          () => code.set(y, called(twice, x)),
          () => code.set(y, f64.constant(1)),
        )
        code.result(y)
      },
      'run',
    )
    const { exports } = new webAssembly!.Instance(new webAssembly!.Module(builder.bytes()), {
      test: { half: (x: number) => x / 2 },
    })
    const run = exports.run as Run
    expect([run(-3), run(3), run(30)]).toEqual([-1.5, 6, 1])
  })

  it('stores, copies and clears bytes', () => {
    const { run, bytes } = compiled([], undefined, (code) => {
      code.store(0, i32.constant(0x04030201))
      code.store(8, f64.constant(1), 8)
      code.copy(4, 0, 4)
      code.clear(1, 2)
    })
    run()
    expect([...bytes.subarray(0, 8)]).toEqual([1, 0, 0, 4, 1, 2, 3, 4])
    expect([...bytes.subarray(16, 24)]).toEqual(float64Bytes(1))
  })

  it('refuses wrong operands, parameters and late imports', () => {
    const builder = new ModuleBuilder()
    const twice = builder.function(['f64'], 'f64', (code) => code.result(code.parameter('f64', 0)))
    expect(() => called(twice, i32.constant(1))).toThrow('a function of (f64) was called with (i32)')
    expect(() => builder.importFunction({ from: 'a', name: 'b' }, [])).toThrow(
      'imports come before functions',
    )
    const nothing = builder.function([], undefined, () => {})
    expect(() => called(nothing)).toThrow('a function without a result was used as a value')
    expect(() => builder.function(['i32'], undefined, (code) => code.parameter('f64', 0))).toThrow(
      'parameter 0 is no f64',
    )
  })
})

describe('threads', () => {
  const shared = () => new webAssembly!.Memory({ initial: 1, maximum: 2, shared: true })

  /** A module on a shared memory; `number` is imported. */
  function onShared(
    memory: ReturnType<typeof shared>,
    write: (code: Code, number: Value<'i32'>) => void,
    number = 0,
  ): Run {
    const builder = new ModuleBuilder()
    builder.importMemory({ from: 'test', name: 'memory' }, 1, { maximum: 2 })
    const own = builder.importNumber({ from: 'test', name: 'number' })
    builder.function([], 'i32', (code) => write(code, own), 'run')
    const { exports } = new webAssembly!.Instance(new webAssembly!.Module(builder.bytes()), {
      test: { memory, number },
    })
    return exports.run as Run
  }

  it('load, store and add', () => {
    const memory = shared()
    const run = onShared(memory, (code) => {
      code.storeAtomic(4, 40, 4)
      code.drop(atomic.add(8, 2))
      code.result(i32.add(atomic.add(0, 100, 8), atomic.load(4, 4)))
    })
    expect(run()).toBe(42 + 142)
  })

  it('each have a number of their own', () => {
    const memory = shared()
    const own = [3, 5].map((number) => onShared(memory, (code, n) => code.result(i32.multiply(n, 2)), number))
    expect(own.map((run) => run())).toEqual([6, 10])
  })

  it('do not wait for what has come, nor longer than they are told', () => {
    const run = (expected: number) =>
      onShared(shared(), (code) => code.result(atomic.wait(16, expected, i64.constant(1000))))()
    expect([run(1), run(0)]).toEqual([NOT_EQUAL, TIMED_OUT])
  })

  it('wake each other', async () => {
    const memory = shared()
    const words = new Int32Array(memory.buffer)
    const source = `const { workerData: memory } = require('node:worker_threads')
      const words = new Int32Array(memory.buffer)
      Atomics.store(words, 1, 1)
      require('node:worker_threads').parentPort.postMessage(Atomics.wait(words, 0, 0, 10000))`
    const { Worker } = await import('node:worker_threads')
    const worker = new Worker(source, { eval: true, workerData: memory })
    const answer = new Promise((resolve) => worker.once('message', resolve))
    const wake = onShared(memory, (code) => code.result(atomic.notify(0, -1)))
    while (Atomics.load(words, 1) === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    let woken = 0
    while (woken === 0) woken = wake()
    expect(woken).toBe(1)
    expect(await answer).toBe('ok')
    expect(WOKEN).toBe(0)
  })
})
