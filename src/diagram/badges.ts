// Badges: the number of each factor at the place where its derivative is taken.
import { errorLink } from './draw-errors.ts'
import { classes, el, keyed, type SceneElement, text } from './elements.ts'
import { along, type Box, bottom, boxAt, centerOf, overlap, type Point, right } from './geometry.ts'
import { type FactorPlace, type LitFactor, linkKey } from './lit.ts'
import type { View } from './view.ts'

const RADIUS = 10
/** Among circles and on mini capsules. */
const SMALL_RADIUS = 8
/** How far before the end of an edge its badge stands. */
const BEFORE_END = 6
/** How much further back it may go. */
const BACKS = [0, 5, 10, 15, 20]

export interface Badge {
  readonly factor: LitFactor
  readonly box: Box
}

/** Where the badges of all factors stand. */
export function badges(view: View): Badge[] {
  const small = view.layout.form === 'circle' || view.layout.form === 'mini'
  const radius = small ? SMALL_RADIUS : RADIUS
  // Among many units the largest path alone has room for its numbers.
  const factors = view.layout.edges === 'all' ? view.factors : view.factors.filter((f) => f.paths.includes(0))
  const placed: Badge[] = []
  for (const factor of factors) {
    const free = BACKS.map((back) => badgeAt(view, factor.place, back))
      .flatMap((at) => (at ? [boxAt(at, 2 * radius, 2 * radius)] : []))
      .find((box) => !placed.some((other) => overlap(box, other.box)))
    const last = badgeAt(view, factor.place, 0)
    if (last) placed.push({ factor, box: free ?? boxAt(last, 2 * radius, 2 * radius) })
  }
  return placed
}

/** Where a badge stands; on an edge also some way back, where other edges end at the same neuron. */
function badgeAt(view: View, place: FactorPlace, back: number): Point | undefined {
  const { layout } = view
  switch (place.kind) {
    case 'error': {
      if (layout.errors.length > 0) return along(...errorLink(layout, place.unit), 0.5)
      const { box } = layout.units.at(-1)![place.unit]!
      return { x: right(box) + 4, y: box.y }
    }
    case 'total':
      return undefined
    case 'unit': {
      const { box, wall } = layout.units[place.layer + 1]![place.unit]!
      if (layout.form === 'mini') return { x: right(box) - 6, y: box.y }
      return { x: wall ?? centerOf(box).x, y: box.y }
    }
    case 'edge': {
      const start = layout.units[place.layer]![place.from]!.leave
      const end = layout.units[place.layer + 1]![place.to]!.enter
      const length = Math.hypot(end.x - start.x, end.y - start.y)
      const level = start.y === end.y ? BEFORE_END : BEFORE_END + 5
      return along(start, end, 1 - (level + back) / length)
    }
    case 'bias': {
      const { tab, box } = layout.units[place.layer + 1]![place.unit]!
      return tab ? { x: right(tab), y: tab.y } : { x: box.x, y: bottom(box) }
    }
    case 'delta': {
      const { box } = layout.units[place.layer + 1]![place.unit]!
      return {
        x: right(box) - (layout.form === 'circle' ? 0 : 6),
        y: box.y + (layout.form === 'wide' ? 10 : 4),
      }
    }
  }
}

export function drawBadges(view: View): SceneElement[] {
  return badges(view).map(({ factor, box }) => {
    const { x, y } = centerOf(box)
    const radius = box.width / 2
    const linked = factor.number === view.input.linked
    return keyed(
      `badge.${factor.number}.${linkKey(factor.place)}`,
      el(
        'g',
        {
          class: classes('badge', linked && 'linked'),
          'data-factor': view.input.interactive === false ? undefined : factor.number,
          'data-path': view.input.interactive === false ? undefined : factor.paths[0],
        },
        el('circle', { class: 'ring', cx: x, cy: y, r: radius + (linked ? 4.5 : 2) }),
        ...(linked ? [el('circle', { class: 'second', cx: x, cy: y, r: radius + 3 })] : []),
        el('circle', { class: 'disc', cx: x, cy: y, r: radius }),
        text('badge-number', { x, y }, radius < RADIUS ? 11 : 13, 'middle', String(factor.number)),
      ),
    )
  })
}
