// Pairs: the edges between two neighboring layers of a layout, and their labels.
import type { NotationName, Shape } from '../math/formula.ts'
import { parameterName } from '../print/notation.ts'
import { updatedSize } from './forms.ts'
import { boxAt, centerOf } from './geometry.ts'
import { nameWidth } from './glyphs.ts'
import { type EdgeLine, nearToFar, type Pair, placeAll, placeLabels } from './labels.ts'
import { type Layout, type PairPlace, reservedBoxes } from './places.ts'

/** The size of a weight's name alone. */
export const SYMBOL_SIZE = 13
/** Two versions and their values need at least this width. */
const LEAST_UPDATED = 104
const BETWEEN_UPDATED = 3

/** All pairs of layers of a network whose edges are drawn one by one. */
export const pairPlaces = (
  layout: Omit<Layout, 'pairs'>,
  shape: Shape,
  notation: NotationName,
): PairPlace[] => shape.units.map((_, layer) => pairPlace(layout, shape, notation, layer))

function pairPlace(
  layout: Omit<Layout, 'pairs'>,
  shape: Shape,
  notation: NotationName,
  layer: number,
): PairPlace {
  const from = layout.units[layer]!
  const to = layout.units[layer + 1]!
  const lines = from.flatMap((source, i) =>
    to.map((target, j): EdgeLine => ({ from: i, to: j, start: source.leave, end: target.enter })),
  )
  const gap = to[0]!.enter.x - from[0]!.leave.x
  const larger = from.length > to.length ? from : to
  const pitch = larger.length > 1 ? larger[1]!.enter.y - larger[0]!.enter.y : layout.height
  const pair: Pair = { lines, gap, pitch, sizes: [from.length, to.length] }
  const longest = parameterName(
    { kind: 'weight', layer, to: to.length - 1, from: from.length - 1 },
    { notation, shape },
  )
  const reserved = reservedBoxes(layout)
  const placed = placeLabels(pair, reserved, Math.ceil(nameWidth(longest, SYMBOL_SIZE)) + 6)
  const width = Math.min(updatedSize.width, gap - 6)
  const roomy = { width, height: updatedSize.height + BETWEEN_UPDATED }
  const rooms = width >= LEAST_UPDATED ? placeAll(pair, roomy, reserved, () => nearToFar) : undefined
  const updated = rooms?.map((room) => boxAt(centerOf(room), width, updatedSize.height))
  return { layer, gap, pitch, lines, ...placed, updated }
}
