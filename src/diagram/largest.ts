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

/** The largest by absolute value, the largest first; equal ones in their order. */
export function largest(rows: readonly (readonly number[])[], count: number): Ranked[] {
  const all = rows.flatMap((row, to) => row.map((weight, from): Ranked => ({ to, from, weight })))
  return all.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, count)
}

/** The line width of a weight beside the largest one: from a hair to 3.6 px. */
export const widthOf = (weight: number, most: number): number =>
  0.4 + (most > 0 ? (3.2 * Math.abs(weight)) / most : 0)

/** The largest absolute value of some numbers that are finite. */
export function mostOf(rows: readonly (readonly number[])[]): number {
  let most = 0
  for (const row of rows)
    for (const w of row) if (Math.abs(w) > most && Number.isFinite(w)) most = Math.abs(w)
  return most
}
