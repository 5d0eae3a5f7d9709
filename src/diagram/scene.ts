// Scene: a network in a certain step as a tree of elements, in reading order; the one picture that pages and files show.
import { activation } from '../derive/names.ts'
import { INPUT_LAYER } from '../math/quantity.ts'
import { drawBadges } from './badges.ts'
import { idOf } from './buttons.ts'
import { bracket, drawBias } from './draw-biases.ts'
import { drawBlock } from './draw-blocks.ts'
import { drawError, drawTarget, drawTotal, restingLinks } from './draw-errors.ts'
import { drawLit } from './draw-lit.ts'
import { manyCaption, manyEdges, manyUnits } from './draw-many.ts'
import { drawUnit } from './draw-units.ts'
import { drawLabels, matrixNames, restingEdges } from './draw-weights.ts'
import { classes, el, keyed, type SceneElement } from './elements.ts'
import { type LabelPlace, labelPlaces } from './label-places.ts'
import { linkKey } from './lit.ts'
import type { SceneInput } from './scene-input.ts'
import { targetsIn } from './targets.ts'
import { View } from './view.ts'

/** The drawing as one svg element. Colors are classes: `diagramStyle` has them. */
export function sceneOf(input: SceneInput): SceneElement {
  const view = new View(withTabStop(input))
  const { layout } = view
  const labels = layout.pairs.map((pair) => labelPlaces(view, pair))
  const picture = input.interactive === false
  return el(
    'svg',
    {
      class: classes('paso-diagram', `phase-${input.phase ?? 'none'}`, `form-${layout.form}`),
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      width: layout.width,
      height: layout.height,
      role: picture ? 'img' : 'group',
      ...(picture ? {} : { 'aria-label': input.title, 'aria-describedby': input.describedBy }),
      ...(picture ? headNames(input) : {}),
    },
    ...(picture ? head(input) : []),
    quiet('edges', edgesBelow(view)),
    quiet('lit', drawLit(view, placesByLink(view, labels))),
    group('parts', parts(view, labels)),
    quiet('badges', drawBadges(view)),
    quiet('focus', focusRing(view)),
  )
}

const idIn = ({ id = 'paso-diagram' }: SceneInput, part: string): string => `${id}-${part}`

/** A picture is named by its own title; in a page that would open as a tooltip over every part. */
const headNames = (input: SceneInput) => ({
  'aria-labelledby': input.title === undefined ? undefined : idIn(input, 'title'),
  'aria-describedby': input.description === undefined ? undefined : idIn(input, 'desc'),
})

const head = (input: SceneInput): (SceneElement | undefined)[] => [
  input.title === undefined ? undefined : el('title', { id: idIn(input, 'title') }, input.title),
  input.description === undefined ? undefined : el('desc', { id: idIn(input, 'desc') }, input.description),
]

/** The first part can be reached by Tab where the page names no other. */
function withTabStop(input: SceneInput): SceneInput {
  if (input.tabStop !== undefined || input.interactive === false) return input
  return { ...input, tabStop: input.focus ?? idOf(activation(INPUT_LAYER, 0, input.sample)) }
}

const group = (key: string, children: readonly (SceneElement | undefined)[]): SceneElement =>
  keyed(key, el('g', { class: key }, children))

/** What is drawn for the eye alone: each part says it in its name. */
const quiet = (key: string, children: readonly (SceneElement | undefined)[]): SceneElement =>
  keyed(key, el('g', { class: key, 'aria-hidden': 'true' }, children))

function edgesBelow(view: View): (SceneElement | undefined)[] {
  const { layout } = view
  const layers = view.input.derivation.trace.network.layers
  if (layout.edges !== 'all') return layers.flatMap((_, layer) => manyEdges(view, layer))
  return [
    ...layers.map((_, layer) => bracket(view, layer)),
    ...layout.pairs.flatMap((pair) => restingEdges(view, pair)),
    ...restingLinks(view),
    ...matrixNames(view),
  ]
}

/** Column by column: units, then the weights that leave them. */
function parts(view: View, labels: readonly (readonly LabelPlace[])[]): (SceneElement | undefined)[] {
  const { layout } = view
  if (layout.form === 'circle')
    return [
      ...layout.units.flatMap((_, column) => [
        ...(layout.blocks?.[column] ? drawBlock(view, column) : manyUnits(view, column)),
        ...(layout.pairs[column] ? drawLabels(view, layout.pairs[column], labels[column]!) : []),
      ]),
      manyCaption(view),
    ]
  const columns = layout.units.flatMap((units, column) => {
    const layer = column - 1
    const own = units.flatMap((_, unit) => [
      layer === INPUT_LAYER ? undefined : drawBias(view, layer, unit),
      drawUnit(view, layer, unit),
    ])
    const pair = layout.pairs[column]
    return [...own, ...(pair ? drawLabels(view, pair, labels[column]!) : [])]
  })
  const errors = layout.errors.flatMap((_, unit) => [drawTarget(view, unit), drawError(view, unit)])
  return [...columns, ...errors, drawTotal(view)]
}

function placesByLink(view: View, labels: readonly (readonly LabelPlace[])[]): Map<string, LabelPlace> {
  const entries = view.layout.pairs.flatMap(({ layer, lines }, p) =>
    lines.map(({ to, from }, i) => [linkKey({ kind: 'edge', layer, to, from }), labels[p]![i]!] as const),
  )
  return new Map(entries)
}

/** A ring with a gap around the part that has the focus. */
function focusRing(view: View): SceneElement[] {
  const { focus } = view.input
  if (focus === undefined) return []
  const target = targetsIn(view.input).find(({ id }) => id === focus)
  if (!target) return []
  const { x, y, width, height } = target.box
  const ring = (className: string, out: number): SceneElement =>
    el('rect', {
      class: className,
      x: x - out,
      y: y - out,
      width: width + 2 * out,
      height: height + 2 * out,
      rx: Math.min(target.radius + out, height / 2 + out),
    })
  return [keyed('gap', ring('ring-gap', 2)), keyed('ring', ring('ring', 3.5))]
}
