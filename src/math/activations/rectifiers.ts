// Activations that bend at 0: identity (which does not), relu, leaky-relu, elu, selu. Their derivatives at 0 are PyTorch's.
import type { ElementwiseActivation } from '../definitions.ts'
import { exp, expm1 } from '../elementary.ts'
import { nonNegativeReals, reals } from '../interval.ts'

export const identity: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'identity',
  parameters: {},
  range: reals,
  kinks: [],
  f: (z) => z,
  derivative: () => 1,
}

/** Below this size 2z is finite. */
const HALF_OF_ALL = 2 ** 1023

/** max(0, z), to the bit; as a sum, since no processor foresees which sign the next z has. */
export const relu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'relu',
  parameters: {},
  range: nonNegativeReals,
  kinks: [0],
  f: (z) => (Math.abs(z) < HALF_OF_ALL ? 0.5 * (z + Math.abs(z)) : Math.max(0, z)),
  derivative: (z) => Number(z > 0),
}

export const leakyRelu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'leaky-relu',
  parameters: { slope: 0.01 },
  range: reals,
  kinks: [0],
  f: (z, { slope }) => (z > 0 ? z : slope! * z),
  derivative: (z, _a, { slope }) => (z > 0 ? 1 : slope!),
}

/** D.-A. Clevert and others, "Fast and accurate deep network learning by exponential linear units" (2015). */
export const elu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'elu',
  parameters: { alpha: 1 },
  range: { low: -1, high: Infinity, lowOpen: true, highOpen: true },
  kinks: [0],
  f: (z, { alpha }) => (z > 0 ? z : alpha! * expm1(z)),
  derivative: (z, _a, { alpha }) => (z > 0 ? 1 : alpha! * exp(z)),
}

/** The two numbers of selu: with them, means of 0 and variances of 1 are a fixed point from layer to layer. */
export const SELU_SCALE = 1.0507009873554805
export const SELU_ALPHA = 1.6732632423543772

/** G. Klambauer and others, "Self-normalizing neural networks" (2017), whose constants these are. */
export const selu: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'selu',
  parameters: {},
  range: { low: -SELU_SCALE * SELU_ALPHA, high: Infinity, lowOpen: true, highOpen: true },
  kinks: [0],
  f: (z) => (z > 0 ? SELU_SCALE * z : SELU_SCALE * SELU_ALPHA * expm1(z)),
  derivative: (z) => (z > 0 ? SELU_SCALE : SELU_SCALE * SELU_ALPHA * exp(z)),
}
