// The story of a derivation: what every section needs at hand.
import type { Derivation } from '../derive/step.ts'
import type { Context } from './document.ts'
import type { ExplainOptions } from './options.ts'
import { proseOf } from './prose/index.ts'
import { shapeOf } from './shape.ts'
import type { Story } from './story.ts'

/** Significant digits in tables. */
const TABLE_DIGITS = 5

export function storyOf(derivation: Derivation, options: ExplainOptions): Story {
  const shape = shapeOf(derivation)
  const context: Context = {
    notation: options.notation,
    shape,
    locale: options.locale,
    digits: options.digits,
    tableDigits: Math.min(TABLE_DIGITS, options.digits),
  }
  return {
    derivation,
    trace: derivation.trace,
    version: derivation.version,
    last: shape.units.length - 1,
    shape,
    words: proseOf(options.language, options.notation),
    options,
    context,
  }
}
