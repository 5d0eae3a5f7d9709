// HTML: one file with all that it needs: formulas set by KaTeX, fonts, drawings; no script, and a policy that allows none.
import type { Expr } from '../math/expr.ts'
import type { Formula } from '../math/formula.ts'
import type { Block, Calculation, Cell, Content, Document, Inline, Table } from '../present/document.ts'
import { formatNumber } from '../print/numbers.ts'
import { relationSigns } from '../print/relation.ts'
import { spokenFormula } from '../print/speech.ts'
import { formulaTex } from '../print/tex.ts'
import { formulaText } from '../print/unicode.ts'
import { languageOf, printWords } from '../print/words.ts'
import { diagramStyle, diagramSvg } from './diagram.ts'
import { htmlText, texWords } from './escape.ts'
import { pageStyle } from './html-style.ts'
import { loadKatex } from './katex.ts'
import { KatexPage } from './katex-page.ts'
import { calculationTex, chainTex, displayTex, equationsTex, pathsTex } from './tex-blocks.ts'
import { texWidth } from './tex-width.ts'

/** Formulas narrower than this fit a phone; wider ones may scroll, and then need to be reached by keyboard. */
const SURE_TO_FIT = 30

/** About how many characters of a formula fit beside each other. */
const ROOM = 84

/** A document as one HTML file. */
export async function renderHtml(document: Document): Promise<string> {
  const katex = new KatexPage(await loadKatex())
  const writer = new HtmlWriter(document, katex)
  const [first] = document.blocks
  const title = first?.kind === 'heading' && first.level === 1 ? [] : [`<h1>${htmlText(document.title)}</h1>`]
  const body = [...title, ...document.blocks.map((block) => writer.block(block))].join('\n')
  const style = [pageStyle, diagramStyle, katex.css()].join('\n')
  const policy = `default-src 'none'; style-src 'sha256-${await sha256(style)}'; font-src data:; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="${htmlText(document.context.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${htmlText(pageTitle(document))}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

/** What the browser calls the page: the first heading, its formulas as text. */
function pageTitle({ blocks: [first], title, context }: Document): string {
  if (first?.kind !== 'heading' || first.level > 1) return title
  const textOf = (part: Inline): string => {
    if (typeof part === 'string') return part
    if (part.kind === 'math') return formulaText(part.math, context)
    return part.kind === 'code' ? part.text : part.content.map(textOf).join('')
  }
  return first.content.map(textOf).join('')
}

/** The hash of a style as a content security policy names it. */
async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return btoa(String.fromCharCode(...bytes))
}

class HtmlWriter {
  readonly document: Document
  readonly katex: KatexPage
  private readonly anchors = new Set<string>()
  private diagrams = 0

  constructor(document: Document, katex: KatexPage) {
    this.document = document
    this.katex = katex
  }

  block(block: Block): string {
    const { context } = this.document
    switch (block.kind) {
      case 'heading': {
        const number = block.number === undefined ? '' : `${block.number}. `
        const anchor = block.anchor ?? (block.number === undefined ? undefined : `section-${block.number}`)
        return `<h${block.level}${this.id(anchor)}>${number}${this.line(block.content)}</h${block.level}>`
      }
      case 'paragraph':
        return `<p>${this.line(block.content)}</p>`
      case 'display':
        return this.display(displayTex(block.math, context, ROOM), spokenFormula(block.math, context))
      case 'calculation':
        return this.display(calculationTex(block, context, ROOM), this.spokenCalculation(block), block.anchor)
      case 'equations':
        return this.equations(block)
      case 'chain': {
        const product: Expr = { kind: 'product', factors: block.factors }
        return this.display(chainTex(block, context, ROOM), this.spoken([block.left, product]))
      }
      case 'paths':
        return this.paths(block)
      case 'table':
        return this.table(block)
      case 'figures':
        return this.figures(block)
      case 'long-sum':
        return this.longSum(block)
      case 'list':
        return `<ul>${block.items.map((item) => `<li>${this.line(item)}</li>`).join('')}</ul>`
      case 'code':
        return `<pre><code>${block.text.split('\n').map(htmlText).join('\n')}</code></pre>`
      case 'diagram': {
        this.diagrams += 1
        return `<figure>${diagramSvg(block, context, { id: `diagram-${this.diagrams}` })}</figure>`
      }
    }
  }

  /** An id once; a second block of the same name goes without. */
  private id(anchor: string | undefined): string {
    if (anchor === undefined || this.anchors.has(anchor)) return ''
    this.anchors.add(anchor)
    return ` id="${htmlText(anchor.replace(/\s+/g, '-'))}"`
  }

  private line(content: Content): string {
    return content.map((inline) => this.inline(inline)).join('')
  }

  private inline(inline: Inline): string {
    if (typeof inline === 'string') return htmlText(inline)
    switch (inline.kind) {
      case 'math':
        return this.math(inline.math)
      case 'strong':
        return `<strong>${this.line(inline.content)}</strong>`
      case 'code':
        return `<code>${htmlText(inline.text)}</code>`
    }
  }

  /** A number alone is text, which every voice reads well. */
  private math(math: Formula): string {
    const { context } = this.document
    if (math.kind === 'number' || math.kind === 'layer-sizes') return htmlText(formulaText(math, context))
    return this.formula(formulaTex(math, context, { inline: true }), spokenFormula(math, context))
  }

  private formula(tex: string, label: string): string {
    return `<span role="math" aria-label="${htmlText(label)}">${this.katex.formula(tex, false)}</span>`
  }

  private display(tex: string, label: string, anchor?: string): string {
    const stop = texWidth(tex) > SURE_TO_FIT ? ' tabindex="0"' : ''
    return `<div class="formula" role="math" aria-label="${htmlText(label)}"${stop}${this.id(anchor)}>${this.katex.formula(tex, true)}</div>`
  }

  private spoken(sides: readonly Expr[]): string {
    return spokenFormula({ kind: 'relation', sides, symbol: '=' }, this.document.context)
  }

  /** Each line after the sign before it. */
  private spokenCalculation({ left, lines }: Pick<Calculation, 'left' | 'lines'>): string {
    const { context } = this.document
    const signs = relationSigns(lines, context.digits)
    const start = left.length > 1 ? this.spoken(left) : spokenFormula(left[0]!, context)
    const nothing: Expr = { kind: 'product', factors: [] }
    const after = lines.map((line, i) => {
      const said = spokenFormula({ kind: 'relation', sides: [nothing, line], symbol: signs[i]! }, context)
      return said.trim()
    })
    return [start, ...after].join(', ')
  }

  private equations(block: Block & { kind: 'equations' }): string {
    const { context } = this.document
    const label = block.equations.map((e) =>
      this.spokenCalculation({ left: [e.left], lines: e.and === undefined ? [e.right] : [e.right, e.and] }),
    )
    return this.display(equationsTex(block, context, ROOM), label.join('; '))
  }

  private paths(block: Block & { kind: 'paths' }): string {
    const { context } = this.document
    const more = block.more > 0 ? printWords[languageOf(context.locale)].morePaths(block.more) : ''
    const ways = [block.trunk, ...block.branches].map((nodes) =>
      spokenFormula({ kind: 'arrow', nodes }, context),
    )
    return this.display(
      pathsTex(block, context, ROOM, texWords(more)),
      [...ways, more].filter(Boolean).join('; '),
    )
  }

  private cell(cell: Cell, digits: number): string {
    const { locale } = this.document.context
    switch (cell.kind) {
      case 'number':
        return htmlText(formatNumber(cell.value, { digits: cell.digits ?? digits, locale, grouping: true }))
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
    const side = (j: number): string => (table.columns[j]!.align === 'right' ? ' class="number"' : '')
    const grouped = table.columns.some((column) => column.group !== undefined)
    const heads = table.columns.map((column, j) =>
      column.head.length === 0 ? '<td></td>' : `<th scope="col"${side(j)}>${this.line(column.head)}</th>`,
    )
    const rows = table.rows.map(
      (row) =>
        `<tr>${table.columns.map((_, j) => `<td${side(j)}>${this.cell(row[j] ?? { kind: 'empty' }, tableDigits)}</td>`).join('')}</tr>`,
    )
    const caption = table.caption === undefined ? '' : `<caption>${this.line(table.caption)}</caption>`
    const head = `${grouped ? this.groupRow(table) : ''}<tr>${heads.join('')}</tr>`
    return `<div class="wide" tabindex="0"><table>${caption}<thead>${head}</thead><tbody>${rows.join('')}</tbody></table></div>`
  }

  private groupRow({ columns }: Table): string {
    const starts = columns.flatMap((column, j) => (column.group !== undefined || j === 0 ? [j] : []))
    const cells = starts.map((start, g) => {
      const span = (starts[g + 1] ?? columns.length) - start
      const group = columns[start]!.group
      return group === undefined
        ? `<td colspan="${span}"></td>`
        : `<th scope="colgroup" colspan="${span}">${this.line(group)}</th>`
    })
    return `<tr class="groups">${cells.join('')}</tr>`
  }

  private figures(block: Block & { kind: 'figures' }): string {
    const rows = block.rows.map(
      ({ label, value, after }) =>
        `<tr><th scope="row">${this.line(label)}</th><td>${this.cell(value, this.document.context.digits)}</td><td>${this.line(after ?? [])}</td></tr>`,
    )
    return `<div class="wide" tabindex="0"><table class="figures"><tbody>${rows.join('')}</tbody></table></div>`
  }

  private longSum(block: Block & { kind: 'long-sum' }): string {
    const { context } = this.document
    const tex = (sign: string, e: Expr): string =>
      this.formula(`${sign === '=' ? '=' : '\\approx'} ${formulaTex(e, context)}`, spokenFormula(e, context))
    const terms = block.terms.map(({ symbols, numbers, value }) => {
      const last: Expr = { kind: 'number', value }
      const [first, second] = relationSigns([numbers, last], context.digits)
      return `<tr><th scope="row">${this.math(symbols)}</th><td>${tex(first!, numbers)}</td><td>${tex(second!, last)}</td></tr>`
    })
    const sums = [block.rest, block.total].map(
      ({ content, value }) =>
        `<tr><th scope="row" colspan="2">${this.line(content)}</th><td>${tex('≈', { kind: 'number', value })}</td></tr>`,
    )
    return `<div class="wide" tabindex="0"><table class="figures"><tbody>${[...terms, ...sums].join('')}</tbody></table></div>`
  }
}
