// Network: the layers, the loss and the bias policy of a multilayer perceptron, as immutable values in float64.
import type { ActivationName } from '../math/activations.ts'
import type { Parameters } from '../math/definitions.ts'
import type { LossName } from '../math/losses.ts'

export interface ActivationSpec {
  readonly name: ActivationName
  /** Complete: defaults filled in. */
  readonly parameters: Parameters
}

export interface Layer {
  /** weights[to][from], as in PyTorch: one row for each unit of this layer. */
  readonly weights: readonly (readonly number[])[]
  /** One bias for each unit, whatever the policy. */
  readonly biases: readonly number[]
  readonly activation: ActivationSpec
}

export interface LossSpec {
  readonly name: LossName
  readonly parameters: Parameters
  /** How a batch's loss comes from its samples' losses. */
  readonly reduction: 'mean' | 'sum'
}

/**
 * per-neuron: each unit has a bias of its own, trained. shared: one bias for each layer, trained; its gradient is the
 * sum of the layer's deltas. fixed: biases are not trained (the deck).
 */
export type BiasPolicy = 'per-neuron' | 'shared' | 'fixed'

export interface Network {
  /** How many inputs. */
  readonly inputs: number
  readonly layers: readonly Layer[]
  readonly loss: LossSpec
  readonly biasPolicy: BiasPolicy
}

/** One input with its target. */
export interface Sample {
  /** [inputs] */
  readonly input: readonly number[]
  /** [units of the last layer] */
  readonly target: readonly number[]
}

/** Arrays shaped like a network's parameters: gradients, memories. */
export interface LayerValues {
  /** [to][from] */
  readonly weights: readonly (readonly number[])[]
  /** [unit]; with the shared policy all units of a layer hold the same number. */
  readonly biases: readonly number[]
}
