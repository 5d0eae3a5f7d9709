// Normalized layers around every panel, tile and chunk: doubles equal the engine in JavaScript to the bit, float32 stays near it.
import { describe, expect, it } from 'vitest'
import {
  type BiasPolicy,
  type Network,
  type NormalizationKind,
  network,
  type OptimizerSpec,
  optimizerSpec,
} from '../../../src/core/index.ts'
import { flatRows, type Rows, type Session } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { type Random, xoshiro } from '../../../src/math/random.ts'

type Kind = NormalizationKind | undefined

interface Case {
  readonly kinds: readonly [Kind, Kind]
  readonly sizes: readonly [number, number, number, number]
  readonly batch: number
  readonly rows: number
  readonly weighted?: boolean
  readonly dropout?: number
  readonly policy?: BiasPolicy
  readonly hidden?: 'tanh' | 'softmax' | 'relu'
  readonly optimizer?: OptimizerSpec
  readonly output?: 'identity' | 'softmax'
}

const adam = optimizerSpec('adam', { learningRate: 0.01 })
const clipped = optimizerSpec('sgd', { momentum: 0.5, weightDecay: 0.1 }, { clip: { norm: 0.3, value: 0.1 } })

/** Units around panels of 4 and 8, batches around tiles of 4 and chunks of 128; each kind meets each. */
const cases: readonly Case[] = [
  ...[1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33].flatMap((units, i): Case[] => [
    { kinds: ['batch', undefined], sizes: [3, units, 5, 2], batch: 2 + i, rows: 3 * (2 + i) + 1 },
    {
      kinds: ['layer', 'layer'],
      sizes: [units, units, 4, 2],
      batch: 1 + i,
      rows: 2 * (1 + i) + 1,
    },
    { kinds: ['batch', 'layer'], sizes: [2, 5, units, 3], batch: 6, rows: 19, weighted: true },
  ]),
  ...[127, 128, 129, 130, 200, 257].flatMap((batch): Case[] => [
    { kinds: ['batch', 'batch'], sizes: [4, 9, 5, 3], batch, rows: 2 * batch + 1, dropout: 0.3 },
    { kinds: ['layer', undefined], sizes: [4, 9, 5, 3], batch, rows: batch + 3, weighted: true },
  ]),
  ...(['per-neuron', 'shared', 'fixed'] as const).flatMap((policy): Case[] => [
    {
      kinds: ['batch', 'layer'],
      sizes: [3, 6, 5, 2],
      batch: 4,
      rows: 13,
      policy,
      optimizer: clipped,
    },
    { kinds: ['layer', 'batch'], sizes: [3, 6, 5, 2], batch: 4, rows: 13, policy, weighted: true },
    {
      kinds: [undefined, 'batch'],
      sizes: [3, 6, 5, 2],
      batch: 4,
      rows: 13,
      policy,
      hidden: 'softmax',
    },
  ]),
  {
    kinds: ['batch', 'layer'],
    sizes: [3, 6, 5, 2],
    batch: 40,
    rows: 13,
    hidden: 'softmax',
    dropout: 0.2,
  },
  // Its deltas come from the program around the module.
  { kinds: ['batch', undefined], sizes: [3, 6, 5, 2], batch: 5, rows: 11, weighted: true, output: 'softmax' },
]

function networkOf(
  { kinds, sizes, dropout = 0, policy = 'per-neuron', hidden = 'tanh', output = 'identity' }: Case,
  random: Random,
): Network {
  const draw = (count: number): number[] => Array.from({ length: count }, () => random.normal())
  const layers = sizes.slice(1).map((units, l) => {
    const kind = kinds[l]
    return {
      weights: Array.from({ length: units }, () => draw(sizes[l]!).map((w) => w / Math.sqrt(sizes[l]!))),
      biases: policy === 'shared' ? 0.2 : draw(units),
      activation: l === 2 ? output : hidden,
      dropout: l === 2 ? 0 : dropout,
      ...(kind && {
        normalization: {
          kind,
          scales: draw(units),
          shifts: draw(units),
          ...(kind === 'batch' && { momentum: 0.2 }),
        },
      }),
    }
  })
  return network({ inputs: sizes[0], layers, loss: { name: 'mse', l2: 0.01 }, biasPolicy: policy })
}

