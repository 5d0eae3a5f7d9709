// Height: how much room a drawing of a given width would like, so that its rows keep their distance.
import type { Shape } from '../math/formula.ts'
import { columnXs, rowsHeight } from './columns.ts'
import { type FormSizes, forms, MOST_EDGES } from './forms.ts'

/** Circles of a layer in a picture of their own: a row each, up to this height. */
const HIGHEST_CIRCLES = 560

/**
 * The height that a drawing wants: of the roomiest nodes whose columns fit in the width.
 * @param preferred taken where it is enough.
 */
export function heightFor(shape: Shape, width: number, preferred: number): number {
  const sizes = [shape.inputs, ...shape.units]
  const named = shape.units.every((units, layer) => units * sizes[layer]! <= MOST_EDGES)
  const options = { width, height: preferred, notation: 'deck' } as const
  const hasColumns = (form: FormSizes): boolean => columnXs(shape, options, form).gap >= form.leastGap
  const form = named ? [forms.wide, forms.narrow, forms.mini].find(hasColumns) : undefined
  const rows = Math.max(...sizes.map((n) => Math.min(n, 64)))
  const wanted = form ? rowsHeight(shape, form) : Math.min(HIGHEST_CIRCLES, 40 + rows * 28)
  return Math.ceil(Math.max(preferred, wanted))
}
