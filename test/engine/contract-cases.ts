// The cases of the engines' contract: every legal pair of output and loss, with every optimizer, batch, bias policy and activation.
import { type BiasPolicy, network, type OptimizerSpec, optimizerSpec } from '../../src/core/index.ts'
import { flatRows, type Rows } from '../../src/engine/engine.ts'
import { activationNames } from '../../src/math/activations.ts'
import { canSmooth, lossOf } from '../../src/math/losses.ts'
import { xoshiro } from '../../src/math/random.ts'
import { legalPairs } from '../core/networks.ts'

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

export const policies: readonly BiasPolicy[] = ['per-neuron', 'shared', 'fixed']

/** Four at a time, so that each meets every batch size. */
const normalizationOf = (i: number) => ([undefined, 'batch', 'layer', 'batch'] as const)[(i >> 2) % 4]

export const rowCount = 7

/** Case i takes the i-th of each list, so that every entry meets many others. */
export const cases = [...legalPairs, ...legalPairs].map(([output, loss], i) => ({
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

export type Case = (typeof cases)[number]

export function networkFor(given: Case) {
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

export function rowsFor({ loss, outputs, weighted, seed }: Case): Rows {
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

/** The largest difference, relative to the largest number of b. */
export function distance(a: Float64Array, b: Float64Array): number {
  const scale = Math.max(...Array.from(b, Math.abs)) || 1
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / scale
}
