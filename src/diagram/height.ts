// Height: how much room a drawing would like, so that its columns and rows keep their distance.
import type { Shape } from '../math/formula.ts'
import { columnXs, rowsHeight, widthFor } from './columns.ts'
import { type FormSizes, forms, MOST_EDGES, MOST_UNITS, type Size } from './forms.ts'

/** Circles of a layer have a row each, up to this height. */
const HIGHEST_CIRCLES = 560
const CIRCLE_ROW = 28
const BLOCK_HEIGHT = 240
/** Widths and heights of a picture in a text. */
const USUAL_WIDTH = 690
const WIDEST = 1200
const LEAST_HEIGHT = 380
/** Between the columns of a picture: the labels of larger layers need more room. */
const USUAL_GAP = 117
const GAP_OF_LARGER = 190

const hasNames = ({ inputs, units }: Shape): boolean =>
  units.every((count, layer) => count * [inputs, ...units][layer]! <= MOST_EDGES)

/**
 * The height that a drawing of a given width wants: of the roomiest nodes whose columns fit.
 * @param preferred taken where it is enough.
 */
export function heightFor(shape: Shape, width: number, preferred: number): number {
  const options = { width, height: preferred, notation: 'deck' } as const
  const hasColumns = (form: FormSizes): boolean => columnXs(shape, options, form).gap >= form.leastGap
  const form = hasNames(shape) ? [forms.wide, forms.narrow, forms.mini].find(hasColumns) : undefined
  return Math.ceil(Math.max(preferred, form ? rowsHeight(shape, form) : circlesHeight(shape)))
}

function circlesHeight({ inputs, units }: Shape): number {
  const rows = Math.max(...[inputs, ...units].filter((count) => count <= MOST_UNITS))
  const blocks = inputs > MOST_UNITS || units.some((count) => count > MOST_UNITS)
  return Math.max(Math.min(HIGHEST_CIRCLES, 40 + rows * CIRCLE_ROW), blocks ? BLOCK_HEIGHT : 0)
}

/** The size of a picture in a text. */
export function naturalSize(shape: Shape): Size {
  const larger = Math.max(shape.inputs, ...shape.units) > 2
  const gap = larger ? GAP_OF_LARGER : USUAL_GAP
  const wanted = hasNames(shape) ? widthFor(shape, gap, forms.wide) : USUAL_WIDTH
  const width = Math.min(WIDEST, Math.ceil(wanted))
  return { width, height: heightFor(shape, width, LEAST_HEIGHT) }
}
