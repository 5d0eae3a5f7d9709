// The names of two parameters as the drawings print them.
import { versioned } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { formulaText } from '../../src/print/unicode.ts'
import { context } from '../model/page.ts'

export const axisNames = ([x, y]: readonly [ParameterRef, ParameterRef]): readonly [string, string] => [
  formulaText(q(versioned(x, 0)), context.value),
  formulaText(q(versioned(y, 0)), context.value),
]
