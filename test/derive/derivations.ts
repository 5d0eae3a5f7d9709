// Random training steps with their derivations, for what holds of every derivation.
import fc from 'fast-check'
import {
  type BiasPolicy,
  type LossChoice,
  type Network,
  network,
  type OptimizerSpec,
  optimizerSpec,
  type Sample,
  type StepTrace,
  step,
} from '../../src/core/index.ts'
import { type Derivation, derive } from '../../src/derive/index.ts'
import { type ActivationName, activationNames } from '../../src/math/activations.ts'
import type { Expr } from '../../src/math/expr.ts'
import { quantitiesOf } from '../../src/math/expr.ts'
import { canSmooth, type LossName, lossOf } from '../../src/math/losses.ts'
import type { Quantity } from '../../src/math/quantity.ts'
import { xoshiro } from '../../src/math/random.ts'
import { deck, deckSample, descent, exactly, legalPairs, sampleOf } from '../core/networks.ts'

const cosine = (warmup: number, lowest: number) =>
  ({ name: 'cosine', options: { steps: 4, lowest }, warmup }) as const

/** What a loss may have beside its name. */
const objectives = [{}, { l1: 0.01 }, { l2: 0.1 }, { l1: 0.02, l2: 0.05 }, { labelSmoothing: 0.1 }] as const

/** Every optimizer, with each of its options in use once. */
export const optimizers: readonly OptimizerSpec[] = [
  optimizerSpec('sgd', { learningRate: 0.5 }),
  optimizerSpec('sgd', { weightDecay: 0.01 }),
  optimizerSpec('sgd', { momentum: 0.9 }),
  optimizerSpec('sgd', { momentum: 0.9, nesterov: true, weightDecay: 0.1 }),
  optimizerSpec('rmsprop'),
  optimizerSpec('rmsprop', { momentum: 0.5, weightDecay: 0.1 }),
  optimizerSpec('rmsprop', { centered: true }),
  optimizerSpec('rmsprop', { centered: true, momentum: 0.9, smoothing: 0.9 }),
  optimizerSpec('adagrad'),
  optimizerSpec('adagrad', { rateDecay: 0.1, initialAccumulator: 0.1, weightDecay: 0.01 }),
  optimizerSpec('adam'),
  optimizerSpec('adam', { beta1: 0.5, beta2: 0.9, weightDecay: 0.1, epsilon: 1e-3 }),
  optimizerSpec('adamw'),
  optimizerSpec('adamw', { weightDecay: 0.3 }),
  optimizerSpec('sgd', { weightDecay: 0.1, decoupled: true }, { clip: { value: 0.05 } }),
  optimizerSpec('sgd', {}, { clip: { norm: 0.1 }, maxNorm: 1 }),
  optimizerSpec('sgd', { momentum: 0.9 }, { clip: { value: 0.1, norm: 0.2 }, maxNorm: 0.5 }),
  optimizerSpec('rmsprop', { weightDecay: 0.1, decoupled: true, momentum: 0.5 }, { clip: { norm: 1000 } }),
  optimizerSpec('adam', { weightDecay: 0.1, decoupled: true }, { schedule: cosine(2, 0), maxNorm: 2 }),
  optimizerSpec('adagrad', { rateDecay: 0.1 }, { schedule: cosine(0, 0.001), clip: { norm: 0.5 } }),
  optimizerSpec('sgd', {}, { schedule: { name: 'plateau', options: { lowest: 0.001 } } }),
  optimizerSpec('sgd', {}, { schedule: { name: 'one-cycle', options: { steps: 5 }, warmup: 1 } }),
  optimizerSpec('lbfgs', { historySize: 2, maxLineSearch: 6 }),
]

/** A bias policy, and whether each layer begins with equal biases. */
export const policies: readonly (readonly [BiasPolicy, 'common' | 'own'])[] = [
  ['per-neuron', 'own'],
  ['shared', 'common'],
  ['fixed', 'common'],
  ['fixed', 'own'],
]

const doubles = fc.double({ min: -1.5, max: 1.5, noNaN: true })

export interface Wish {
  readonly hidden?: readonly ActivationName[]
  readonly pair?: readonly [ActivationName, LossName]
  readonly optimizer?: OptimizerSpec
  readonly policy?: readonly [BiasPolicy, 'common' | 'own']
  /** How many layers compute; at least one hidden layer from 2 on. */
  readonly depth?: number
  readonly widest?: number
  /** How many samples and steps. */
  readonly samples?: number
  readonly steps?: number
  /** Weights and biases. */
  readonly numbers?: fc.Arbitrary<number>
  /** Of the hidden layers. Default: 0. */
  readonly dropout?: number
  /** Whether the targets of classes may miss a sum of 1 by more than rounding. Default: yes. */
  readonly rough?: boolean
  /** Without penalties, smoothing and sample weights. */
  readonly plain?: boolean
}

/** Some steps in a row on one batch. */
export interface Run {
  readonly network: Network
  readonly samples: readonly Sample[]
  readonly optimizer: OptimizerSpec
  readonly steps: number
}

