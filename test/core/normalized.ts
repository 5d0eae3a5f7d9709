// Networks with normalized layers, drawn from a seed: of numbers of ordinary size, since no statistic is sound of wild ones.
import {
  type ActivationChoice,
  type BiasPolicy,
  type LossChoice,
  type Network,
  type NormalizationKind,
  network,
  type Sample,
} from '../../src/core/index.ts'
import type { ActivationName } from '../../src/math/activations.ts'
import { type LossName, lossOf } from '../../src/math/losses.ts'
import { xoshiro } from '../../src/math/random.ts'

export interface Drawing {
  readonly widths: readonly number[]
  readonly hidden: ActivationChoice
  readonly output: ActivationName
  readonly loss: LossName
  readonly reduction?: 'mean' | 'sum'
  readonly biasPolicy?: BiasPolicy
  readonly normalization?: NormalizationKind | undefined
  readonly dropout?: number
  readonly seed: number
}

/** Weights, γ and β are drawn; the last layer is a plain one. */
export function drawnNetwork({ widths, hidden, output, seed, ...given }: Drawing): Network {
  const { reduction = 'mean', biasPolicy = 'per-neuron', normalization: kind, dropout = 0 } = given
  const random = xoshiro(seed)
  const draw = (): number => random.normal()
  const row = (length: number): number[] => Array.from({ length }, draw)
  const layers = widths.slice(1).map((units, l) => {
    const weights = Array.from({ length: units }, () => row(widths[l]!))
    const biases = biasPolicy === 'shared' ? draw() : row(units)
    if (l === widths.length - 2) return { weights, biases, activation: output }
    const normalization = kind && ({ kind, scales: row(units), shifts: row(units) } as const)
    return { weights, biases, activation: hidden, normalization, dropout }
  })
  const loss: LossChoice = { name: given.loss, reduction }
  return network({ inputs: widths[0]!, layers, loss, biasPolicy })
}

/** Samples that the drawing's loss takes. */
export function drawnSamples({ widths, loss, seed }: Drawing, count: number): Sample[] {
  const random = xoshiro(1000 + seed)
  const outputs = widths.at(-1)!
  const { targetDomain, targetsAreProbabilities } = lossOf(loss)
  const targets = (): number[] => {
    if (!targetsAreProbabilities)
      return Array.from({ length: outputs }, () => (targetDomain.low === 0 ? random.next() : random.normal()))
    const chosen = random.integer(outputs)
    return Array.from({ length: outputs }, (_, k) => (k === chosen ? 1 : 0))
  }
  return Array.from({ length: count }, () => ({
    input: Array.from({ length: widths[0]! }, () => random.normal()),
    target: targets(),
  }))
}
