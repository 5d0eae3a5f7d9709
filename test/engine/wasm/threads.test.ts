// Threads share a step, and the numbers are those of one thread, and of the engine in JavaScript, to the bit.
import { afterAll, describe, expect, it } from 'vitest'
import { type BiasPolicy, network, type OptimizerSpec, optimizerSpec } from '../../../src/core/index.ts'
import { type Engine, flatRows, type Precision, type Rows } from '../../../src/engine/engine.ts'
import { javascript } from '../../../src/engine/javascript.ts'
import { crew } from '../../../src/engine/wasm/threads/crew.ts'
import { webassemblyEngine } from '../../../src/engine/wasm/webassembly.ts'
import { activationNames } from '../../../src/math/activations.ts'
import { canSmooth, lossOf } from '../../../src/math/losses.ts'
import { xoshiro } from '../../../src/math/random.ts'
import { legalPairs } from '../../core/networks.ts'
import { trainedByAll } from './thread-tests.ts'

afterAll(() => crew.stop())

const optimizers: readonly OptimizerSpec[] = [
  optimizerSpec('sgd', { learningRate: 0.1 }),
  optimizerSpec('sgd', { momentum: 0.9, weightDecay: 0.01 }, { maxNorm: 0.9 }),
  optimizerSpec('adam', { learningRate: 0.01 }, { clip: { norm: 0.2 } }),
  optimizerSpec('rmsprop', { centered: true, momentum: 0.5 }, { clip: { value: 0.05 }, maxNorm: 1 }),
  optimizerSpec('adagrad', {}, { schedule: { name: 'inverse' }, clip: { value: 0.1, norm: 0.3 } }),
  optimizerSpec('adamw', { weightDecay: 0.1 }, { schedule: { name: 'cosine', options: { steps: 8 } } }),
  optimizerSpec('lbfgs', { historySize: 3 }),
]

const policies: readonly BiasPolicy[] = ['per-neuron', 'shared', 'fixed']

/** Batches around tiles and chunks, and as many threads as have a tile each, or more than can. */
const batches = [
  { batch: 9, threads: 2 },
  { batch: 12, threads: 3 },
  { batch: 17, threads: 4 },
  { batch: 130, threads: 2 },
  { batch: 257, threads: 3 },
]

const cases = legalPairs.map(([output, loss], i) => {
  const optimizer = optimizers[i % optimizers.length]!
  return {
    output,
    loss,
    optimizer,
    ...batches[i % batches.length]!,
    hidden: activationNames[i % activationNames.length]!,
    policy: policies[i % policies.length]!,
    dropout: i % 3 === 0 && optimizer.name !== 'lbfgs' ? 0.4 : 0,
    penalty: [{}, { l1: 0.01 }, { l2: 0.1 }, { l1: 0.02, l2: 0.03 }][i % 4]!,
    smoothing: i % 4 === 0 && canSmooth(lossOf(loss)) ? { labelSmoothing: 0.1 } : {},
    reduction: i % 5 === 0 ? ('sum' as const) : ('mean' as const),
    weighted: i % 4 === 1,
    normalization: ([undefined, 'batch', 'layer', undefined, 'batch'] as const)[i % 5],
    widths: [[5, 7, 3] as const, [6, 13, 9] as const, [17, 4, 1] as const, [1, 8, 33] as const][i % 4]!,
    seed: i + 1,
    // Equal layers share their code.
    more: i % 8 === 6 ? 5 : 0,
  }
})

type Case = (typeof cases)[number]

function networkFor({ widths, hidden, output, loss, policy, dropout, seed, ...given }: Case) {
  const random = xoshiro(seed)
  const draw = () => random.next() - 0.5
  const normal = (units: number) =>
    given.normalization && {
      normalization: {
        kind: given.normalization,
        scales: Array(units).fill(0.9),
        shifts: Array(units).fill(0.1),
      },
    }
  const layer = (units: number, inputs: number, activation: Case['hidden'], dropped?: number) => ({
    ...(dropped !== undefined && { dropout: dropped, ...normal(units) }),
    weights: Array.from({ length: units }, () => Array.from({ length: inputs }, draw)),
    biases: policy === 'shared' ? draw() : Array.from({ length: units }, draw),
    activation,
  })
  const [inputs, first, second] = widths
  return network({
    inputs,
    layers: [
      layer(first, inputs, hidden, dropout),
      layer(second, first, 'tanh', 0),
      ...Array.from({ length: given.more }, () => layer(second, second, 'relu')),
      layer(3, second, output),
    ],
    loss: { name: loss, reduction: given.reduction, ...given.penalty, ...given.smoothing },
    biasPolicy: policy,
  })
}

