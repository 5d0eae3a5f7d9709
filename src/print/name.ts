// Name: the parts of a quantity's name, before a printer sets it; and the deck's names of units.
import type { Shape } from '../math/formula.ts'
import { INPUT_LAYER } from '../math/quantity.ts'

/** A name in parts, so that each printer can set it in its own way. */
export interface Name {
  /** A letter, a Greek letter or a word. */
  readonly base: string
  /** Set upright in TeX, as words are. */
  readonly upright?: boolean
  readonly accent?: 'hat' | 'bar' | 'tilde' | 'check'
  readonly subscript?: string
  readonly uprightSubscript?: boolean
  /** Letter and number in one in text: w5, not w_5. */
  readonly fused?: boolean
  /** The layer, printed as ^(l). */
  readonly layer?: number
  /** @0 or '. */
  readonly mark?: string
}

/** i1, h1, o1; hidden units are numbered on through the hidden layers. */
export function unitText(layer: number, unit: number, shape: Shape): string {
  if (layer === INPUT_LAYER) return `i${unit + 1}`
  if (layer === shape.units.length - 1) return `o${unit + 1}`
  return `h${unit + 1 + shape.units.slice(0, layer).reduce((a, b) => a + b, 0)}`
}
