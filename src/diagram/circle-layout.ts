// Circle layout: networks of many edges: circles, bars where rows are tight, and blocks of cells for layers over 64 units.
import type { Shape } from '../math/formula.ts'
import { MOST_EDGES, MOST_MEDIUM_EDGES, MOST_UNITS } from './forms.ts'
import { type Box, boxAt } from './geometry.ts'
import { wordsWidth } from './glyphs.ts'
import { pairPlaces } from './pairs.ts'
import type { Block, EdgeStyle, Layout, LayoutOptions, UnitPlace } from './places.ts'

const MARGIN = 14
/** Where the outputs' values stand, at the right of their circles. */
const VALUE_ROOM = 74
/** Below the blocks: how many units they have. */
const COUNT_ROOM = 30
const LARGEST_RADIUS = 13
/** Inputs whose rows are nearer than this are bars. */
const TIGHTEST_CIRCLES = 8
const BAR_WIDTH = 12
const WIDEST_PITCH = 64

export function circleLayout(shape: Shape, options: LayoutOptions): Layout {
  const sizes = [shape.inputs, ...shape.units]
  const blocked = sizes.some((n) => n > MOST_UNITS)
  const names = Math.max(0, ...(options.inputNames ?? []).map((name) => wordsWidth(name, 12)))
  const room = { ...options, left: MARGIN + (names > 0 ? names + 8 : 0) }
  const blocks = sizes.map((n) => (n > MOST_UNITS ? gridOf(n) : undefined))
  const xs = columnCenters(sizes, blocks, room)
  const placed = sizes.map((n, column) =>
    blocks[column]
      ? cells(n, blocks[column], xs[column]!, options.height)
      : { units: marks(n, xs[column]!, options.height, column) },
  )
  const layout: Layout = {
    width: options.width,
    height: options.height,
    form: 'circle',
    edges: edgeStyle(sizes),
    units: placed.map(({ units }) => units),
    errors: [],
    pairs: [],
    ...(blocked && { blocks: placed.map((p) => ('block' in p ? p.block : undefined)) }),
  }
  if (layout.edges !== 'all') return layout
  return { ...layout, pairs: pairPlaces(layout, shape, options.notation) }
}

function edgeStyle(sizes: readonly number[]): EdgeStyle {
  if (sizes.some((n) => n > MOST_UNITS)) return 'aggregated'
  const most = Math.max(...sizes.slice(1).map((n, i) => n * sizes[i]!))
  if (most <= MOST_EDGES) return 'all'
  return most <= MOST_MEDIUM_EDGES ? 'medium' : 'thinned'
}

interface Grid {
  readonly columns: number
  readonly rows: number
}

/** As square as its number allows, else twice as high as wide: 28 x 28, 8 x 16. */
function gridOf(units: number): Grid {
  const side = Math.round(Math.sqrt(units))
  if (side * side === units) return { columns: side, rows: side }
  const columns = Math.ceil(Math.sqrt(units / 2))
  return { columns, rows: Math.ceil(units / columns) }
}

const blockHeight = (height: number): number => Math.max(40, Math.min(height - 2 * COUNT_ROOM, 168))

function columnCenters(
  sizes: readonly number[],
  blocks: readonly (Grid | undefined)[],
  { width, height, left }: LayoutOptions & { left: number },
): number[] {
  const widths = sizes.map((n, column) => {
    const grid = blocks[column]
    if (grid) return (blockHeight(height) * grid.columns) / grid.rows
    return hasBars(n, height, column) ? BAR_WIDTH : 2 * radiusFor(n, height)
  })
  const all = widths.reduce((sum, w) => sum + w, 0)
  const gap = (width - left - VALUE_ROOM - all) / (sizes.length - 1)
  let x = left
  return widths.map((w) => {
    const center = x + w / 2
    x += w + gap
    return center
  })
}

function pitchFor(units: number, height: number): number {
  if (units === 1) return WIDEST_PITCH
  return Math.min((height - 2 * MARGIN - 2) / units, WIDEST_PITCH)
}

const radiusFor = (units: number, height: number): number =>
  Math.min(pitchFor(units, height) * 0.42, LARGEST_RADIUS)

const hasBars = (units: number, height: number, column: number): boolean =>
  column === 0 && pitchFor(units, height) < TIGHTEST_CIRCLES

/** Whether a unit's box is that of a bar. */
export const isBar = ({ width, height }: Box): boolean => width === BAR_WIDTH && height < TIGHTEST_CIRCLES

function marks(units: number, x: number, height: number, column: number): UnitPlace[] {
  const pitch = pitchFor(units, height)
  const bars = hasBars(units, height, column)
  const size = 2 * radiusFor(units, height)
  const [wide, tall] = bars ? [BAR_WIDTH, pitch * 0.86] : [size, size]
  return Array.from({ length: units }, (_, unit) => {
    const y = height / 2 + (unit - (units - 1) / 2) * pitch
    return placeOf(boxAt({ x, y }, wide, tall))
  })
}

function cells(units: number, grid: Grid, x: number, height: number): { units: UnitPlace[]; block: Block } {
  const cell = blockHeight(height) / grid.rows
  const box = boxAt({ x, y: height / 2 - 8 }, cell * grid.columns, cell * grid.rows)
  const places = Array.from({ length: units }, (_, unit) => {
    const own = {
      x: box.x + (unit % grid.columns) * cell,
      y: box.y + Math.floor(unit / grid.columns) * cell,
      width: cell,
      height: cell,
    }
    // Edges of a block start and end at its sides, level with the cell.
    const y = own.y + cell / 2
    return { box: own, enter: { x: box.x, y }, leave: { x: box.x + box.width, y } }
  })
  return { units: places, block: { box, ...grid } }
}

function placeOf(box: Box): UnitPlace {
  const y = box.y + box.height / 2
  return { box, enter: { x: box.x, y }, leave: { x: box.x + box.width, y } }
}