function rowsFor({ loss, batch, widths, weighted, seed }: Case): Rows {
  const random = xoshiro(1000 + seed)
  const { targetsAreProbabilities, targetDomain } = lossOf(loss)
  const draw = targetDomain.low === 0 ? () => random.next() : () => random.normal()
  const inputs = Array.from({ length: batch + 5 }, () =>
    Array.from({ length: widths[0] }, () => random.normal()),
  )
  const targets = inputs.map((_, n) => {
    if (!targetsAreProbabilities) return [draw(), draw(), draw()]
    // Some do not add up to 1, and take the long way back.
    return n % 7 === 3 ? [0.2, 0.3, 0.1] : [0, 1, 2].map((k) => Number(k === n % 3))
  })
  return flatRows(inputs, targets, weighted ? inputs.map(() => 2 * random.next()) : undefined)
}

/** `epochs` of them, or as many as it takes until all threads run. */
async function trained(engine: Engine, given: Case, threads: number, epochs?: number) {
  const session = engine.plan(networkFor(given), given.optimizer, given.batch, {
    random: xoshiro(given.seed),
  })
  const rows = rowsFor(given)
  const order = xoshiro(given.seed).permutation(rows.count)
  const losses =
    epochs === undefined
      ? await trainedByAll(session, rows, order, threads)
      : Array.from({ length: epochs }, () => session.run(rows, order))
  return {
    epochs: losses.length,
    numbers: { losses: losses.flatMap((own) => [...own]), state: session.state(), finite: session.finite() },
    outputs: session.outputs(rows),
  }
}

/** With so many threads, however little there is to do. */
const sharing = (threads: number, precision: Precision): Engine => ({
  name: 'wasm',
  plan: (network, optimizer, batchSize, options) =>
    webassemblyEngine(precision).plan(network, optimizer, batchSize, { ...options, threads, worth: 0 }),
})

describe.each(cases)(
  '$threads threads, batches of $batch: $hidden, $output, $loss, $optimizer.name, $policy, dropout $dropout, normalization $normalization',
  (given) => {
    it('one makes the bits of JavaScript', async () => {
      expect(await trained(sharing(1, 'float64'), given, 1, 3)).toEqual(
        await trained(javascript, given, 1, 3),
      )
    })

    it('make the bits of JavaScript', async () => {
      const { threads } = given
      const own = await trained(sharing(threads, 'float64'), given, threads)
      expect(own).toEqual(await trained(javascript, given, 1, own.epochs))
    })
  },
)

describe.each(cases.filter((_, i) => i % 4 === 0))('in float32, $output, $loss, $optimizer.name', (given) => {
  it('make the bits of one thread', async () => {
    const { threads } = given
    const own = await trained(sharing(threads, 'float32'), given, threads)
    expect(own).toEqual(await trained(sharing(1, 'float32'), given, 1, own.epochs))
  })
})

it('take turns between two trainings', async () => {
  const [a, b] = cases as unknown as [Case, Case]
  const sessions = [a, b].map((given) => {
    const rows = rowsFor(given)
    const plan = (engine: Engine) =>
      engine.plan(networkFor(given), given.optimizer, given.batch, { random: xoshiro(1) })
    const order = xoshiro(1).permutation(rows.count)
    return { rows, order, own: plan(sharing(2, 'float64')), other: plan(javascript) }
  })
  for (let turn = 0; turn < 3; turn++) {
    for (const { own, other, rows, order } of sessions) {
      const losses = await trainedByAll(own, rows, order, 2)
      expect(own.by.threads).toBe(2)
      for (const loss of losses) expect(other.run(rows, order)).toEqual(loss)
    }
  }
})

it('see rows that came after the memory had grown', async () => {
  const [given] = cases as unknown as [Case]
  const { batch } = given
  const random = xoshiro(5)
  const drawn = Float64Array.from({ length: 70_000 * 5 }, () => random.normal())
  const many: Rows = { count: 70_000, inputs: drawn, targets: drawn.slice(0, 70_000 * 3) }
  const few = rowsFor(given)
  const order = Uint32Array.from({ length: 4 * batch }, (_, n) => 70_000 - 1 - 17 * n)
  const start = () => ({ random: xoshiro(given.seed) })
  const own = sharing(2, 'float64').plan(networkFor(given), given.optimizer, batch, start())
  const other = javascript.plan(networkFor(given), given.optimizer, batch, start())
  const first = xoshiro(1).permutation(few.count)
  for (const loss of await trainedByAll(own, few, first, 2)) expect(other.run(few, first)).toEqual(loss)
  for (let n = 0; n < 3; n++) expect(own.run(many, order)).toEqual(other.run(many, order))
  expect(own.state()).toEqual(other.state())
})
