// Folds: rows in K parts, each the test of a training on the others; each class in proportion, as a seed decides.
import type { Random } from '../math/random.ts'
import { refusals } from './refusals.ts'
import { type Split, splitRows } from './split.ts'

/**
 * Deals rows into `count` parts: in random order, class after class, one to each part in turn. Parts differ by one row
 * at most, and so do the rows of each class in them.
 * @param rows which rows of the table to deal
 * @param classOf the class of a row of the table, from 0; undefined where all rows are alike
 * @throws PasoError too-many-folds when there are more parts than rows
 */
export function foldRows(
  rows: Uint32Array,
  classOf: ((row: number) => number) | undefined,
  count: number,
  random: Pick<Random, 'permutation'>,
): Uint32Array[] {
  if (count > rows.length) throw refusals.tooManyFolds(count, rows.length)
  const drawn = Array.from(random.permutation(rows.length), (place) => rows[place]!)
  // Sorting keeps the drawn order within a class.
  if (classOf) drawn.sort((a, b) => classOf(a) - classOf(b))
  return Array.from({ length: count }, (_, part) =>
    Uint32Array.from(drawn.filter((_, turn) => turn % count === part)),
  )
}

/**
 * The split of one fold: its part is the test; of the rows of the others a share decides when to stop.
 * @param validation of the rows of the other parts
 */
export function splitOfFold(
  parts: readonly Uint32Array[],
  fold: number,
  classOf: ((row: number) => number) | undefined,
  validation: number,
  random: Pick<Random, 'permutation'>,
): Split {
  const others = Uint32Array.from(parts.flatMap((rows, part) => (part === fold ? [] : [...rows]))).sort()
  const classes = classOf && Array.from(others, classOf)
  const { train, validation: held } = splitRows(others.length, classes, { validation }, random)
  const rowsAt = (places: Uint32Array): Uint32Array => places.map((place) => others[place]!)
  return { train: rowsAt(train), validation: rowsAt(held), test: parts[fold]! }
}
