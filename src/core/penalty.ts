// Penalty: what large weights cost. It is part of the batch's loss, and so of every gradient; biases are free.
import type { LossSpec, Network } from './network.ts'

/** The penalties of a network, each 0 where the loss has none: l1 · Σ|w| and (l2 / 2) · Σ w². */
export function penaltiesOf(network: Network): { readonly l1: number; readonly l2: number } {
  const { l1, l2 } = network.loss
  return {
    l1: l1 === 0 ? 0 : l1 * overWeights(network, Math.abs),
    l2: l2 === 0 ? 0 : (l2 / 2) * overWeights(network, (w) => w * w),
  }
}

/** A batch's loss with the penalties of the network: loss + R_1 + R_2. */
export function penalized(loss: number, network: Network): number {
  const { l1, l2 } = network.loss
  if (l1 === 0 && l2 === 0) return loss
  const penalties = penaltiesOf(network)
  const first = l1 === 0 ? loss : loss + penalties.l1
  return l2 === 0 ? first : first + penalties.l2
}

/** The slope of a batch's loss with respect to a weight: what the data gives, + l1 · sign(w) + l2 · w. */
export function withPenalty(slope: number, weight: number, { l1, l2 }: LossSpec): number {
  const first = l1 === 0 ? slope : slope + l1 * Math.sign(weight)
  return l2 === 0 ? first : first + l2 * weight
}

/** A sum over all weights, layer by layer and row by row. */
function overWeights({ layers }: Network, term: (weight: number) => number): number {
  let sum = 0
  for (const { weights } of layers) for (const row of weights) for (const weight of row) sum += term(weight)
  return sum
}
