// Buttons: the parts of a drawing that can be chosen: each with its role, its name and the key of its quantity.
import { keyOf, type Quantity } from '../math/quantity.ts'
import { classes, el, keyed, type SceneElement } from './elements.ts'
import { type Box, boxAt, centerOf } from './geometry.ts'
import type { View } from './view.ts'

/** The id of an element: its quantity's key; of a bias that units share, with the unit that it hangs at. */
export const idOf = (quantity: Quantity, at?: number): string =>
  at === undefined ? keyOf(quantity) : `${keyOf(quantity)}#${at}`

/** A part of the drawing that stands for a quantity; a plain group in a picture. */
export function button(
  view: View,
  quantity: Quantity,
  label: string,
  { at, hit, ...attributes }: { readonly class: string; readonly at?: number; readonly hit?: Box },
  children: readonly (SceneElement | undefined)[],
): SceneElement {
  const id = idOf(quantity, at)
  if (view.input.interactive === false) return keyed(id, el('g', attributes, ...children))
  const focused = view.input.focus === id
  const [shape, ...rest] = children.filter((child) => child !== undefined)
  return keyed(
    id,
    el(
      'g',
      {
        ...attributes,
        class: classes(attributes.class, focused && 'focused'),
        'data-key': keyOf(quantity),
        'data-id': id,
      },
      shape && unheard(shape),
      handle(hit ? hitArea(hit) : (shape ?? nothing), view.input.tabStop === id, label),
      ...rest.map(unheard),
    ),
  )
}

/** Of a weight whose label is hidden. */
const nothing = el('g', {})

/** The button itself lies over the part's first shape, below its texts: those are for the eye, its name says them in order. */
function handle({ tag, attributes }: SceneElement, isTabStop: boolean, label: string): SceneElement {
  const { class: _, ...geometry } = attributes
  return el(tag, {
    ...geometry,
    class: 'handle',
    role: 'button',
    tabindex: isTabStop ? 0 : -1,
    'aria-label': label,
  })
}

const unheard = (child: SceneElement): SceneElement => ({
  ...child,
  attributes: { ...child.attributes, 'aria-hidden': 'true' },
})

/** Fingers and pointers need at least this much. */
const LEAST_TARGET = 24

function hitArea(box: Box): SceneElement {
  const wide = Math.max(box.width, LEAST_TARGET)
  const own = boxAt(centerOf(box), wide, Math.max(box.height, LEAST_TARGET))
  return el('rect', { class: 'hit', x: own.x, y: own.y, width: own.width, height: own.height })
}
