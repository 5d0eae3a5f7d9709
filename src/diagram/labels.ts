// Labels of a pair of layers: one rung for all of them, the highest on which each finds a place along its edge.
import { labelSizes, type Rung, type Size } from './forms.ts'
import { along, type Box, boxAt, overlap, type Point } from './geometry.ts'

/** An edge from where it leaves its source to where it enters its target. */
export interface EdgeLine {
  readonly from: number
  readonly to: number
  readonly start: Point
  readonly end: Point
}

/** Two neighboring layers, as far as labels must know them. */
export interface Pair {
  /** In order of source, then target. */
  readonly lines: readonly EdgeLine[]
  readonly gap: number
  /** Between the rows of the larger layer. */
  readonly pitch: number
  /** The units of the two layers. */
  readonly sizes: readonly [from: number, to: number]
}

export interface PlacedLabels {
  readonly rung: Rung
  readonly boxes: readonly Box[]
}

/** Between two labels, so that they can be told apart. */
const CLEARANCE = 1
/** Labels grow with the gap, up to this width, and leave the edge visible on both sides. */
const WIDEST = 104
const SHARE_OF_GAP = 0.64

/** Positions of large labels, those near the source first, so that labels of crossing edges part. */
export const nearToFar: readonly number[] = [0.27, 0.3, 0.33, 0.4, 0.5, 0.6, 0.67, 0.73]

/** Later positions along an edge, after those that the shape suggests. */
const laterPositions = [0.4, 0.33, 0.27, 0.2, 0.5, 0.6, 0.67, 0.73, 0.8]

/**
 * The highest rung on which all labels of the pair can be placed, free of each other and of the obstacles.
 * @param symbolWidth of the longest name of a weight, where it is wider than a symbol's usual box.
 */
export function placeLabels(pair: Pair, obstacles: readonly Box[], symbolWidth = 0): PlacedLabels {
  for (const [rung, size] of sizesFor(pair, symbolWidth)) {
    const boxes = placeAll(pair, size, obstacles)
    if (boxes) return { rung, boxes }
  }
  return { rung: 'none', boxes: [] }
}

function sizesFor({ gap }: Pair, symbolWidth: number): (readonly [Rung, Size])[] {
  const grown = Math.min(WIDEST, Math.floor(gap * SHARE_OF_GAP))
  return (['two-line', 'one-line', 'symbol'] as const).flatMap((rung) => {
    const { width, height } = labelSizes[rung]
    const least = rung === 'symbol' ? Math.max(width, symbolWidth) : width
    const own = [rung, { width: least, height }] as const
    return rung !== 'symbol' && grown > width ? [[rung, { width: grown, height }] as const, own] : [own]
  })
}

/** A place for each label in order, or undefined where one finds none; the first free position of each is taken. */
export function placeAll(
  pair: Pair,
  size: Size,
  obstacles: readonly Box[],
  tried: (line: EdgeLine) => readonly number[] = (line) => positions(pair, line, size),
): Box[] | undefined {
  const placed: Box[] = []
  for (const line of pair.lines) {
    const free = tried(line)
      .map((t) => boxAt(along(line.start, line.end, t), size.width, size.height))
      .find(
        (box) =>
          !placed.some((other) => overlap(box, other, CLEARANCE)) &&
          !obstacles.some((other) => overlap(box, other, CLEARANCE)),
      )
    if (!free) return undefined
    placed.push(free)
  }
  return placed
}

/**
 * The positions that a label tries. 1 / (k + 1) spaces the edges of k units evenly; the second term keeps the labels of
 * two and two off the other crossing edge.
 */
export function positions({ gap, pitch, sizes }: Pair, line: EdgeLine, { width, height }: Size): number[] {
  const larger = Math.max(...sizes)
  const apart = (1 - (width / 2 + (height * gap) / (2 * pitch) + 4) / gap) / 2
  const first = Math.min(1 / (larger + 1), apart)
  const isLevel = line.start.y === line.end.y && larger <= 2
  return [...(isLevel ? [0.4] : []), first, 0.85 * first, 1.15 * first, ...laterPositions]
}
