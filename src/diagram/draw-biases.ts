// Biases: a tab under each net chamber: frozen ones with a lock, one for a layer with a bracket that joins its tabs.
import { hasCommonBias } from '../core/parameters.ts'
import type { Parameter } from '../math/quantity.ts'
import type { NamedQuantity } from '../print/notation.ts'
import { button } from './buttons.ts'
import { underline } from './draw-units.ts'
import { classes, el, nameSpans, numberText, type SceneElement, text } from './elements.ts'
import { type Box, bottom, right } from './geometry.ts'
import { nameWidth, textWidth } from './glyphs.ts'
import { biasLabel } from './spoken.ts'
import type { View } from './view.ts'

export function drawBias(view: View, layer: number, unit: number): SceneElement | undefined {
  const place = view.layout.units[layer + 1]![unit]!
  const { tab } = place
  if (!tab) return undefined
  const bias = view.bias(layer, unit)
  const frozen = view.input.derivation.trace.network.biasPolicy === 'fixed'
  const next = view.updated(bias)
  const className = classes(
    'bias',
    frozen && 'frozen',
    next && 'updated',
    view.sign({ kind: 'bias', layer, unit }) && 'lit',
    view.isQuestion(bias) && 'question',
  )
  return button(view, bias, biasLabel(view, layer, unit), { class: className, at: unit, hit: tab }, [
    stem(view, tab, place.box),
    el('rect', { class: 'pill', x: tab.x, y: tab.y, width: tab.width, height: tab.height, rx: 6 }),
    ...inside(view, tab, bias as NamedQuantity, frozen),
  ])
}

function inside(view: View, tab: Box, bias: NamedQuantity, frozen: boolean): (SceneElement | undefined)[] {
  const { form } = view.layout
  const size = form === 'wide' ? 13.5 : 12
  const next = view.updated(bias as Parameter)
  const plus = form === 'wide' && !next ? '+' : ''
  // After the update the tab says which version it shows, where there is room.
  const name = next && form === 'wide' ? { ...view.name(bias), mark: `@${next.version}` } : view.name(bias)
  const y = tab.y + tab.height / 2
  const start = tab.x + (form === 'mini' ? 4 : 7)
  const named = start + textWidth(plus, size) + (plus === '' ? 0 : 4)
  const value = named + nameWidth(name, size) + 5
  const locked = frozen && form !== 'mini'
  const room = right(tab) - value - (locked ? 18 : 4)
  const told = view.text(next ?? bias, room, size)
  return [
    plus === '' ? undefined : text('num quiet', { x: start, y }, size, 'start', plus),
    text('name quiet', { x: named, y }, size, 'start', nameSpans(name, size)),
    numberText('num', { x: value, y }, size, 'start', told),
    view.input.editable && !next ? underline(value, y, told, size, 'start') : undefined,
    locked ? lock(right(tab) - 13, y) : undefined,
  ]
}

/** A padlock around its middle. */
function lock(x: number, y: number): SceneElement {
  return el(
    'g',
    { class: 'lock' },
    el('rect', { x: x - 3.5, y: y - 1, width: 8, height: 6, rx: 1 }),
    el('path', { d: `M${x - 2} ${y - 1}v-2a2.5 2.5 0 0 1 5 0v2` }),
  )
}

function stem(view: View, tab: Box, node: Box): SceneElement {
  const x = tab.x + (view.layout.form === 'mini' ? tab.width / 2 : 26)
  return el('line', { class: 'stem', x1: x, y1: bottom(node), x2: x, y2: tab.y })
}

/** A line that joins the tabs of a layer which has one bias for all; it passes behind the neurons. */
export function bracket(view: View, layer: number): SceneElement | undefined {
  const { network } = view.input.derivation.trace
  const column = view.layout.units[layer + 1]!
  const tabs = column.flatMap(({ tab }) => (tab ? [tab] : []))
  if (network.biasPolicy !== 'shared' || tabs.length < 2 || !hasCommonBias(network, layer)) return undefined
  const first = tabs[0]!
  const x = right(first) - 12
  return el('line', { class: 'bracket', x1: x, y1: bottom(first), x2: x, y2: tabs.at(-1)!.y })
}
