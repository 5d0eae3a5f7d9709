// The stand-in sample of a network file that brings none: a row to begin from, where a step is to be told.
import type { Sample } from '../core/network.ts'
import { contains } from '../math/interval.ts'
import { lossOf } from '../math/losses.ts'
import type { NetworkFile } from './network-file.ts'

/**
 * Of a model the means of its columns, and of each column of categories the one that a missing cell counts as, or the
 * first; of other networks zeros. The target is 0, the mean of a standardized column; the first class where the loss takes
 * probabilities that add up to 1.
 * @returns input [inputs], target [units of the last layer]
 */
export function standInSample({ network, encoding }: Pick<NetworkFile, 'network' | 'encoding'>): Sample {
  const input = encoding
    ? encoding.inputs.flatMap((column) => {
        if (column.kind === 'number') return [0]
        const at = Math.max(0, column.categories.indexOf(column.missing ?? ''))
        return column.categories.map((_, i) => (i === at ? 1 : 0))
      })
    : new Array<number>(network.inputs).fill(0)
  const { targetsAreProbabilities, targetDomain } = lossOf(network.loss.name)
  const rest = contains(targetDomain, 0) ? 0 : targetDomain.low
  const outputs = network.layers.at(-1)!.biases
  return { input, target: outputs.map((_, k) => (targetsAreProbabilities && k === 0 ? 1 : rest)) }
}
