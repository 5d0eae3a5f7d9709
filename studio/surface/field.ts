// The field of losses over a box of the plane: computed between frames, coarse first; its lines of equal loss and its lowest point.
import { signal } from '@preact/signals'
import { type LossPlane, minimumNear, type Point } from '../../src/core/loss-plane.ts'
import { type Contour, contourHeights, contourLines, type Grid } from '../../src/diagram/contours.ts'

/** A part of the plane in its own numbers. */
export interface Box {
  readonly low: Point
  readonly high: Point
}

export interface Field {
  readonly box: Box
  readonly grid: Grid
  readonly least: number
  readonly most: number
  readonly heights: readonly number[]
  /** Of each height. */
  readonly lines: readonly (readonly Contour[])[]
  /** Undefined where it lies on the rim, or is not known yet. */
  readonly minimum: Point | undefined
}

export const field = signal<Field>()
/** Points across: at first, and then. */
const SIZES = [24, 96]
const HEIGHTS = 12
/** Below this share of the largest loss no contours are drawn: they would leave none for the rest. */
const LEAST_SHARE = 1e-4
/** Milliseconds before the page has its turn. */
const TURN = 8

let current: object | undefined

/** @param shares of the box: its height over its width */
export function computeField(plane: LossPlane, box: Box): () => void {
  const own = {}
  current = own
  void (async () => {
    for (const columns of SIZES) {
      const made = await fieldOf(plane, box, columns, () => current === own)
      if (!made) return
      field.value = made
    }
  })()
  return () => {
    if (current === own) current = undefined
  }
}

async function fieldOf(
  plane: LossPlane,
  box: Box,
  columns: number,
  isWanted: () => boolean,
): Promise<Field | undefined> {
  const [wide, high] = [box.high[0] - box.low[0], box.high[1] - box.low[1]]
  const rows = Math.max(8, Math.round((columns * high) / wide))
  const values = new Float64Array(columns * rows)
  let end = performance.now() + TURN
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const x = box.low[0] + (i / (columns - 1)) * wide
      const y = box.low[1] + (j / (rows - 1)) * high
      values[j * columns + i] = plane.lossAt([x, y])
      if (performance.now() < end) continue
      await new Promise((resolve) => setTimeout(resolve))
      if (!isWanted()) return undefined
      end = performance.now() + TURN
    }
  }
  if (!isWanted()) return undefined
  return described(plane, box, { columns, rows, values })
}

function described(plane: LossPlane, box: Box, grid: Grid): Field {
  let [least, most, lowest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (let n = 0; n < grid.values.length; n++) {
    const value = grid.values[n]!
    if (!Number.isFinite(value)) continue
    if (value < least) [least, lowest] = [value, n]
    most = Math.max(most, value)
  }
  const heights = contourHeights(least > 0 ? Math.max(least, LEAST_SHARE * most) : least, most, HEIGHTS)
  const start: Point = [
    box.low[0] + ((lowest % grid.columns) / (grid.columns - 1)) * (box.high[0] - box.low[0]),
    box.low[1] + (Math.floor(lowest / grid.columns) / (grid.rows - 1)) * (box.high[1] - box.low[1]),
  ]
  const width = (box.high[0] - box.low[0]) / grid.columns
  const found = Number.isFinite(least) ? minimumNear(plane, start, width, width / 1000, box) : undefined
  return {
    box,
    grid,
    least,
    most,
    heights,
    lines: heights.map((height) => contourLines(grid, height)),
    minimum: found && isInside(found, box) ? found : undefined,
  }
}

const isInside = (point: Point, { low, high }: Box): boolean =>
  point.every((value, axis) => {
    const rim = (high[axis]! - low[axis]!) / 200
    return value > low[axis]! + rim && value < high[axis]! - rim
  })

/**
 * A box of the given shape around some points, wide enough to show what is around them.
 * @param shape its height over its width
 */
export function boxAround(points: readonly Point[], shape: number, zoom: number): Box {
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
  const wide = (2 ** Math.ceil(Math.log2(Math.max(LEAST_WIDTH, span * 1.9))) * 1.5) / 2 ** zoom
  const middle = [(x.low + x.high) / 2, (y.low + y.high) / 2].map((value) => roundTo(value, wide / 12))
  const half = [wide / 2, (wide * shape) / 2]
  return {
    low: [middle[0]! - half[0]!, middle[1]! - half[1]!],
    high: [middle[0]! + half[0]!, middle[1]! + half[1]!],
  }
}

const LEAST_WIDTH = 8
/** A point so much farther has no place in a picture with the first. */
const FARTHEST = 1e6
const roundTo = (value: number, unit: number): number => Math.round(value / unit) * unit
