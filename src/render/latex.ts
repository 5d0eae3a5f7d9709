// LaTeX: a whole document for pdflatex and xelatex, with the packages that every TeX Live has.
import type { Formula } from '../math/formula.ts'
import type { Block, Cell, Column, Content, Document, Inline, Table } from '../present/document.ts'
import { formatNumber } from '../print/numbers.ts'
import { relationSigns } from '../print/relation.ts'
import { formulaTex } from '../print/tex.ts'
import { formulaText } from '../print/unicode.ts'
import { languageOf, printWords } from '../print/words.ts'
import { latexText, plainText } from './escape.ts'
import { displayWidth } from './lines.ts'
import { calculationTex, chainTex, displayTex, equationsTex, pathsTex } from './tex-blocks.ts'

/** About how many characters of a formula fit between the margins. */
const ROOM = 74

const preamble = String.raw`\documentclass[11pt,a4paper,fleqn]{article}
\usepackage{iftex}
\ifpdftex
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{textcomp}
\fi
\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\usepackage{amsmath}
\usepackage[margin=2.3cm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{6pt plus 2pt}
\setlength{\tabcolsep}{3.5pt}
\allowdisplaybreaks
\providecommand{\lt}{<}
\providecommand{\gt}{>}
\begin{document}`

/** A document as LaTeX source. */
export function renderLatex(document: Document): string {
  const writer = new LatexWriter(document)
  const [first] = document.blocks
  const title = first?.kind === 'heading' && first.level === 1 ? [] : [titleOf(latexText(document.title))]
  const blocks = document.blocks.map((block) => writer.block(block)).filter((text) => text !== '')
  return `${[preamble, ...title, ...blocks, '\\end{document}'].join('\n\n')}\n`
}

const titleOf = (text: string): string => `{\\Large\\bfseries ${text}\\par}`

class LatexWriter {
  readonly document: Document

  constructor(document: Document) {
    this.document = document
  }

  block(block: Block): string {
    const { context } = this.document
    switch (block.kind) {
      case 'heading':
        return this.heading(block)
      case 'paragraph':
        return this.line(block.content)
      case 'display':
        return display(displayTex(block.math, context, ROOM))
      case 'calculation':
        return display(calculationTex(block, context, ROOM))
      case 'equations':
        return display(equationsTex(block, context, ROOM))
      case 'chain':
        return display(chainTex(block, context, ROOM))
      case 'paths': {
        const more =
          block.more > 0 ? latexText(printWords[languageOf(context.locale)].morePaths(block.more)) : ''
        return display(pathsTex(block, context, ROOM, more))
      }
      case 'table':
        return this.table(block)
      case 'figures':
        return this.figures(block)
      case 'long-sum':
        return this.longSum(block)
      case 'list':
        if (block.items.length === 0) return ''
        return `\\begin{itemize}\n${block.items.map((item) => `\\item {}${this.line(item)}`).join('\n')}\n\\end{itemize}`
      case 'code':
        return codeLines(block.text)
      case 'diagram':
        return ''
    }
  }

  private heading(block: Block & { kind: 'heading' }): string {
    const text = (block.number === undefined ? '' : `${block.number}. `) + this.line(block.content)
    if (block.level === 1) return titleOf(text)
    const command = (['section', 'subsection', 'subsubsection'] as const)[block.level - 2]!
    return `\\${command}*{${text}}`
  }

  line(content: Content): string {
    return content.map((inline) => this.inline(inline)).join('')
  }

  private inline(inline: Inline): string {
    if (typeof inline === 'string') return latexText(inline)
    switch (inline.kind) {
      case 'math':
        return this.math(inline.math)
      case 'strong':
        return `\\textbf{${this.line(inline.content)}}`
      case 'code':
        return `\\texttt{${latexText(inline.text)}}`
    }
  }

  private math(math: Formula): string {
    return `$${formulaTex(math, this.document.context, { inline: true })}$`
  }

  private cell(cell: Cell, digits: number): string {
    switch (cell.kind) {
      case 'number':
        return `$${formatNumber(cell.value, this.tableFormat(cell.digits ?? digits))}$`
      case 'content':
        return this.line(cell.content)
      case 'pending':
        return '---'
      case 'empty':
        return ''
    }
  }

  private tableFormat(digits: number) {
    return { digits, locale: this.document.context.locale, markup: 'tex' } as const
  }

  /** About how many characters a cell takes. */
  private cellWidth(cell: Cell): number {
    const { context } = this.document
    if (cell.kind === 'number')
      return formatNumber(cell.value, {
        ...this.tableFormat(cell.digits ?? context.tableDigits),
        markup: 'text',
      }).length
    return cell.kind === 'content' ? this.textWidth(cell.content) : 1
  }

  private textWidth(content: Content): number {
    const width = (inline: Inline): number => {
      if (typeof inline === 'string') return displayWidth(inline)
      if (inline.kind === 'math') return displayWidth(formulaText(inline.math, this.document.context)) * 0.7
      return inline.kind === 'code' ? displayWidth(inline.text) : this.textWidth(inline.content)
    }
    return content.reduce((total, inline) => total + width(inline), 0)
  }

