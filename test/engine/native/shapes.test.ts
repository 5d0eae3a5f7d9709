// Shapes around what blocks of products may be: the engine native is near core's numbers at all of them.
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { nativeEngine } from '../../../src/engine/native/native.ts'
import { shapes, trained } from '../shapes.ts'
import { noRuntime } from './installed.ts'

/** Two steps of Adam, which divides by small gradients, of numbers about 1. */
const precisions = [
  { precision: 'float64', tolerance: 1e-12 },
  { precision: 'float32', tolerance: 2e-5 },
] as const

describe.skipIf(noRuntime).each(shapes)('$inputs-$hidden-5-$outputs, batches of $batch', (shape) => {
  const expected = trained(javascript, shape)
  const distance = (own: ArrayLike<number>, others: ArrayLike<number>): number =>
    Math.max(...Array.from(own, (value, n) => Math.abs(value - others[n]!)))

  it.each(precisions)('is near in $precision', ({ precision, tolerance }) => {
    const own = trained(nativeEngine(precision), shape)
    expect(distance(own.losses, expected.losses)).toBeLessThan(tolerance)
    expect(distance(own.outputs, expected.outputs)).toBeLessThan(tolerance)
  })
})

const large = shapes.filter(({ inputs, hidden, batch }) => inputs * hidden * batch > 4000)

describe.skipIf(noRuntime).each(large)('$inputs-$hidden-5-$outputs, batches of $batch', (shape) => {
  it.each(precisions)('is the same with two threads in $precision', ({ precision }) => {
    const one = nativeEngine(precision)
    const plan: Engine['plan'] = (net, optimizer, batchSize) => {
      const session = one.plan(net, optimizer, batchSize, { threads: 2, worth: 1 })
      expect(session.by).toEqual({ name: 'native', precision, threads: 2 })
      return session
    }
    expect(trained({ ...one, plan }, shape)).toEqual(trained(one, shape))
  })
})
