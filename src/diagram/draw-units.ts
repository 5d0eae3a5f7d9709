// Units: inputs, and neurons as capsules with two chambers; on small drawings with the output alone.
import { INPUT_LAYER, keyOf } from '../math/quantity.ts'
import { unitName } from '../print/notation.ts'
import { button } from './buttons.ts'
import { drawDelta } from './draw-deltas.ts'
import { classes, el, nameSpans, numberText, type SceneElement, text } from './elements.ts'
import { type Box, bottom, overlap, right } from './geometry.ts'
import { nameWidth, textWidth } from './glyphs.ts'
import { slopeRoom, type UnitPlace } from './places.ts'
import { unitLabel } from './spoken.ts'
import { SATURATED, type View } from './view.ts'

export function drawUnit(view: View, layer: number, unit: number): SceneElement {
  const place = view.layout.units[layer + 1]![unit]!
  return layer === INPUT_LAYER ? drawInput(view, unit, place) : drawNeuron(view, layer, unit, place)
}

function drawInput(view: View, unit: number, { box, name }: UnitPlace): SceneElement {
  const quantity = view.out(INPUT_LAYER, unit)
  const named = unitName(INPUT_LAYER, unit, view.input.context)
  const inside = name === undefined
  const size = view.layout.form === 'wide' ? 15 : 14
  const room = box.width - (inside ? 22 + nameWidth(named, 15) : 8)
  const told = view.text(quantity, room, size)
  const middle = box.y + box.height / 2
  const at = inside ? right(box) - 10 : box.x + box.width / 2
  const className = classes(
    'unit input',
    view.isFramed(quantity) && 'framed',
    view.isLinked(quantity) && 'linked',
  )
  return button(view, quantity, unitLabel(view, INPUT_LAYER, unit), { class: className }, [
    shape(box, 6),
    inside
      ? text('name quiet', { x: box.x + 10, y: middle }, 15, 'start', nameSpans(named, 15))
      : text('name', { x: box.x + 2, y: box.y - 8 }, 16, 'start', nameSpans(named, 16)),
    numberText('num', { x: at, y: middle }, size, inside ? 'end' : 'middle', told),
    view.input.editable ? underline(at, middle, told, size, inside ? 'end' : 'middle') : undefined,
  ])
}

/** A dotted line under a number that can be edited. */
export function underline(
  x: number,
  y: number,
  told: string,
  size: number,
  anchor: 'start' | 'middle' | 'end',
): SceneElement {
  const width = textWidth(told, size)
  const start = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  const below = y + size * 0.62
  return el('line', { class: 'editable', x1: start, y1: below, x2: start + width, y2: below })
}

const shape = ({ x, y, width, height }: Box, radius: number): SceneElement =>
  el('rect', { class: 'node', x, y, width, height, rx: radius })

/** pending: nothing known; current: being computed; lit: on a path. */
function neuronState(view: View, layer: number, unit: number): string {
  const net = view.net(layer, unit)
  const out = view.out(layer, unit)
  const value = view.known(out) ? view.value(out) : view.known(net) ? view.value(net) : 0
  return classes(
    'unit neuron',
    !view.known(net) && 'pending',
    (view.isTarget(net) || view.isTarget(out)) && 'current',
    view.sign({ kind: 'unit', layer, unit }) && 'lit',
    !Number.isFinite(value) && 'bad',
  )
}

function drawNeuron(view: View, layer: number, unit: number, place: UnitPlace): SceneElement {
  const { box } = place
  const { form } = view.layout
  const className = neuronState(view, layer, unit)
  const children =
    form === 'mini'
      ? [shape(box, box.height / 2), chamber(view, layer, unit, 'out', box, 14)]
      : [
          shape(box, box.height / 2),
          el('line', { class: 'wall', x1: place.wall!, y1: box.y + 8, x2: place.wall!, y2: bottom(box) - 8 }),
          ...(['net', 'out'] as const).map((part) =>
            chamber(view, layer, unit, part, chamberBox(box, part), form === 'wide' ? 15 : 14),
          ),
        ]
  return button(view, view.out(layer, unit), unitLabel(view, layer, unit), { class: className }, [
    ...children,
    nameAbove(view, layer, unit, place),
    saturation(view, layer, unit, box),
    drawDelta(view, layer, unit),
  ])
}

/** The left or the right half. */
function chamberBox({ x, y, width, height }: Box, part: 'net' | 'out'): Box {
  return { x: part === 'net' ? x : x + width / 2, y, width: width / 2, height }
}

/** A value of a neuron: framed where a factor reads it. */
function chamber(
  view: View,
  layer: number,
  unit: number,
  part: 'net' | 'out',
  box: Box,
  size: number,
): SceneElement {
  const quantity = part === 'net' ? view.net(layer, unit) : view.out(layer, unit)
  const wide = view.layout.form === 'wide'
  const middle = box.x + box.width / 2 + (view.layout.form === 'mini' ? 0 : part === 'net' ? 2 : -1)
  const y = wide ? box.y + box.height * 0.65 : box.y + box.height / 2
  const told = view.text(quantity, box.width - (wide ? 8 : 4), size)
  const frame = {
    x: middle - Math.min(box.width - 6, textWidth(told, size) + 10) / 2,
    y: y - 14,
    width: Math.min(box.width - 6, textWidth(told, size) + 10),
    height: 28,
  }
  const deck = view.input.context.notation === 'deck'
  const caption = deck ? part : part === 'net' ? 'z' : 'a'
  return el(
    'g',
    {
      class: classes('chamber', view.isLinked(quantity) && 'linked'),
      'data-part': keyOf(quantity),
    },
    view.isFramed(quantity) ? el('rect', { class: 'frame', ...frame, rx: 5 }) : undefined,
    wide ? text('caption sym', { x: middle, y: box.y + 17 }, 12.5, 'middle', caption) : undefined,
    numberText('num', { x: middle, y }, size, 'middle', told),
  )
}

function nameAbove(view: View, layer: number, unit: number, { name }: UnitPlace): SceneElement | undefined {
  if (!name) return undefined
  const size = view.layout.form === 'wide' ? 19 : 16
  const spans = nameSpans(unitName(layer, unit, view.input.context), size)
  return text('name', { x: name.x + 1, y: name.y + name.height / 2 - 3 }, size, 'start', spans)
}

/** A bar under the output of a neuron whose slope lets hardly anything through. */
function saturation(view: View, layer: number, unit: number, box: Box): SceneElement | undefined {
  const { trace } = view.input.derivation
  const slope = trace.samples[view.input.sample]!.slopes[layer]?.[unit]
  const isScalar = trace.network.layers[layer]!.activation.name !== 'softmax'
  if (slope === undefined || !isScalar || !view.known(view.out(layer, unit))) return undefined
  if (!(Math.abs(slope) < SATURATED)) return undefined
  const part = view.layout.form === 'mini' ? box : chamberBox(box, 'out')
  const middle = part.x + part.width / 2 - 2
  const y = bottom(box) - (view.layout.form === 'wide' ? 9 : 6)
  const width = Math.min(40, part.width - 12)
  const covered = view.layout.pairs[layer + 1]?.boxes.some((label) => overlap(label, slopeRoom(box)))
  return el(
    'g',
    { class: 'saturated' },
    el('rect', { x: middle - width / 2, y, width, height: 4, rx: 1 }),
    view.layout.form === 'wide' && !covered
      ? numberText(
          'num',
          { x: slopeRoom(box).x + 1, y: bottom(box) + 14 },
          12,
          'start',
          view.number(slope, 50, 12, 2),
        )
      : undefined,
  )
}
