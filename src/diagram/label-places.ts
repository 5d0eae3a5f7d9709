// Label places: for one step, which label of a pair shows what and where: at rest, hidden, beside its edge, in two versions.
import { keyOf } from '../math/quantity.ts'
import type { NamedQuantity } from '../print/notation.ts'
import { badges } from './badges.ts'
import { tagOf } from './draw-deltas.ts'
import { type Size, updatedSize } from './forms.ts'
import { along, type Box, boxAt, centerOf, crosses, isInside, overlap } from './geometry.ts'
import { nameWidth, textWidth } from './glyphs.ts'
import type { EdgeLine } from './labels.ts'
import type { PairPlace } from './places.ts'
import { reservedBoxes } from './places.ts'
import type { View } from './view.ts'

export type LabelPlace =
  | { readonly kind: 'none' }
  | { readonly kind: 'symbol' | 'one-line' | 'two-line' | 'updated'; readonly box: Box }

/** Half the width of a lit path's band. */
const BAND = 5

/** What labels must leave free in this step. */
interface Taken {
  /** Nodes, names, tabs: as in every step. */
  readonly reserved: readonly Box[]
  readonly badges: readonly Box[]
  readonly tags: readonly Box[]
}

/** Where the label of each edge of a pair stands in this step. */
export function labelPlaces(view: View, pair: PairPlace): LabelPlace[] {
  const taken: Taken = {
    reserved: reservedBoxes(view.layout),
    badges: badges(view).map(({ box }) => box),
    tags: tags(view),
  }
  const isLit = ({ from, to }: EdgeLine): boolean =>
    view.sign({ kind: 'edge', layer: pair.layer, to, from }) !== undefined
  const first = pair.lines.map((line, i) => ownPlace(view, pair, line, i, taken))
  const loud = first.flatMap(({ place, isLoud }) => (isLoud && place.kind !== 'none' ? [place.box] : []))
  const places = first.map(({ place, isLoud }, i): LabelPlace => {
    if (isLoud || place.kind === 'none') return place
    const line = pair.lines[i]!
    const isCrossed = pair.lines.some(
      (other) => other !== line && isLit(other) && crosses(other.start, other.end, grown(place.box, BAND)),
    )
    const isCovered = loud.some((box) => overlap(box, place.box, 1))
    return (isCrossed && !isLit(line)) || isCovered ? { kind: 'none' } : place
  })
  for (const [i, line] of pair.lines.entries())
    if (isLit(line) || first[i]!.isLoud) places[i] = besideBadges(view, pair, line, places, i, taken)
  return places
}

/** A label under a badge moves along its edge, in a smaller pill where it must, and goes where there is no room. */
function besideBadges(
  view: View,
  pair: PairPlace,
  line: EdgeLine,
  places: readonly LabelPlace[],
  i: number,
  taken: Taken,
): LabelPlace {
  const place = places[i]!
  if (place.kind === 'none' || !taken.badges.some((box) => overlap(box, place.box))) return place
  const others = places.flatMap((other, k) => (k !== i && other.kind !== 'none' ? [other.box] : []))
  const blocks = [...taken.badges, ...taken.reserved, ...others]
  const same = freeAlong(line, place.box, place.box, blocks)
  if (same) return { kind: place.kind, box: same }
  const small =
    place.kind === 'symbol' ? undefined : freeAlong(line, valueSize(view, pair, line), place.box, blocks)
  return small ? { kind: 'one-line', box: small } : { kind: 'none' }
}

/** The free place on an edge that is nearest to where a label stood. */
function freeAlong({ start, end }: EdgeLine, size: Size, old: Box, blocks: readonly Box[]): Box | undefined {
  const away = (box: Box): number => Math.abs(centerOf(box).x - centerOf(old).x)
  return Array.from({ length: 37 }, (_, k) =>
    boxAt(along(start, end, 0.025 * (k + 1)), size.width, size.height),
  )
    .filter((box) => !blocks.some((other) => overlap(box, other)))
    .sort((p, q) => away(p) - away(q))[0]
}

/** The tags of all known deltas. */
const tags = (view: View): Box[] =>
  view.layout.units
    .slice(1)
    .flatMap((units, layer) => units.flatMap((_, unit) => tagOf(view, layer, unit)?.box ?? []))

const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

/** The label of an edge; loud ones, the weight in question and the one with the focus, show their value in any case. */
function ownPlace(
  view: View,
  pair: PairPlace,
  line: EdgeLine,
  i: number,
  taken: Taken,
): { readonly place: LabelPlace; readonly isLoud: boolean } {
  const weight = view.weight(pair.layer, line.to, line.from)
  const isLoud = view.isQuestion(weight) || view.input.focus === keyOf(weight)
  const updated = view.updated(weight)
  if (updated && pair.updated) return { place: { kind: 'updated', box: pair.updated[i]! }, isLoud }
  const resting: LabelPlace =
    pair.rung === 'none' ? { kind: 'none' } : { kind: pair.rung, box: pair.boxes[i]! }
  if (!isLoud) return { place: resting, isLoud }
  const versions = updated && beside(view, line, { ...updatedSize, width: LEAST_UPDATED }, taken)
  if (versions) return { place: { kind: 'updated', box: versions }, isLoud }
  if (resting.kind === 'one-line' || resting.kind === 'two-line') return { place: resting, isLoud }
  const value = beside(view, line, valueSize(view, pair, line), taken)
  return { place: value ? { kind: 'one-line', box: value } : resting, isLoud }
}

/** The least width for two versions of a weight. */
const LEAST_UPDATED = 110

/** The smallest pill for a name and its value. */
function valueSize(view: View, { layer }: PairPlace, { from, to }: EdgeLine): Size {
  const weight = view.weight(layer, to, from)
  const matrix = view.input.context.notation === 'matrix'
  const name = matrix ? 0 : nameWidth(view.name(weight as NamedQuantity), 13) + 3
  const value = textWidth(view.text(view.updated(weight) ?? weight, 44, 13), 13)
  return { width: Math.ceil(name + value + 14), height: 20 }
}

/** How far from its edge's middle a label may stand. */
const FARTHEST = 96
const STEP = 3

/** All steps away from a point, the nearest first. */
const around: readonly { readonly dx: number; readonly dy: number }[] = (() => {
  const offsets = Array.from({ length: (2 * FARTHEST) / STEP + 1 }, (_, i) => i * STEP - FARTHEST)
  return offsets
    .flatMap((dx) => offsets.map((dy) => ({ dx, dy })))
    .sort((a, b) => Math.hypot(a.dx, a.dy) - Math.hypot(b.dx, b.dy))
})()

/** The free place nearest to the middle of an edge. */
function beside(view: View, { start, end }: EdgeLine, size: Size, taken: Taken): Box | undefined {
  const middle = along(start, end, 0.5)
  const reach = boxAt(middle, 2 * FARTHEST + size.width, 2 * FARTHEST + size.height)
  const blocks = [...taken.reserved, ...taken.tags, ...taken.badges].filter((box) => overlap(box, reach, 1))
  for (const { dx, dy } of around) {
    const box = boxAt({ x: middle.x + dx, y: middle.y + dy }, size.width, size.height)
    if (isInside(box, view.layout) && !blocks.some((other) => overlap(box, other, 1))) return box
  }
  return undefined
}
