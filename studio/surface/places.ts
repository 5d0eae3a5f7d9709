// Where everything stands in the drawing: points in pixels, and texts that touch neither them nor each other.
import type { Point } from '../../src/core/loss-plane.ts'
import { type LinearAxis, placeOn, ticksOn } from '../views/linear-axis.ts'
import { type Box, type Field, inPlane } from './field.ts'
import {
  along,
  around,
  beside,
  onLines,
  type Rectangle,
  rectangleOf,
  Sheet,
  type TextPlace,
  widthOf,
} from './labels.ts'

/** The length of the gradient's arrow, whose direction alone is told. */
export const GRADIENT_LENGTH = 54
/** Shorter steps are a ring around the point. */
export const LEAST_STEP = 7
/** Steps that have room between them keep it free of texts. */
const DOT = 5

/** From the plane's numbers to pixels and back; one unit has the same length on both axes. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly x: LinearAxis
  readonly y: LinearAxis
  readonly place: (point: Point) => Point
}

export function frameOf({ low, high }: Box, width: number, height: number): Frame {
  const x: LinearAxis = { from: low[0], to: high[0], start: 0, end: width }
  const y: LinearAxis = { from: low[1], to: high[1], start: height, end: 0 }
  return { width, height, x, y, place: ([px, py]) => [near(placeOn(x, px)), near(placeOn(y, py))] }
}

/** Drawings have no room for numbers beyond: a point so far away is out of sight anyhow. */
const FARTHEST = 1e6
const near = (value: number): number => Math.max(-FARTHEST, Math.min(FARTHEST, value))

export interface Arrows {
  readonly from: Point
  /** Of the step. */
  readonly to: Point
  /** Of the gradient. */
  readonly tip: Point
  readonly isShort: boolean
}

/** In pixels; undefined where there is no slope, or none that can be drawn. */
export function arrowsOf({ place }: Frame, here: Point, next: Point, [gx, gy]: Point): Arrows | undefined {
  const [from, to] = [place(here), place(next)]
  const size = Math.hypot(gx, gy)
  if (!(size > 0) || ![...from, ...to].every(Number.isFinite)) return undefined
  // Up in the plane is down on the page.
  const tip: Point = [from[0] + (GRADIENT_LENGTH * gx) / size, from[1] - (GRADIENT_LENGTH * gy) / size]
  return { from, to, tip, isShort: Math.hypot(to[0] - from[0], to[1] - from[1]) < LEAST_STEP }
}

interface Tick {
  readonly value: number
  readonly text: string
  readonly at: TextPlace
}

/** A height's lines and its number. */
interface DrawnHeight {
  readonly lines: readonly (readonly Point[])[]
  readonly text: string
  readonly at: TextPlace | undefined
}

export interface Places {
  readonly across: readonly Tick[]
  readonly up: readonly Tick[]
  readonly names: readonly [TextPlace, TextPlace]
  readonly words: Readonly<Record<keyof WordTexts, TextPlace | undefined>>
  readonly heights: readonly DrawnHeight[]
}

interface WordTexts {
  readonly here: string
  readonly downhill: string
  readonly uphill: string
  readonly minimum: string
  readonly start: string
}

export interface PlacedParts {
  readonly frame: Frame
  /** Undefined while its losses are not known. */
  readonly field: Field | undefined
  /** In pixels. */
  readonly path: readonly Point[]
  readonly arrows: Arrows | undefined
  readonly names: readonly [string, string]
  readonly words: WordTexts
  readonly number: (value: number) => string
}

/** The points' words first, the nearest to the point before the others; then the heights, where there is room. */
export function placesOf(parts: PlacedParts): Places {
  const { frame, field, path, arrows, names, words } = parts
  const axes = axesOf(parts)
  const minimum = field?.minimum && frame.place(field.minimum)
  const sheet = new Sheet({ left: 2, top: 2, right: frame.width - 2, bottom: frame.height - 2 }, [
    ...axes.names.map((place, axis) => rectangleOf(place, widthOf(names[axis]!, 'number'))),
    ...[...axes.across, ...axes.up].map(({ text, at }) => rectangleOf(at, widthOf(text, 'number'))),
    ...drawnParts(path, arrows, minimum),
  ])
  const put = (name: keyof WordTexts, at: Point | undefined, distance: number): TextPlace | undefined =>
    at && sheet.put(widthOf(words[name], 'words'), beside(at, distance))
  const placed = {
    here: put('here', path.at(-1), 14),
    downhill: put('downhill', arrows?.to, 14),
    uphill: put('uphill', arrows?.tip, 10),
    minimum: put('minimum', minimum, 12),
    start: path.length > 1 ? put('start', path[0], 11) : undefined,
  }
  return { ...axes, words: placed, heights: heightsOf(parts, sheet) }
}

const drawnParts = (
  path: readonly Point[],
  arrows: Arrows | undefined,
  minimum: Point | undefined,
): Rectangle[] => [
  ...path.slice(1).flatMap((point, k) => along(path[k]!, point, DOT)),
  ...path.map((point) => around(point, DOT)),
  ...(arrows ? [...along(arrows.from, arrows.to, DOT), ...along(arrows.from, arrows.tip, DOT)] : []),
  ...(minimum ? [around(minimum, 7)] : []),
]

function axesOf({ frame, names, number }: PlacedParts): Pick<Places, 'across' | 'up' | 'names'> {
  const { x, y, width, height } = frame
  const placed: [TextPlace, TextPlace] = [
    { x: width - 10, y: height - 30, anchor: 'end' },
    { x: 10, y: 20, anchor: 'start' },
  ]
  const across = ticksOn(x, width / 110)
    .map((value): Tick => {
      return { value, text: number(value), at: { x: placeOn(x, value), y: height - 10, anchor: 'middle' } }
    })
    .filter(({ text, at }) => {
      const { left, right } = rectangleOf(at, widthOf(text, 'number'))
      return left > 34 && right < width - 2
    })
  const below = rectangleOf(placed[1], widthOf(names[1], 'number')).bottom
  const up = ticksOn(y, height / 90)
    .map((value): Tick => {
      return { value, text: number(value), at: { x: 10, y: placeOn(y, value) + 4, anchor: 'start' } }
    })
    .filter(({ at }) => at.y > below + 14 && at.y < height - 22)
  return { across, up, names: placed }
}

function heightsOf({ frame, field, number }: PlacedParts, sheet: Sheet): DrawnHeight[] {
  if (!field) return []
  return field.heights.map((height, k) => {
    const lines = field.lines[k]!.map((line) => line.map((point) => frame.place(inPlane(point, field))))
    const text = number(height)
    return { lines, text, at: sheet.put(widthOf(text, 'number'), onLines(lines)) }
  })
}
