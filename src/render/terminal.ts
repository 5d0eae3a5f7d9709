// Terminal: a document as lines of text that fit the width, with or without colour.
import type { Expr } from '../math/expr.ts'
import type { Formula } from '../math/formula.ts'
import type { Block, Calculation, Content, Document } from '../present/document.ts'
import { hasRoundedNumber, relationSigns } from '../print/relation.ts'
import { breakableText, formulaText } from '../print/unicode.ts'
import { languageOf, printWords } from '../print/words.ts'
import type { Box } from './box.ts'
import { beside, boxOf, centered, factorBox, matrixFormulaBox, textBox } from './box.ts'
import { plainText } from './escape.ts'
import { breakFormula, displayWidth, JOINED_SPACE, padEnd, wordsOf, wrapWords } from './lines.ts'
import { tableLines } from './terminal-table.ts'
import type { Page, Paint } from './terminal-text.ts'
import { cellText, contentText, wordsOfContent } from './terminal-text.ts'

export interface TerminalOptions {
  /** Columns; 80 unless told. */
  readonly width?: number
  /** Whether escape sequences may colour headings and strong words. */
  readonly color?: boolean
}

const painted = (open: string, close: string) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`
const unpainted = (text: string): string => text

const colours: Paint = {
  title: painted('1', '22'),
  section: (text) => painted('1', '22')(painted('36', '39')(text)),
  strong: painted('1', '22'),
  quiet: painted('2', '22'),
}
const noColours: Paint = { title: unpainted, section: unpainted, strong: unpainted, quiet: unpainted }

/** Body text stands below its numbered heading, formulas two columns further in. */
const BODY = 3
const FORMULA = 2
/** With less room than this at the right of the sign, a calculation starts below its left side. */
const LEAST_ROOM = 30

/** A document as text, lines ending in a line feed. */
export function renderTerminal(document: Document, options: TerminalOptions = {}): string {
  const page: Page = {
    document,
    width: Math.max(20, options.width ?? 80),
    paint: options.color ? colours : noColours,
  }
  const parts: string[][] = []
  const [first] = document.blocks
  if (!(first?.kind === 'heading' && first.level === 1)) parts.push(titleLines([document.title], page))
  let indent = 0
  for (const block of document.blocks) {
    if (block.kind === 'heading') {
      parts.push(headingLines(block, block.level > 2 ? indent : 0, page))
      if (block.level <= 2) indent = block.level === 2 ? BODY : 0
    } else {
      const lines = blockLines(block, indent, page)
      if (lines.length > 0) parts.push(lines)
    }
  }
  return `${parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`
}

function titleLines(content: Content, page: Page): string[] {
  return wrapWords(wordsOfContent(content, page), page.width).map(page.paint.title)
}

function headingLines(block: Block & { kind: 'heading' }, indent: number, page: Page): string[] {
  if (block.level === 1) return titleLines(block.content, page)
  const number = block.number === undefined ? '' : `${block.number}. `
  const words = wordsOfContent(block.content, page)
  const lines = wrapWords(words, page.width - indent - number.length)
  return lines.map(
    (line, i) =>
      ' '.repeat(indent) + page.paint.section((i === 0 ? number : ' '.repeat(number.length)) + line),
  )
}

function blockLines(block: Exclude<Block, { kind: 'heading' }>, indent: number, page: Page): string[] {
  const room = page.width - indent
  const inner: Page = { ...page, width: room - FORMULA }
  const at = (columns: number) => (lines: readonly string[]) =>
    lines.map((line) => ' '.repeat(columns) + line)
  const body = at(indent)
  const formula = at(indent + FORMULA)
  switch (block.kind) {
    case 'paragraph':
      return body(wrapWords(wordsOfContent(block.content, page), room))
    case 'display':
      return formula(displayLines(block.math, inner))
    case 'calculation':
      return formula(calculationLines(block, inner))
    case 'equations':
      return formula(equationLines(block, inner))
    case 'chain':
      return formula(chainLines(block, inner))
    case 'paths':
      return formula(pathLines(block, inner))
    case 'table':
      return body(tableLines(block, { ...page, width: room }))
    case 'figures':
      return formula(figureLines(block, inner))
    case 'long-sum':
      return formula(longSumLines(block, inner))
    case 'list':
      return body(block.items.flatMap((item) => listItem(item, room, page)))
    case 'code':
      return formula(
        block.text
          .split('\n')
          .flatMap((line) => wrapWords([plainText(line).replaceAll(' ', JOINED_SPACE)], inner.width)),
      )
    case 'diagram':
      return []
  }
}

function listItem(item: Content, room: number, page: Page): string[] {
  return wrapWords(wordsOfContent(item, page), room - 2).map((line, i) => (i === 0 ? '- ' : '  ') + line)
}

function displayLines(math: Formula, page: Page): string[] {
  const { context } = page.document
  const sides = math.kind === 'relation' ? math.sides : undefined
  const boxes = (sides ?? [math as Expr]).map((side) => matrixFormulaBox(side, context))
  if (boxes.some((box) => box !== undefined)) {
    const symbol = math.kind === 'relation' ? (math.symbol ?? '=') : '='
    const parts = (sides ?? [math as Expr]).map((side) => boxOf(side, context))
    const box = beside(parts.flatMap((part, i) => (i === 0 ? [part] : [textBox(` ${symbol} `), part])))
    if (box.width <= page.width) return [...box.lines]
  }
  return hung(breakFormula(breakableText(math, context), page.width, page.width - 4), 4, page.width)
}

/** Lines after the first one further in; what is still too wide is broken at any space, or cut. */
function hung(lines: readonly string[], indent: number, width: number): string[] {
  return lines.flatMap((line, i) => {
    const fits = displayWidth(line) <= (i === 0 ? width : width - indent)
    const parts = fits ? [line] : wrapWords(wordsOf(line), width - indent)
    return parts.map((part, j) => (i + j === 0 ? part : ' '.repeat(indent) + part))
  })
}

function calculationLines(block: Calculation, page: Page): string[] {
  const { context } = page.document
  const left = block.left.map((e) => formulaText(e, context)).join(' = ')
  const signs = relationSigns(block.lines, context.digits)
  if (block.layout === 'row') {
    const row = [left, ...block.lines.map((line, i) => `${signs[i]} ${formulaText(line, context)}`)].join(' ')
    if (displayWidth(row) <= page.width) return [row]
  }
  const right = block.lines.map((line, i) => ({
    sign: signs[i]!,
    text: breakableText(line, context),
    box: matrixFormulaBox(line, context),
  }))
  return alignedLines(left, right, page.width)
}

/** One line of a calculation: its sign, its text with the places to break, its box where it has matrices. */
interface Side {
  readonly sign: string
  readonly text: string
  readonly box?: Box | undefined
}

/** `left sign text`, the signs of further lines under each other; a long line goes on below its text. */
function alignedLines(left: string, right: readonly Side[], width: number): string[] {
  const narrow = width - displayWidth(left) - 3 < LEAST_ROOM
  const column = narrow ? FORMULA : displayWidth(left) + 1
  const room = width - column - 2
  const sides = right.map((side) => sideBox(side, room))
  const lines = sides.flatMap((box) => box.lines.map((line) => ' '.repeat(column) + line))
  if (narrow) return [...hung([left], 4, width), ...lines]
  return lines.map((line, i) => (i === sides[0]?.base ? padEnd(left, column) + line.slice(column) : line))
}

/** A line with its sign before it, in as many rows as it needs; `base` is the row of the sign. */
function sideBox({ sign, text, box }: Side, room: number): Pick<Box, 'lines' | 'base'> {
  const fits = box !== undefined && box.width <= room
  const lines = fits ? box.lines : hung(breakFormula(text, room, room - 2), 2, room)
  const base = fits ? box.base : 0
  return { base, lines: lines.map((line, i) => (i === base ? `${sign} ${line}` : `  ${line}`)) }
}

function equationLines(block: Block & { kind: 'equations' }, page: Page): string[] {
  const { context } = page.document
  const lefts = block.equations.map((equation) => formulaText(equation.left, context))
  const column = Math.max(...lefts.map(displayWidth))
  return block.equations.flatMap((equation, i) => {
    const lines = equation.and === undefined ? [equation.right] : [equation.right, equation.and]
    const signs = relationSigns(lines, context.digits)
    const row = lines.map((line, j) => `${signs[j]} ${formulaText(line, context)}`).join(' ')
    const note = equation.note === undefined ? '' : `   ${contentText(equation.note, page)}`
    const whole = `${padEnd(lefts[i]!, column)} ${row}${note}`
    if (displayWidth(whole) <= page.width) return [whole]
    const right = lines.map((line, j) => ({ sign: signs[j]!, text: breakableText(line, context) }))
    const remark =
      equation.note === undefined ? [] : wrapWords(wordsOfContent(equation.note, page), page.width - 4)
    return [
      ...alignedLines(padEnd(lefts[i]!, column), right, page.width),
      ...remark.map((line) => `    ${line}`),
    ]
  })
}

/** Stacked fractions, each with its number below; what does not fit goes on in a second row. */
function chainLines(block: Block & { kind: 'chain' }, page: Page): string[] {
  const { context } = page.document
  const left = factorBox(block.left, context)
  const factors = block.factors.map((factor, i) => {
    const box = factorBox(factor, context)
    const width = Math.max(box.width, block.numbered ? `(${i + 1})`.length : 0)
    const lines = box.lines.map((line) => centered(line, width))
    return block.numbered
      ? {
          width,
          base: box.base,
          lines: [
            ...lines,
            ...(lines.length === 1 ? [' '.repeat(width)] : []),
            centered(`(${i + 1})`, width),
          ],
        }
      : { width, base: box.base, lines }
  })
  const rows: Box[] = []
  let row: Box = left
  factors.forEach((factor, i) => {
    const longer = beside([row, textBox(i === 0 ? ' = ' : ' · '), factor])
    if (longer.width <= page.width || i === 0) row = longer
    else {
      rows.push(row)
      row = beside([textBox(`${' '.repeat(left.width)} · `), factor])
    }
  })
  rows.push(row)
  if (rows.some((r) => r.width > page.width)) {
    const text = breakableText({ kind: 'product', factors: block.factors }, context)
    return alignedLines(formulaText(block.left, context), [{ sign: '=', text }], page.width)
  }
  return rows.flatMap((r, i) => (i === 0 ? r.lines : ['', ...r.lines]))
}

/** The trunk, then the branches under each other: ─┬→ and └→. */
function pathLines(block: Block & { kind: 'paths' }, page: Page): string[] {
  const { context } = page.document
  const trunk = block.trunk.map((node) => formulaText(node, context)).join(' → ')
  const branches = block.branches.map((branch) =>
    branch.map((node) => formulaText(node, context)).join(' → '),
  )
  if (block.more > 0) branches.push(printWords[languageOf(context.locale)].morePaths(block.more))
  if (branches.length === 0)
    return hung(
      breakFormula(breakableText({ kind: 'arrow', nodes: block.trunk }, context), page.width, page.width - 4),
      4,
      page.width,
    )
  const column = displayWidth(trunk)
  const lines = branches.map((branch, i) => {
    if (i === 0) return `${trunk} ─${branches.length === 1 ? '─' : '┬'}→ ${branch}`
    return `${' '.repeat(column + 2)}${i === branches.length - 1 ? '└' : '├'}→ ${branch}`
  })
  if (lines.every((line) => displayWidth(line) <= page.width)) return lines
  return hung(
    [trunk, ...branches.map((branch, i) => `${i === branches.length - 1 ? '└' : '├'}→ ${branch}`)],
    2,
    page.width,
  )
}

function figureLines(block: Block & { kind: 'figures' }, page: Page): string[] {
  const labels = block.rows.map((row) => contentText(row.label, page))
  const values = block.rows.map((row) => cellText(row.value, page, page.document.context.digits))
  const signed = values.some((value) => value.startsWith('−'))
  const column = Math.max(...labels.map(displayWidth))
  return block.rows.flatMap((row, i) => {
    const value = signed && !values[i]!.startsWith('−') ? ` ${values[i]}` : values[i]!
    const after = row.after === undefined ? '' : `  ${contentText(row.after, page)}`
    const line = `${padEnd(labels[i]!, column)}   ${value}${after}`
    if (displayWidth(line) <= page.width) return [line]
    const label = wrapWords(wordsOfContent(row.label, page), page.width)
    return [...label, ...wrapWords(wordsOf(value + after), page.width - 4).map((part) => `    ${part}`)]
  })
}

/** Three columns: the symbols, the numbers, the value with its sign. */
function longSumLines(block: Block & { kind: 'long-sum' }, page: Page): string[] {
  const { context } = page.document
  const number = (value: number): string => {
    const text = formulaText({ kind: 'number', value }, context)
    return `${hasRoundedNumber({ kind: 'number', value }, context.digits) ? '≈' : '='} ${text.startsWith('−') ? '' : ' '}${text}`
  }
  const terms = block.terms.map(({ symbols, numbers, value }) => {
    const [first, second] = relationSigns([numbers, { kind: 'number', value }], context.digits)
    return {
      symbols: formulaText(symbols, context),
      numbers: `${first} ${formulaText(numbers, context)}`,
      value: number(value).replace(/^[=≈]/, second!),
    }
  })
  const column = Math.max(0, ...terms.map((term) => displayWidth(term.symbols)))
  const told = terms.map((term) => `${padEnd(term.symbols, column)}  ${term.numbers}`)
  const sums = [block.rest, block.total].map(({ content, value }) => ({
    text: contentText(content, page),
    value,
  }))
  const second = Math.max(...told.map(displayWidth), ...sums.map(({ text }) => displayWidth(text)))
  const rounded = [...terms.map((term) => term.value), ...sums.map(({ value }) => number(value))].some((v) =>
    v.startsWith('≈'),
  )
  const lines = [
    ...terms.map((term, i) => `${padEnd(told[i]!, second)}  ${term.value}`),
    ...sums.map(
      ({ text, value }) =>
        `${padEnd(text, second)}  ${rounded ? number(value).replace(/^=/, '≈') : number(value)}`,
    ),
  ]
  return lines.flatMap((line) =>
    displayWidth(line) <= page.width
      ? [line]
      : hung([...wrapWords(wordsOf(line), page.width)], 4, page.width),
  )
}
