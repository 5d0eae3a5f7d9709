// Scene input: what a drawing shows beside the shape: a derivation, how far it has come, what is lit and what has the focus.
import type { Derivation, Phase } from '../derive/step.ts'
import type { Context } from '../math/formula.ts'
import type { Quantity } from '../math/quantity.ts'
import type { Lit } from './lit.ts'
import type { Layout } from './places.ts'

export interface SceneInput {
  readonly derivation: Derivation
  readonly layout: Layout
  /** Notation, locale and digits; values in the drawing have five of them at most. */
  readonly context: Context
  /** Which sample of the batch is drawn, from 0. */
  readonly sample: number
  /** Whether a number has been computed by now; inputs, targets and old parameters always are. */
  readonly computed: (quantity: Quantity) => boolean
  /** What the current step computes. */
  readonly target?: Quantity | undefined
  readonly phase?: Phase | undefined
  readonly lit?: Lit | undefined
  /** Only this one of the lit paths, from 0. */
  readonly path?: number | undefined
  /** The number of the factor that is pointed at. */
  readonly linked?: number | undefined
  /** The id of the element with the focus ring. */
  readonly focus?: string | undefined
  /** The id of the only element that Tab reaches; the first one where it is undefined. */
  readonly tabStop?: string | undefined
  /** Whether given numbers are marked as ones to edit. */
  readonly editable?: boolean | undefined
  /** Whether its parts are buttons; a picture in a text has none. Default: true. */
  readonly interactive?: boolean | undefined
  /** Whether the page draws the cells of blocks on a canvas of its own. */
  readonly cellsOnCanvas?: boolean | undefined
  readonly inputNames?: readonly string[] | undefined
  readonly outputNames?: readonly string[] | undefined
  /** The name of the whole drawing. */
  readonly title?: string | undefined
  /** The id of what describes it in the page: a table of the same numbers. */
  readonly describedBy?: string | undefined
  /** Of a picture: its description, and what the ids of its title and description begin with, unique in a page. */
  readonly description?: string | undefined
  readonly id?: string | undefined
}