/** A random run: what is not wished for is drawn. */
export function runs(wish: Wish = {}): fc.Arbitrary<Run> {
  const widths = fc
    .record({
      depth: wish.depth === undefined ? fc.integer({ min: 1, max: 4 }) : fc.constant(wish.depth),
      seed: fc.array(fc.integer({ min: 1, max: wish.widest ?? 5 }), exactly(6)),
    })
    .map(({ depth, seed }) => seed.slice(0, depth + 1))
  const number = wish.numbers ?? doubles
  return fc
    .record({
      widths,
      hidden: fc.array(fc.constantFrom(...(wish.hidden ?? activationNames)), exactly(4)),
      pair: wish.pair ? fc.constant(wish.pair) : fc.constantFrom(...legalPairs),
      reduction: fc.constantFrom('mean' as const, 'sum' as const),
      objective: fc.constantFrom(...(wish.plain ? [{}] : objectives)),
      optimizer: wish.optimizer ? fc.constant(wish.optimizer) : fc.constantFrom(...optimizers),
      policy: wish.policy ? fc.constant(wish.policy) : fc.constantFrom(...policies),
      samples: wish.samples === undefined ? fc.integer({ min: 1, max: 4 }) : fc.constant(wish.samples),
    })
    .chain(({ widths, hidden, pair: [output, loss], reduction, objective, optimizer, policy, samples }) => {
      const [biasPolicy, biases] = policy
      const layers = widths.slice(1).map((units, l) =>
        fc.record({
          weights: fc.array(fc.array(number, exactly(widths[l]!)), exactly(units)),
          biases: biases === 'common' ? number : fc.array(number, exactly(units)),
          activation: fc.constant(l === widths.length - 2 ? output : hidden[l]!),
          dropout: fc.constant(l === widths.length - 2 ? 0 : (wish.dropout ?? 0)),
        }),
      )
      return fc
        .record({
          layers: fc.tuple(...layers),
          batch: fc.array(samplesOf(widths, loss, wish), exactly(samples)),
        })
        .map(({ layers, batch }) => ({
          network: network({
            inputs: widths[0]!,
            layers,
            loss: lossOfRun(loss, reduction, objective),
            biasPolicy,
          }),
          samples: batch,
          optimizer,
          steps: wish.steps ?? 2,
        }))
    })
}

function lossOfRun(
  name: LossName,
  reduction: 'mean' | 'sum',
  objective: (typeof objectives)[number],
): LossChoice {
  const fits = !('labelSmoothing' in objective) || canSmooth(lossOf(name))
  return { name, reduction, ...(fits && objective) }
}

/** One-hot targets, and for losses of probabilities also shared ones: for those softmax's short cut may not hold. */
function samplesOf(
  widths: readonly number[],
  loss: LossName,
  { rough = true, plain = false }: Wish,
): fc.Arbitrary<Sample> {
  const sample = unweighted(widths, loss, rough)
  if (plain) return sample
  const weights = fc.option(fc.double({ min: 0, max: 3, noNaN: true }), { nil: undefined })
  return fc.tuple(sample, weights).map(([one, weight]) => (weight === undefined ? one : { ...one, weight }))
}

function unweighted(widths: readonly number[], loss: LossName, withRough: boolean): fc.Arbitrary<Sample> {
  const [inputs, outputs] = [widths[0]!, widths.at(-1)!]
  const usual = sampleOf(inputs, outputs, loss)
  if (!lossOf(loss).targetsAreProbabilities) return usual
  const shares = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), exactly(outputs)).map((parts) => {
    const total = parts.reduce((a, b) => a + b)
    return parts.map((part) => part / total)
  })
  // The second kind adds up to 1 only roughly, so that core takes the long way.
  const rough = shares.map((target) => target.map((share) => share * (1 - 5e-10)))
  const inputOf = usual.map(({ input }) => input)
  const soft = fc.record({ input: inputOf, target: withRough ? fc.oneof(shares, rough) : shares })
  return fc.oneof(usual, soft)
}

/** The derivation of each step of a run, each from the version where the one before ended. */
export function derivationsOf({ network, samples, optimizer, steps }: Run): Derivation[] {
  const traces: StepTrace[] = []
  const random = xoshiro(samples.length)
  for (let i = 0; i < steps; i++) {
    const before = traces.at(-1)
    traces.push(step(before?.networkAfter ?? network, samples, optimizer, before?.stateAfter, { random }))
  }
  return traces.map((trace, version) => derive(trace, version))
}

/** The derivation of one step of the deck's network. */
export function ofDeck(biasPolicy: BiasPolicy = 'fixed'): Derivation {
  return derive(step(deck(biasPolicy), [deckSample], descent))
}

/** Every quantity of a formula, and those inside its derivatives and paths. */
export function deepQuantities(e: Expr): Quantity[] {
  const inside = (quantity: Quantity): Quantity[] => {
    if (quantity.kind === 'derivative') return [quantity, ...inside(quantity.of), ...inside(quantity.by)]
    if (quantity.kind === 'path') return [quantity, ...inside(quantity.to)]
    return [quantity]
  }
  return quantitiesOf(e).flatMap(inside)
}
