// The stand-in samples of a network file that brings none: a row to begin from, where a step is to be told.
import type { Network, Sample } from '../core/network.ts'
import { tiesSamples } from '../core/normalized.ts'
import { contains } from '../math/interval.ts'
import { lossOf } from '../math/losses.ts'
import type { NetworkFile } from './network-file.ts'

/**
 * Of a model the means of its columns, and of each column of categories the one that a missing cell counts as, or the
 * first; of other networks zeros. The target is 0, the mean of a standardized column; the first class where the loss takes
 * probabilities that add up to 1. Batch normalization needs a second row: each number is 1 there, a standard deviation above.
 * @returns inputs [inputs], targets [units of the last layer]
 */
export function standInSamples({
  network,
  encoding,
}: Pick<NetworkFile, 'network' | 'encoding'>): readonly Sample[] {
  const target = standInTarget(network)
  const at = (number: number): Sample => ({ input: inputAt(number, network, encoding), target })
  return tiesSamples(network) ? [at(0), at(1)] : [at(0)]
}

function inputAt(number: number, { inputs }: Network, encoding: NetworkFile['encoding']): readonly number[] {
  if (!encoding) return new Array<number>(inputs).fill(number)
  return encoding.inputs.flatMap((column) => {
    if (column.kind === 'number') return [number]
    const usual = Math.max(0, column.categories.indexOf(column.missing ?? ''))
    return column.categories.map((_, i) => (i === usual ? 1 : 0))
  })
}

function standInTarget({ layers, loss }: Network): readonly number[] {
  const { targetsAreProbabilities, targetDomain } = lossOf(loss.name)
  const rest = contains(targetDomain, 0) ? 0 : targetDomain.low
  return layers.at(-1)!.biases.map((_, k) => (targetsAreProbabilities && k === 0 ? 1 : rest))
}
