// Single columns: how well each input column alone predicts the target: one that does so almost without error may give it away.
import { columnNamed, type Table } from './table.ts'
import { type TargetEncoding, targetNames } from './targets.ts'
import { classCodes } from './task.ts'

/** How well one column alone predicts one target. */
export interface SingleColumn {
  readonly column: string
  readonly target: string
  /**
   * accuracy: of the best rule that cuts the column's range into as many intervals as there are classes, or of the commonest
   * class of each text. r2: the larger of the squared correlations of the values and of their ranks, or the adjusted
   * share of the variance that the texts' means explain.
   */
  readonly measure: 'accuracy' | 'r2'
  readonly score: number
  /** The same measure of always answering the commonest class, or the mean. */
  readonly baseline: number
  /** What is left of the baseline's error: (1 − score) / (1 − baseline). */
  readonly rest: number
}

/** So many rows tell; of a longer table as many are taken, evenly spread. */
const MOST_ROWS = 10_000

/**
 * Each input column for each target, the best first; columns that tell nothing, of one value alone, are left out.
 * @param names the input columns
 */
export function singleColumns(
  table: Table,
  target: TargetEncoding,
  names: readonly string[],
): readonly (readonly SingleColumn[])[] {
  const rows = spreadRows(table.rows, MOST_ROWS)
  return targetNames(target).map((name, k) => {
    const classes = classesOf(target, k)
    const column = columnNamed(table, name)
    const codes = classes && classCodes(column, classes)
    const values = codes ?? (column.kind === 'number' ? Array.from(column.values) : [])
    const truth = Array.from(rows, (row) => values[row] ?? Number.NaN)
    return names
      .flatMap((input) => scoreOf(table, input, rows, truth, classes?.length) ?? [])
      .map((score) => ({ ...score, target: name }))
      .sort((a, b) => a.rest - b.rest)
  })
}

/** Rows from the first to the last at even distances; all where there are no more than `most`. */
export function spreadRows(rows: number, most: number): Uint32Array {
  const count = Math.min(rows, most)
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count))
}

function classesOf(target: TargetEncoding, k: number): readonly string[] | undefined {
  if (target.kind === 'classes') return target.classes
  return target.kind === 'labels' ? target.columns[k]!.classes : undefined
}

/** @param classes how many; undefined for numbers */
function scoreOf(
  table: Table,
  name: string,
  rows: Uint32Array,
  truth: readonly number[],
  classes: number | undefined,
): Omit<SingleColumn, 'target'> | undefined {
  const column = columnNamed(table, name)
  const cells: ArrayLike<number> = column.kind === 'number' ? column.values : column.codes
  const known = Array.from(rows.keys()).filter(
    (i) => Number.isFinite(truth[i]) && Number.isFinite(cells[rows[i]!]),
  )
  const x = known.map((i) => cells[rows[i]!]!)
  const y = known.map((i) => truth[i]!)
  if (x.every((value) => value === x[0]) || y.every((value) => value === y[0])) return undefined
  const isText = column.kind === 'category'
  if (classes === undefined) {
    const score = isText
      ? explainedByGroups(x, y)
      : Math.max(correlation(x, y), correlation(ranks(x), ranks(y)))
    return { column: name, measure: 'r2', score, baseline: 0, rest: 1 - score }
  }
  const groups = countsByValue(x, y, classes)
  const right = isText ? groups.reduce((sum, counts) => sum + Math.max(...counts), 0) : bestIntervals(groups)
  const totals = groups[0]!.map((_, code) => groups.reduce((sum, counts) => sum + counts[code]!, 0))
  const [score, baseline] = [right / y.length, Math.max(...totals) / y.length]
  return { column: name, measure: 'accuracy', score, baseline, rest: (1 - score) / (1 - baseline) }
}

/** How many rows of each class have each value, in the order of the values. [values][classes] */
function countsByValue(x: readonly number[], codes: readonly number[], classes: number): number[][] {
  const groups = new Map<number, number[]>()
  x.forEach((value, i) => {
    const counts = groups.get(value) ?? new Array<number>(classes).fill(0)
    counts[codes[i]!]!++
    groups.set(value, counts)
  })
  return [...groups].sort(([a], [b]) => a - b).map(([, counts]) => counts)
}

/**
 * The most rows that can be right when the values are cut into as many intervals as there are classes, each with one
 * class: by dynamic programming over the values. With two classes it is the best decision stump.
 */
function bestIntervals(groups: readonly (readonly number[])[]): number {
  const classes = groups[0]!.length
  // best[j][c]: with j + 1 intervals so far, the last of class c.
  const best = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (const counts of groups) {
    for (let j = classes - 1; j >= 0; j--) {
      const before = j === 0 ? 0 : Math.max(...best[j - 1]!)
      for (let c = 0; c < classes; c++) {
        const stay = best[j]![c]!
        best[j]![c] = (j > 0 && before > stay ? before : stay) + counts[c]!
      }
    }
  }
  return Math.max(...best.flat())
}

/** The squared correlation of Pearson. */
function correlation(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)]
  let [xx, yy, xy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY]
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  const share = (xy / xx) * (xy / yy)
  return Number.isFinite(share) ? Math.min(1, share) : 0
}

const meanOf = (values: readonly number[]): number => {
  let mean = 0
  for (const value of values) mean += value / values.length
  return mean
}

/** From 1; equal values share the mean of their places. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const result = new Array<number>(values.length)
  for (let first = 0; first < order.length; ) {
    let next = first + 1
    while (next < order.length && values[order[next]!] === values[order[first]!]) next++
    for (let i = first; i < next; i++) result[order[i]!] = (first + 1 + next) / 2
    first = next
  }
  return result
}

/** Adjusted R² of answering each text's mean: 1 − (1 − R²)(N − 1)/(N − texts); 0 where it is below. */
function explainedByGroups(codes: readonly number[], y: readonly number[]): number {
  const groups = new Map<number, number[]>()
  codes.forEach((code, i) => {
    const group = groups.get(code)
    if (group) group.push(y[i]!)
    else groups.set(code, [y[i]!])
  })
  const squares = (values: readonly number[]): number => {
    const mean = meanOf(values)
    return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  }
  const within = [...groups.values()].reduce((sum, group) => sum + squares(group), 0)
  if (groups.size >= y.length) return 0
  return Math.max(0, 1 - ((within / squares(y)) * (y.length - 1)) / (y.length - groups.size))
}
