// Networks that several tests of core use: the deck's, and random ones.
import fc from 'fast-check'
import {
  type ActivationChoice,
  type BiasPolicy,
  type LossChoice,
  type Network,
  network,
  type OptimizerSpec,
  optimizerSpec,
  type Sample,
} from '../../src/core/index.ts'
import { type ActivationName, activationNames } from '../../src/math/activations.ts'
import { type LossName, legalPair, lossNames, lossOf } from '../../src/math/losses.ts'

/** The network of the deck, before its first step. */
export function deck(biasPolicy: BiasPolicy = 'fixed'): Network {
  return network({
    inputs: 2,
    layers: [
      {
        weights: [
          [0.15, 0.2],
          [0.25, 0.3],
        ],
        biases: 0.35,
        activation: 'sigmoid',
      },
      {
        weights: [
          [0.4, 0.45],
          [0.5, 0.55],
        ],
        biases: 0.6,
        activation: 'sigmoid',
      },
    ],
    loss: 'half-squared-error',
    biasPolicy,
  })
}

export const deckSample: Sample = { input: [0.05, 0.1], target: [0.01, 0.99] }
export const descent: OptimizerSpec = optimizerSpec('sgd', { learningRate: 0.5 })

/** Every output activation with every loss that may follow it. */
export const legalPairs: readonly (readonly [ActivationName, LossName])[] = activationNames.flatMap(
  (activation) =>
    lossNames.filter((loss) => legalPair(activation, loss)).map((loss) => [activation, loss] as const),
)

/** Numbers away from the kinks at 0 and from saturation. */
const parameter = fc.double({ min: -1.5, max: 1.5, noNaN: true })

export interface Shape {
  readonly widths: readonly number[]
  readonly hidden: readonly ActivationChoice[]
  readonly output: ActivationName
  readonly loss: LossChoice & (LossName | { readonly name: LossName })
  readonly biasPolicy?: BiasPolicy
  /** Of the hidden layers. */
  readonly dropout?: number
}

/** A random network of a shape: [inputs, hidden..., outputs] units. */
export function networkOf({
  widths,
  hidden,
  output,
  loss,
  biasPolicy = 'per-neuron',
  dropout = 0,
}: Shape): fc.Arbitrary<Network> {
  const layers = widths.slice(1).map((units, l) => {
    const common = biasPolicy === 'shared'
    return fc.record({
      weights: fc.array(fc.array(parameter, exactly(widths[l]!)), exactly(units)),
      biases: common ? parameter : fc.array(parameter, exactly(units)),
      activation: fc.constant(l === widths.length - 2 ? output : hidden[l % hidden.length]!),
      dropout: fc.constant(l === widths.length - 2 ? 0 : dropout),
    })
  })
  return fc.tuple(...layers).map((all) => network({ inputs: widths[0]!, layers: all, loss, biasPolicy }))
}

/** A random sample whose targets the loss takes. */
export function sampleOf(inputs: number, outputs: number, loss: LossName): fc.Arbitrary<Sample> {
  const { targetDomain, targetsAreProbabilities } = lossOf(loss)
  const low = Math.max(targetDomain.low, -2)
  const high = Math.min(targetDomain.high, 2)
  const targets = targetsAreProbabilities
    ? fc
        .integer({ min: 0, max: outputs - 1 })
        .map((k) => Array.from({ length: outputs }, (_, i) => (i === k ? 1 : 0)))
    : fc.array(fc.double({ min: low, max: high, noNaN: true }), exactly(outputs))
  return fc.record({ input: fc.array(parameter, exactly(inputs)), target: targets })
}

export const exactly = (length: number) => ({ minLength: length, maxLength: length })

/** Freezes a value and all that it holds, so that a change throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

/** max|ours - expected| / max|expected| over arrays of any depth. */
export function scaledError(ours: unknown, expected: unknown): number {
  const [left, right] = [[ours].flat(9) as number[], [expected].flat(9) as number[]]
  if (left.length !== right.length) return Infinity
  const scale = Math.max(...right.map(Math.abs))
  return Math.max(...left.map((value, i) => Math.abs(value - right[i]!))) / scale
}