  /** A table in the largest type that fits; a wider one in parts, its first column again at the left of each. */
  private table(table: Table): string {
    const widths = table.columns.map(
      (column, j) =>
        Math.min(
          LONGEST_CELL,
          Math.max(
            this.textWidth(column.head),
            ...table.rows.map((row) => this.cellWidth(row[j] ?? { kind: 'empty' })),
          ),
        ) + COLUMN_GAP,
    )
    const total = widths.reduce((a, b) => a + b, 0)
    const [size, room] = sizes.find(([, room]) => total <= room) ?? sizes.at(-1)!
    const parts = columnParts(widths, room)
    const caption = table.caption === undefined ? [] : [this.line(table.caption)]
    return [...caption, ...parts.map((columns) => `{\\${size} ${this.tabular(table, columns)}\\par}`)].join(
      '\n\n',
    )
  }

  private tabular(table: Table, shown: readonly number[]): string {
    const { tableDigits } = this.document.context
    const columns = shown.map((j) => table.columns[j]!)
    const format = shown.map((j) => {
      const long = table.rows.some((row) => this.cellWidth(row[j] ?? { kind: 'empty' }) > LONGEST_CELL)
      return long ? 'p{0.4\\linewidth}' : columns[shown.indexOf(j)]!.align === 'right' ? 'r' : 'l'
    })
    const heads = columns.map((column) => this.line(column.head)).join(' & ')
    const rows = table.rows.map((row) =>
      shown.map((j) => this.cell(row[j] ?? { kind: 'empty' }, tableDigits)).join(' & '),
    )
    const groups = table.columns.some((column) => column.group !== undefined)
      ? [this.groupRow(table.columns, shown)]
      : []
    const lines = [
      ...groups,
      `${heads} \\\\ \\hline\\noalign{\\smallskip}`,
      ...rows.map((row) => `${row} \\\\`),
    ]
    return `\\begin{tabular}{${format.join('')}}\n${lines.join('\n')}\n\\end{tabular}`
  }

  /** The groups' heads, each over its columns. */
  private groupRow(columns: readonly Column[], shown: readonly number[]): string {
    const groupOf = (j: number): number =>
      columns.slice(0, j + 1).findLastIndex((column) => column.group !== undefined)
    const spans: { group: number; size: number }[] = []
    for (const j of shown) {
      const group = groupOf(j)
      if (spans.at(-1)?.group === group) spans.at(-1)!.size += 1
      else spans.push({ group, size: 1 })
    }
    const cells = spans.map(
      ({ group, size }) => `\\multicolumn{${size}}{l}{${this.line(columns[group]?.group ?? [])}}`,
    )
    return `${cells.join(' & ')} \\\\`
  }

  private figures(block: Block & { kind: 'figures' }): string {
    const rows = block.rows.map(({ label, value, after }) =>
      [this.line(label), this.cell(value, this.document.context.digits), this.line(after ?? [])].join(' & '),
    )
    return `\\begin{tabular}{p{0.5\\linewidth}ll}\n${rows.map((row) => `${row} \\\\`).join('\n')}\n\\end{tabular}`
  }

  private longSum(block: Block & { kind: 'long-sum' }): string {
    const { context } = this.document
    const sign = (s: string): string => (s === '=' ? '=' : '\\approx')
    const terms = block.terms.map(({ symbols, numbers, value }) => {
      const last = { kind: 'number', value } as const
      const [first, second] = relationSigns([numbers, last], context.digits)
      return `$${formulaTex(symbols, context)}$ & $${sign(first!)} ${formulaTex(numbers, context)}$ & $${sign(second!)} ${formulaTex(last, context)}$ \\\\`
    })
    const sums = [block.rest, block.total].map(
      ({ content, value }) =>
        `\\multicolumn{2}{l}{${this.line(content)}} & $\\approx ${formulaTex({ kind: 'number', value }, context)}$ \\\\`,
    )
    return `\\begin{tabular}{lll}\n${[...terms, ...sums].join('\n')}\n\\end{tabular}`
  }
}

/** Type sizes with the characters that fit on a line. */
const sizes = [
  ['normalsize', 82],
  ['small', 88],
  ['footnotesize', 102],
  ['scriptsize', 124],
] as const

const LONGEST_CELL = 40
const COLUMN_GAP = 1.8

function columnParts(widths: readonly number[], room: number): number[][] {
  const parts: number[][] = [[]]
  let used = 0
  widths.forEach((width, j) => {
    if (used + width > room && parts.at(-1)!.length > 1) {
      parts.push([0])
      used = widths[0]!
    }
    parts.at(-1)!.push(j)
    used += width
  })
  return parts
}

const display = (tex: string): string => `\\[\n${tex}\n\\]`

/** Lines of code, one below the other, as they are. */
function codeLines(text: string): string {
  const lines = text.split('\n').map((line) => `\\texttt{${latexText(plainText(line)).replaceAll(' ', '~')}}`)
  return `\\begin{flushleft}\n${lines.join('\\\\\n')}\n\\end{flushleft}`
}
