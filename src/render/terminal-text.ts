// Running text and cells for a terminal: words that may be wrapped, formulas that stay in one piece where they are short.
import type { Cell, Content, Document, Inline } from '../present/document.ts'
import { formatNumber } from '../print/numbers.ts'
import { breakableText, formulaText } from '../print/unicode.ts'
import { plainText } from './escape.ts'
import { breakFormula, displayWidth, JOINED_SPACE, wordsOf } from './lines.ts'

/** What all blocks need: the document, the columns, the colours. */
export interface Page {
  readonly document: Document
  readonly width: number
  readonly paint: Paint
}

/** Makes a text bold, coloured or dim; each leaves it alone where colour is off. */
export interface Paint {
  readonly title: (text: string) => string
  readonly section: (text: string) => string
  readonly strong: (text: string) => string
  readonly quiet: (text: string) => string
}

/** Formulas in running text that are shorter than this are not broken. */
const LONGEST_JOINED = 30
/** Running text as words; a short formula is one word, a long one may break at its operators. */
export function wordsOfContent(content: Content, page: Page): string[] {
  return wordsOf(content.map((inline) => inlineText(inline, page)).join(''))
}

function inlineText(inline: Inline, page: Page): string {
  if (typeof inline === 'string') return plainText(inline)
  switch (inline.kind) {
    case 'math': {
      const { context } = page.document
      const text = breakableText(inline.math, context)
      const pieces = breakFormula(text, 0, LONGEST_JOINED)
      const line = formulaText(inline.math, context)
      const parts = displayWidth(line) <= LONGEST_JOINED ? [line] : pieces
      return parts.map((part) => part.replaceAll(' ', JOINED_SPACE)).join(' ')
    }
    case 'strong':
      return inline.content
        .map((part) => inlineText(part, page))
        .join('')
        .replace(/[^ ]+/g, page.paint.strong)
    case 'code':
      return plainText(inline.text)
  }
}

/** Running text on one line. */
export const contentText = (content: Content, page: Page): string =>
  wordsOfContent(content, page).join(' ').replaceAll(JOINED_SPACE, ' ')

export function cellText(cell: Cell, page: Page, digits: number): string {
  switch (cell.kind) {
    case 'number':
      return formatNumber(cell.value, {
        digits: cell.digits ?? digits,
        locale: page.document.context.locale,
        grouping: true,
      })
    case 'content':
      return contentText(cell.content, page)
    case 'pending':
      return '—'
    case 'empty':
      return ''
  }
}
