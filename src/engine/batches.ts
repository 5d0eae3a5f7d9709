// Batches: where the batches of an order end. A last row that would be alone joins the batch before it where one row is too few.
import type { Network } from '../core/network.ts'
import { tiesSamples } from '../core/normalized.ts'

/** How many rows a step needs. */
export const leastRows = (network: Network): number => (tiesSamples(network) ? 2 : 1)

/** Where the batch that begins at `from` ends, of `count` rows in batches of `batchSize`. */
export function batchEnd(from: number, count: number, batchSize: number, least: number): number {
  const end = Math.min(from + batchSize, count)
  return count - end < least ? count : end
}

/** How many batches there are. */
export function batchCount(count: number, batchSize: number, least: number): number {
  const full = Math.floor(count / batchSize)
  return full === 0 || count - full * batchSize >= least ? full + 1 : full
}
