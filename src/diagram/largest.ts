// Largest: which weights of many are drawn, and how wide.

/** A weight between two layers by its place. */
export interface Ranked {
  readonly to: number
  readonly from: number
  readonly weight: number
}

/** Resting networks of very many edges show so many per pair of layers. */
export const SHOWN_PER_PAIR = 48
/** Of networks of a medium size, the share of weights that is colored. */
export const COLORED_SHARE = 0.28

/** The largest by absolute value, the largest first; equal ones in their order. In one pass: a layer may have very many. */
export function largest(rows: readonly ArrayLike<number>[], count: number): Ranked[] {
  const kept: Ranked[] = []
  let least = -1
  rows.forEach((row, to) => {
    for (let from = 0; from < row.length; from++) {
      const weight = row[from]!
      const size = Math.abs(weight) || 0
      if (kept.length >= count && size <= least) continue
      let place = kept.length
      while (place > 0 && (Math.abs(kept[place - 1]!.weight) || 0) < size) place--
      kept.splice(place, 0, { to, from, weight })
      if (kept.length > count) kept.pop()
      if (kept.length === count) least = Math.abs(kept.at(-1)?.weight ?? 0) || 0
    }
  })
  return kept
}

/** The line width of a weight beside the largest one: from a hair to 3.6 px. */
export const widthOf = (weight: number, most: number): number =>
  0.4 + (most > 0 ? (3.2 * Math.abs(weight)) / most : 0)

/** The largest absolute value of some numbers that are finite. */
export function mostOf(rows: readonly ArrayLike<number>[]): number {
  let most = 0
  for (const row of rows)
    for (let i = 0; i < row.length; i++) {
      const size = Math.abs(row[i]!)
      if (size > most && Number.isFinite(size)) most = size
    }
  return most
}
