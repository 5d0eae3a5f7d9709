// Which sign stands before each line of a calculation: = while every number is exact, ≈ from the first rounded one on.
import type { Expr } from '../math/expr.ts'
import { childrenOf } from '../math/expr.ts'
import { isExact } from './numbers.ts'

/**
 * The signs before `lines`, the first one standing between the left side and the first line.
 * A line with a rounded number gets ≈, and so does what follows it, unless symbols stand on both sides.
 */
export function relationSigns(lines: readonly Expr[], digits: number): ('=' | '≈')[] {
  let rounded = false
  return lines.map((line, i) => {
    if (hasRoundedNumber(line, digits)) rounded = true
    const symbols = isSymbolic(line, digits) && (i === 0 || isSymbolic(lines[i - 1]!, digits))
    return rounded && !symbols ? '≈' : '='
  })
}

/** A line of symbols: at least one quantity, and no number that was rounded. */
function isSymbolic(e: Expr, digits: number): boolean {
  return hasQuantity(e) && !hasRoundedNumber(e, digits)
}

const hasQuantity = (e: Expr): boolean => e.kind === 'quantity' || childrenOf(e).some(hasQuantity)

/** Whether a formula has a number in it that is printed with digits dropped. */
export function hasRoundedNumber(e: Expr, digits: number): boolean {
  if (e.kind === 'number') return !isExact(e.value, e.digits ?? digits)
  return childrenOf(e).some((part) => hasRoundedNumber(part, digits))
}
