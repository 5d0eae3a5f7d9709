// The field of losses over a box of the plane: computed between frames, coarse first; its lines of equal loss and its lowest point.
import { signal } from '@preact/signals'
import { type LossPlane, minimumSearch, type Point } from '../../src/core/loss-plane.ts'
import { type Contour, contourHeights, contourLines, type Grid } from '../../src/diagram/contours.ts'
import type { Window } from './pair.ts'
import { Latest } from './turns.ts'

/** A part of the plane in its own numbers. */
export interface Box {
  readonly low: Point
  readonly high: Point
}

interface Losses extends Grid {
  readonly values: Float64Array
}

export interface Field {
  readonly surface: object
  readonly box: Box
  readonly grid: Losses
  readonly least: number
  readonly most: number
  readonly heights: readonly number[]
  /** Of each height. */
  readonly lines: readonly (readonly Contour[])[]
  /** Undefined where it lies on the rim, or is not known yet. */
  readonly minimum: Point | undefined
}

export const field = signal<Field>()
/** What is looked at, whose field may not be known yet. */
export const shownBox = signal<Box>()

/** Points across: first few, then more, as far as they come soon. */
const SIZES = [12, 24, 48, 96]
const HEIGHTS = 12
/** Below this share of the largest loss no contours are drawn: they would leave none for the rest. */
const LEAST_SHARE = 1e-4
/** Milliseconds that one waits for a better picture before seeing a coarser one. */
const SOON = 250
/** Milliseconds that a better picture may take. */
const LONGEST = 20_000

const latest = new Latest()

/**
 * The picture gets better while one looks at it. One that is soon followed by a better one is not shown.
 * @param surface what the losses are known by
 */
export const computeField = (plane: LossPlane, surface: object, box: Box): (() => void) =>
  latest.start(async (rest) => {
    for (const columns of SIZES) {
      const began = performance.now()
      const grid = await gridOf(plane, box, columns, rest)
      if (!grid) return
      // Twice as many points each way.
      const expected = 4 * (performance.now() - began)
      const isLast = columns === SIZES.at(-1) || expected > LONGEST
      if (!isLast && expected <= SOON) continue
      const found = described(surface, box, grid)
      if (!isLast) {
        field.value = found
        continue
      }
      const minimum = await minimumOf(plane, found, rest)
      if (await rest()) field.value = { ...found, minimum }
      return
    }
  })

async function gridOf(
  plane: LossPlane,
  box: Box,
  columns: number,
  rest: () => Promise<boolean> | boolean,
): Promise<Losses | undefined> {
  const [wide, high] = [box.high[0] - box.low[0], box.high[1] - box.low[1]]
  const rows = Math.max(8, Math.round((columns * high) / wide))
  const values = new Float64Array(columns * rows)
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const x = box.low[0] + (i / (columns - 1)) * wide
      const y = box.low[1] + (j / (rows - 1)) * high
      values[j * columns + i] = plane.lossAt([x, y])
      const turn = rest()
      if (turn !== true && !(await turn)) return undefined
    }
  return { columns, rows, values }
}

function described(surface: object, box: Box, grid: Losses): Field {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let n = 0; n < grid.values.length; n++) {
    const value = grid.values[n]!
    if (!Number.isFinite(value)) continue
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  const heights = contourHeights(least > 0 ? Math.max(least, LEAST_SHARE * most) : least, most, HEIGHTS)
  const lines = heights.map((height) => contourLines(grid, height))
  return { surface, box, grid, least, most, heights, lines, minimum: undefined }
}

/** From the lowest point of the grid on; undefined where it lies on the rim. */
async function minimumOf(
  plane: LossPlane,
  { box, grid, least }: Field,
  rest: () => Promise<boolean> | boolean,
): Promise<Point | undefined> {
  if (!Number.isFinite(least)) return undefined
  const lowest = grid.values.indexOf(least)
  const width = (box.high[0] - box.low[0]) / grid.columns
  const search = minimumSearch(
    plane,
    inPlane(gridPlace(lowest, grid), { box, grid }),
    width,
    width / 1000,
    box,
  )
  for (;;) {
    const { done, value } = search.next()
    if (done) return isInside(value, box) ? value : undefined
    const turn = rest()
    if (turn !== true && !(await turn)) return undefined
  }
}

const gridPlace = (n: number, { columns }: Grid): Point => [n % columns, Math.floor(n / columns)]

/** From the grid's columns and rows to the plane's own numbers. */
export function inPlane([i, j]: Point, { box: { low, high }, grid }: Pick<Field, 'box' | 'grid'>): Point {
  return [
    low[0] + (i / (grid.columns - 1)) * (high[0] - low[0]),
    low[1] + (j / (grid.rows - 1)) * (high[1] - low[1]),
  ]
}

const isInside = (point: Point, { low, high }: Box): boolean =>
  point.every((value, axis) => {
    const rim = (high[axis]! - low[axis]!) / 200
    return value > low[axis]! + rim && value < high[axis]! - rim
  })

/** @param shape its height over its width */
export function boxOf({ x, y, wide }: Window, shape: number): Box {
  const half = [wide / 2, (wide * shape) / 2] as const
  return { low: [x - half[0], y - half[1]], high: [x + half[0], y + half[1]] }
}

/**
 * A box of the given shape around some points, wide enough to show what is around them.
 * @param shape its height over its width
 */
export function boxAround(points: readonly Point[], shape: number): Box {
  const first = points[0]!
  const near = points.filter((point) =>
    point.every(
      (value, axis) => Math.abs(value - first[axis]!) <= FARTHEST * Math.max(1, Math.abs(first[axis]!)),
    ),
  )
  const ends = ([0, 1] as const).map((axis) => {
    const values = near.map((point) => point[axis])
    return { low: Math.min(...values), high: Math.max(...values) }
  })
  const [x, y] = ends as [{ low: number; high: number }, { low: number; high: number }]
  const span = Math.max(x.high - x.low, (y.high - y.low) / shape)
  // Round, so that a step more does not move the whole picture.
  const wide = 2 ** Math.ceil(Math.log2(Math.max(LEAST_WIDTH, span * 1.9))) * 1.5
  const middle = (low: number, high: number): number => roundTo((low + high) / 2, wide / 12)
  return boxOf({ x: middle(x.low, x.high), y: middle(y.low, y.high), wide }, shape)
}

const LEAST_WIDTH = 8
/** A point so much farther has no place in a picture with the first. */
const FARTHEST = 1e6
const roundTo = (value: number, unit: number): number => Math.round(value / unit) * unit
