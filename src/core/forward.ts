// Forward: from the inputs to the loss, every number kept. Sums run in one fixed order, so that others can repeat them to the bit.
import { lossOf, smoothedClasses, smoothedTarget } from '../math/losses.ts'
import type { Masks } from './dropout.ts'
import type { Network, Sample } from './network.ts'
import { type NormalizedLayer, normalizeRow } from './normalize.ts'
import { activate, preActivationsOf } from './outputs.ts'
import { checkSample } from './samples.ts'
import { addUp } from './sums.ts'
import type { ForwardTrace } from './trace.ts'

/**
 * The forward pass of one sample: z_j = b_j + Σ_k w_jk · a_k (the bias first, then k ascending), a = f(z), and the
 * loss as the sum of one term for each output. A normalized layer has a = f(u) in place of f(z). As in evaluation:
 * nothing is dropped, and batch normalization takes its running statistics.
 * @throws PasoError when the sample does not fit the network.
 */
export function forward(network: Network, sample: Sample): ForwardTrace {
  checkSample(network, sample)
  return forwardPass(network, sample)
}

/** `forward` for a sample that was checked before; with the masks of a step where there are any: a = m · f(z). */
export function forwardPass(network: Network, sample: Sample, masks?: Masks): ForwardTrace {
  const preActivations: number[][] = []
  const activations: number[][] = []
  const normalized = isNormalized(network) ? ([] as (NormalizedLayer | undefined)[]) : undefined
  let signal = sample.input
  for (let l = 0; l < network.layers.length; l++) {
    const layer = network.layers[l]!
    const z = preActivationsOf(layer, signal)
    const normal = layer.normalization && normalizeRow(layer.normalization, z)
    const a = masked(activate(layer, normal?.arguments ?? z), masks?.[l])
    preActivations.push(z)
    normalized?.push(normal)
    activations.push(a)
    signal = a
  }
  const targets = targetsOf(network, sample.target)
  const unitLosses = unitLossesOf(network, targets, signal)
  return {
    sample,
    masks,
    preActivations,
    normalized,
    activations,
    targets,
    unitLosses,
    loss: addUp(unitLosses),
  }
}

/** What the outputs are compared with in training: the sample's own targets, or those that label smoothing makes of them. */
export function targetsOf({ loss }: Network, target: readonly number[]): readonly number[] {
  if (loss.labelSmoothing === 0) return target
  const classes = smoothedClasses(lossOf(loss.name), target.length)
  return target.map((y) => smoothedTarget(y, loss.labelSmoothing, classes))
}

const isNormalized = ({ layers }: Network): boolean => layers.some(({ normalization }) => normalization)

/** The terms of a sample's loss, one for each output. */
export function unitLossesOf(
  network: Network,
  target: readonly number[],
  outputs: readonly number[],
): number[] {
  const loss = lossOf(network.loss.name)
  return outputs.map((_, unit) => loss.term(unit, target, outputs, network.loss.parameters))
}

export const masked = (f: number[], mask: readonly number[] | undefined): number[] =>
  mask ? f.map((value, unit) => mask[unit]! * value) : f
