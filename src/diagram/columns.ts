// Columns: how a drawing's room is shared out among layers and rows, and whether a form of nodes fits at all.
import type { Shape } from '../math/formula.ts'
import type { FormSizes } from './forms.ts'
import type { LayoutOptions } from './places.ts'

/** Rows stand no further apart than this share of the height. */
const WIDEST_PITCH = 0.485
/** Columns stand no further apart than this. */
const WIDEST_GAP = 300

export interface ColumnXs {
  /** Left edges: the inputs, then each layer. */
  readonly xs: readonly number[]
  readonly gap: number
  /** The left edge of the errors. */
  readonly errorX: number
}

/** From the errors to the total beside them: their links need room to fan out. */
export const totalGap = ({ errorGap }: FormSizes): number => errorGap + 14

/** The width of all that is not a gap: with three outputs or more the total has a column of its own. */
function fixedWidth({ units }: Shape, sizes: FormSizes): number {
  const { left, right, input, unit, error, total, errorGap } = sizes
  const overhang = Math.max(0, (total.width - error.width) / 2)
  const afterErrors = units.at(-1)! > 2 ? totalGap(sizes) + total.width : overhang
  return left + input.width + units.length * unit.width + errorGap + error.width + afterErrors + right
}

export function columnXs(shape: Shape, { width }: LayoutOptions, sizes: FormSizes): ColumnXs {
  const layers = shape.units.length
  const room = width - fixedWidth(shape, sizes)
  const gap = Math.min(room / layers, WIDEST_GAP)
  const left = sizes.left + (room - gap * layers) / 2
  const xs = [left]
  for (let layer = 0; layer < layers; layer++)
    xs.push(xs.at(-1)! + (layer === 0 ? sizes.input.width : sizes.unit.width) + gap)
  return { xs, gap, errorX: xs.at(-1)! + sizes.unit.width + sizes.errorGap }
}

/** Middles of a column's rows, around the middle of the drawing. */
export function rowYs(count: number, height: number, sizes: FormSizes): number[] {
  const pitch = pitchOf(count, height, sizes)
  const middle = sizes.top + (height - sizes.top - sizes.bottom) / 2
  return Array.from({ length: count }, (_, row) => middle + (row - (count - 1) / 2) * pitch)
}

function pitchOf(count: number, height: number, { top, bottom }: FormSizes): number {
  if (count === 1) return 0
  return Math.min((height - top - bottom) / (count - 1), height * WIDEST_PITCH)
}

/** Whether all rows and columns keep their distance. */
export function fits(shape: Shape, options: LayoutOptions, sizes: FormSizes): boolean {
  const { gap } = columnXs(shape, options, sizes)
  const pitches = [shape.inputs, ...shape.units].every((count, column) => {
    const least = column === 0 ? sizes.leastInputPitch : sizes.leastPitch
    return count === 1 || pitchOf(count, options.height, sizes) >= least
  })
  const alone = shape.units.at(-1) === 1
  const tall = alone ? options.height / 2 >= sizes.totalBelow + sizes.total.height / 2 : true
  return gap >= sizes.leastGap && pitches && tall
}

/** The height at which a form's rows keep their distance. */
export function rowsHeight(shape: Shape, sizes: FormSizes): number {
  const rows = Math.max(...shape.units)
  const pitch = Math.max(rows > 1 ? sizes.leastPitch : 0, shape.inputs > 1 ? sizes.leastInputPitch : 0)
  const units = Math.max((rows - 1) * sizes.leastPitch, (shape.inputs - 1) * sizes.leastInputPitch)
  const alone = shape.units.at(-1) === 1 ? 2 * (sizes.totalBelow + sizes.total.height / 2) : 0
  return Math.max(sizes.top + sizes.bottom + units, pitch / WIDEST_PITCH, alone)
}

/** The width with a certain gap between the columns. */
export const widthFor = (shape: Shape, gap: number, sizes: FormSizes): number =>
  fixedWidth(shape, sizes) + shape.units.length * gap
