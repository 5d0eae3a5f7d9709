// Limits in place: clipped gradients and weights held within a norm, in flat numbers; equal to core's to the bit.
import { clippedValue, factorWithin } from '../core/limits.ts'
import type { BiasPolicy } from '../core/network.ts'
import type { ClipSpec } from '../core/trace.ts'
import type { Taint } from './layer-state.ts'
import type { Shape } from './parameters.ts'

/**
 * Clips the gradients of all parameters by value, then by the norm of those that are trained.
 * @param taint of what a limit would hide: gradients that are infinite, and their norm
 */
export function clip(
  gradients: Float64Array,
  { value, norm }: ClipSpec,
  shape: Shape,
  policy: BiasPolicy,
  taint: Taint,
): void {
  if (value !== undefined) {
    for (let i = 0; i < gradients.length; i++) {
      taint.value += 0 * gradients[i]!
      gradients[i] = clippedValue(gradients[i]!, value)
    }
  }
  if (norm === undefined) return
  const gradientNorm = trainedNorm(gradients, shape, policy)
  taint.value += 0 * gradientNorm
  scale(gradients, 0, gradients.length, factorWithin(gradientNorm, norm))
}

/** A bias that a layer's units share is one parameter; fixed biases are none. */
function trainedNorm(gradients: Float64Array, { layers }: Shape, policy: BiasPolicy): number {
  let sum = 0
  for (const { weights, biases, units, scales, end } of layers) {
    const trainedBiases = { 'per-neuron': units, shared: 1, fixed: 0 }[policy]
    for (let i = weights; i < biases + trainedBiases; i++) sum += gradients[i]! * gradients[i]!
    for (let i = scales; i < end; i++) sum += gradients[i]! * gradients[i]!
  }
  return Math.sqrt(sum)
}

/**
 * Scales the weights into each unit back to a norm of at most `limit`.
 * @param taint of those norms
 */
export function holdWithinNorm(
  parameters: Float64Array,
  limit: number,
  { layers }: Shape,
  taint: Taint,
): void {
  for (const { weights, units, inputs } of layers) {
    for (let j = 0; j < units; j++) {
      const from = weights + j * inputs
      let sum = 0
      for (let i = from; i < from + inputs; i++) sum += parameters[i]! * parameters[i]!
      taint.value += 0 * sum
      scale(parameters, from, from + inputs, factorWithin(Math.sqrt(sum), limit))
    }
  }
}

function scale(values: Float64Array, from: number, to: number, factor: number): void {
  if (factor === 1) return
  for (let i = from; i < to; i++) values[i] = factor * values[i]!
}
