// Initialize: a network with its first weights, drawn from a generator that the caller seeds.
import {
  type InitializerName,
  type InitializerParameters,
  initializerNames,
  initialWeights,
  isInitializerName,
} from '../math/initializers.ts'
import type { Random } from '../math/random.ts'
import { checkCount } from './checks.ts'
import { type ActivationChoice, type BiasPolicy, type LossChoice, type Network, network } from './network.ts'
import { refusals } from './refusals.ts'

/** An initializer by its name, or with some of its parameters. */
export type InitializerChoice =
  | InitializerName
  | { readonly name: InitializerName; readonly parameters?: InitializerParameters }

/** A network without its numbers. */
export interface NetworkShape {
  readonly inputs: number
  readonly layers: readonly {
    readonly units: number
    readonly activation: ActivationChoice
    /** Where this layer's weights are drawn in a way of their own. */
    readonly initializer?: InitializerChoice
    readonly dropout?: number
  }[]
  readonly loss: LossChoice
  readonly biasPolicy?: BiasPolicy
}

/**
 * A network of a shape: weights drawn layer by layer, row by row; biases 0.
 * @param random moves on by as many numbers as there are weights; the same seed gives the same network.
 * @throws PasoError as `network`, and unknown-initializer
 */
export function initialNetwork(shape: NetworkShape, initializer: InitializerChoice, random: Random): Network {
  checkCount(shape.inputs, 'inputs')
  const layers = shape.layers.map(({ units, initializer: own = initializer, ...layer }, l) => {
    checkCount(units, `layers[${l}].units`)
    const { name, parameters } = typeof own === 'string' ? { name: own } : own
    if (!isInitializerName(name))
      throw refusals.unknownName('initializer', name, `layers[${l}]`, initializerNames)
    const inputs = shape.layers[l - 1]?.units ?? shape.inputs
    return { ...layer, weights: initialWeights(name, inputs, units, random, parameters) }
  })
  return network({ ...shape, layers })
}
