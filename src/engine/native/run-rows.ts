// The rows of a run as its model takes them: numbers of rows, what each counts and the masks of dropout, step by step; where a step has
// many rows, in chunks of one length, the last of which repeats a row that then counts nothing.
import { maskValue } from '../../core/dropout.ts'
import type { Random } from '../../math/random.ts'
import type { Rows } from '../engine.ts'
import { droppingLayers, type TrainingOptions } from './pass-nodes.ts'
import { type Tensor, tensorOf } from './runtime.ts'
import { type Numbers, numbersOf } from './state-tensors.ts'

/** Rows that pass through the network together, at most: what they leave stays in the cache, and the memory within bounds. */
const CHUNK = 512

/** How the rows of a step are parted. */
export interface Parted {
  readonly chunks: number
  /** Of each chunk. */
  readonly rows: number
  /** Of the step. */
  readonly size: number
}

export function parted(size: number): Parted {
  const chunks = Math.ceil(size / CHUNK)
  return { chunks, rows: Math.ceil(size / chunks), size }
}

/** The places of all steps, with room for what is repeated. */
export interface RunRows {
  readonly parted: Parted
  readonly order: Int32Array<ArrayBuffer>
  readonly counts: Numbers | undefined
  /** By the number of the layer. */
  readonly masks: ReadonlyMap<number, Numbers>
}

type Plan = Pick<TrainingOptions, 'network' | 'precision' | 'counted'>

/**
 * @param order a multiple of `size` rows
 * @param random where outputs are dropped: it draws row by row, layer by layer, as for every engine
 */
export function runRows(
  { network, precision, counted }: Plan,
  rows: Rows,
  order: Uint32Array,
  size: number,
  random: Random | undefined,
): RunRows {
  const parts = parted(size)
  const all = parts.chunks * parts.rows
  const total = (order.length / size) * all
  const places = new Int32Array(total)
  const counts = counted ? numbersOf(precision, total) : undefined
  const layers = random ? droppingLayers(network) : []
  const masks = new Map(
    layers.map((l) => [l, numbersOf(precision, total * network.layers[l]!.biases.length)]),
  )
  for (let at = 0, n = 0; at < total; at++) {
    const inStep = at % all
    const given = inStep < size ? order[n++]! : order[n - size]!
    const row = rows.members ? rows.members[given]! : given
    places[at] = row
    if (counts) counts[at] = inStep < size ? (rows.weights?.[row] ?? 1) : 0
    if (inStep < size) for (const [l, mask] of masks) drawMask(mask, at, network.layers[l]!, random!)
  }
  return { parted: parts, order: places, counts, masks }
}

function drawMask(
  mask: Numbers,
  row: number,
  { dropout, biases: { length } }: { readonly dropout: number; readonly biases: readonly number[] },
  random: Random,
): void {
  for (let j = 0, at = row * length; j < length; j++, at++) mask[at] = maskValue(dropout, random)
}

/** Of the first steps, as the model's inputs. */
export function rowFeeds(
  { network, precision }: Plan,
  { parted: { chunks, rows }, order, counts, masks }: RunRows,
  steps: number,
): Record<string, Tensor> {
  const dims = chunks > 1 ? [steps, chunks, rows] : [steps, rows]
  const count = steps * chunks * rows
  const feeds: Record<string, Tensor> = {
    run_order: tensorOf(order.subarray(0, count), dims),
    ones: tensorOf(numbersOf(precision, rows).fill(1), [1, rows]),
  }
  if (counts) feeds.run_counts = tensorOf(counts.subarray(0, count), [...dims, 1])
  for (const [l, mask] of masks) {
    const { length } = network.layers[l]!.biases
    feeds[`run_masks_${l}`] = tensorOf(mask.subarray(0, count * length), [...dims, length])
  }
  return feeds
}

/** Numbers of all rows that a run may keep, at most: of what comes with them and what they leave. */
const MOST_NUMBERS = 2 ** 22

/** How many steps a run makes at most. */
export function mostSteps({ network }: Pick<Plan, 'network'>, size: number): number {
  const { layers } = network
  const dropped = droppingLayers(network).map((l) => layers[l]!.biases.length)
  const each = dropped.reduce((a, b) => a + b, layers.at(-1)!.biases.length)
  return Math.max(1, Math.floor(MOST_NUMBERS / (size * each)))
}
