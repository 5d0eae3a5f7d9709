// Weights: their edges at rest, and their labels on the rung of their pair: value, gradient, both versions after the update.
import type { Parameter } from '../math/quantity.ts'
import type { NamedQuantity } from '../print/notation.ts'
import { button } from './buttons.ts'
import { underline } from './draw-units.ts'
import { classes, el, keyed, nameSpans, numberText, round, type SceneElement, text } from './elements.ts'
import { along, type Box, boxAt, centerOf, right } from './geometry.ts'
import { nameWidth } from './glyphs.ts'
import type { LabelPlace } from './label-places.ts'
import { SYMBOL_SIZE } from './pairs.ts'
import type { PairPlace } from './places.ts'
import { weightLabel } from './spoken.ts'
import type { View } from './view.ts'

/** The edges of a pair, with a wide line beneath each for those who point. */
export function restingEdges(view: View, { layer, lines }: PairPlace): SceneElement[] {
  return lines.map(({ from, to, start, end }) => {
    const line = { x1: start.x, y1: start.y, x2: end.x, y2: end.y }
    const interactive = view.input.interactive !== false
    const key = `edge.${layer}.${to}.${from}`
    const visible = el('line', { class: 'edge', ...line })
    if (!interactive) return keyed(key, visible)
    const id = `w${layer}.${to}.${from}@${view.version}`
    return keyed(key, el('g', { 'data-key': id }, el('line', { class: 'hit', ...line }), visible))
  })
}

/** The labels of a pair, in order of source, then target. */
export function drawLabels(view: View, pair: PairPlace, places: readonly LabelPlace[]): SceneElement[] {
  return pair.lines.map(({ from, to, start, end }, i) => {
    const weight = view.weight(pair.layer, to, from)
    const place = places[i]!
    const sign = view.sign({ kind: 'edge', layer: pair.layer, to, from })
    const className = classes(
      'weight',
      sign && 'lit',
      view.isQuestion(weight) && 'question',
      view.updated(weight) && 'updated',
      view.isFramed(weight) && 'framed',
      view.isLinked(weight) && 'linked',
    )
    const label = weightLabel(view, pair.layer, to, from)
    const middle = boxAt(along(start, end, 0.5), 24, 24)
    const drawn = place.kind === 'none' ? [] : labelContent(view, weight, place)
    const hit = place.kind === 'none' ? middle : place.box
    return button(view, weight, label, { class: className, hit }, drawn)
  })
}

function labelContent(view: View, weight: Parameter, place: Exclude<LabelPlace, { kind: 'none' }>) {
  const { box } = place
  switch (place.kind) {
    case 'symbol':
      return symbolLabel(view, weight, box)
    case 'updated':
      return updatedLabel(view, weight, box)
    case 'one-line':
      return oneLine(view, weight, box)
    case 'two-line':
      return view.gradientKnown(weight) && !view.updated(weight)
        ? twoLines(view, weight, box)
        : oneLine(view, weight, lowered(box, 22))
  }
}

/** A box of another height around the same middle. */
const lowered = (box: Box, height: number): Box => boxAt(centerOf(box), box.width, height)

const pill = ({ x, y, width, height }: Box): SceneElement =>
  el('rect', { class: 'pill', x, y, width, height, rx: 6 })

const PAD = 8
/** Small pills are tighter. */
const padOf = (box: Box): number => (box.height < 22 ? 6 : PAD)

/** The name at the left; in matrix notation edges have none. */
function nameAt(view: View, weight: Parameter, box: Box, y: number, size: number) {
  if (view.input.context.notation === 'matrix') return undefined
  return text(
    'name quiet',
    { x: box.x + padOf(box), y },
    size,
    'start',
    nameSpans(view.name(weight as NamedQuantity), size),
  )
}

function valueRoom(view: View, weight: Parameter, box: Box, size: number): number {
  const matrix = view.input.context.notation === 'matrix'
  return box.width - 2 * padOf(box) - (matrix ? 0 : nameWidth(view.name(weight as NamedQuantity), size) + 3)
}

