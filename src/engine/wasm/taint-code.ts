// The taint as code: 0, or NaN once a number that is not finite has passed, though no later number may show it. Each thread has its own.
import type { Code } from './assembler/code.ts'
import { f64, i32, type Value, v128 } from './assembler/values.ts'
import { type Layout, LINE } from './layout.ts'
import type { Team } from './team.ts'

type Place = Pick<Layout, 'lanes' | 'taint'>

/** Sees vectors, and keeps at the end what they were. */
export function taintOf(code: Code, { lanes, taint }: Place, { slot }: Team) {
  const all = code.local('v128', lanes.constant(0))
  return {
    /** @param real ones in the lanes that count; all where it is left out */
    see(vector: Value<'v128'>, real?: Value<'v128'>): void {
      const counted = real ? v128.and(vector, real) : vector
      code.set(all, lanes.add(all, lanes.multiply(lanes.constant(0), counted)))
    },
    keep(): void {
      const parts = Array.from({ length: lanes.count }, (_, n) => lanes.lane(all, n))
      const sum = parts.reduce((a, b) => f64.add(a, b), f64.load(slot, taint))
      code.store(slot, sum, taint)
    },
  }
}

/** Sees one double. */
export function taintBy(code: Code, { taint }: Place, { slot }: Team, x: Value<'f64'>): void {
  const seen = f64.add(f64.load(slot, taint), f64.multiply(f64.constant(0), x))
  code.store(slot, seen, taint)
}

/** Of all threads. */
export function wholeTaint({ taint, threads }: Layout): Value<'f64'> {
  const slots = Array.from({ length: threads }, (_, n) => f64.load(i32.constant(0), taint + n * LINE))
  return slots.reduce((a, b) => f64.add(a, b))
}

/** The same, read from outside of the module. */
export function taintIn(buffer: ArrayBuffer, { taint, threads }: Layout): number {
  const numbers = new Float64Array(buffer, taint, (threads * LINE) / 8)
  let sum = 0
  for (let n = 0; n < numbers.length; n += LINE / 8) sum += numbers[n]!
  return sum
}
