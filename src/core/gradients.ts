// Gradients: from the deltas of a batch's samples to the derivative of the batch's loss with respect to each parameter.
import type { ParameterRef } from '../math/quantity.ts'
import type { Layer, LayerValues, LossSpec, Network, Sample } from './network.ts'
import { biasCancels, tiesSamples } from './normalized.ts'
import { checkParameter, valueIn } from './parameters.ts'
import { withPenalty } from './penalty.ts'
import { addUp } from './sums.ts'
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
 * delta_j; with the shared policy from the sum of the layer's deltas, which then stands at every unit. For γ from
 * dL/du_j · normalized_j, for β from dL/du_j.
 */
export function gradientsOf(network: Network, samples: readonly SampleTrace[]): LayerValues[] {
  const { reduction } = network.loss
  const share = shareIn(network)
  const units = (layer: Layer, term: (sample: SampleTrace, unit: number) => number): number[] =>
    layer.biases.map((_, unit) =>
      overBatch(samples, reduction, (trace) => share(trace.sample, term(trace, unit))),
    )
  return network.layers.map((layer, l) => ({
    weights: layer.weights.map((row, to) =>
      row.map((weight, from) => {
        const slope = overBatch(samples, reduction, (trace) =>
          share(trace.sample, trace.deltas[l]![to]! * signalInto(trace, l)[from]!),
        )
        return withPenalty(slope, weight, network.loss)
      }),
    ),
    biases:
      network.biasPolicy === 'shared' || biasCancels(network, l, 0)
        ? layer.biases.map(() => 0).fill(commonBiasGradient(network, samples, l))
        : units(layer, ({ deltas }, unit) => deltas[l]![unit]!),
    ...(layer.normalization && {
      scales: units(
        layer,
        ({ argumentGradients, normalized }, unit) =>
          argumentGradients![l]![unit]! * normalized![l]!.normalized[unit]!,
      ),
      shifts: units(layer, ({ argumentGradients }, unit) => argumentGradients![l]![unit]!),
    }),
  }))
}

/** A number of one sample, as often as the sample counts: ω · value. */
export function weighted({ weight = 1 }: Sample, value: number): number {
  return weight * value
}

/**
 * What a sample adds to a gradient, as often as it counts. Where batch normalization ties the samples together, ω stands
 * in the derivatives from the loss on, since each sample has a part in the losses of the others.
 */
const shareIn = (network: Network): typeof weighted =>
  tiesSamples(network) ? (_sample, value) => value : weighted

/** What a layer receives from a sample: the activations of the layer before, or the input. */
export function signalInto(
  { sample, activations }: Pick<SampleTrace, 'sample' | 'activations'>,
  layer: number,
): readonly number[] {
  return layer === 0 ? sample.input : activations[layer - 1]!
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
  if (ref.kind === 'bias' && ref.unit === 'all') {
    return commonBiasGradient(trace.network, trace.samples, ref.layer)
  }
  return valueIn(gradients, ref)
}

/** The sum of the layer's deltas, which is 0 where the bias cancels: there rounding alone would be left. */
function commonBiasGradient(network: Network, samples: readonly SampleTrace[], layer: number): number {
  if (biasCancels(network, layer, 'all')) return 0
  const share = shareIn(network)
  return overBatch(samples, network.loss.reduction, (trace) =>
    share(trace.sample, addUp(trace.deltas[layer]!)),
  )
}
