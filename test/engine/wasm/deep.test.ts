// Deep networks, whose equal layers share their code: doubles equal the engine in JavaScript to the bit, float32 stays near it.
import { describe, expect, it } from 'vitest'
import { type BiasPolicy, network, type OptimizerSpec, optimizerSpec } from '../../../src/core/index.ts'
import { flatRows } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { shapeOf } from '../../../src/engine/parameters.ts'
import { lanesOf } from '../../../src/engine/wasm/arithmetic.ts'
import { runsOf } from '../../../src/engine/wasm/layer-runs.ts'
import { layoutOf } from '../../../src/engine/wasm/layout.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import type { ActivationName } from '../../../src/math/activations.ts'
import { xoshiro } from '../../../src/math/random.ts'

interface Case {
  readonly sizes: readonly number[]
  /** How many loops there are over how many layers. */
  readonly loops: readonly number[]
  readonly batch?: number
  readonly rows?: number
  readonly optimizer?: OptimizerSpec
  readonly policy?: BiasPolicy
  readonly dropout?: number
  readonly weighted?: boolean
  readonly other?: ReadonlyMap<number, ActivationName>
  readonly normalized?: number
}

const times = (count: number, size: number): number[] => Array.from({ length: count }, () => size)

const cases: readonly Case[] = [
  { sizes: [3, ...times(5, 5), 2], loops: [3] },
  { sizes: [3, ...times(4, 5), 2], loops: [] },
  { sizes: [5, ...times(6, 5), 5], loops: [4] },
  { sizes: [3, ...times(9, 9), ...times(7, 4), 2], loops: [7, 5], batch: 5, rows: 23 },
  { sizes: [3, ...times(8, 17), 2], loops: [6], batch: 1, rows: 5 },
  { sizes: [2, ...times(6, 3), 1], loops: [4], batch: 200, rows: 431, weighted: true },
  { sizes: [4, ...times(7, 8), 3], loops: [5], dropout: 0.3, policy: 'fixed', weighted: true },
  { sizes: [4, ...times(7, 8), 3], loops: [], policy: 'shared' },
  { sizes: [4, ...times(10, 6), 3], loops: [3, 3], other: new Map<number, ActivationName>([[5, 'relu']]) },
  { sizes: [4, ...times(10, 6), 3], loops: [3, 3], normalized: 5 },
  {
    sizes: [4, ...times(9, 6), 3],
    loops: [7],
    optimizer: optimizerSpec('sgd', { momentum: 0.9 }, { clip: { norm: 0.2, value: 0.1 } }),
  },
  {
    sizes: [4, ...times(9, 6), 3],
    loops: [7],
    optimizer: optimizerSpec('rmsprop', { centered: true }, { maxNorm: 0.8 }),
  },
  { sizes: [4, ...times(9, 6), 3], loops: [7], batch: 300, rows: 300, optimizer: optimizerSpec('lbfgs') },
  { sizes: [2, ...times(150, 3), 2], loops: [148] },
]

function planned(given: Case) {
  const { sizes, policy = 'per-neuron', dropout = 0, other, normalized, rows: count = 19 } = given
  const random = xoshiro(7)
  const draw = (rows: number, columns: number, scale = 1) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => scale * random.normal()))
  const depth = sizes.length - 1
  const layers = sizes.slice(1).map((units, l) => ({
    weights: draw(units, sizes[l]!, 1.3 / Math.sqrt(sizes[l]!)),
    biases: policy === 'shared' ? 0.1 : draw(1, units)[0]!,
    activation: l === depth - 1 ? ('identity' as const) : (other?.get(l) ?? 'tanh'),
    dropout: l === depth - 1 ? 0 : dropout,
    ...(l === normalized && { normalization: 'layer' as const }),
  }))
  const net = network({
    inputs: sizes[0]!,
    layers,
    loss: { name: 'mse', l2: 0.01, l1: 0.001 },
    biasPolicy: policy,
  })
  const weights = given.weighted ? Array.from({ length: count }, () => 2 * random.next()) : undefined
  return {
    net,
    rows: flatRows(draw(count, sizes[0]!), draw(count, sizes.at(-1)!), weights),
    order: random.permutation(count),
  }
}

function trained(engine: typeof javascript, given: Case) {
  const { net, rows, order } = planned(given)
  const { batch = 4, optimizer = optimizerSpec('adam', { learningRate: 0.01 }) } = given
  const session = engine.plan(net, optimizer, batch, { random: xoshiro(5) })
  const losses = [0, 1, 2].flatMap(() => [...session.run(rows, order)])
  const { name } = session.by
  return { name, losses, state: session.state(), outputs: session.outputs(rows), loss: session.loss(rows) }
}

describe.each(cases)('$sizes', (given) => {
  const { name: _, ...expected } = trained(javascript, given)

  it('loops over its equal layers', () => {
    const { net } = planned(given)
    const layout = layoutOf(shapeOf(net), {
      lanes: lanesOf.float64,
      chunk: 32,
      memories: 2,
      start: 0,
      dropping: net.layers.map(({ dropout }) => dropout > 0),
      threads: 1,
    })
    const counts = runsOf({ network: net, layout }).map(({ count }) => count)
    expect(counts.filter((count) => count > 1)).toEqual(given.loops)
    expect(counts.reduce((sum, count) => sum + count)).toBe(given.sizes.length - 1)
  })

  it('is the same in doubles', () => {
    const { name, ...own } = trained(webassemblyEngine('float64'), given)
    expect(own).toStrictEqual(expected)
    expect(name).toBe('wasm')
  })

  it('is near in float32', () => {
    const { losses } = trained(webassemblyEngine('float32'), given)
    const far = Math.max(...losses.map((loss, n) => Math.abs(loss - expected.losses[n]!)))
    expect(far).toBeLessThan(1e-3 * Math.max(...expected.losses))
  })
})
