// The network that a training starts from: layers of the asked sizes with weights drawn from a seed.
import { type InitializerChoice, initialNetwork, type NetworkShape } from '../core/initialize.ts'
import type { ActivationChoice, LossChoice, Network } from '../core/network.ts'
import type { InitializerName } from '../math/initializers.ts'
import type { Random } from '../math/random.ts'

type Layer = NetworkShape['layers'][number]

export interface StartingPoint {
  readonly inputs: number
  readonly outputs: number
  /** The hidden layers; none for a network without them. */
  readonly hidden: readonly Pick<Layer, 'units' | 'normalization' | 'dropout'>[]
  readonly activation: ActivationChoice
  readonly outputActivation: ActivationChoice
  readonly loss: LossChoice
  /** Of all layers. Left out: He's for hidden units that are silent on one side, Glorot's for all others. */
  readonly initializer?: InitializerChoice | undefined
  /** Left out: all biases are 0. */
  readonly biasInitializer?: InitializerChoice | undefined
}

/** He's spread suits units that are silent on one side, Glorot's those that are not. */
const halfSilent = new Set<string>([
  'relu',
  'leaky-relu',
  'elu',
  'selu',
  'gelu',
  'gelu-tanh',
  'silu',
  'softplus',
  'mish',
])

/** How a hidden layer's weights are drawn when the user says nothing. */
export function usualInitializer(activation: ActivationChoice): InitializerName {
  const name = typeof activation === 'string' ? activation : activation.name
  return halfSilent.has(name) ? 'he-uniform' : 'glorot-uniform'
}

/**
 * Weights drawn layer by layer, row by row; biases 0, or drawn after the weights of their layer.
 * @throws PasoError of core's `network`
 */
export function startingNetwork(point: StartingPoint, random: Random): Network {
  const { inputs, outputs, hidden, activation, outputActivation, loss, biasInitializer } = point
  const layers = [
    ...hidden.map((layer) => ({
      ...{ ...layer, activation },
      initializer: point.initializer ?? usualInitializer(activation),
    })),
    { units: outputs, activation: outputActivation },
  ]
  const shape = { inputs, layers, loss, biasInitializer }
  return initialNetwork(shape, point.initializer ?? 'glorot-uniform', random)
}
