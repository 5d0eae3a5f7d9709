// ROC AUC: how well probabilities put the rows of a class before the others, whatever the threshold.

/**
 * The area under the ROC curve of each class against the rest: the share of the pairs of a row of the class and another
 * row in which the first has the larger probability; equal ones count half. Undefined where no row, or every row, is of
 * the class. Of two classes both have the same area, that of the second one's probability.
 * Source: J. A. Hanley & B. J. McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982).
 * @param classes each row's true class, from 0; at least one row.
 * @param probabilities [rows · classes], row after row
 */
export function rocAucs(
  classes: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): (number | undefined)[] {
  const count = probabilities.length / classes.length
  const area = (k: number): number | undefined => rocAuc(classes, k, columnOf(probabilities, count, k))
  if (count === 2) return new Array<number | undefined>(2).fill(area(1))
  return Array.from({ length: count }, (_, k) => area(k))
}

/** One column of rows that stand one after the other, each so wide. [rows] */
export const columnOf = (values: ArrayLike<number>, width: number, k: number): Float64Array =>
  Float64Array.from({ length: values.length / width }, (_, n) => values[n * width + k]!)

/** One area for all classes: the mean of those that are defined. */
export function meanRocAuc(areas: readonly (number | undefined)[]): number | undefined {
  const defined = areas.filter((area) => area !== undefined)
  if (defined.length === 0) return undefined
  return defined.reduce((sum, area) => sum + area, 0) / defined.length
}

/** Through ranks (Mann and Whitney's U): rows of equal scores share the mean of their ranks. */
function rocAuc(classes: ArrayLike<number>, own: number, scores: Float64Array): number | undefined {
  const order = Uint32Array.from(scores, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!)
  let [rows, ranks] = [0, 0]
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++
    // Ranks from + 1 to `to`.
    const rank = (from + 1 + to) / 2
    for (; from < to; from++) {
      if (classes[order[from]!] !== own) continue
      rows++
      ranks += rank
    }
  }
  const others = order.length - rows
  return rows === 0 || others === 0 ? undefined : (ranks - (rows * (rows + 1)) / 2) / (rows * others)
}
