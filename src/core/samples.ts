// Samples: whether an input and its target fit a network.
import { contains, nonNegativeReals } from '../math/interval.ts'
import { lossOf } from '../math/losses.ts'
import { checkFinite } from './checks.ts'
import type { Network, Sample } from './network.ts'
import { refusals } from './refusals.ts'

/** How far from 1 the targets of a sample may add up: the roundings of a long row of shares, no more. */
const SUM_TOLERANCE = 1e-9

/**
 * @param index the sample's place in its batch, for the message.
 * @throws PasoError input-count, target-count, not-finite, sample-weight-out-of-range, target-out-of-domain,
 * targets-not-probabilities
 */
export function checkSample(network: Network, { input, target, weight = 1 }: Sample, index = 0): void {
  const outputs = network.layers.at(-1)!.biases.length
  if (input.length !== network.inputs) throw refusals.inputCount(index, network.inputs, input.length)
  if (target.length !== outputs) throw refusals.targetCount(index, outputs, target.length)
  checkFinite(input, `samples[${index}].input`)
  checkFinite(target, `samples[${index}].target`)
  if (!contains(nonNegativeReals, weight)) throw refusals.sampleWeightOutOfRange(index, weight)

  const loss = lossOf(network.loss.name)
  for (const [unit, value] of target.entries()) {
    if (!contains(loss.targetDomain, value)) throw refusals.targetOutOfDomain(index, unit, value, loss)
  }
  if (!loss.targetsAreProbabilities) return
  const sum = target.reduce((a, b) => a + b)
  if (Math.abs(sum - 1) > SUM_TOLERANCE) throw refusals.targetsNotProbabilities(index, sum, loss.name)
}

/** @throws PasoError as `checkSample`, and empty-batch when there is none. */
export function checkSamples(network: Network, samples: readonly Sample[]): void {
  if (samples.length === 0) throw refusals.emptyBatch()
  for (let n = 0; n < samples.length; n++) checkSample(network, samples[n]!, n)
}
