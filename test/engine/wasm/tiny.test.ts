// Tiny networks, one row at a time: the same numbers as in JavaScript, whatever the output, the loss and the optimizer.
import { describe, expect, it } from 'vitest'
import { type BiasPolicy, network, optimizerSpec } from '../../../src/core/index.ts'
import { type Engine, flatRows } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { activationNames, activationOf } from '../../../src/math/activations.ts'
import { lossOf } from '../../../src/math/losses.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { legalPairs } from '../../core/networks.ts'

const hidden = activationNames.filter((name) => activationOf(name).kind === 'elementwise')

const optimizers = [
  optimizerSpec('sgd', { learningRate: 0.1 }),
  optimizerSpec('sgd', { momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  optimizerSpec('rmsprop', { centered: true, momentum: 0.5 }),
  optimizerSpec('adagrad', { rateDecay: 0.1 }),
  optimizerSpec('adam', {}),
  optimizerSpec('adamw', { weightDecay: 0.1 }),
  optimizerSpec('sgd', {}, { schedule: { name: 'cosine', options: { steps: 8 } } }),
]

const policies: readonly BiasPolicy[] = ['per-neuron', 'fixed', 'shared']

const cases = [...legalPairs, ...legalPairs].map(([output, loss], i) => ({
  output,
  loss,
  hidden: hidden[i % hidden.length]!,
  optimizer: optimizers[i % optimizers.length]!,
  policy: policies[i % 7 < 5 ? 0 : 1 + (i % 2)]!,
  outputs: lossOf(loss).targetsAreProbabilities ? 2 : 1 + (i % 2),
  weighted: i % 3 === 0,
  seed: i + 1,
}))

/** Two epochs of 9 rows. */
function trained(engine: Engine, given: (typeof cases)[number]) {
  const random = xoshiro(given.seed)
  const draw = (rows: number, columns: number) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()))
  const { targetsAreProbabilities, targetDomain } = lossOf(given.loss)
  const target = () => {
    if (targetsAreProbabilities) return random.next() < 0.5 ? [1, 0] : [0, 1]
    return Array.from({ length: given.outputs }, () =>
      targetDomain.low === 0 ? random.next() : random.normal(),
    )
  }
  const net = network({
    inputs: 2,
    layers: [
      {
        weights: draw(2, 2),
        biases: given.policy === 'shared' ? 0.1 : [0.1, -0.2],
        activation: given.hidden,
      },
      { weights: draw(given.outputs, 2), activation: given.output },
    ],
    loss: given.loss,
    biasPolicy: given.policy,
  })
  const rows = flatRows(
    draw(9, 2),
    Array.from({ length: 9 }, target),
    given.weighted ? Array.from({ length: 9 }, () => 2 * random.next()) : undefined,
  )
  const session = engine.plan(net, given.optimizer, 1)
  const losses = [0, 1].flatMap(() => [...session.run(rows, random.permutation(9))])
  return { losses, state: session.state(), loss: session.loss(rows), finite: session.finite() }
}

describe.each(cases)('$hidden, $output, $loss, $optimizer.name, $policy, weighted $weighted', (given) => {
  const expected = trained(javascript, given)

  it('is the same in doubles', () => {
    expect(trained(webassemblyEngine('float64'), given)).toEqual(expected)
  })

  it('is near in float32', () => {
    const { losses } = trained(webassemblyEngine('float32'), given)
    // 18 steps of numbers about 1 with 24 bits; a corner may be passed on the other side.
    losses.forEach((loss, n) => {
      expect(Math.abs(loss - expected.losses[n]!)).toBeLessThan(1e-3 * (1 + Math.abs(expected.losses[n]!)))
    })
  })
})

it('ends with the first loss that is not finite', () => {
  const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
  const rows = flatRows([[1], [1e200], [1]], [[0], [0], [0]])
  const session = webassemblyEngine('float64').plan(net, optimizerSpec('sgd', { learningRate: 0.1 }), 1)
  expect([...session.run(rows, Uint32Array.of(0, 1, 2))]).toEqual([1, Infinity])
  expect([...session.save()]).toEqual([0.8, -0.2])
})

it.each(hidden)('%s of very large sums is what it is in JavaScript', (activation) => {
  const net = network({
    inputs: 1,
    layers: [
      { weights: [[1], [-1]], activation },
      { weights: [[1e-4, 1e-4]], activation: 'identity' },
    ],
    loss: 'mse',
  })
  const inputs = [0.5, 50, 89, 500, 709, 710, 800, 5000]
  const rows = flatRows(
    inputs.map((x) => [x]),
    inputs.map(() => [0]),
  )
  const order = Uint32Array.from(inputs, (_, n) => n)
  const optimizer = optimizerSpec('sgd', { learningRate: 1e-12 })
  const losses = (engine: Engine, batchSize: number) => [
    ...engine.plan(net, optimizer, batchSize).run(rows, order),
  ]
  for (const batchSize of [1, 4]) {
    const expected = losses(javascript, batchSize)
    expect(losses(webassemblyEngine('float64'), batchSize)).toEqual(expected)
    losses(webassemblyEngine('float32'), batchSize).forEach((loss, n) => {
      expect(Math.abs(loss - expected[n]!)).toBeLessThan(1e-5 * (1 + Math.abs(expected[n]!)))
    })
  }
})

// gelu far below 0 is −0, and with a target of 0 the slope of the loss is the −0 of a − y, where 0 − (y − a) would be 0.
it.each([1, 3])('keeps the sign of a slope that is 0, in batches of %i', (batchSize) => {
  const net = network({
    inputs: 1,
    layers: [{ weights: [[-0]], biases: [-50], activation: 'gelu' }],
    loss: 'half-squared-error',
  })
  const rows = flatRows([[1], [2], [3]], [[0], [0], [0]])
  const [own, other] = [webassemblyEngine('float64'), javascript].map((engine) => {
    const session = engine.plan(net, optimizerSpec('sgd', { learningRate: 1 }), batchSize)
    session.run(rows, Uint32Array.of(0, 1, 2))
    return [...session.save()]
  })
  expect(own).toEqual(other)
  expect(Object.is(other![0], 0)).toBe(true)
})

// tanh of ±Infinity is ±1: no later number shows it.
it.each([1e300, -1e300])('shows in the loss what a saturated unit would hide: %f', (weight) => {
  const net = network({
    inputs: 1,
    layers: [
      { weights: [[weight], [1]], activation: 'tanh' },
      { weights: [[0.5, 0.5]], activation: 'identity' },
    ],
    loss: 'mse',
  })
  const rows = flatRows([[1], [1e10], [3]], [[0], [0], [0]])
  const [own, other] = [webassemblyEngine('float64'), javascript].map((engine) => {
    const session = engine.plan(net, optimizerSpec('adam', {}), 1)
    return { losses: [...session.run(rows, Uint32Array.of(0, 1, 2))], state: session.state() }
  })
  expect(own!.losses).toEqual([expect.any(Number), Number.NaN])
  expect(own).toEqual(other)
})
