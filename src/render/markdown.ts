// Markdown with formulas between dollars, such that GitHub, Jupyter and Pandoc all read it alike.
import type { Formula } from '../math/formula.ts'
import type { Block, Cell, Content, Document, Inline, Table } from '../present/document.ts'
import { formatNumber } from '../print/numbers.ts'
import { relationSigns } from '../print/relation.ts'
import { formulaTex } from '../print/tex.ts'
import { formulaText } from '../print/unicode.ts'
import { languageOf, printWords } from '../print/words.ts'
import { markdownLine, markdownText, plainText } from './escape.ts'
import { calculationTex, chainTex, displayTex, equationsTex, pathsTex } from './tex-blocks.ts'

/** About how many characters of a formula go on a line. */
const ROOM = 120

/** A document as Markdown. */
export function renderMarkdown(document: Document): string {
  const writer = new MarkdownWriter(document)
  const [first] = document.blocks
  const title = first?.kind === 'heading' && first.level === 1 ? [] : [`# ${writer.line([document.title])}`]
  const blocks = document.blocks.map((block) => writer.block(block)).filter((text) => text !== '')
  return `${[...title, ...blocks].join('\n\n')}\n`
}

class MarkdownWriter {
  readonly document: Document

  constructor(document: Document) {
    this.document = document
  }

  block(block: Block): string {
    const { context } = this.document
    switch (block.kind) {
      case 'heading': {
        const number = block.number === undefined ? '' : `${block.number}. `
        return `${'#'.repeat(block.level)} ${number}${this.line(block.content)}`
      }
      case 'paragraph':
        return markdownLine(this.line(block.content))
      case 'display':
        return display(displayTex(block.math, context, ROOM))
      case 'calculation':
        return display(calculationTex(block, context, ROOM))
      case 'equations':
        return display(equationsTex(block, context, ROOM))
      case 'chain':
        return display(chainTex(block, context, ROOM))
      case 'paths': {
        const more = block.more > 0 ? printWords[languageOf(context.locale)].morePaths(block.more) : ''
        return display(pathsTex(block, context, ROOM, more))
      }
      case 'table':
        return this.table(block)
      case 'figures':
        return this.figures(block)
      case 'long-sum':
        return this.longSum(block)
      case 'list':
        return block.items.map((item) => `* ${markdownLine(this.line(item))}`).join('\n')
      case 'code':
        return fenced(block.text)
      case 'diagram':
        return ''
    }
  }

  /** Running text on one line. A formula gets a space where a letter would touch its dollars. */
  line(content: Content): string {
    let text = ''
    for (const inline of content) {
      const next = this.inline(inline)
      const touches =
        (/[\p{L}\p{N}-]$/u.test(text) && next.startsWith('$')) ||
        (isFormula(text) && /^[\p{L}\p{N}$]/u.test(next))
      const ticks = text.endsWith('`') && next.startsWith('`')
      text += (touches || ticks ? ' ' : '') + next
    }
    return text.replace(/ {2,}/g, ' ').trim()
  }

  private inline(inline: Inline): string {
    if (typeof inline === 'string') return markdownText(inline)
    switch (inline.kind) {
      case 'math':
        return this.math(inline.math)
      case 'strong': {
        const text = this.line(inline.content)
        return text === '' ? '' : `**${text}**`
      }
      case 'code':
        return codeSpan(inline.text)
    }
  }

  /** A number alone is text: it needs no TeX. */
  private math(math: Formula): string {
    const { context } = this.document
    if (math.kind === 'number' || math.kind === 'layer-sizes') return formulaText(math, context)
    return dollars(formulaTex(math, context, { inline: true }))
  }

  private cell(cell: Cell, digits: number): string {
    switch (cell.kind) {
      case 'number': {
        const { locale } = this.document.context
        return formatNumber(cell.value, { digits: cell.digits ?? digits, locale, grouping: true })
      }
      case 'content':
        return this.line(cell.content)
      case 'pending':
        return '—'
      case 'empty':
        return ''
    }
  }

  private table(table: Table): string {
    const { tableDigits } = this.document.context
    const heads = table.columns.map((column) => this.line(column.head))
    const grouped = table.columns.some((column) => column.group !== undefined)
    const groups = table.columns.map((column) => (column.group === undefined ? '' : this.line(column.group)))
    const rule = row(table.columns.map((column) => (column.align === 'right' ? '---:' : '---')))
    const body = table.rows.map((cells) =>
      row(table.columns.map((_, j) => this.cell(cells[j] ?? { kind: 'empty' }, tableDigits))),
    )
    const head = grouped ? [row(groups), rule, row(heads)] : [row(heads), rule]
    const caption = table.caption === undefined ? [] : [markdownLine(this.line(table.caption)), '']
    return [...caption, ...head, ...body].join('\n')
  }

  private figures(block: Block & { kind: 'figures' }): string {
    const { digits } = this.document.context
    const rows = block.rows.map(({ label, value, after }) =>
      row([this.line(label), this.cell(value, digits), ...(after === undefined ? [''] : [this.line(after)])]),
    )
    return [row(['', '', '']), row(['---', '---:', '---']), ...rows].join('\n')
  }

  private longSum(block: Block & { kind: 'long-sum' }): string {
    const { context } = this.document
    const relation = (sign: '=' | '≈', tex: string): string =>
      dollars(`${sign === '=' ? '=' : '\\approx'} ${tex}`)
    const terms = block.terms.map(({ symbols, numbers, value }) => {
      const last = { kind: 'number', value } as const
      const [first, second] = relationSigns([numbers, last], context.digits)
      return row([
        dollars(formulaTex(symbols, context)),
        relation(first!, formulaTex(numbers, context)),
        relation(second!, formulaTex(last, context)),
      ])
    })
    const sums = [block.rest, block.total].map(({ content, value }) =>
      row([this.line(content), '', relation('≈', formulaTex({ kind: 'number', value }, context))]),
    )
    return [row(['', '', '']), row(['---', '---', '---']), ...terms, ...sums].join('\n')
  }
}

/** A formula in running text: on one line, its rows parted without the \\\\ that some readers take for a line break. */
const dollars = (tex: string): string => `$${tex.replaceAll(' \\\\\n', ' \\cr ').replaceAll('\n', ' ')}$`

const isFormula = (text: string): boolean => /(?<!\\)\$$/.test(text)

const display = (tex: string): string => `$$\n${tex}\n$$`

const row = (cells: readonly string[]): string =>
  `|${cells
    .map((cell) => ` ${cell.replace(/(?<!\\)\|/g, '\\|')}`.trimEnd())
    .map((cell) => `${cell} |`)
    .join('')}`

/** Code between more backticks than it has. */
function codeSpan(text: string): string {
  const code = plainText(text)
  if (code.trim() === '') return ''
  const ticks = '`'.repeat(Math.max(0, ...[...code.matchAll(/`+/g)].map((run) => run[0].length)) + 1)
  const space = code.startsWith('`') || code.endsWith('`') ? ' ' : ''
  return `${ticks}${space}${code}${space}${ticks}`
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length)) + 1)
  return [`${fence}text`, ...text.split('\n').map(plainText), fence].join('\n')
}
