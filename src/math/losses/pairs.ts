// Pairs of output activation and loss: which are legal, and which leave a short delta.
import { sigmoid } from '../activations/bounded.ts'
import { identity } from '../activations/rectifiers.ts'
import { softmax } from '../activations/softmax.ts'
import { activationOf } from '../activations.ts'
import type { CanonicalPair } from '../definitions.ts'
import type { Interval } from '../interval.ts'
import { halfSquaredError } from './distances.ts'
import { binaryCrossEntropy, crossEntropy } from './entropies.ts'
import { lossOf } from './table.ts'

/** Whether every number of `inner` is one of `outer`. */
function isWithin(inner: Interval, outer: Interval): boolean {
  const low = inner.low > outer.low || (inner.low === outer.low && (!outer.lowOpen || inner.lowOpen === true))
  const high =
    inner.high < outer.high || (inner.high === outer.high && (!outer.highOpen || inner.highOpen === true))
  return low && high
}

/**
 * Whether an output layer with this activation can be trained with this loss: losses from logits want the identity, a loss of
 * class probabilities wants an activation whose outputs add up to 1, and what the activation gives must be what the loss takes.
 */
export function legalPair(activation: string, loss: string): boolean {
  const [{ kind, range }, { from, outputDomain, targetsAreProbabilities }] = [
    activationOf(activation),
    lossOf(loss),
  ]
  if (from !== 'outputs') return activation === identity.name
  if (targetsAreProbabilities && kind !== 'vector') return false
  return isWithin(range, outputDomain)
}

export const sigmoidPair: CanonicalPair = {
  activation: sigmoid.name,
  loss: binaryCrossEntropy.name,
  delta: (unit, targets, outputs) => (1 / outputs.length) * (outputs[unit]! - targets[unit]!),
}

export const softmaxPair: CanonicalPair = {
  activation: softmax.name,
  loss: crossEntropy.name,
  delta: (unit, targets, outputs) => outputs[unit]! - targets[unit]!,
}

export const identityPair: CanonicalPair = {
  activation: identity.name,
  loss: halfSquaredError.name,
  delta: (unit, targets, outputs) => outputs[unit]! - targets[unit]!,
}

/** The pairs whose delta is, up to a mean over the outputs, a - y. */
export const canonicalPairs: readonly CanonicalPair[] = [sigmoidPair, softmaxPair, identityPair]

/** The canonical pair of these two, if they are one. */
export function canonicalPair(activation: string, loss: string): CanonicalPair | undefined {
  return canonicalPairs.find((pair) => pair.activation === activation && pair.loss === loss)
}
