// Sums: in one fixed order, so that others can repeat them to the bit.

/** Σ from left to right, begun with the first term: 0 + (−0) would lose the sign. */
export function addUp(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term)
}
