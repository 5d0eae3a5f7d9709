// The functions that formulas call: of doubles the bits of math; of float32 within units in the last place of it.
import { describe, expect, it } from 'vitest'
import type { Precision } from '../../../src/engine/engine.ts'
import { lanesOf } from '../../../src/engine/wasm/arithmetic.ts'
import { ModuleBuilder } from '../../../src/engine/wasm/assembler/module.ts'
import { v128 } from '../../../src/engine/wasm/assembler/values.ts'
import { elementaryTables, TABLE_BYTES } from '../../../src/engine/wasm/elementary-float64.ts'
import type { Called } from '../../../src/engine/wasm/formulas.ts'
import { Functions } from '../../../src/engine/wasm/functions.ts'
import { webAssembly } from '../../../src/engine/wasm/host.ts'
import { importedFunctions } from '../../../src/engine/wasm/threads/helper-functions.ts'
import { xoshiro } from '../../../src/math/random.ts'

const PAGES = 16

/** The function of all these numbers, a vector at a time. */
function valuesOf(precision: Precision, name: Called, given: readonly number[]): readonly number[] {
  const builder = new ModuleBuilder()
  builder.importMemory({ from: 'test', name: 'memory' }, PAGES)
  const functions = new Functions(builder, lanesOf[precision])
  functions.vector(name, v128.load(0))
  builder.function(
    ['i32', 'i32'],
    undefined,
    (code) => {
      const at = code.parameter('i32', 0)
      const value = () => code.store(at, functions.vector(name, v128.load(at)))
      code.count(at, code.parameter('i32', 1), 16, value)
    },
    'run',
  )
  const memory = new webAssembly!.Memory({ initial: PAGES })
  new Float64Array(memory.buffer).set(elementaryTables())
  const start = Math.ceil(TABLE_BYTES / 64) * 64
  const numbers =
    precision === 'float32'
      ? new Float32Array(memory.buffer, start, given.length)
      : new Float64Array(memory.buffer, start, given.length)
  numbers.set(given)
  const module = new webAssembly!.Module(builder.bytes())
  const { exports } = new webAssembly!.Instance(module, { test: { memory }, math: importedFunctions })
  ;(exports.run as (from: number, to: number) => void)(start, start + numbers.byteLength)
  return Array.from(numbers)
}

const range = (low: number, high: number, count: number) =>
  Array.from({ length: count }, (_, n) => low + ((high - low) * n) / count)

const given = [
  ...range(-100, 100, 8000),
  ...range(-1, 1, 8000),
  ...range(-800, 800, 3992),
  ...[0, -0, Number.NaN, Infinity, -Infinity, 1e300, -1e300, 1e-310],
]

const names = Object.keys(importedFunctions) as Called[]

it('has its tables where the code reads them', () => {
  expect(elementaryTables().byteLength).toBe(TABLE_BYTES)
})

describe.each(names)('%s', (name) => {
  const own = importedFunctions[name]

  it('of doubles is the same to the bit', () => {
    expect(valuesOf('float64', name, given)).toEqual(given.map(own))
  })

  it('does not depend on the number in the other lane', () => {
    const inner = given.filter((x) => Math.abs(x) < 30)
    for (const numbers of [given, inner]) {
      const shuffled = Array.from(xoshiro(3).permutation(numbers.length), (n) => numbers[n]!)
      expect(valuesOf('float64', name, shuffled)).toEqual(shuffled.map(own))
    }
  })

  it('of float32 is within its bound', () => {
    const values = valuesOf('float32', name, given)
    const far = given.flatMap((x, n) => {
      const single = Math.fround(x)
      const ulps = ulpsBetween(values[n]!, own(single))
      return ulps <= bounds[name] ? [] : [`${name}(${single}) = ${values[n]}: ${ulps} ulp`]
    })
    expect(far).toEqual([])
  })
})

/**
 * In units in the last place of a float32, measured on these numbers; where a function is a double's, its rounding. Series and
 * reduction without tables cost the rest.
 */
const bounds: Readonly<Record<Called, number>> = {
  exp: 1,
  tanh: 2.5,
  ln: 1,
  log1p: 1.5,
  expm1: 1.5,
  'normal-cdf': 0.5,
  'normal-pdf': 0.5,
}

/** What is too small for a normal float32 may be 0; what is too large is Infinity. */
function ulpsBetween(value: number, exact: number): number {
  const rounded = Math.fround(exact)
  if (Object.is(value, rounded) || value === rounded) return 0
  if (Number.isNaN(exact) || !Number.isFinite(rounded)) return Infinity
  if (Math.abs(exact) < 2 ** -125) return Math.abs(value) < 2 ** -125 ? 0 : Infinity
  return Math.abs(value - exact) / 2 ** (Math.floor(Math.log2(Math.abs(exact))) - 23)
}
