// Gradients: from the deltas of a batch's samples to the derivative of the batch's loss with respect to each parameter.
import type { ParameterRef } from '../math/quantity.ts'
import { addUp } from './forward.ts'
import type { LayerValues, LossSpec, Network, Sample } from './network.ts'
import { checkParameter } from './parameters.ts'
import { withPenalty } from './penalty.ts'
import type { SampleTrace, StepTrace } from './trace.ts'

/**
 * The mean (or the sum) over a batch: (1/N) · (term_1 + … + term_N), from left to right; one sample's term stands as
 * it is.
 */
export function overBatch<Item>(
  samples: readonly Item[],
  reduction: LossSpec['reduction'],
  term: (sample: Item) => number,
): number {
  let sum = term(samples[0]!)
  for (let n = 1; n < samples.length; n++) sum += term(samples[n]!)
  return reduction === 'mean' && samples.length > 1 ? (1 / samples.length) * sum : sum
}

/**
 * d(batch loss)/d(parameter), shaped as the network: for a weight from delta_j · a_k and its penalty, for a bias from
 * delta_j; with the shared policy from the sum of the layer's deltas, which then stands at every unit.
 */
export function gradientsOf(network: Network, samples: readonly SampleTrace[]): LayerValues[] {
  const { reduction } = network.loss
  return network.layers.map((layer, l) => ({
    weights: layer.weights.map((row, to) =>
      row.map((weight, from) => {
        const slope = overBatch(samples, reduction, (trace) =>
          weighted(trace.sample, trace.deltas[l]![to]! * signalInto(trace, l)[from]!),
        )
        return withPenalty(slope, weight, network.loss)
      }),
    ),
    biases:
      network.biasPolicy === 'shared'
        ? layer.biases.map(() => 0).fill(sharedBiasGradient(samples, l, reduction))
        : layer.biases.map((_, unit) =>
            overBatch(samples, reduction, (trace) => weighted(trace.sample, trace.deltas[l]![unit]!)),
          ),
  }))
}

/** A number of one sample, as often as the sample counts: ω · value. */
export function weighted({ weight = 1 }: Sample, value: number): number {
  return weight * value
}

/** What a layer receives from a sample: the activations of the layer before, or the input. */
export function signalInto(sample: SampleTrace, layer: number): readonly number[] {
  return layer === 0 ? sample.sample.input : sample.activations[layer - 1]!
}

/** The part of a step that tells gradients. */
export type BatchGradients = Pick<StepTrace, 'network' | 'samples' | 'gradients'>

/**
 * The gradient of one parameter in a step. Of a layer's bias 'all': the derivative when the biases of all its units
 * move together, which is the sum of the layer's deltas whatever the policy.
 * @throws PasoError unknown-parameter
 */
export function gradientOf(trace: BatchGradients, ref: ParameterRef): number {
  checkParameter(trace.network, ref)
  const gradients = trace.gradients[ref.layer]!
  if (ref.kind === 'weight') return gradients.weights[ref.to]![ref.from]!
  return ref.unit === 'all'
    ? sharedBiasGradient(trace.samples, ref.layer, trace.network.loss.reduction)
    : gradients.biases[ref.unit]!
}

function sharedBiasGradient(
  samples: readonly SampleTrace[],
  layer: number,
  reduction: LossSpec['reduction'],
): number {
  return overBatch(samples, reduction, (trace) => weighted(trace.sample, addUp(trace.deltas[layer]!)))
}
