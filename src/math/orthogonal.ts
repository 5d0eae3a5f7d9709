// Random matrices with orthonormal rows or columns: the Q of a normal matrix's QR decomposition.
import type { Random } from './random.ts'

/**
 * A rows x columns matrix, uniform over those whose rows (if rows <= columns) or columns (otherwise) are orthonormal.
 * Source: F. Mezzadri, "How to generate random matrices from the classical compact groups", Notices of the AMS 54 (2007): the
 * signs of R's diagonal must go into Q, or the distribution is not uniform.
 */
export function randomOrthogonal(rows: number, columns: number, random: Random): number[][] {
  const vectors = Array.from({ length: Math.min(rows, columns) }, () =>
    Array.from({ length: Math.max(rows, columns) }, () => random.normal()),
  )
  const basis = orthonormalize(vectors)
  return rows <= columns ? basis : transpose(basis, rows)
}

/**
 * The columns of Q, where the vectors are the columns of A = QR and R has a positive diagonal, by Householder reflections.
 * Source: G. H. Golub & C. F. Van Loan, Matrix Computations (4th ed. 2013), 5.1 and 5.2.
 */
function orthonormalize(vectors: readonly (readonly number[])[]): number[][] {
  const work = vectors.map((vector) => [...vector])
  const reflectors: { readonly normal: readonly number[]; readonly sign: number }[] = []
  work.forEach((column, k) => {
    for (const [i, { normal }] of reflectors.entries()) reflect(column, normal, i)
    const tail = column.slice(k)
    const length = Math.sqrt(dot(tail, tail))
    // Away from the axis, so that nothing cancels; R's diagonal entry then has the opposite sign of the tail's first number.
    const sign = tail[0]! < 0 ? 1 : -1
    const normal = [tail[0]! - sign * length, ...tail.slice(1)]
    const size = Math.sqrt(dot(normal, normal))
    reflectors.push({ normal: normal.map((x) => x / size), sign })
  })
  return work.map((column, k) => {
    const unit = column.map((_, i) => (i === k ? reflectors[k]!.sign : 0))
    for (let i = k; i >= 0; i--) reflect(unit, reflectors[i]!.normal, i)
    return unit
  })
}

/** x - 2 (n . x) n on the entries of x from `start` on, in place; n has length 1. */
function reflect(x: number[], normal: readonly number[], start: number): void {
  let product = 0
  for (let i = 0; i < normal.length; i++) product += normal[i]! * x[start + i]!
  for (let i = 0; i < normal.length; i++) x[start + i]! -= 2 * product * normal[i]!
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, x, i) => total + x * b[i]!, 0)
}

function transpose(matrix: readonly (readonly number[])[], width: number): number[][] {
  return Array.from({ length: width }, (_, column) => matrix.map((row) => row[column]!))
}
