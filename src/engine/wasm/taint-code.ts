// The taint as code: 0, or NaN once a number that is not finite has passed, though no later number may show it.
import type { Code } from './assembler/code.ts'
import { f64, i32, type Value, v128 } from './assembler/values.ts'
import type { Layout } from './layout.ts'

/** Sees vectors, and keeps at the end what they were. */
export function taintOf(code: Code, { lanes, taint }: Layout) {
  const all = code.local('v128', lanes.constant(0))
  return {
    /** @param real ones in the lanes that count; all where it is left out */
    see(vector: Value<'v128'>, real?: Value<'v128'>): void {
      const counted = real ? v128.and(vector, real) : vector
      code.set(all, lanes.add(all, lanes.multiply(lanes.constant(0), counted)))
    },
    keep(): void {
      const parts = Array.from({ length: lanes.count }, (_, n) => lanes.lane(all, n))
      const sum = parts.reduce((a, b) => f64.add(a, b), f64.load(i32.constant(0), taint))
      code.store(i32.constant(0), sum, taint)
    },
  }
}

/** Sees one double. */
export function taintBy(code: Code, { taint }: Layout, x: Value<'f64'>): void {
  const seen = f64.add(f64.load(i32.constant(0), taint), f64.multiply(f64.constant(0), x))
  code.store(i32.constant(0), seen, taint)
}
