// Blocks: layers over 64 units as grids of cells; the cells are data for a canvas, or a few paths in a picture.
import { button, idOf } from './buttons.ts'
import { classes, el, keyed, round, type SceneElement, text } from './elements.ts'
import { bottom, boxAt, centerOf } from './geometry.ts'
import { mostOf } from './largest.ts'
import type { Block } from './places.ts'
import type { SceneInput } from './scene-input.ts'
import { unitLabel } from './spoken.ts'
import { View } from './view.ts'

/** The cells of a layer: where they stand and what they hold, for a canvas under the drawing. */
export interface Cells {
  readonly layer: number
  readonly block: Block
  /** Upper left corners, and the side lengths that all share. */
  readonly xs: Float32Array
  readonly ys: Float32Array
  readonly width: number
  readonly height: number
  /** NaN where not yet computed. */
  readonly values: Float64Array
  /** The largest absolute value. */
  readonly most: number
}

/** The cells of every block of a drawing. */
export function cellsIn(input: SceneInput): Cells[] {
  const view = new View(input)
  return (view.layout.blocks ?? []).flatMap((block, column) =>
    block ? [cellsOfColumn(view, block, column)] : [],
  )
}

function cellsOfColumn(view: View, block: Block, column: number): Cells {
  const units = view.layout.units[column]!
  const values = Float64Array.from(units, (_, unit) => {
    const quantity = view.out(column - 1, unit)
    return view.known(quantity) ? view.value(quantity) : Number.NaN
  })
  return {
    layer: column - 1,
    block,
    xs: Float32Array.from(units, ({ box }) => box.x),
    ys: Float32Array.from(units, ({ box }) => box.y),
    width: units[0]!.box.width,
    height: units[0]!.box.height,
    values,
    most: mostOf([[...values]]),
  }
}

/** Cells of about the same value are one path: five shades of each sign. */
const SHADES = 5

/** A block: its outline, its cells, how many they are, and the cells that a lit path passes. */
export function drawBlock(view: View, column: number): SceneElement[] {
  const block = view.layout.blocks![column]!
  const { box } = block
  const units = view.layout.units[column]!
  const cells = cellsOfColumn(view, block, column)
  const outline = el('rect', { class: 'node block', ...box, rx: 3 })
  const count = text(
    'num',
    { x: box.x + box.width / 2, y: bottom(box) + 14 },
    13,
    'middle',
    String(units.length),
  )
  return [
    keyed(`block.${column}`, outline),
    ...(view.input.cellsOnCanvas ? [] : shades(cells)),
    ...marked(view, column),
    keyed(`size.${column}`, count),
  ]
}

function shades(cells: Cells): SceneElement[] {
  const paths = new Map<string, string>()
  const { xs, ys, width, height, values, most } = cells
  values.forEach((value, i) => {
    if (!(Math.abs(value) > 0) || most === 0) return
    const shade = Math.min(SHADES, Math.ceil((Math.abs(value) / most) * SHADES))
    const key = `${value < 0 ? 'negative' : 'positive'} ${shade}`
    const [w, h] = [round(width * 0.9), round(height * 0.9)]
    paths.set(key, `${paths.get(key) ?? ''}M${round(xs[i]!)} ${round(ys[i]!)}h${w}v${h}h${-w}z`)
  })
  return [...paths].sort().map(([key, d]) => {
    const [sign = '', shade = ''] = key.split(' ')
    const heat = classes('heat', sign)
    return keyed(
      `cells.${cells.layer}.${key}`,
      el('path', { class: heat, d, 'fill-opacity': Number(shade) / SHADES }),
    )
  })
}

/**
 * The cells that a step is about, and the one that Tab reaches: they alone are elements, since a layer may have thousands.
 * A page moves the focus by drawing the scene with the next cell's id.
 */
function marked(view: View, column: number): SceneElement[] {
  const layer = column - 1
  const { focus, tabStop } = view.input
  return view.layout.units[column]!.flatMap(({ box }, unit) => {
    const quantity = view.out(layer, unit)
    const id = idOf(quantity)
    const lit = view.sign({ kind: 'unit', layer, unit }) !== undefined || view.isFramed(quantity)
    if (!lit && focus !== id && tabStop !== id) return []
    const size = Math.max(box.width, box.height, 6)
    const own = boxAt(centerOf(box), size, size)
    const rect = el('rect', { class: lit ? 'cell' : 'hit', ...own })
    return [button(view, quantity, unitLabel(view, layer, unit), { class: 'unit' }, [rect])]
  })
}