function rowsOf({ sizes, rows, weighted }: Case, random: Random): Rows {
  const draw = (columns: number) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
  return flatRows(
    draw(sizes[0]),
    draw(sizes[3]),
    weighted ? Array.from({ length: rows }, () => 2 * random.next()) : undefined,
  )
}

/** Three epochs: losses, all that is remembered, the way it answers, and the loss of all rows. */
function trained(engine: typeof javascript, given: Case) {
  const random = xoshiro(7)
  const net = networkOf(given, random)
  const rows = rowsOf(given, random)
  const session: Session = engine.plan(net, given.optimizer ?? adam, given.batch, { random: xoshiro(5) })
  const losses = [0, 1, 2].flatMap(() => [...session.run(rows, random.permutation(rows.count))])
  const finite = session.finite()
  return {
    losses,
    state: session.state(),
    finite,
    outputs: session.outputs(rows),
    loss: session.loss(rows),
    by: session.by,
  }
}

const distance = (own: ArrayLike<number>, others: ArrayLike<number>): number =>
  Math.max(...Array.from(own, (value, n) => Math.abs(value - others[n]!)))

describe.each(cases)(
  'normalized by $kinds, $sizes, $rows rows in batches of $batch, $policy, $hidden',
  (given) => {
    const { by: _, ...expected } = trained(javascript, given)

    it('is the same in doubles', () => {
      const { by, ...own } = trained(webassemblyEngine('float64'), given)
      expect(own).toStrictEqual(expected)
      expect(by.name).toBe('wasm')
    })

    it('is near in float32', () => {
      const { losses, outputs, finite } = trained(webassemblyEngine('float32'), given)
      expect(finite).toBe(true)
      // The deviation of few numbers may be small, and what it divides then has fewer digits.
      const bar = given.sizes.includes(1) || given.batch < 4 ? 0.02 : 2e-3
      expect(distance(losses, expected.losses)).toBeLessThan(bar * Math.max(1, ...expected.losses))
      expect(distance(outputs, expected.outputs)).toBeLessThan(bar * Math.max(1, ...expected.outputs))
    })
  },
)

describe('numbers that are not finite', () => {
  const planned = (kind: NormalizationKind, engine: typeof javascript) => {
    const layers = [
      { weights: [[1], [-1]], activation: 'tanh' as const, normalization: kind },
      { weights: [[0.5, 1]], activation: 'identity' as const },
    ]
    return engine.plan(network({ inputs: 1, layers, loss: 'mse' }), optimizerSpec('sgd'), 2)
  }
  it.each(['batch', 'layer'] as const)('of %s normalization end a run, or are told by finite', (kind) => {
    for (const large of [1e160, 1e200, 1e308]) {
      const rows = flatRows([[1], [large], [2], [-large]], [[0], [0], [0], [0]])
      const [own, other] = [webassemblyEngine('float64'), javascript].map((engine) => {
        const session = planned(kind, engine)
        const losses = [...session.run(rows, Uint32Array.of(0, 2, 1, 3))]
        return { losses, finite: session.finite(), saved: session.save() }
      })
      expect(own).toEqual(other)
    }
  })
})

it('does not mind what an evaluation of more rows left behind', () => {
  const layers = [
    { weights: [[1], [-1]], activation: 'relu' as const, normalization: 'batch' as const },
    { weights: [[0.5, 1]], activation: 'identity' as const },
  ]
  const net = network({ inputs: 1, layers, loss: 'mse' })
  const session = webassemblyEngine('float64').plan(net, optimizerSpec('sgd'), 5)
  const huge = flatRows(
    Array.from({ length: 8 }, () => [Infinity]),
    Array.from({ length: 8 }, () => [0]),
  )
  expect(session.outputs(huge)).toContain(Infinity)
  const rows = flatRows([[1], [2], [3], [4], [5]], [[0], [0], [0], [0], [0]])
  expect(session.run(rows, Uint32Array.of(0, 1, 2, 3, 4))[0]).toBeGreaterThan(0)
})
