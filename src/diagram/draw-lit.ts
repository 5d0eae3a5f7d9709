// Lit paths: a tinted band and a line over each link, once; arrowheads show which way the derivative is taken.
import { errorLink, totalLink } from './draw-errors.ts'
import { classes, el, keyed, round, type SceneElement } from './elements.ts'
import { along, type Box, crosses, type Point } from './geometry.ts'
import type { LabelPlace } from './label-places.ts'
import { type Link, linkKey } from './lit.ts'
import type { Layout } from './places.ts'
import type { View } from './view.ts'

/** The line of a link, in the forward direction; undefined where it has none: through a neuron. */
export function lineOf(layout: Layout, link: Link): [start: Point, end: Point] | undefined {
  switch (link.kind) {
    case 'total':
      return layout.total ? totalLink(layout, link.unit) : undefined
    case 'error':
      return layout.errors.length > 0 ? errorLink(layout, link.unit) : undefined
    case 'edge':
      return [layout.units[link.layer]![link.from]!.leave, layout.units[link.layer + 1]![link.to]!.enter]
    default:
      return undefined
  }
}

/** Every lit link once, with the first path that passes it, in the order in which that path does. */
function litLinks(view: View): { readonly link: Link; readonly path: number }[] {
  const found = new Map<string, { link: Link; path: number }>()
  for (const [path, { links }] of view.paths.entries())
    for (const link of links) if (!found.has(linkKey(link))) found.set(linkKey(link), { link, path })
  return [...found.values()]
}

/** Bands first, so that no band lies over another path's line. */
export function drawLit(view: View, labels: ReadonlyMap<string, LabelPlace>): SceneElement[] {
  const links = litLinks(view).flatMap(({ link, path }, order) => {
    const line = lineOf(view.layout, link)
    return line
      ? [{ link, line, place: { 'data-path': path, 'data-order': order }, sign: view.sign(link)! }]
      : []
  })
  const many = view.layout.edges === 'thinned' || view.layout.edges === 'aggregated'
  const bands = many
    ? []
    : links.map(({ link, line, place }) => keyed(`band.${linkKey(link)}`, stroke('band', line, place)))
  const lines = links.map(({ link, line, place, sign }) =>
    keyed(
      `lit.${linkKey(link)}`,
      stroke(classes('lit-line', sign, many && !isLargest(view, link) && 'thin'), line, place),
    ),
  )
  const arrows = links.flatMap(({ link, line, place }) => {
    const d = many ? undefined : arrowHead(view, link, line, labels.get(linkKey(link)))
    return d === undefined
      ? []
      : [keyed(`arrow.${linkKey(link)}`, el('path', { class: 'arrow', d, ...place }))]
  })
  return [...bands, ...lines, ...arrows]
}

/** Whether the path with the largest product passes a link. */
function isLargest(view: View, link: Link): boolean {
  return view.paths[0]?.links.some((other) => linkKey(other) === linkKey(link)) ?? false
}

const stroke = (className: string, [a, b]: readonly [Point, Point], more: Record<string, number>) =>
  el('line', { class: className, x1: a.x, y1: a.y, x2: b.x, y2: b.y, ...more })

const HEAD = 12
/** The short link to an error has its badge in the middle and no room for a head. */
const LEAST_ROOM = 24

/** The outline of an arrowhead; undefined where there is no room for one. */
function arrowHead(
  view: View,
  link: Link,
  [start, end]: readonly [Point, Point],
  label: LabelPlace | undefined,
): string | undefined {
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  const backward = view.input.lit?.direction === 'backward'
  if (link.kind === 'error' || (link.kind === 'edge' && length < LEAST_ROOM)) return undefined
  const free = link.kind === 'edge' ? freeStretch(start, end, label, backward ? 18 : 4) : [0, 1]
  const middle = along(start, end, (free[0]! + free[1]!) / 2)
  const size = Math.min(HEAD, (free[1]! - free[0]!) * length)
  if (size < 7) return undefined
  const sign = backward ? -1 : 1
  const unit = { x: (sign * (end.x - start.x)) / length, y: (sign * (end.y - start.y)) / length }
  const at = (forward: number, side: number): string =>
    `${round(middle.x + forward * unit.x - side * unit.y)} ${round(middle.y + forward * unit.y + side * unit.x)}`
  const half = size / 2
  return `M${at(half, 0)}L${at(-half, half)}L${at(-half, -half)}Z`
}

/** The part of an edge between its label and the badge at its end. */
function freeStretch(
  start: Point,
  end: Point,
  label: LabelPlace | undefined,
  atEnd: number,
): [number, number] {
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  const last = 1 - atEnd / length
  if (!label || label.kind === 'none' || !crosses(start, end, label.box)) return [Math.min(0.1, last), last]
  const exit = exitOf(start, end, label.box)
  return [exit, last]
}

/** Where the line from start to end leaves a box that it meets, as a share of the way. */
function exitOf(start: Point, end: Point, { x, y, width, height }: Box): number {
  const shares: number[] = []
  const dx = end.x - start.x
  const dy = end.y - start.y
  if (dx !== 0) shares.push((x + width - start.x) / dx)
  if (dy !== 0) shares.push(((dy > 0 ? y + height : y) - start.y) / dy)
  return Math.min(...shares.filter((t) => t > 0))
}
