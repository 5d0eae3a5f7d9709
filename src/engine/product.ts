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
 * Each sum from its start on, the terms in their order. Four rows at a time: their sums do not wait for one another, and
 * share what is read of the right matrix.
 * @param rows of `out`
 * @param columns of `out`
 */
export function multiply(product: Product, rows: number, columns: number, terms: number): void {
  const { out, start, left, right } = product
  const { values: a, down: next, across: step } = left
  const { values: b, down: below } = right
  const { values: sums, down } = out
  const { values: starts, down: under } = start
  let i = 0
  for (; i + 4 <= rows; i += 4) {
    const first = left.from + i * next
    const second = first + next
    const third = second + next
    const fourth = third + next
    let at = out.from + i * down
    let top = right.from
    let from = start.from + i * under
    for (let j = 0; j < columns; j++) {
      let sum1 = starts[from]!
      let sum2 = starts[from + under]!
      let sum3 = starts[from + under + under]!
      let sum4 = starts[from + under + under + under]!
      for (let t = 0, l = 0, r = top; t < terms; t++, l += step, r += below) {
        const factor = b[r]!
        sum1 += a[first + l]! * factor
        sum2 += a[second + l]! * factor
        sum3 += a[third + l]! * factor
        sum4 += a[fourth + l]! * factor
      }
      sums[at] = sum1
      sums[at + down] = sum2
      sums[at + down + down] = sum3
      sums[at + down + down + down] = sum4
      at += out.across
      from += start.across
      top += right.across
    }
  }
  for (; i < rows; i++) {
    const row = left.from + i * next
    let at = out.from + i * down
    let top = right.from
    let from = start.from + i * under
    for (let j = 0; j < columns; j++) {
      let sum = starts[from]!
      for (let t = 0, l = row, r = top; t < terms; t++, l += step, r += below) sum += a[l]! * b[r]!
      sums[at] = sum
      at += out.across
      from += start.across
      top += right.across
    }
  }
}
