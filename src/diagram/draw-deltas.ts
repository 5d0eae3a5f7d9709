// Deltas: a tag at the upper right of a neuron that points left, the way in which its delta is passed on.
import { keyOf, type Quantity } from '../math/quantity.ts'
import { classes, el, numberSpans, round, type SceneElement, text } from './elements.ts'
import { type Box, right } from './geometry.ts'
import { textWidth } from './glyphs.ts'
import { TAG_OUT } from './places.ts'
import type { View } from './view.ts'

interface Tag {
  readonly quantity: Quantity
  readonly box: Box
  readonly told: string
  readonly size: number
}

/** A tag of an output may stand out into the gap before its error; on narrow drawings none does. */
const OUTPUT_TAG_OUT = 14
const NARROW_TAG_OUT = -3
/** A raised one stays further in, off the labels beside it. */
const RAISED_IN = 8
/** Half a badge on the wall, with its ring. */
const BADGE_ROOM = 13
/** The point at the left, and what is beside the number. */
const POINT = 7
const BESIDE = 15

/** The tag of a unit whose delta is known; two digits where three reach over the wall, above the badge where two do. */
export function tagOf(view: View, layer: number, unit: number): Tag | undefined {
  const quantity = { kind: 'delta', layer, unit, sample: view.input.sample } as const
  const { form } = view.layout
  const { box, wall } = view.layout.units[layer + 1]![unit]!
  if (wall === undefined || form === 'mini' || !view.input.computed(quantity)) return undefined
  if (form === 'narrow' && !isAsked(view, quantity)) return undefined
  const size = form === 'wide' ? 13 : 12
  const end =
    right(box) + (form === 'narrow' ? NARROW_TAG_OUT : layer === view.last ? OUTPUT_TAG_OUT : TAG_OUT)
  const room = end - wall - BADGE_ROOM - BESIDE - textWidth('δ', size)
  const told = view.number(view.value(quantity), room, size, 3)
  const width = textWidth(`δ${told}`, size) + BESIDE
  const height = size + 6
  const raised = end - width < wall + BADGE_ROOM
  const y = Math.max(1, box.y - height + (raised ? 2 - BADGE_ROOM : 1))
  const x = (raised ? Math.min(end, right(box) - RAISED_IN) : end) - width
  return { quantity, told, size, box: { x, y, width, height } }
}

/** Narrow drawings have room for the tags of those deltas that the step is about. */
const isAsked = (view: View, quantity: Quantity): boolean =>
  view.isTarget(quantity) || view.factors.some((f) => keyOf(f.quantity) === keyOf(quantity))

export function drawDelta(view: View, layer: number, unit: number): SceneElement | undefined {
  const tag = tagOf(view, layer, unit)
  if (!tag) return undefined
  const { quantity, told, size } = tag
  const { x, y, width, height } = tag.box
  const middle = y + height / 2
  const points = [
    [x, middle],
    [x + POINT, y],
    [x + width, y],
    [x + width, y + height],
    [x + POINT, y + height],
  ]
  const path = `M${points.map((p) => p.map(round).join(' ')).join('L')}Z`
  const className = classes(
    'delta',
    view.isLinked(quantity) && 'linked',
    view.isTarget(quantity) && 'current',
  )
  return el(
    'g',
    { class: className, 'data-part': keyOf(quantity) },
    el('path', { d: path }),
    text(
      'num',
      { x: x + POINT + 2, y: middle },
      size,
      'start',
      el('tspan', { class: 'sym' }, 'δ'),
      el('tspan', { dx: 2 }, numberSpans(told, size)),
    ),
  )
}
