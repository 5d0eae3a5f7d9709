// The activations: each a formula with its derivation, and the code that computes the same.
import { sigmoid, softsign, tanh } from './activations/bounded.ts'
import { elu, identity, leakyRelu, relu, selu } from './activations/rectifiers.ts'
import { gelu, geluTanh, mish, silu, softplus } from './activations/smooth-rectifiers.ts'
import { softmax } from './activations/softmax.ts'
import type { ActivationDefinition } from './definitions.ts'

export const activations = {
  identity,
  sigmoid,
  tanh,
  relu,
  'leaky-relu': leakyRelu,
  elu,
  selu,
  gelu,
  'gelu-tanh': geluTanh,
  silu,
  softplus,
  softsign,
  mish,
  softmax,
} as const satisfies Readonly<Record<string, ActivationDefinition>>

export type ActivationName = keyof typeof activations

export const activationNames = Object.keys(activations) as readonly ActivationName[]

export function isActivationName(name: string): name is ActivationName {
  return Object.hasOwn(activations, name)
}

/** The activation of that name; a TypeError for a name that nobody should have let pass. */
export function activationOf(name: string): ActivationDefinition {
  if (!isActivationName(name)) throw new TypeError(`there is no activation called ${name}`)
  return activations[name]
}
