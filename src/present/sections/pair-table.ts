// The loops of L-BFGS over many pairs as a table: one row for each pair, one column for each number that a line uses.
import type { VectorRule } from '../../math/definitions.ts'
import { type Expr, q, quantitiesOf } from '../../math/expr.ts'
import { keyOf, type Quantity, type Time, type Vector } from '../../math/quantity.ts'
import type { Block } from '../document.ts'
import { say } from '../document.ts'
import type { Story } from '../story.ts'
import { numberCell } from './parameter-table.ts'

/** Which pair a quantity belongs to. */
function pairOf(quantity: Quantity): Time | undefined {
  if (quantity.kind === 'auxiliary' || quantity.kind === 'coefficient') return quantity.pair
  if (quantity.kind === 'memory') return quantity.time
  return quantity.kind === 'scalar-product' ? quantity.left.time : undefined
}

/** Which pair a line is about: that of the vectors which it reads. */
export const pairIndex = (formula: Expr): Time | undefined =>
  quantitiesOf(formula)
    .map(pairOf)
    .find((pair) => pair !== undefined)

/**
 * @param lines of one loop, in its order: as many for each pair.
 * @param coefficients whether those of the pairs are columns, too.
 */
export function pairTable(story: Story, lines: readonly VectorRule[], coefficients: boolean): Block {
  const pairs = [...new Set(lines.map(({ formula }) => pairIndex(formula)!))]
  const rows = pairs.map((pair) => quantitiesOfPair(lines, pair, coefficients))
  return {
    kind: 'table',
    columns: [
      { head: say`${q({ kind: 'variable', name: 'i' })}`, align: 'right' },
      ...rows[0]!.map((quantity) => ({ head: say`${q(ofAnyPair(quantity))}`, align: 'right' as const })),
    ],
    rows: rows.map((row, i) => [
      numberCell(pairs[i] as number),
      ...row.map((quantity) => numberCell(story.derivation.value(quantity))),
    ]),
  }
}

/** What the lines of one pair read and compute that belongs to it, each once. */
function quantitiesOfPair(lines: readonly VectorRule[], pair: Time, coefficients: boolean): Quantity[] {
  const own = lines.filter(({ formula }) => pairIndex(formula) === pair)
  const all = own.flatMap(({ target, formula }) => [...quantitiesOf(formula), target])
  const belongs = all.filter(
    (quantity) => pairOf(quantity) === pair && (coefficients || quantity.kind !== 'coefficient'),
  )
  return [...new Map(belongs.map((quantity) => [keyOf(quantity), quantity])).values()]
}

/** ρ_3 as the head of a column is ρ_i. */
function ofAnyPair(quantity: Quantity): Quantity {
  switch (quantity.kind) {
    case 'auxiliary':
    case 'coefficient':
      return { ...quantity, pair: 'i' }
    case 'memory':
      return { ...quantity, time: 'i' }
    case 'scalar-product':
      return { ...quantity, left: vectorOfAnyPair(quantity.left), right: vectorOfAnyPair(quantity.right) }
    default:
      return quantity
  }
}

const vectorOfAnyPair = (vector: Vector): Vector =>
  vector.kind === 'memory' ? { ...vector, time: 'i' } : { ...vector, pair: 'i' }
