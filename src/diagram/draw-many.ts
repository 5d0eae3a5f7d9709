// Many: networks whose edges have no names: hairlines and the largest weights by sign, circles and bars by their values.
import { INPUT_LAYER, keyOf } from '../math/quantity.ts'
import { unitName } from '../print/notation.ts'
import { button } from './buttons.ts'
import { isBar } from './circle-layout.ts'
import { classes, el, keyed, nameSpans, numberText, round, type SceneElement, text } from './elements.ts'
import { bottom, centerOf, type Point, right } from './geometry.ts'
import { COLORED_SHARE, largest, mostOf, type Ranked, SHOWN_PER_PAIR, widthOf } from './largest.ts'
import { outputLabel } from './output-label.ts'
import type { UnitPlace } from './places.ts'
import { unitLabel, wordsOf } from './spoken.ts'
import type { View } from './view.ts'

/** Edges of a pair of layers at rest; hidden ones are told by a wedge. */
export function manyEdges(view: View, layer: number): SceneElement[] {
  const { edges } = view.layout
  const rows = view.input.derivation.trace.network.layers[layer]!.weights
  if (edges === 'aggregated') return [wedge(view, layer), wedgeCount(view, layer)]
  const isLit = view.paths.length > 0
  const focus = focusedUnit(view)
  if (edges === 'medium') {
    const colored = isLit ? [] : largest(rows, Math.round(rows.length * rows[0]!.length * COLORED_SHARE))
    return [hairlines(view, layer, rows), ...signed(view, layer, colored, mostOf(rows))]
  }
  if (isLit) return [wedge(view, layer)]
  const resting = [wedge(view, layer), thin(view, layer, largest(rows, SHOWN_PER_PAIR))]
  if (!focus) return resting
  const own = rows.flatMap((row, to) =>
    row.flatMap((weight, from): Ranked[] => {
      const touches =
        (focus.layer === layer && focus.unit === to) || (focus.layer === layer - 1 && focus.unit === from)
      return touches ? [{ to, from, weight }] : []
    }),
  )
  return [...resting, ...signed(view, layer, own, Math.max(0, ...own.map((w) => Math.abs(w.weight))))]
}

/** The unit with the focus. */
function focusedUnit(view: View): { layer: number; unit: number } | undefined {
  const { focus } = view.input
  if (focus === undefined) return undefined
  for (const [column, units] of view.layout.units.entries())
    for (const unit of units.keys())
      if (keyOf(view.out(column - 1, unit)) === focus) return { layer: column - 1, unit }
  return undefined
}

const ends = (view: View, layer: number, { to, from }: { to: number; from: number }): [Point, Point] => [
  view.layout.units[layer]![from]!.leave,
  view.layout.units[layer + 1]![to]!.enter,
]

/** All edges as one path. */
function hairlines(view: View, layer: number, rows: readonly (readonly number[])[]): SceneElement {
  const all = rows.flatMap((row, to) => row.map((weight, from) => ({ to, from, weight })))
  return keyed(`hair.${layer}`, el('path', { class: 'hair', d: linesPath(view, layer, all) }))
}

const thin = (view: View, layer: number, shown: readonly Ranked[]): SceneElement =>
  keyed(`thin.${layer}`, el('path', { class: 'thin-edges', d: linesPath(view, layer, shown) }))

function linesPath(view: View, layer: number, shown: readonly Ranked[]): string {
  return shown
    .map((edge) => {
      const [a, b] = ends(view, layer, edge)
      return `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`
    })
    .join('')
}

/** Each with its sign, as hue and dash, and its size, as width; the smallest first. */
function signed(view: View, layer: number, shown: readonly Ranked[], most: number): SceneElement[] {
  return shown.toReversed().map((edge) => {
    const [a, b] = ends(view, layer, edge)
    const line = { x1: a.x, y1: a.y, x2: b.x, y2: b.y }
    const key = keyOf(view.weight(layer, edge.to, edge.from))
    return keyed(
      key,
      el('line', {
        class: classes('heat-edge', edge.weight < 0 ? 'negative' : 'positive'),
        ...line,
        'stroke-width': widthOf(edge.weight, most),
        'data-key': view.input.interactive === false ? undefined : key,
      }),
    )
  })
}

/** A quiet shape between two layers, where edges are left out. */
function wedge(view: View, layer: number): SceneElement {
  const [from, to] = [view.layout.units[layer]!, view.layout.units[layer + 1]!]
  const [top, low] = [edgeOf(from, 'leave'), edgeOf(to, 'enter')]
  const points = [top[0], low[0], low[1], top[1]].map((p) => `${round(p.x)} ${round(p.y)}`)
  return keyed(`wedge.${layer}`, el('path', { class: 'wedge', d: `M${points.join('L')}Z` }))
}

/** The corners of a column on the side where its edges are. */
function edgeOf(units: readonly UnitPlace[], side: 'enter' | 'leave'): [Point, Point] {
  const x = units[0]![side].x
  return [
    { x, y: units[0]!.box.y },
    { x, y: bottom(units.at(-1)!.box) },
  ]
}

function wedgeCount(view: View, layer: number): SceneElement {
  const [a, b] = [view.layout.units[layer]!, view.layout.units[layer + 1]!]
  const x = (a[0]!.leave.x + b[0]!.enter.x) / 2
  const y = Math.max(bottom(a.at(-1)!.box), bottom(b.at(-1)!.box)) - 16
  const count = (a.length * b.length).toLocaleString(view.input.context.locale)
  const told = wordsOf(view).weights(count)
  const width = told.length * 6.6 + 14
  return keyed(
    `count.${layer}`,
    el(
      'g',
      { class: 'count' },
      el('rect', { class: 'pill', x: x - width / 2, y: y - 11, width, height: 22, rx: 6 }),
      text('words', { x, y }, 12, 'middle', told),
    ),
  )
}

