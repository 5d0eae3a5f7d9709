// The network that a training starts from: layers of the asked sizes with weights drawn from a seed.
import { type ActivationChoice, type LossChoice, type Network, network } from '../core/network.ts'
import { type InitializerName, initialWeights } from '../math/initializers.ts'
import type { Random } from '../math/random.ts'

export interface StartingPoint {
  readonly inputs: number
  readonly outputs: number
  /** Units of each hidden layer; none for a network without hidden layers. */
  readonly hidden: readonly number[]
  readonly activation: ActivationChoice
  readonly outputActivation: ActivationChoice
  readonly loss: LossChoice
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

/**
 * Weights drawn layer by layer, row by row; biases 0.
 * @throws PasoError of core's `network`
 */
export function startingNetwork(point: StartingPoint, random: Random): Network {
  const { inputs, outputs, hidden, activation, outputActivation, loss } = point
  const name = typeof activation === 'string' ? activation : activation.name
  const initializer: InitializerName = halfSilent.has(name) ? 'he-uniform' : 'glorot-uniform'
  const sizes = [inputs, ...hidden, outputs]
  const layers = sizes.slice(1).map((units, l) => {
    const isLast = l === hidden.length
    return {
      weights: initialWeights(isLast ? 'glorot-uniform' : initializer, sizes[l]!, units, random),
      activation: isLast ? outputActivation : activation,
    }
  })
  return network({ inputs, layers, loss })
}
