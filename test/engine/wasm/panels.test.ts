// What the panels of a batch must not let through or lose: rows and lanes that are none, weights that come back, steps that are not made.
import { expect, it } from 'vitest'
import { network, optimizerSpec } from '../../../src/core/index.ts'
import { type Engine, flatRows, type Session } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { xoshiro } from '../../../src/math/random.ts'

/** The same of both engines. */
function expectEqual(of: (engine: Engine) => unknown): void {
  expect(of(webassemblyEngine('float64'))).toEqual(of(javascript))
}

const random = xoshiro(1)
const draw = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))

const all = (session: Session) => ({
  ...session.state(),
  finite: session.finite(),
  rate: session.learningRate(),
})

it('shows in the loss of a batch what a saturated unit would hide, and makes no step of it', () => {
  const net = network({
    inputs: 1,
    layers: [
      { weights: [[1e300], [1]], activation: 'tanh' },
      { weights: [[0.5, 0.5]], activation: 'identity' },
    ],
    loss: 'mse',
  })
  const rows = flatRows([[1], [2], [1e10], [3]], [[0], [0], [0], [0]])
  expectEqual((engine) => {
    const session = engine.plan(net, optimizerSpec('adam', {}), 2)
    const losses = [...session.run(rows, Uint32Array.of(0, 1, 2, 3))]
    expect(losses[1]).toBeNaN()
    return { losses, ...all(session) }
  })
})

it('sees no infinite number in rows of an earlier batch', () => {
  const net = network({ inputs: 1, layers: [{ weights: [[0]], activation: 'identity' }], loss: 'mse' })
  const rows = flatRows([[0], [0], [0], [1e200], [1]], [[0], [0], [0], [1e-60], [0]])
  expectEqual((engine) => {
    const session = engine.plan(net, optimizerSpec('sgd', { learningRate: 1e10 }), 4)
    const losses = [...session.run(rows, Uint32Array.of(0, 1, 2, 3, 4))]
    expect(losses.every(Number.isFinite)).toBe(true)
    return { losses, ...all(session) }
  })
})

it('sees no infinite number where an earlier batch kept what this one drops', () => {
  const net = network({
    inputs: 1,
    layers: [
      { weights: [[1]], activation: 'identity', dropout: 0.5 },
      { weights: [[1e150]], activation: 'identity' },
    ],
    loss: 'mse',
  })
  const rows = flatRows([[0], [0], [0], [0], [1e200]], [[0], [0], [0], [0], [0]])
  expectEqual((engine) => {
    const drawn = [0.9, 0.9, 0.9, 0.9, 0.1][Symbol.iterator]()
    const masks = { ...xoshiro(1), next: () => drawn.next().value! }
    const session = engine.plan(net, optimizerSpec('sgd', { learningRate: 1e-9 }), 4, { random: masks })
    const losses = [...session.run(rows, Uint32Array.of(0, 1, 2, 3, 4))]
    expect(losses).toEqual([0, 0])
    return losses
  })
})

it('sees nothing in lanes that are no unit', () => {
  // Without an epsilon the lanes that are no unit divide 0 by 0.
  const net = network({
    inputs: 3,
    layers: [
      { weights: draw(5, 3), activation: 'tanh' },
      { weights: draw(1, 5), activation: 'identity' },
    ],
    loss: 'mse',
  })
  const rows = flatRows(draw(12, 3), draw(12, 1))
  expectEqual((engine) => {
    const session = engine.plan(net, optimizerSpec('adam', { epsilon: 0 }, { maxNorm: 2 }), 4)
    const losses = [
      ...session.run(
        rows,
        Uint32Array.from({ length: 12 }, (_, n) => n),
      ),
    ]
    expect(session.finite()).toBe(true)
    return { losses, ...all(session) }
  })
})

it('goes back through the weights that were restored', () => {
  const net = network({
    inputs: 3,
    layers: [
      { weights: draw(9, 3), activation: 'tanh' },
      { weights: draw(6, 9), activation: 'tanh' },
      { weights: draw(2, 6), activation: 'identity' },
    ],
    loss: 'mse',
  })
  const rows = flatRows(draw(12, 3), draw(12, 2))
  const order = Uint32Array.from({ length: 12 }, (_, n) => n)
  expectEqual((engine) => {
    const session = engine.plan(net, optimizerSpec('sgd', { learningRate: 0.5 }), 4)
    const saved = session.save()
    session.run(rows, order)
    session.restore(saved)
    return { losses: [...session.run(rows, order)], ...all(session) }
  })
})

// The short cut of softmax and cross-entropy holds for targets that add up to 1 alone.
it.each([2, 5, 8])(
  'takes the long way back for targets that do not add up to 1, in batches of %i',
  (batch) => {
    const net = network({
      inputs: 3,
      layers: [
        { weights: draw(5, 3), activation: 'tanh' },
        { weights: draw(3, 5), activation: 'softmax' },
      ],
      loss: 'cross-entropy',
    })
    const target = [
      [0.2, 0.3, 0.1],
      [1, 0, 0],
      [0.5, 0.25, 0.25],
      [1, 1, 1],
      [0, 0, 0],
    ] as const
    const rows = flatRows(
      draw(17, 3),
      Array.from({ length: 17 }, (_, n) => target[n % target.length]!),
    )
    const order = Uint32Array.from({ length: 17 }, (_, n) => (5 * n) % 17)
    expectEqual((engine) => {
      const session = engine.plan(net, optimizerSpec('sgd', { learningRate: 0.3 }), batch)
      return { losses: [...session.run(rows, order), ...session.run(rows, order)], ...all(session) }
    })
  },
)
