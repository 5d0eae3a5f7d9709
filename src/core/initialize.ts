// Initialize: a network with its first weights, drawn from a generator that the caller seeds.
import {
  biasInitializerNames,
  type InitializerName,
  type InitializerParameters,
  initialBiases,
  initializerNames,
  initialWeights,
} from '../math/initializers.ts'
import type { Random } from '../math/random.ts'
import { checkCount } from './checks.ts'
import { type ActivationChoice, type BiasPolicy, type LossChoice, type Network, network } from './network.ts'
import type { NormalizationChoice } from './normalization.ts'
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
    readonly normalization?: NormalizationChoice | undefined
    readonly dropout?: number
  }[]
  readonly loss: LossChoice
  readonly biasPolicy?: BiasPolicy
  /** How the biases are drawn, each layer's after its weights; not orthogonal. Left out: all are 0. */
  readonly biasInitializer?: InitializerChoice | undefined
}

/**
 * A network of a shape: weights drawn layer by layer, row by row; biases 0, or drawn after the weights of their layer.
 * @param random moves on by as many numbers as are drawn; the same seed gives the same network.
 * @throws PasoError as `network`, and unknown-initializer
 */
export function initialNetwork(
  { biasInitializer, ...shape }: NetworkShape,
  initializer: InitializerChoice,
  random: Random,
): Network {
  checkCount(shape.inputs, 'inputs')
  const ofBiases = biasInitializer && named(biasInitializer, 'biasInitializer', biasInitializerNames)
  const layers = shape.layers.map(({ units, initializer: own = initializer, ...layer }, l) => {
    checkCount(units, `layers[${l}].units`)
    const { name, parameters } = named(own, `layers[${l}]`, initializerNames)
    const inputs = shape.layers[l - 1]?.units ?? shape.inputs
    const weights = initialWeights(name, inputs, units, random, parameters)
    if (!ofBiases) return { ...layer, weights }
    const biases = initialBiases(ofBiases.name, inputs, units, random, ofBiases.parameters)
    return { ...layer, weights, biases }
  })
  return network({ ...shape, layers })
}

/** @throws PasoError unknown-initializer */
function named(choice: InitializerChoice, where: string, known: readonly string[]) {
  const { name, parameters = {} } = typeof choice === 'string' ? { name: choice } : choice
  if (!known.includes(name)) throw refusals.unknownName('initializer', name, where, known)
  return { name, parameters }
}
