// Blocks of formulas as TeX, for Markdown, HTML and LaTeX alike: aligned calculations, chains, paths.
import type { Expr } from '../math/expr.ts'
import type { Context, Formula } from '../math/formula.ts'
import type { Block, Calculation, Content } from '../present/document.ts'
import { flat } from '../print/breaks.ts'
import { relationSigns } from '../print/relation.ts'
import { breakableTex, formulaTex } from '../print/tex.ts'
import { texWords } from './escape.ts'
import { breakFormula } from './lines.ts'
import { texWidth } from './tex-width.ts'

const signs = { '=': '=', '≈': '\\approx' } as const

/** A line and what goes on below it, `&` at the place where lines are aligned; `room` in characters, about. */
function alignedRows(left: string, sign: string, right: string, room: number): string[] {
  const space = Math.max(room / 2, room - texWidth(left) - 3)
  const lines = breakFormula(right, space, space - 4, texWidth)
  return lines.map((line, i) =>
    i === 0 ? `${left === '' ? '' : `${left} `}&${sign} ${line}` : `&\\quad ${line}`,
  )
}

const aligned = (rows: readonly string[]): string =>
  `\\begin{aligned}\n${rows.join(' \\\\\n')}\n\\end{aligned}`

/** left = line = line ... under each other, or on one line. */
export function calculationTex(block: Calculation, context: Context, room: number): string {
  const left = block.left.map((e) => formulaTex(e, context)).join(' = ')
  const relations = relationSigns(block.lines, context.digits).map((sign) => signs[sign])
  const lines = block.lines.map((line) => breakableTex(line, context))
  const row = [left, ...lines.map((line, i) => `${relations[i]} ${flat(line)}`)].join(' ')
  if (block.layout === 'row' && texWidth(row) <= room) return row
  return aligned(lines.flatMap((line, i) => alignedRows(i === 0 ? left : '', relations[i]!, line, room)))
}

/** Equations aligned at their signs, each with its remark. */
export function equationsTex(block: Block & { kind: 'equations' }, context: Context, room: number): string {
  const rows = block.equations.flatMap((equation) => {
    const lines = equation.and === undefined ? [equation.right] : [equation.right, equation.and]
    const relations = relationSigns(lines, context.digits)
    const right = lines.map(
      (line, i) => (i === 0 ? '' : `${signs[relations[i]!]} `) + breakableTex(line, context),
    )
    const remark = equation.note === undefined ? '' : ` \\qquad ${noteTex(equation.note, context)}`
    return alignedRows(
      formulaTex(equation.left, context),
      signs[relations[0]!],
      right.join(' ') + remark,
      room,
    )
  })
  return aligned(rows)
}

/** A remark beside an equation: words upright, formulas as they are. */
function noteTex(content: Content, context: Context): string {
  return content
    .map((inline): string => {
      if (typeof inline === 'string') return `\\text{${texWords(inline)}}`
      if (inline.kind === 'math') return formulaTex(inline.math, context, { inline: true })
      return inline.kind === 'code' ? `\\text{${texWords(inline.text)}}` : noteTex(inline.content, context)
    })
    .join(' ')
}

/** The chain rule; numbered factors have (1), (2), (3) below them. */
export function chainTex(block: Block & { kind: 'chain' }, context: Context, room: number): string {
  const factors = block.factors.map((factor, i) => {
    const tex = factorTex(factor, context)
    return block.numbered ? `\\underbrace{${tex}}_{(${i + 1})}` : tex
  })
  const left = formulaTex(block.left, context)
  const rows: string[] = []
  let row = ''
  for (const factor of factors) {
    const longer = row === '' ? factor : `${row} \\cdot ${factor}`
    if (row !== '' && texWidth(`${left} = ${longer}`) > room) {
      rows.push(row)
      row = `\\cdot ${factor}`
    } else row = longer
  }
  if (rows.length === 0) return `${left} = ${row}`
  return aligned([...rows, row].map((line, i) => (i === 0 ? `${left} &= ${line}` : `&\\quad ${line}`)))
}

const factorTex = (e: Expr, context: Context): string =>
  e.kind === 'sum' || e.kind === 'negative'
    ? formulaTex({ kind: 'group', of: e }, context)
    : formulaTex(e, context)

/** The way from a parameter to the loss; branches under each other. `more` tells those that are not drawn. */
export function pathsTex(
  block: Block & { kind: 'paths' },
  context: Context,
  room: number,
  more: string,
): string {
  const arrows = (nodes: readonly Expr[]): string =>
    nodes.map((node) => formulaTex(node, context)).join(' \\to ')
  if (block.branches.length === 0) return displayTex({ kind: 'arrow', nodes: block.trunk }, context, room)
  const rows = block.branches.map(
    (branch, i) => `${i === 0 ? `${arrows(block.trunk)} ` : ''}&\\to ${arrows(branch)}`,
  )
  return aligned(block.more > 0 ? [...rows, `&\\quad \\text{${more}}`] : rows)
}

/** One formula; in several lines where it is wider than the page. */
export function displayTex(math: Formula, context: Context, room: number): string {
  const lines = breakFormula(breakableTex(math, context), room, room - 4, texWidth)
  if (lines.length === 1) return lines[0]!
  return aligned(lines.map((line, i) => (i === 0 ? `&${line}` : `&\\quad ${line}`)))
}
