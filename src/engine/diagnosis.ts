// Diagnosis: why a network hardly learns: layers whose units all stay silent, and gradients that shrink on their way back.
import { backward } from '../core/backward.ts'
import { tracesOf } from '../core/batch.ts'
import { forwardPass } from '../core/forward.ts'
import { signalInto } from '../core/gradients.ts'
import type { Network, Sample } from '../core/network.ts'
import { tiesSamples } from '../core/normalized.ts'
import type { Warning } from '../errors.ts'
import { activationOf } from '../math/activations.ts'
import { trainingWarnings } from './refusals.ts'

/** So many rows tell whether gradients shrink. */
const ROWS_LOOKED_AT = 64

/** A first layer whose gradients are so much smaller than the last one's learns that much more slowly. */
const VANISHING = 1e-6

/** A list, or what makes its samples one by one as they are looked at. */
export interface Samples extends Iterable<Sample> {
  readonly length: number
}

/** @param samples at least one; training rows, as the network takes them */
export function diagnose(start: Network, trained: Network, samples: Samples): Warning[] {
  const vanishing = vanishingGradient(start, firstOf(samples, ROWS_LOOKED_AT))
  return [...deadLayers(trained, samples), ...(vanishing ? [vanishing] : [])]
}

function firstOf(samples: Samples, most: number): Sample[] {
  const first: Sample[] = []
  for (const sample of samples) {
    if (first.length === most) break
    first.push(sample)
  }
  return first
}

/** Hidden layers whose units give 0, with slope 0, on every row. */
function deadLayers(network: Network, samples: Samples): Warning[] {
  const candidates = network.layers.slice(0, -1).flatMap((layer, l) => {
    const { kind, range } = activationOf(layer.activation.name)
    return kind === 'elementwise' && range.low === 0 ? [l] : []
  })
  const alive = new Set<number>()
  for (const sample of samples) {
    if (alive.size === candidates.length) return []
    const trace = forwardPass(network, sample)
    const { slopes } = backward(network, trace)
    for (const l of candidates) if (slopes[l]!.some((slope) => slope !== 0)) alive.add(l)
  }
  return candidates
    .filter((l) => !alive.has(l))
    .map((l) => trainingWarnings.deadLayer(network, l, samples.length))
}

function vanishingGradient(network: Network, samples: readonly Sample[]): Warning | undefined {
  const last = network.layers.length - 1
  const largest = new Array<number>(network.layers.length).fill(0)
  if (last < 2 || (tiesSamples(network) && samples.length < 2)) return undefined
  // As in a step that drops nothing: batch normalization takes the statistics of these rows.
  for (const trace of tracesOf(network, samples)) {
    trace.deltas.forEach((deltas, l) => {
      const [delta, input] = [largestOf(deltas), largestOf(signalInto(trace, l))]
      largest[l] = Math.max(largest[l]!, delta * Math.max(1, input))
    })
  }
  if (!(largest[0]! < VANISHING * largest[last]!)) return undefined
  return trainingWarnings.vanishing(network, largest[0]!, largest[last]!)
}

/** Without spreading them: there may be more than a call takes. */
const largestOf = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
