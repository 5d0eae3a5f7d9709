// The contract of the engines: each equals core on every legal pair of output and loss, every optimizer, batch and bias policy.
import { describe, expect, it } from 'vitest'
import { type BiasPolicy, network, type OptimizerSpec, optimizerSpec } from '../../src/core/index.ts'
import { coreEngine } from '../../src/engine/core-engine.ts'
import { flatRows, type Rows, type Session } from '../../src/engine/engine.ts'
import { activationNames } from '../../src/math/activations.ts'
import { canSmooth, lossOf } from '../../src/math/losses.ts'
import { xoshiro } from '../../src/math/random.ts'
import { legalPairs } from '../core/networks.ts'
import { exactEngines } from './engines.ts'

const engines = exactEngines.map((engine) => ({ engine, tolerance: 0 }))

const optimizers: readonly OptimizerSpec[] = [
  optimizerSpec('sgd', { learningRate: 0.1 }),
  optimizerSpec('sgd', { learningRate: 0.05, momentum: 0.9, weightDecay: 0.01 }),
  optimizerSpec('sgd', { learningRate: 0.05, momentum: 0.9, nesterov: true }),
  optimizerSpec('rmsprop', { learningRate: 0.01, centered: true, momentum: 0.5 }),
  optimizerSpec('adagrad', { learningRate: 0.1, rateDecay: 0.1 }),
  optimizerSpec('adam', { learningRate: 0.01 }),
  optimizerSpec('adam', { learningRate: 0.01, weightDecay: 0.1 }),
  optimizerSpec('adamw', { learningRate: 0.01, weightDecay: 0.1 }),
  optimizerSpec('sgd', { learningRate: 0.1, weightDecay: 0.1, decoupled: true }, { clip: { norm: 0.2 } }),
  optimizerSpec('adam', { weightDecay: 0.1, decoupled: true }, { clip: { value: 0.01, norm: 0.1 } }),
  optimizerSpec('rmsprop', { weightDecay: 0.1, decoupled: true }, { maxNorm: 0.8 }),
  optimizerSpec('sgd', { momentum: 0.9 }, { schedule: { name: 'cosine', options: { steps: 8 }, warmup: 2 } }),
  optimizerSpec('adagrad', {}, { schedule: { name: 'inverse' }, clip: { norm: 1 } }),
  optimizerSpec('adamw', {}, { schedule: { name: 'plateau' } }),
  optimizerSpec('lbfgs', { historySize: 2 }),
]

const policies: readonly BiasPolicy[] = ['per-neuron', 'shared', 'fixed']

/** Four at a time, so that each meets every batch size. */
const normalizationOf = (i: number) => ([undefined, 'batch', 'layer', 'batch'] as const)[(i >> 2) % 4]

const rowCount = 7

/** Case i takes the i-th of each list, so that every entry meets many others. */
const cases = [...legalPairs, ...legalPairs].map(([output, loss], i) => ({
  output,
  loss,
  hidden: activationNames[i % activationNames.length]!,
  optimizer: optimizers[i % optimizers.length]!,
  policy: policies[i % policies.length]!,
  normalization: normalizationOf(i),
  // Batch normalization takes no batch of one row; of 7 rows in batches of 2 or 3 the last one joins the batch before.
  batchSize: [normalizationOf(i) === 'batch' ? 2 : 1, 2, 3, rowCount][i % 4]!,
  reduction: i % 5 === 0 ? ('sum' as const) : ('mean' as const),
  // A step that is searched for does not go with it.
  dropout: i % 3 === 0 && optimizers[i % optimizers.length]!.name !== 'lbfgs' ? 0.4 : 0,
  penalty: [{}, { l1: 0.01 }, { l2: 0.1 }, { l1: 0.02, l2: 0.03 }, {}][i % 5]!,
  smoothing: i % 3 !== 0 && canSmooth(lossOf(loss)) ? { labelSmoothing: 0.1 } : {},
  weighted: i % 7 < 3,
  outputs: i % 2 === 0 ? 3 : 1 + (lossOf(loss).targetsAreProbabilities ? 2 : 0),
  seed: i + 1,
}))

type Case = (typeof cases)[number]

function networkFor(given: Case) {
  const { output, loss, hidden, policy, outputs, reduction, dropout, penalty, smoothing, seed } = given
  const { normalization: kind } = given
  const random = xoshiro(seed)
  const draw = () => 2 * random.next() - 1
  const normal = (kind: 'batch' | 'layer', units: number) => ({
    kind,
    scales: Array.from({ length: units }, draw),
    shifts: Array.from({ length: units }, draw),
  })
  const layer = (units: number, inputs: number, activation: Case['hidden'], dropout = 0, isLast = false) => ({
    dropout,
    ...(kind && !isLast && { normalization: normal(kind, units) }),
    weights: Array.from({ length: units }, () => Array.from({ length: inputs }, draw)),
    biases: policy === 'shared' ? draw() : Array.from({ length: units }, draw),
    activation,
  })
  return network({
    inputs: 3,
    layers: [
      layer(4, 3, hidden, dropout),
      layer(3, 4, 'tanh', dropout / 2),
      layer(outputs, 3, output, 0, true),
    ],
    loss: { name: loss, reduction, ...penalty, ...smoothing },
    biasPolicy: policy,
  })
}

