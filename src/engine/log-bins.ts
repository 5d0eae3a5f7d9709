// Log bins: how many numbers of which size, counted on a logarithmic axis.
import { power } from '../math/elementary.ts'

/** Sizes as plain data; all numbers are in one of the counts. */
export interface LogBins {
  /** The first bin begins at 10^from. */
  readonly from: number
  readonly perDecade: number
  /** counts[i]: sizes from 10^(from + i / perDecade) up to where the next one begins; the last bin holds its end too. */
  readonly counts: readonly number[]
  /** Zeros, other sizes before the first bin, and sizes after the last one. */
  readonly zeros: number
  readonly below: number
  readonly above: number
  /** NaN and infinities. */
  readonly notFinite: number
}

export interface LogBinOptions {
  /** Decades, whole: from 10^from to 10^to. Default: -12 and 4. */
  readonly from?: number
  readonly to?: number
  /** Default: 4. */
  readonly perDecade?: number
}

const edgesKept = new Map<string, Float64Array>()

/** Where bins begin and the last one ends. [bins + 1] */
export function logEdges(from: number, to: number, perDecade: number): Float64Array {
  const key = `${from},${to},${perDecade}`
  const kept = edgesKept.get(key)
  if (kept) return kept
  // Whole powers of ten as they are read, not as they are computed: 0.001 is where 0.001 begins.
  const edges = Float64Array.from({ length: (to - from) * perDecade + 1 }, (_, i) => {
    const decade = from + Math.floor(i / perDecade)
    const part = i % perDecade
    return Number(`1e${decade}`) * power(10, part / perDecade)
  })
  edgesKept.set(key, edges)
  return edges
}

/** The sizes |v| of some numbers in bins of equal width on a logarithmic axis. */
export function logBins(rows: Iterable<ArrayLike<number>>, options: LogBinOptions = {}): LogBins {
  const { from = -12, to = 4, perDecade = 4 } = options
  const edges = logEdges(from, to, perDecade)
  const counts = new Array<number>(edges.length - 1).fill(0)
  let [zeros, below, above, notFinite] = [0, 0, 0, 0]
  for (const row of rows)
    for (let i = 0; i < row.length; i++) {
      const size = Math.abs(row[i]!)
      if (!Number.isFinite(size)) notFinite++
      else if (size === 0) zeros++
      else if (size < edges[0]!) below++
      else if (size > edges.at(-1)!) above++
      else counts[binOf(size, edges)]!++
    }
  return { from, perDecade, counts, zeros, below, above, notFinite }
}

/** By halving: the last edge at or before the size; the end of the last bin belongs to it. */
function binOf(size: number, edges: Float64Array): number {
  let [low, high] = [0, edges.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (edges[middle]! <= size) low = middle
    else high = middle - 1
  }
  return low
}
