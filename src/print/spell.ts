// spell: a formula of a text in a medium's spelling: relations, arrows, lists, layers, and the Expr in them.
import type { Expr } from '../math/expr.ts'
import type { Context, Formula, Unit } from '../math/formula.ts'
import { breakAt } from './breaks.ts'
import { errorUnitName, targetUnitName, unitName } from './notation.ts'
import { hasRoundedNumber } from './relation.ts'
import { ExprSpeller } from './spell-expr.ts'
import type { Spelling } from './spelling.ts'

/** From this many units on, a layer is told by its first two and its last. */
const LONG_LAYER = 7

/** A formula in a spelling; places to break are marked (see `flat`). */
export function spell(f: Formula, context: Context, s: Spelling): string {
  const speller = new ExprSpeller(context, s)
  const joined = (parts: readonly string[], sign: string): string => parts.join(`${breakAt(0)}${sign} `)
  const listed = (parts: readonly string[], separator: string): string => parts.join(separator + breakAt(0))
  const whole = (e: Expr): string => speller.whole(e)
  const layer = (units: readonly Unit[]): string => {
    const names = units.map(({ layer: l, unit }) => s.name(unitName(l, unit, context)))
    const shown = names.length < LONG_LAYER ? names : [names[0], names[1], s.signs.dots, names.at(-1)]
    return shown.join(`${s.signs.comma} `)
  }
  switch (f.kind) {
    case 'relation': {
      const signs = signsBetween(f, context.digits)
      return f.sides
        .map(whole)
        .reduce((left, right, i) => `${left}${breakAt(0)}${s.signs[signs[i - 1]!]} ${right}`)
    }
    case 'arrow':
      return joined(f.nodes.map(whole), s.signs.to)
    case 'list': {
      const numbers = f.items.length > 0 && f.items.every((item) => item.kind === 'number')
      const comma = numbers && s.number(0.5, 1).includes(',')
      return listed(f.items.map(whole), comma ? s.signs.semicolon : s.signs.comma)
    }
    case 'layers':
      return joined(f.layers.map(layer), s.signs.to)
    case 'gradient': {
      const entries = s.parentheses(listed(f.entries.map(whole), s.signs.comma))
      return joined([`${s.signs.gradient}${whole(f.of)}`, entries], s.signs['='])
    }
    case 'layer-sizes':
      return joined(
        f.sizes.map((size) => s.number(size, 15)),
        s.signs.to,
      )
    case 'target-unit':
      return s.name(targetUnitName(f.unit, context))
    case 'error-unit':
      return s.name(errorUnitName(f.unit, context))
    case 'unit':
      return s.name(unitName(f.layer, f.unit, context))
    default:
      return whole(f)
  }
}

type Relation = Extract<Formula, { kind: 'relation' }>

/** The sign before each side but the first: from the first rounded number on, =  becomes ≈. */
function signsBetween({ sides, symbol }: Relation, digits: number): NonNullable<Relation['symbol']>[] {
  const rounded = sides.findIndex((side) => hasRoundedNumber(side, digits))
  return sides.slice(1).map((_, i) => symbol ?? (rounded >= 0 && i + 1 >= rounded ? '≈' : '='))
}