function rowsFor({ loss, outputs, weighted, seed }: Case): Rows {
  const random = xoshiro(1000 + seed)
  const { targetsAreProbabilities, targetDomain } = lossOf(loss)
  const inputs = Array.from({ length: rowCount }, () => Array.from({ length: 3 }, () => random.normal()))
  const targets = inputs.map((_, n) => {
    if (!targetsAreProbabilities)
      return Array.from({ length: outputs }, () => (targetDomain.low === 0 ? random.next() : random.normal()))
    if (n === 1) return Array.from({ length: outputs }, () => 1 / outputs)
    const chosen = random.integer(outputs)
    return Array.from({ length: outputs }, (__, k) => (k === chosen ? 1 : 0))
  })
  return flatRows(
    inputs,
    targets,
    weighted ? inputs.map((_, n) => (n === 2 ? 0 : 2 * random.next())) : undefined,
  )
}

function distance(a: Float64Array, b: Float64Array): number {
  const scale = Math.max(...Array.from(b, Math.abs)) || 1
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / scale
}

describe.each(engines)('$engine.name', ({ engine, tolerance }) => {
  it.each(cases)(
    '$hidden, $output, $loss, $optimizer.name, $policy, batches of $batchSize, dropout $dropout, normalization $normalization',
    (given) => {
      const net = networkFor(given)
      const rows = rowsFor(given)
      const order = xoshiro(given.seed).permutation(rowCount)
      const random = () => xoshiro(given.seed)
      const session = engine.plan(net, given.optimizer, given.batchSize, { random: random() })
      const reference = coreEngine.plan(net, given.optimizer, given.batchSize, { random: random() })
      for (let epoch = 0; epoch < 3; epoch++) {
        for (const either of [session, reference]) either.lowerRate(0.5)
        expect(distance(session.run(rows, order), reference.run(rows, order))).toBeLessThanOrEqual(tolerance)
        expect(session.learningRate()).toBe(reference.learningRate())
      }
      expect(distance(session.save(), reference.save())).toBeLessThanOrEqual(tolerance)
      expect(distance(session.outputs(rows), reference.outputs(rows))).toBeLessThanOrEqual(tolerance)
      expect(Math.abs(session.loss(rows) - reference.loss(rows))).toBeLessThanOrEqual(
        tolerance * reference.loss(rows),
      )
      if (tolerance === 0) expect(session.network()).toStrictEqual(reference.network())
    },
  )

  const searched = cases
    .filter(({ seed }) => seed <= 24)
    .map((given, i) => ({ ...given, policy: policies[i % 3]!, dropout: 0 }))
  it.each(searched)('lbfgs to its end: $hidden, $output, $loss, $policy, $normalization', (given) => {
    const net = networkFor(given)
    const rows = rowsFor(given)
    const order = xoshiro(given.seed).permutation(rowCount)
    const other = order.toReversed()
    const optimizer = optimizerSpec('lbfgs', { historySize: 4, maxLineSearch: 8 })
    const [session, reference] = [engine, coreEngine].map((of) => of.plan(net, optimizer, rowCount))
    const both = (run: (of: Session) => unknown) => expect(run(session!)).toEqual(run(reference!))
    // The same batch again and again, another in between, and weights that were put back.
    for (let epoch = 0; epoch < 40; epoch++) both((of) => of.run(rows, epoch % 15 === 9 ? other : order))
    both((of) => of.ended)
    const saved = session!.save()
    for (const of of [session!, reference!]) of.restore(saved.map((value) => value + 0.25))
    both((of) => of.ended)
    for (let epoch = 0; epoch < 5; epoch++) both((of) => of.run(rows, order))
    if (tolerance === 0) both((of) => of.network())
  })

  it('leaves the network that it started from as it was, and comes back to saved weights', () => {
    const given = cases.find(({ dropout, normalization }) => dropout === 0 && !normalization)!
    const net = networkFor(given)
    const copy = structuredClone(net)
    const rows = rowsFor(given)
    const session = engine.plan(net, given.optimizer, 2)
    const saved = session.save()
    session.run(rows, Uint32Array.of(0, 1, 2))
    expect(session.network()).not.toEqual(copy)
    session.restore(saved)
    expect(session.network()).toEqual(copy)
    expect(net).toEqual(copy)
  })

  it('refuses dropout without a generator', () => {
    const given = cases.find(({ dropout }) => dropout > 0)!
    expect(() => engine.plan(networkFor(given), given.optimizer, 2)).toThrow(
      expect.objectContaining({ code: 'masks-missing', exitCode: 2 }),
    )
  })

  it('joins a last row to the batch before it, and refuses batches of one, where batch normalization needs two', () => {
    const given = cases.find(({ normalization, batchSize }) => normalization === 'batch' && batchSize === 2)!
    const random = xoshiro(1)
    const session = engine.plan(networkFor(given), given.optimizer, 2, { random })
    expect(session.run(rowsFor(given), Uint32Array.of(0, 1, 2, 3, 4, 5, 6))).toHaveLength(3)
    const refused = expect.objectContaining({ code: 'batch-of-one', exitCode: 2 })
    expect(() => session.run(rowsFor(given), Uint32Array.of(0))).toThrow(refused)
    expect(() => engine.plan(networkFor(given), given.optimizer, 1, { random })).toThrow(refused)
  })

  it('stops at the first loss that is not finite, without an update', () => {
    const net = network({ inputs: 1, layers: [{ weights: [[1]], activation: 'identity' }], loss: 'mse' })
    const rows = flatRows([[1], [1e200], [1]], [[0], [0], [0]])
    const session = engine.plan(net, optimizerSpec('sgd', { learningRate: 0.1 }), 1)
    const losses = session.run(rows, Uint32Array.of(0, 1, 2))
    expect([...losses]).toEqual([1, Infinity])
    expect([...session.save()]).toEqual([0.8, -0.2])
  })
})
