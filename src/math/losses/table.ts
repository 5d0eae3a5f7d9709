// The table of losses.
import type { LossDefinition } from '../definitions.ts'
import { halfSquaredError, huber, mae, mse } from './distances.ts'
import { binaryCrossEntropy, crossEntropy } from './entropies.ts'
import { binaryCrossEntropyFromLogits, crossEntropyFromLogits } from './from-logits.ts'

export const losses = {
  'half-squared-error': halfSquaredError,
  mse,
  mae,
  huber,
  'binary-cross-entropy': binaryCrossEntropy,
  'cross-entropy': crossEntropy,
  'binary-cross-entropy-from-logits': binaryCrossEntropyFromLogits,
  'cross-entropy-from-logits': crossEntropyFromLogits,
} as const satisfies Readonly<Record<string, LossDefinition>>

export type LossName = keyof typeof losses

export const lossNames = Object.keys(losses) as readonly LossName[]

/** Those of a network whose last layer answers the user: the losses from logits stop short of it. */
export const trainingLossNames = lossNames.filter((name) => losses[name].from === 'outputs')

export function isLossName(name: string): name is LossName {
  return Object.hasOwn(losses, name)
}

/** The loss of that name; a TypeError for a name that nobody should have let pass. */
export function lossOf(name: string): LossDefinition {
  if (!isLossName(name)) throw new TypeError(`there is no loss called ${name}`)
  return losses[name]
}
