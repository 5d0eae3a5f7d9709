// Splits rows into training, validation and test, each class in proportion, as a seed decides.
import type { Random } from '../math/random.ts'
import { refusals } from './refusals.ts'

export interface Fractions {
  /** Of all rows; 0 when left out. */
  readonly validation?: number
  /** Of all rows; 0 when left out. */
  readonly test?: number
}

/** Rows from 0, in the order in which they were drawn. Each row is in one part. */
export interface Split {
  readonly train: Uint32Array
  readonly validation: Uint32Array
  readonly test: Uint32Array
}

/** Which rows are in which part, from 0. A row that is in none is left out. */
export interface GivenSplit {
  readonly train: ArrayLike<number>
  /** None when left out. */
  readonly validation?: ArrayLike<number>
  /** None when left out. */
  readonly test?: ArrayLike<number>
}

/** All rows for training, in their order. */
export function trainOnAll(rows: number): Split {
  const none = new Uint32Array(0)
  return { train: Uint32Array.from({ length: rows }, (_, row) => row), validation: none, test: none }
}

/**
 * Draws the parts. `classes` has each row's class, from 0; without it (a regression) all rows are alike.
 * The test part has round(rows · test) rows and the validation part round(rows · validation); within a part each class
 * has its own share, rounded down or up. Training keeps a row of every class, so a class of one row is only there, and
 * parts are smaller when classes are too small to give.
 * @throws PasoError bad-fraction when a fraction is negative or not a number, or both leave nothing for training
 */
export function splitRows(
  rows: number,
  classes: ArrayLike<number> | undefined,
  { validation = 0, test = 0 }: Fractions,
  random: Pick<Random, 'permutation'>,
): Split {
  checkFractions(validation, test)
  const classOf = (row: number) => classes?.[row] ?? 0
  const counts: number[] = []
  for (let row = 0; row < rows; row++) counts[classOf(row)] = (counts[classOf(row)] ?? 0) + 1
  const sizes = Array.from(counts, (count) => count ?? 0)
  const forTest = shares(sizes, test, sizes)
  const left = sizes.map((size, index) => size - forTest[index]!)
  const forValidation = shares(sizes, validation, left)

  const parts = { train: [] as number[], validation: [] as number[], test: [] as number[] }
  for (const row of random.permutation(rows)) {
    const index = classOf(row)
    if (forTest[index]! > 0) {
      forTest[index]!--
      parts.test.push(row)
    } else if (forValidation[index]! > 0) {
      forValidation[index]!--
      parts.validation.push(row)
    } else parts.train.push(row)
  }
  return {
    train: Uint32Array.from(parts.train),
    validation: Uint32Array.from(parts.validation),
    test: Uint32Array.from(parts.test),
  }
}

function checkFractions(validation: number, test: number): void {
  const train = 1 - validation - test
  if (!(validation >= 0 && validation < 1)) throw refusals.badFraction('validation', validation, train)
  if (!(test >= 0 && test < 1) || train <= 0) throw refusals.badFraction('test', test, train)
}

/**
 * How many rows of each class go to a part: the share rounded down, and one more for the classes with the largest
 * remainders until the part is full. `left` says how many rows each class still has; one of them stays.
 */
function shares(sizes: readonly number[], fraction: number, left: readonly number[]): number[] {
  const room = left.map((count) => Math.max(0, count - 1))
  const given = sizes.map((size, index) => Math.min(Math.floor(size * fraction), room[index]!))
  const rows = sizes.reduce((total, size) => total + size, 0)
  let missing = Math.round(rows * fraction) - given.reduce((total, count) => total + count, 0)
  const remainder = (index: number) => sizes[index]! * fraction - Math.floor(sizes[index]! * fraction)
  const byRemainder = sizes.map((_, index) => index).sort((a, b) => remainder(b) - remainder(a))
  for (const index of byRemainder) {
    if (missing <= 0) break
    if (given[index]! >= room[index]!) continue
    given[index]!++
    missing--
  }
  return given
}
