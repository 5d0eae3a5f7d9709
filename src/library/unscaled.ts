// What a training that ran away may be told of its table: an input that was left as it is.
import type { FlatTable } from '../data/prepare.ts'
import type { Advice } from '../engine/divergence-words.ts'
import type { TrainingSettings } from './training.ts'

/** The column of the largest numbers, where nothing was scaled: the likely reason of a divergence. */
export function unscaledColumn(
  { inputs, encoding, split }: FlatTable,
  { scaling }: TrainingSettings,
): Advice['unscaled'] {
  if (scaling === 'standard' || encoding.inputs.some((column) => column.kind !== 'number')) return undefined
  const width = encoding.inputs.length
  const ranges = encoding.inputs.map(({ name }, position) => {
    let [low, high] = [Infinity, -Infinity]
    for (const row of split.train) {
      low = Math.min(low, inputs[row * width + position]!)
      high = Math.max(high, inputs[row * width + position]!)
    }
    return { name, position: position + 1, low, high }
  })
  const size = ({ low, high }: { low: number; high: number }): number =>
    Math.max(Math.abs(low), Math.abs(high))
  return ranges.reduce((widest, range) => (size(range) > size(widest) ? range : widest))
}
