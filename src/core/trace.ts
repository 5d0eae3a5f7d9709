// Trace: everything that one training step computes, kept, so that each number can be asked for and told.

import type { OptimizerOptions, VectorStep } from '../math/definitions.ts'
import type { CurvaturePair } from '../math/optimizers/two-loop.ts'
import type { OptimizerName } from '../math/optimizers.ts'
import type { MemoryName } from '../math/quantity.ts'
import type { ScheduleSpec } from '../math/schedules.ts'
import type { Masks } from './dropout.ts'
import type { LayerValues, Network, Sample } from './network.ts'
import type { NormalizedLayer } from './normalize.ts'

/** The forward pass of one sample. Layers and units from 0. */
export interface ForwardTrace {
  readonly sample: Sample
  /** Of dropout, in a step of a network that has it: a = m · f(z). */
  readonly masks?: Masks | undefined
  /** z[layer][unit] */
  readonly preActivations: readonly (readonly number[])[]
  /** By layer, what normalization made of z; undefined where none does. a = f(u) then. */
  readonly normalized?: readonly (NormalizedLayer | undefined)[] | undefined
  /** a[layer][unit] */
  readonly activations: readonly (readonly number[])[]
  /** What the outputs are compared with: the sample's targets, smoothed where the loss says so. */
  readonly targets: readonly number[]
  /** One term for each output; they add up, in order, to `loss`. */
  readonly unitLosses: readonly number[]
  readonly loss: number
}

/**
 * The backward pass of one sample. All derivatives are of that sample's own loss; where batch normalization ties the
 * samples together, so that each has a part in every loss, of the sum of the batch's losses, ω_1·l_1 + … + ω_N·l_N.
 */
export interface BackwardTrace {
  /** dL/da[layer][unit]: for the last layer from the loss, for the others the sum over the next layer. */
  readonly activationGradients: readonly (readonly number[])[]
  /**
   * da/dz[layer][unit], which is f'(z), or m · f'(z) under a mask; for a vector activation its Jacobian's diagonal.
   * Where the layer is normalized, da/du.
   */
  readonly slopes: readonly (readonly number[])[]
  /** dL/du by layer, where it is normalized: from there γ, β and z have their gradients. */
  readonly argumentGradients?: readonly (readonly number[] | undefined)[] | undefined
  /** delta[layer][unit] = dL/dz */
  readonly deltas: readonly (readonly number[])[]
  /** Whether the last layer's deltas come from the canonical short cut. */
  readonly shortCut: boolean
}

export interface SampleTrace extends ForwardTrace, BackwardTrace {}

export interface OptimizerSpec {
  readonly name: OptimizerName
  /** Complete: defaults filled in. */
  readonly options: OptimizerOptions
  /** What keeps the gradients small, before the optimizer sees them. */
  readonly clip?: ClipSpec
  /** The largest norm that the weights into a unit may have after a step; longer ones are scaled back. */
  readonly maxNorm?: number
  /** How the learning rate changes from step to step. */
  readonly schedule?: ScheduleSpec
}

/** Limits of the gradients, the first before the second. */
export interface ClipSpec {
  /** The largest |g| of one parameter. */
  readonly value?: number
  /** The largest norm of the gradients of all trained parameters together. */
  readonly norm?: number
}

/** What the optimizer remembers between steps. */
export interface OptimizerState {
  /** How many steps were made. */
  readonly time: number
  /** What the learning rate has been multiplied by since the start: a schedule that waits for a plateau lowers it. */
  readonly rateFactor: number
  /** memory[name][layer] */
  readonly memory: Readonly<Partial<Record<MemoryName, readonly LayerValues[]>>>
  /** What a vector optimizer remembers of its last steps, the oldest first; of the trained parameters, each once. */
  readonly pairs?: readonly CurvaturePair[]
}

/** A batch at one point: every sample's passes, the loss and its gradients. */
export interface BatchTrace {
  readonly network: Network
  readonly samples: readonly SampleTrace[]
  readonly loss: number
  /** d(batch loss)/d(parameter)[layer]; for fixed biases too. */
  readonly gradients: readonly LayerValues[]
}

/** One training step. Network, loss and gradients are those before the update. */
export interface StepTrace extends BatchTrace {
  /** The norm of all trained gradients, clipped by value; where they are clipped by norm. */
  readonly gradientNorm: number | undefined
  /** The norm of the weights into each unit [layer][unit], as the optimizer left them; where there is a max-norm. */
  readonly unitNorms: readonly (readonly number[])[] | undefined
  readonly optimizer: OptimizerSpec
  /** That of this step, as the schedule has it; undefined where the step was searched for. */
  readonly learningRate: number | undefined
  readonly stateBefore: OptimizerState
  readonly stateAfter: OptimizerState
  readonly networkAfter: Network
  /** How a vector optimizer came from the one network to the other. */
  readonly search?: VectorStep | undefined
}
