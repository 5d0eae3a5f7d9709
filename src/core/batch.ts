// Batch: samples forward and backward in training: one by one, or layer by layer where batch normalization ties them together.
import { backward, backwardPass, resultOf, throughActivation } from './backward.ts'
import type { Masks } from './dropout.ts'
import { forwardPass, masked, targetsOf, unitLossesOf } from './forward.ts'
import type { Layer, Network, Sample } from './network.ts'
import { type NormalizedLayer, normalizeRow, normalizeRows, rowDeltas, rowsDeltas } from './normalize.ts'
import { checkBatchSize, tiesSamples } from './normalized.ts'
import { activate, preActivationsOf } from './outputs.ts'
import type { Calculus } from './short-cut.ts'
import { addUp } from './sums.ts'
import type { BackwardTrace, ForwardTrace, SampleTrace } from './trace.ts'

/**
 * The forward pass of a batch in training, for samples that were checked before.
 * @throws PasoError batch-of-one
 */
export function forwardBatch(
  network: Network,
  samples: readonly Sample[],
  masks?: readonly (Masks | undefined)[],
): ForwardTrace[] {
  if (!tiesSamples(network)) return samples.map((sample, n) => forwardPass(network, sample, masks?.[n]))
  checkBatchSize(network, samples.length)
  const preActivations: number[][][] = samples.map(() => [])
  const normalized: (NormalizedLayer | undefined)[][] = samples.map(() => [])
  const activations: number[][][] = samples.map(() => [])
  for (const [l, layer] of network.layers.entries()) {
    const z = samples.map(({ input }, n) =>
      preActivationsOf(layer, l === 0 ? input : activations[n]![l - 1]!),
    )
    const normal = normalizedRows(layer, z)
    for (let n = 0; n < samples.length; n++) {
      preActivations[n]!.push(z[n]!)
      normalized[n]!.push(normal?.[n])
      activations[n]!.push(masked(activate(layer, normal?.[n]?.arguments ?? z[n]!), masks?.[n]?.[l]))
    }
  }
  return samples.map((sample, n) => {
    const targets = targetsOf(network, sample.target)
    const unitLosses = unitLossesOf(network, targets, activations[n]!.at(-1)!)
    return {
      sample,
      masks: masks?.[n],
      preActivations: preActivations[n]!,
      normalized: normalized[n],
      activations: activations[n]!,
      targets,
      unitLosses,
      loss: addUp(unitLosses),
    }
  })
}

function normalizedRows({ normalization }: Layer, z: readonly number[][]): NormalizedLayer[] | undefined {
  if (!normalization) return undefined
  if (normalization.kind === 'batch') return normalizeRows(normalization, z)
  return z.map((row) => normalizeRow(normalization, row))
}

/** The backward pass of a batch that went forward in training. */
export function backwardBatch(
  network: Network,
  traces: readonly ForwardTrace[],
  calculus?: Calculus,
): BackwardTrace[] {
  if (!tiesSamples(network)) return traces.map((trace) => backward(network, trace, calculus))
  const passes = traces.map((trace) => backwardPass(network, trace, calculus, trace.sample.weight))
  for (let l = network.layers.length - 1; l >= 0; l--) {
    const gradients = passes.map((pass) => throughActivation(pass, l))
    const deltas = deltasOfRows(
      network.layers[l]!,
      traces.map(({ normalized }) => normalized?.[l]),
      gradients,
    )
    passes.forEach((pass, n) => {
      pass.deltas[l] = deltas[n]!
    })
  }
  return passes.map(resultOf)
}

function deltasOfRows(
  { normalization }: Layer,
  normalized: readonly (NormalizedLayer | undefined)[],
  gradients: number[][],
): number[][] {
  if (!normalization) return gradients
  const layers = normalized as readonly NormalizedLayer[]
  if (normalization.kind === 'batch') return rowsDeltas(normalization, layers, gradients)
  return gradients.map((row, n) => rowDeltas(normalization, layers[n]!, row))
}

/** A batch forward and backward: what a step keeps of its samples. */
export function tracesOf(
  network: Network,
  samples: readonly Sample[],
  masks?: readonly (Masks | undefined)[],
  calculus?: Calculus,
): SampleTrace[] {
  if (!tiesSamples(network)) {
    return samples.map((sample, n) => {
      const trace = forwardPass(network, sample, masks?.[n])
      return both(trace, backward(network, trace, calculus))
    })
  }
  const traces = forwardBatch(network, samples, masks)
  return backwardBatch(network, traces, calculus).map((back, n) => both(traces[n]!, back))
}

/** Field by field: a spread would take half of the time of a step. */
function both(forward: ForwardTrace, back: BackwardTrace): SampleTrace {
  const { sample, masks, preActivations, normalized, activations, targets, unitLosses, loss } = forward
  const { activationGradients, slopes, argumentGradients, deltas, shortCut } = back
  return {
    sample,
    masks,
    preActivations,
    normalized,
    activations,
    targets,
    unitLosses,
    loss,
    activationGradients,
    slopes,
    argumentGradients,
    deltas,
    shortCut,
  }
}
