// The strata of several labels: combinations of them.
import { codesOf } from './strata.ts'
import type { Column } from './table.ts'

/** A combination of labels with fewer rows than this has no share of its own: such combinations are one group. */
const leastRows = 5

/**
 * Each row's group, from 0. A row that alone has its class of some target is a group of its own, so that it is used for training.
 * @param classes of each target, two
 */
export function labelStrata(
  columns: readonly Column[],
  classes: readonly (readonly string[])[],
): Uint32Array {
  const codes = columns.map((column, k) => codesOf(column, classes[k]!))
  const singles = codes.map((own) => [0, 1].filter((code) => countIn(own, code) === 1))
  const names = Array.from(codes[0]!, (_, row) =>
    codes.some((own, k) => singles[k]!.includes(own[row]!))
      ? `row ${row}`
      : codes.map((own) => own[row]).join(''),
  )
  const sizes = new Map<string, number>()
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1)
  const groups = new Map<string, number>()
  return Uint32Array.from(names, (name) => {
    const group = sizes.get(name)! < leastRows && !name.startsWith('row') ? 'few' : name
    if (!groups.has(group)) groups.set(group, groups.size)
    return groups.get(group)!
  })
}

const countIn = (codes: Uint32Array, code: number): number =>
  codes.reduce((count, one) => (one === code ? count + 1 : count), 0)
