// Label places: for one step, which label of a pair shows what and where: at rest, hidden, beside its edge, in two versions.
import { keyOf } from '../math/quantity.ts'
import type { NamedQuantity } from '../print/notation.ts'
import { badges } from './badges.ts'
import { tagOf } from './draw-deltas.ts'
import { type Size, updatedSize } from './forms.ts'
import { along, type Box, boxAt, crosses, isInside, overlap } from './geometry.ts'
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
    if (isLit(line) && !first[i]!.isLoud) places[i] = besideBadges(line, places, i, taken)
  return places
}

/** A lit label moves along its edge where a badge lies over it, and goes where there is no room. */
function besideBadges(
  { start, end }: EdgeLine,
  places: readonly LabelPlace[],
  i: number,
  taken: Taken,
): LabelPlace {
  const place = places[i]!
  if (place.kind === 'none' || !taken.badges.some((box) => overlap(box, place.box))) return place
  const others = places.flatMap((other, k) => (k !== i && other.kind !== 'none' ? [other.box] : []))
  const blocks = [...taken.badges, ...taken.reserved, ...others]
  const { width, height } = place.box
  const free = Array.from({ length: 19 }, (_, k) => boxAt(along(start, end, 0.05 * (k + 1)), width, height))
    .filter((box) => !blocks.some((other) => overlap(box, other)))
    .sort((a, b) => Math.abs(a.x - place.box.x) - Math.abs(b.x - place.box.x))
  return free[0] ? { kind: place.kind, box: free[0] } : { kind: 'none' }
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

/** The free place nearest to the middle of an edge. */
function beside(view: View, { start, end }: EdgeLine, size: Size, taken: Taken): Box | undefined {
  const blocks = [...taken.reserved, ...taken.tags, ...taken.badges]
  const middle = along(start, end, 0.5)
  const offsets = Array.from({ length: (2 * FARTHEST) / STEP + 1 }, (_, i) => i * STEP - FARTHEST)
  const around = offsets
    .flatMap((dx) => offsets.map((dy) => ({ dx, dy, distance: Math.hypot(dx, dy) })))
    .sort((a, b) => a.distance - b.distance)
  for (const { dx, dy } of around) {
    const box = boxAt({ x: middle.x + dx, y: middle.y + dy }, size.width, size.height)
    if (isInside(box, view.layout) && !blocks.some((other) => overlap(box, other, 1))) return box
  }
  return undefined
}
