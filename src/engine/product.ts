// Products of matrices in flat arrays: what the three passes through a layer's weights are, and where most of the time of a training goes.

/** Entry (i, k) stands at `from` + i · `down` + k · `across`. */
export interface Matrix {
  readonly values: Float64Array
  readonly from: number
  readonly down: number
  readonly across: number
}

/** out = start + left · right; `start` may be `out` itself. */
export interface Product {
  readonly out: Matrix
  readonly start: Matrix
  readonly left: Matrix
  readonly right: Matrix
}

/**
 * Each sum from its start on, the terms in their order. Tiles of four rows and two columns at a time: their sums do not wait for
 * one another, and share what is read. At the edges a tile has its last row or column several times, and writes the same there.
 * @param rows of `out`
 * @param columns of `out`
 */
export function multiply(product: Product, rows: number, columns: number, terms: number): void {
  const { out, start, left, right } = product
  const { values: a, down: next, across: step } = left
  const { values: b, down: below, across: beside } = right
  const { values: sums, down, across } = out
  const { values: starts, down: under, across: over } = start
  for (let i = 0; i < rows; i += 4) {
    const [i2, i3, i4] = [Math.min(i + 1, rows - 1), Math.min(i + 2, rows - 1), Math.min(i + 3, rows - 1)]
    const first = left.from + i * next
    const second = left.from + i2 * next
    const third = left.from + i3 * next
    const fourth = left.from + i4 * next
    for (let j = 0; j < columns; j += 2) {
      const j2 = Math.min(j + 1, columns - 1)
      const here = right.from + j * beside
      const there = right.from + j2 * beside
      let from = start.from + j * over
      let sum1 = starts[from + i * under]!
      let sum2 = starts[from + i2 * under]!
      let sum3 = starts[from + i3 * under]!
      let sum4 = starts[from + i4 * under]!
      from = start.from + j2 * over
      let other1 = starts[from + i * under]!
      let other2 = starts[from + i2 * under]!
      let other3 = starts[from + i3 * under]!
      let other4 = starts[from + i4 * under]!
      for (let t = 0, l = 0, r = 0; t < terms; t++, l += step, r += below) {
        const factor = b[here + r]!
        const other = b[there + r]!
        const signal1 = a[first + l]!
        sum1 += signal1 * factor
        other1 += signal1 * other
        const signal2 = a[second + l]!
        sum2 += signal2 * factor
        other2 += signal2 * other
        const signal3 = a[third + l]!
        sum3 += signal3 * factor
        other3 += signal3 * other
        const signal4 = a[fourth + l]!
        sum4 += signal4 * factor
        other4 += signal4 * other
      }
      let to = out.from + j * across
      sums[to + i * down] = sum1
      sums[to + i2 * down] = sum2
      sums[to + i3 * down] = sum3
      sums[to + i4 * down] = sum4
      to = out.from + j2 * across
      sums[to + i * down] = other1
      sums[to + i2 * down] = other2
      sums[to + i3 * down] = other3
      sums[to + i4 * down] = other4
    }
  }
}