/** Units of a column as circles or bars. */
export function manyUnits(view: View, column: number): SceneElement[] {
  const layer = column - 1
  const places = view.layout.units[column]!
  const values = places.map((_, unit) => {
    const quantity = view.out(layer, unit)
    return view.known(quantity) ? view.value(quantity) : undefined
  })
  const most = mostOf([values.map((v) => v ?? 0)])
  return places.map((place, unit) => {
    const quantity = view.out(layer, unit)
    const value = values[unit]
    const className = classes(
      'unit dot',
      value === undefined && 'pending',
      view.isTarget(quantity) && 'current',
      view.sign({ kind: 'unit', layer, unit }) && 'lit',
      view.isFramed(quantity) && 'framed',
    )
    const role = layer === INPUT_LAYER ? 'input' : layer === view.last ? 'output' : 'hidden'
    const children = [
      ...markShape(place, value, most, role === 'output' || isNamedInside(view, role, place)),
      ...(role === 'input' ? inputName(view, unit, place) : []),
      ...(role === 'hidden' ? signMark(value, place) : []),
      ...(role === 'output' ? outputTexts(view, unit, place) : []),
    ]
    return button(view, quantity, unitLabel(view, layer, unit), { class: className }, children)
  })
}

/** A name stands inside of circles of this size. */
const LEAST_NAMED = 18

/** Whether an input has its name inside, which a tint would make hard to read. */
const isNamedInside = (view: View, role: string, { box }: UnitPlace): boolean =>
  role === 'input' && view.input.inputNames === undefined && box.height >= LEAST_NAMED

/** A circle, or a bar where rows are tight, tinted by the value beside the largest of its layer. */
function markShape(
  { box }: UnitPlace,
  value: number | undefined,
  most: number,
  plain: boolean,
): SceneElement[] {
  const share = plain || value === undefined || most === 0 ? 0 : Math.min(1, Math.abs(value) / most)
  const heat = classes('heat', value !== undefined && value < 0 ? 'negative' : 'positive')
  const { x, y } = centerOf(box)
  if (isBar(box))
    return [
      el('rect', { class: 'node tick', ...box }),
      el('rect', { class: 'ink', ...box, 'fill-opacity': Math.round(share * 100) / 100 }),
    ]
  const circle = { cx: x, cy: y, r: box.height / 2 }
  return [
    el('circle', { class: 'node', ...circle }),
    ...(share > 0 ? [el('circle', { class: heat, ...circle, 'fill-opacity': round(share * 7) / 10 })] : []),
  ]
}

function inputName(view: View, unit: number, { box }: UnitPlace): SceneElement[] {
  const name = view.input.inputNames?.[unit]
  if (name === undefined) {
    if (box.height < LEAST_NAMED) return []
    const own = unitName(INPUT_LAYER, unit, view.input.context)
    return [text('name', centerOf(box), 13, 'middle', nameSpans(own, 13))]
  }
  return [text('words', { x: box.x - 8, y: centerOf(box).y }, 12, 'end', name)]
}

/** + or − inside a neuron, so that its sign is not told by its hue alone. */
function signMark(value: number | undefined, { box }: UnitPlace): SceneElement[] {
  if (value === undefined || value === 0 || box.height < 16) return []
  return [text('num sign', centerOf(box), 14, 'middle', value < 0 ? '−' : '+')]
}

/** What it is inside, the value beside, a longer name of its own below that. */
function outputTexts(view: View, unit: number, { box }: UnitPlace): SceneElement[] {
  const told = view.text(view.out(view.last, unit), 48, 14, 3)
  const { x, y } = centerOf(box)
  const pitch = pitchOf(view.layout.units.at(-1)!)
  const { inside, below } = outputLabel(unit, view.input.outputNames?.[unit], pitch)
  const beside = right(box) + 9
  return [
    ...(box.height >= LEAST_NAMED ? [text('num', { x, y }, 13, 'middle', inside)] : []),
    numberText('num', { x: beside, y: below === undefined ? y : y - 8 }, 14, 'start', told),
    ...(below === undefined ? [] : [text('words', { x: beside, y: y + 8 }, 12, 'start', below)]),
  ]
}

const pitchOf = (units: readonly UnitPlace[]): number =>
  units.length > 1 ? units[1]!.box.y - units[0]!.box.y : Number.POSITIVE_INFINITY

/** How many edges are shown, of how many. */
export function manyCaption(view: View): SceneElement | undefined {
  const { edges, width, height } = view.layout
  const layers = view.input.derivation.trace.network.layers
  const counts = layers.map(({ weights }) => weights.length * weights[0]!.length)
  const all = counts.reduce((a, b) => a + b, 0)
  const colored = counts.reduce((sum, n) => sum + Math.round(n * COLORED_SHARE), 0)
  const words = wordsOf(view)
  if (view.paths.length > 0 || (edges !== 'medium' && edges !== 'thinned')) return undefined
  const told =
    edges === 'medium' ? words.inColor(colored, all) : words.of(SHOWN_PER_PAIR, Math.max(...counts))
  return keyed('caption', text('words caption', { x: width - 8, y: height - 9 }, 12, 'end', told))
}
