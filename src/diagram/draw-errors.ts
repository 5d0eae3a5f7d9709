// Errors: one for each output with its target, the total between or beside them, and the links of these.
import { button } from './buttons.ts'
import { underline } from './draw-units.ts'
import { classes, el, keyed, nameSpans, numberText, type SceneElement, text } from './elements.ts'
import { type Box, bottom, centerOf, type Point, right } from './geometry.ts'
import { textWidth, wordsWidth } from './glyphs.ts'
import type { Layout } from './places.ts'
import { errorLabel, targetLabel, totalLabel, wordsOf } from './spoken.ts'
import type { View } from './view.ts'

/** From an output to its error. */
export function errorLink(layout: Layout, unit: number): [start: Point, end: Point] {
  const output = layout.units.at(-1)![unit]!
  return [output.leave, { x: layout.errors[unit]!.box.x, y: output.leave.y }]
}

/** From an error to the total: straight up or down where they stand in one column. */
export function totalLink(layout: Layout, unit: number): [start: Point, end: Point] {
  const error = layout.errors[unit]!.box
  const total = layout.total!
  const x = centerOf(error).x
  if (layout.errors.length > 2)
    return [
      { x: right(error), y: centerOf(error).y },
      { x: total.x, y: centerOf(total).y },
    ]
  return error.y < total.y
    ? [
        { x, y: bottom(error) },
        { x, y: total.y },
      ]
    : [
        { x, y: error.y },
        { x, y: bottom(total) },
      ]
}

export function drawError(view: View, unit: number): SceneElement {
  const { box } = view.layout.errors[unit]!
  const quantity = { kind: 'unit-loss', unit, sample: view.input.sample } as const
  const isLit = view.sign({ kind: 'error', unit }) ?? view.sign({ kind: 'total', unit })
  const className = classes(
    'unit error',
    !view.known(quantity) && 'pending',
    view.isTarget(quantity) && 'current',
    isLit && 'lit',
    view.known(quantity) && !Number.isFinite(view.value(quantity)) && 'bad',
  )
  return button(view, quantity, errorLabel(view, unit), { class: className }, content(view, box, quantity))
}

export function drawTotal(view: View): SceneElement | undefined {
  const box = view.layout.total
  if (!box) return undefined
  const quantity = { kind: 'sample-loss', sample: view.input.sample } as const
  const isTarget = view.isTarget(quantity) || view.isTarget({ kind: 'batch-loss' })
  const className = classes(
    'unit error total',
    !view.known(quantity) && 'pending',
    isTarget && 'current',
    view.hasTotalLit && 'lit',
    view.known(quantity) && !Number.isFinite(view.value(quantity)) && 'bad',
  )
  return button(view, quantity, totalLabel(view), { class: className }, content(view, box, quantity))
}

/** The name above the value, or alone where there is no room. */
function content(
  view: View,
  box: Box,
  quantity: { kind: 'unit-loss'; unit: number; sample: number } | { kind: 'sample-loss'; sample: number },
): SceneElement[] {
  const wide = view.layout.form === 'wide'
  const { x, y } = centerOf(box)
  const told = view.text(quantity, box.width - 8, 15)
  const node = el('rect', { class: 'node', x: box.x, y: box.y, width: box.width, height: box.height, rx: 7 })
  const name = nameSpans(view.name(quantity), wide ? 16 : 14)
  if (!wide) return [node, text('name', { x, y }, 14, 'middle', name)]
  return [
    node,
    text('name quiet', { x, y: y - 11 }, 16, 'middle', name),
    numberText('num', { x, y: y + 11 }, 15, 'middle', told),
  ]
}

/** What an output should have been, outside of its error. */
export function drawTarget(view: View, unit: number): SceneElement | undefined {
  const place = view.layout.errors[unit]!.target
  if (!place) return undefined
  const quantity = { kind: 'target', unit, sample: view.input.sample } as const
  const word = wordsOf(view).target
  const told = view.text(quantity, 44, 14)
  const value = textWidth(told, 14)
  const start = place.x + (place.width - wordsWidth(word, 12) - value - 3) / 2
  const y = place.y + place.height / 2
  const x = Math.min(start + wordsWidth(word, 12) + 3 + value, view.layout.width - 2)
  const className = classes('target', view.isLinked(quantity) && 'linked')
  return button(view, quantity, targetLabel(view, unit), { class: className }, [
    el('rect', { class: 'hit', x: place.x, y: y - 12, width: place.width, height: 24 }),
    text('words', { x: x - value - 4, y }, 12, 'end', word),
    numberText('num', { x, y }, 14, 'end', told),
    view.input.editable ? underline(x, y, told, 14, 'end') : undefined,
  ])
}

/** The links between outputs, errors and the total, at rest. */
export function restingLinks(view: View): SceneElement[] {
  const { layout } = view
  const line = (key: string, [a, b]: [Point, Point]): SceneElement =>
    keyed(key, el('line', { class: 'edge', x1: a.x, y1: a.y, x2: b.x, y2: b.y }))
  return layout.errors.flatMap((_, unit) => [
    line(`error.${unit}`, errorLink(layout, unit)),
    ...(layout.total ? [line(`total.${unit}`, totalLink(layout, unit))] : []),
  ])
}
