// How many threads a training takes: as many as its steps keep busy.
import type { Network } from '../../../core/network.ts'
import { MOST_THREADS } from '../../defaults.ts'
import type { PlanOptions } from '../../engine.ts'
import { TILE } from '../layout.ts'
import { canShare, processors } from './worker.ts'

/** float32 operations that take some sixty microseconds: below, meeting costs more than sharing saves. */
const WORTH_A_THREAD = 2.5e6

/** Operations of a step, a multiplication and its addition counted as two; the inputs need no gradient. */
export const operationsOf = ({ layers, inputs }: Network, batchSize: number): number =>
  layers.reduce(
    (sum, { biases }, l) =>
      sum + (l === 0 ? 4 : 6) * batchSize * biases.length * (layers[l - 1]?.biases.length ?? inputs),
    0,
  )

/** @param bytes of a number: doubles take twice as long */
export function threadsFor(
  network: Network,
  batchSize: number,
  bytes: number,
  { threads = 1, worth = WORTH_A_THREAD }: PlanOptions,
): number {
  const asked = threads === 'auto' ? Math.min(processors(), MOST_THREADS) : threads
  const busy = Math.floor((operationsOf(network, batchSize) * (bytes / 4)) / worth)
  const most = Math.min(asked, busy, Math.floor(batchSize / TILE))
  return most > 1 && canShare() ? most : 1
}
