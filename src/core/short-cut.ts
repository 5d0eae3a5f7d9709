// Short cut: where the last activation and the loss are a canonical pair, whose delta is shorter than the chain rule's.
import { activationOf } from '../math/activations.ts'
import type { ActivationDefinition, CanonicalPair, LossDefinition } from '../math/definitions.ts'
import { canonicalPair, lossOf } from '../math/losses.ts'
import type { Layer, Network } from './network.ts'

/** Where the backward pass finds its derivatives. A test puts wrong ones in their place to see the check fail. */
export interface Calculus {
  activation(name: Layer['activation']['name']): ActivationDefinition
  loss(name: Network['loss']['name']): LossDefinition
  shortCut(activation: Layer['activation']['name'], loss: Network['loss']['name']): CanonicalPair | undefined
}

export const calculusOfTheTables: Calculus = {
  activation: activationOf,
  loss: lossOf,
  shortCut: canonicalPair,
}

/** How far from 1 the targets may add up, by rounding alone, for softmax's short cut to hold: 4 units in the last place. */
const ROUNDING_OF_ONE = 4 * Number.EPSILON

/** The canonical pair of the last activation and the loss, where it holds for these targets, smoothed or not. */
export function shortCutOf(
  network: Network,
  target: readonly number[],
  calculus: Calculus = calculusOfTheTables,
): CanonicalPair | undefined {
  const { name } = network.layers.at(-1)!.activation
  const pair = calculus.shortCut(name, network.loss.name)
  if (!pair || !calculus.loss(network.loss.name).targetsAreProbabilities) return pair
  return addUpToOne(target) ? pair : undefined
}

/** Whether targets are probabilities up to rounding, for which softmax's short cut holds. */
export function addUpToOne(targets: ArrayLike<number>): boolean {
  let sum = targets[0]!
  for (let k = 1; k < targets.length; k++) sum += targets[k]!
  return Math.abs(sum - 1) <= ROUNDING_OF_ONE
}
