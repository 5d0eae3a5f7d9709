// Boxes: formulas in two dimensions for a terminal: stacked fractions and matrices, set side by side on one base line.
import type { Expr } from '../math/expr.ts'
import { childrenOf } from '../math/expr.ts'
import type { Context } from '../math/formula.ts'
import { formulaText } from '../print/unicode.ts'
import { displayWidth, padEnd, padStart } from './lines.ts'

/** Lines of the same width; `base` is the one that stands on the line of the signs around it. */
export interface Box {
  readonly lines: readonly string[]
  readonly base: number
  readonly width: number
}

export const textBox = (text: string): Box => ({ lines: [text], base: 0, width: displayWidth(text) })

/** Text in the middle of `width` columns, the odd one at its right. */
export function centered(text: string, width: number): string {
  const left = Math.floor((width - displayWidth(text)) / 2)
  return padEnd(' '.repeat(Math.max(0, left)) + text, width)
}

export function fractionBox(numerator: string, denominator: string): Box {
  const width = Math.max(displayWidth(numerator), displayWidth(denominator))
  return {
    lines: [centered(numerator, width), '─'.repeat(width), centered(denominator, width)],
    base: 1,
    width,
  }
}

export function matrixBox(rows: readonly (readonly string[])[]): Box {
  const widths = (rows[0] ?? []).map((_, j) => Math.max(...rows.map((row) => displayWidth(row[j] ?? ''))))
  const body = rows.map((row) => widths.map((width, j) => padStart(row[j] ?? '', width)).join('  '))
  const lines = body.map(
    (line, i) => bracket(i, rows.length, '⎛⎜⎝(') + line + bracket(i, rows.length, '⎞⎟⎠)'),
  )
  return { lines, base: Math.floor((rows.length - 1) / 2), width: displayWidth(lines[0] ?? '') }
}

function bracket(row: number, rows: number, signs: string): string {
  if (rows === 1) return signs[3]!
  return row === 0 ? signs[0]! : row === rows - 1 ? signs[2]! : signs[1]!
}

/** Boxes side by side, their base lines in one line. */
export function beside(boxes: readonly Box[]): Box {
  const above = Math.max(0, ...boxes.map((box) => box.base))
  const below = Math.max(0, ...boxes.map((box) => box.lines.length - 1 - box.base))
  const lines = Array.from({ length: above + below + 1 }, (_, i) =>
    boxes.map((box) => box.lines[i - above + box.base] ?? ' '.repeat(box.width)).join(''),
  )
  return { lines, base: above, width: boxes.reduce((total, box) => total + box.width, 0) }
}

/** A derivative or a quotient stacked; anything else on its line. */
export function factorBox(e: Expr, context: Context): Box {
  if (e.kind === 'quantity' && e.quantity.kind === 'derivative') {
    const { of, by } = e.quantity
    const name = (quantity: typeof of): string => formulaText({ kind: 'quantity', quantity }, context)
    return fractionBox(`∂${name(of)}`, `∂${name(by)}`)
  }
  if (e.kind === 'quotient')
    return fractionBox(formulaText(e.numerator, context), formulaText(e.denominator, context))
  const brackets = e.kind === 'sum' || e.kind === 'negative'
  return textBox(brackets ? `(${formulaText(e, context)})` : formulaText(e, context))
}

/** A formula with matrices in it as boxes; undefined where there are none. */
export function matrixFormulaBox(e: Expr, context: Context): Box | undefined {
  if (!hasMatrix(e)) return undefined
  switch (e.kind) {
    case 'matrix':
      return matrixBox(e.rows.map((row) => row.map((entry) => formulaText(entry, context))))
    case 'sum':
      return joined(e.terms, ' + ', context)
    case 'product':
      return joined(e.factors, ' · ', context)
    case 'operator':
      if (e.operator === 'mean') return beside([textBox('⟨'), boxOf(e.of[0]!, context), textBox('⟩')])
      if (e.operator === 'transpose') return transposed(enclosedPart(e.of[0]!, context))
      return joined(e.of, e.operator === 'hadamard' ? ' ⊙ ' : ' ', context)
    default:
      return undefined
  }
}

/** A formula as a box, of one line where it has no matrices. */
export const boxOf = (e: Expr, context: Context): Box =>
  matrixFormulaBox(e, context) ?? textBox(formulaText(e, context))

/** False for what is no Expr: a list, a gradient. */
const hasMatrix = (e: Expr): boolean => e.kind === 'matrix' || (childrenOf(e) ?? []).some(hasMatrix)

/** Parts with a sign between them; a negative term has its own. */
function joined(parts: readonly Expr[], sign: string, context: Context): Box {
  const boxes = parts.flatMap((part, i) => {
    if (sign === ' + ' && part.kind === 'negative')
      return [textBox(i === 0 ? '−' : ' − '), enclosedPart(part.of, context)]
    const box = sign === ' + ' ? boxOf(part, context) : enclosedPart(part, context)
    return [textBox(i === 0 ? '' : sign), box]
  })
  return beside(boxes)
}

/** In brackets where it is a sum or a product of its own. */
function enclosedPart(e: Expr, context: Context): Box {
  const compound =
    e.kind === 'sum' ||
    e.kind === 'product' ||
    (e.kind === 'operator' && ['matrix-product', 'hadamard'].includes(e.operator))
  return compound ? enclosed(boxOf(e, context)) : boxOf(e, context)
}

function enclosed(box: Box): Box {
  const lines = box.lines.map(
    (line, i) => bracket(i, box.lines.length, '⎛⎜⎝(') + line + bracket(i, box.lines.length, '⎞⎟⎠)'),
  )
  return { lines, base: box.base, width: box.width + 2 }
}

/** The sign of a transposed matrix stands at its top. */
function transposed(box: Box): Box {
  const lines = box.lines.map((_, i) => (i === 0 ? 'ᵀ' : ' '))
  return beside([box, { lines, base: box.base, width: 1 }])
}
