// Penalties in place: what they add to the gradients of the weights, and to the loss; each sum in core's order.
import type { LossSpec } from '../core/network.ts'
import { withPenalty } from '../core/penalty.ts'
import type { Shape } from './parameters.ts'

/** Adds the penalties to the gradients of the weights, and to the loss, which it returns. */
export function addPenalties(
  loss: number,
  spec: LossSpec,
  parameters: Float64Array,
  gradients: Float64Array,
  { layers }: Shape,
): number {
  let [sizes, squares] = [0, 0]
  for (const { weights, biases } of layers) {
    for (let i = weights; i < biases; i++) {
      const weight = parameters[i]!
      gradients[i] = withPenalty(gradients[i]!, weight, spec)
      sizes += Math.abs(weight)
      squares += weight * weight
    }
  }
  const first = spec.l1 === 0 ? loss : loss + spec.l1 * sizes
  return spec.l2 === 0 ? first : first + (spec.l2 / 2) * squares
}
