// The rows of a training, as an engine takes them, all in the same arrays, and one by one as samples.
import type { Sample } from '../core/network.ts'
import { rowIn } from '../data/flat.ts'
import type { FlatTable } from '../data/prepare.ts'
import { outputsFor } from '../data/targets.ts'
import type { Samples } from '../engine/diagnosis.ts'
import type { Rows } from '../engine/engine.ts'

/** Those rows for an engine; the arrays are the table's. */
export const rowsOf = ({ inputs, targets, weights }: FlatTable, members: Uint32Array): Rows => ({
  count: members.length,
  inputs,
  targets,
  weights,
  members,
})

/** A row as the network takes it. */
export const sampleOf = ({ inputs, targets, featureNames, encoding }: FlatTable, row: number): Sample => ({
  input: rowIn(inputs, featureNames.length, row),
  target: rowIn(targets, outputsFor(encoding.target), row),
})

/** The targets of those rows, one row after the other. [members · outputs] */
export function targetsOf({ targets, encoding }: FlatTable, members: Uint32Array): Float64Array {
  const width = outputsFor(encoding.target)
  return new Float64Array(members.length * width).map((_, at) => {
    return targets[members[Math.floor(at / width)]! * width + (at % width)]!
  })
}

/** The training rows, made one by one as they are looked at. */
export const trainingSamples = ({ prepared }: { readonly prepared: FlatTable }): Samples => ({
  length: prepared.split.train.length,
  *[Symbol.iterator]() {
    for (const row of prepared.split.train) yield sampleOf(prepared, row)
  },
})
