// Layout: where everything of a network's drawing stands. From the shape and the room alone, so that nothing jumps between steps.
import type { Shape } from '../math/formula.ts'
import { INPUT_LAYER } from '../math/quantity.ts'
import { circleLayout } from './circle-layout.ts'
import { columnXs, fits, rowYs, totalGap } from './columns.ts'
import { type FormSizes, forms, MOST_EDGES, MOST_UNITS, type NodeForm } from './forms.ts'
import { type Box, bottom, boxAt, centerOf, type Point, right } from './geometry.ts'
import { pairPlaces } from './pairs.ts'
import type { ErrorPlace, Layout, LayoutOptions, UnitPlace } from './places.ts'

/** Where everything of a network stands in a box; with the roomiest form of nodes that fits. */
export function layoutOf(shape: Shape, options: LayoutOptions): Layout {
  const sizes = [shape.inputs, ...shape.units]
  const small = shape.units.every((units, layer) => units * sizes[layer]! <= MOST_EDGES)
  const form = small && sizes.every((n) => n <= MOST_UNITS) ? formFor(shape, options) : 'circle'
  if (form === 'circle') return circleLayout(shape, options)
  return nodeLayout(shape, options, form)
}

function formFor(shape: Shape, options: LayoutOptions): NodeForm {
  const all = ['wide', 'narrow', 'mini'] as const
  const allowed = options.form === 'narrow' ? all.slice(1) : all
  return allowed.find((form) => fits(shape, options, forms[form])) ?? 'circle'
}

function nodeLayout(shape: Shape, options: LayoutOptions, form: Exclude<NodeForm, 'circle'>): Layout {
  const sizes = forms[form]
  const { xs, errorX } = columnXs(shape, options, sizes)
  const columns = [shape.inputs, ...shape.units].map((count, column) => {
    const ys = rowYs(count, options.height, sizes)
    return ys.map((y) => unitPlace({ x: xs[column]!, y }, column - 1, sizes))
  })
  const errors = errorPlaces(shape, options.height, sizes, errorX)
  const bare: Omit<Layout, 'pairs'> = {
    width: options.width,
    height: options.height,
    form,
    edges: 'all',
    units: columns,
    errors,
    total: totalBox(errors, options.height, sizes),
  }
  return { ...bare, pairs: pairPlaces(bare, shape, options.notation) }
}

/** A unit with its left edge at x and its middle at y. */
function unitPlace({ x, y }: Point, layer: number, sizes: FormSizes): UnitPlace {
  const { width, height } = layer === INPUT_LAYER ? sizes.input : sizes.unit
  const box: Box = { x, y: y - height / 2, width, height }
  const place = { box, enter: { x, y }, leave: { x: x + width, y } }
  const nameBox = {
    x: x + sizes.name.inset,
    y: box.y - sizes.name.height,
    width: 30,
    height: sizes.name.height,
  }
  if (layer === INPUT_LAYER) return sizes.nameAboveInput ? { ...place, name: nameBox } : place
  const { tab, unit } = sizes
  return {
    ...place,
    name: nameBox,
    wall: x + unit.width / 2,
    tab: { x: x + tab.inset, y: bottom(box) + tab.gap, width: tab.width, height: tab.height },
  }
}

function errorPlaces(shape: Shape, height: number, sizes: FormSizes, x: number): ErrorPlace[] {
  const outputs = shape.units.at(-1)!
  return rowYs(outputs, height, sizes).map((y, unit): ErrorPlace => {
    const center = { x: x + sizes.error.width / 2, y }
    const box = boxAt(center, sizes.error.width, sizes.error.height)
    if (!sizes.targets) return { box }
    const below = outputs > 1 && unit === outputs - 1
    const target = { x: center.x, y: below ? bottom(box) + 12 : box.y - 12 }
    return { box, target: boxAt(target, 84, 16) }
  })
}

/** Below the only error, between two, or in a column of its own. */
function totalBox(errors: readonly ErrorPlace[], height: number, sizes: FormSizes): Box {
  const { width, height: own } = sizes.total
  const centers = errors.map(({ box }) => centerOf(box))
  const [first] = centers
  if (errors.length === 1) return boxAt({ x: first!.x, y: first!.y + sizes.totalBelow }, width, own)
  if (errors.length === 2) return boxAt({ x: first!.x, y: (first!.y + centers[1]!.y) / 2 }, width, own)
  const x = right(errors[0]!.box) + totalGap(sizes) + width / 2
  return boxAt({ x, y: height / 2 }, width, own)
}
