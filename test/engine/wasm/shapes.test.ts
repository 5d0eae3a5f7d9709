// Shapes around every tile, panel and chunk: doubles equal the engine in JavaScript to the bit, float32 stays near it.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import type { Rows } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { networkOf, rowsOf, shapes, trained } from '../shapes.ts'

describe.each(shapes)('$inputs-$hidden-5-$outputs, batches of $batch', (shape) => {
  const expected = trained(javascript, shape)

  it('is the same in doubles', () => {
    expect(trained(webassemblyEngine('float64'), shape)).toEqual(expected)
  })

  it('is near in float32', () => {
    const { losses, outputs } = trained(webassemblyEngine('float32'), shape)
    const distance = (own: ArrayLike<number>, others: ArrayLike<number>): number =>
      Math.max(...Array.from(own, (value, n) => Math.abs(value - others[n]!)))
    // Two steps, of numbers about 1 with 24 bits; Adam divides by small gradients.
    expect(distance(losses, expected.losses)).toBeLessThan(2e-5)
    expect(distance(outputs, expected.outputs)).toBeLessThan(2e-5)
  })
})

it('brings in by turns the rows of a table that is too large to stay in the memory', () => {
  const random = xoshiro(11)
  const count = 1_000_000
  const rows: Rows = {
    count,
    inputs: Float64Array.from({ length: count }, (_, n) => Math.sin(n)),
    targets: Float64Array.from({ length: count }, (_, n) => Math.cos(n)),
    weights: Float64Array.from({ length: count }, (_, n) => 1 + (n % 3)),
  }
  const net = network({
    inputs: 1,
    layers: [
      { weights: [[0.5], [-0.3]], activation: 'tanh' },
      { weights: [[0.2, 0.4]], activation: 'identity' },
    ],
    loss: 'mse',
  })
  const order = random.permutation(count).subarray(0, 1000)
  const members = order.slice(0, 300)
  const [own, other] = [webassemblyEngine('float64'), javascript].map((engine) => {
    const session = engine.plan(net, optimizerSpec('adam', {}), 16)
    const losses = [
      ...session.run(rows, order),
      ...session.run(
        { ...rows, count: 300, members },
        order.map((n) => n % 300),
      ),
    ]
    return { losses, saved: session.save(), loss: session.loss({ ...rows, count: 300, members }) }
  })
  expect(own).toEqual(other)
})

it('goes on with the same rows after many others were looked at', () => {
  const shape = { inputs: 3, hidden: 4, outputs: 2, batch: 2 }
  const [own, other] = [webassemblyEngine('float64'), javascript].map((engine) => {
    const random = xoshiro(5)
    const session = engine.plan(
      networkOf(shape, random),
      optimizerSpec('sgd', { momentum: 0.9 }),
      shape.batch,
    )
    const rows = rowsOf(shape, random)
    const order = Uint32Array.of(3, 1, 0, 2)
    const first = session.run(rows, order)
    const looked = Array.from({ length: 9 }, () => [...session.outputs(rowsOf(shape, random))])
    return { first, looked, second: session.run(rows, order), saved: session.save() }
  })
  expect(own).toEqual(other)
})

it('adds up the losses of more rows than one call takes, each by its weight', () => {
  const random = xoshiro(9)
  const shape = { inputs: 3, hidden: 4, outputs: 2, batch: 32 }
  const net = networkOf(shape, random)
  for (const count of [31, 32, 33, 4095, 4096, 4097, 9000]) {
    const plain = rowsOf({ ...shape, batch: count - 2 }, random)
    const weighted = { ...plain, weights: Float64Array.from({ length: count }, () => random.next()) }
    const members = random.permutation(count).subarray(0, count - 1)
    for (const rows of [plain, weighted, { ...weighted, count: count - 1, members }]) {
      const [own, other] = [webassemblyEngine('float64'), javascript].map((engine) =>
        engine.plan(net, optimizerSpec('sgd'), 32).loss(rows),
      )
      expect(own).toBe(other)
    }
  }
})