function oneLine(view: View, weight: Parameter, box: Box): (SceneElement | undefined)[] {
  const size = box.height < 22 ? 13 : 15
  const y = centerOf(box).y
  const told = view.text(view.updated(weight) ?? weight, valueRoom(view, weight, box, size), size)
  // Without a name the value stands in the middle.
  const [x, anchor] =
    view.input.context.notation === 'matrix'
      ? [centerOf(box).x, 'middle' as const]
      : [right(box) - padOf(box), 'end' as const]
  return [
    pill(box),
    nameAt(view, weight, box, y, size),
    numberText('num', { x, y }, size, anchor, told),
    view.input.editable ? underline(x, y, told, size, anchor) : undefined,
  ]
}

function twoLines(view: View, weight: Parameter, box: Box): (SceneElement | undefined)[] {
  const first = box.y + 12
  const second = box.y + 28
  const told = view.text(weight, valueRoom(view, weight, box, 15), 15)
  const gradient = view.text(view.gradient(weight), box.width - 2 * PAD - 9, 13, 3)
  return [
    pill(box),
    nameAt(view, weight, box, first, 15),
    numberText('num', { x: right(box) - PAD, y: first }, 15, 'end', told),
    view.input.editable ? underline(right(box) - PAD, first, told, 15, 'end') : undefined,
    text('num gradient', { x: box.x + PAD, y: second }, 13, 'start', '∂'),
    numberText('num gradient', { x: right(box) - PAD, y: second }, 13, 'end', gradient),
  ]
}

function symbolLabel(view: View, weight: Parameter, box: Box): (SceneElement | undefined)[] {
  const middle = centerOf(box)
  const width = nameWidth(view.name(weight as NamedQuantity), SYMBOL_SIZE)
  if (view.input.context.notation === 'matrix') return []
  return [
    el('rect', { class: 'pill bare', ...box, rx: 4 }),
    text(
      'name quiet',
      { x: middle.x - width / 2, y: middle.y },
      SYMBOL_SIZE,
      'start',
      nameSpans(view.name(weight as NamedQuantity), SYMBOL_SIZE),
    ),
  ]
}

const UPDATED_PAD = 6
/** How much wider bold digits are. */
const BOLD = 1.15

/** The old version small, the new one bold below. */
function updatedLabel(view: View, weight: Parameter, box: Box): (SceneElement | undefined)[] {
  const next = view.updated(weight)!
  const rows = [
    { quantity: weight, y: box.y + 12, size: 13, className: 'num quiet' },
    { quantity: next, y: box.y + 28, size: 14, className: 'num strong' },
  ]
  const named = view.input.context.notation !== 'matrix'
  return [
    pill(box),
    ...rows.flatMap(({ quantity, y, size, className }) => {
      const name = { ...view.name(quantity as NamedQuantity), mark: `@${(quantity as Parameter).version}` }
      const width = nameWidth(name, size) + 3
      const room = (box.width - 2 * UPDATED_PAD - (named ? width : 24)) / (quantity === next ? BOLD : 1)
      return [
        named
          ? text('name', { x: box.x + UPDATED_PAD, y }, size, 'start', nameSpans(name, size))
          : text('mark', { x: box.x + UPDATED_PAD, y }, 12, 'start', name.mark),
        text(className, { x: right(box) - UPDATED_PAD, y }, size, 'end', view.text(quantity, room, size)),
      ]
    }),
  ]
}

/** W of each layer, above its edges, where these have no names. */
export function matrixNames(view: View): SceneElement[] {
  if (view.input.context.notation !== 'matrix' || view.layout.form === 'circle') return []
  return view.layout.pairs.map(({ layer, lines }) => {
    const x = (lines[0]!.start.x + lines[0]!.end.x) / 2
    const top = Math.min(...lines.flatMap(({ start, end }) => [start.y, end.y]))
    const size = 17
    const name = view.name({ kind: 'array', symbol: 'weights', layer, sample: 0, version: view.version })
    const width = nameWidth(name, size)
    const y = round(Math.max(14, top - (view.layout.form === 'wide' ? 46 : 30)))
    return keyed(`W${layer}`, text('name', { x: x - width / 2, y }, size, 'start', nameSpans(name, size)))
  })
}
