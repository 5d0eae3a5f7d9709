// render: a document in one of the formats.
import '../whole.ts'

import type { Document } from '../present/document.ts'
import { renderHtml } from './html.ts'
import { renderLatex } from './latex.ts'
import { renderMarkdown } from './markdown.ts'
import type { TerminalOptions } from './terminal.ts'
import { renderTerminal } from './terminal.ts'

export { diagramStyle, diagramSvg } from './diagram.ts'
export { renderHtml } from './html.ts'
export { renderLatex } from './latex.ts'
export { renderMarkdown } from './markdown.ts'
export type { TerminalOptions } from './terminal.ts'
export { renderTerminal } from './terminal.ts'

export type Format = 'text' | 'markdown' | 'latex' | 'html'

/** A document in a format; `options` are for text. */
export async function render(
  document: Document,
  format: Format,
  options: TerminalOptions = {},
): Promise<string> {
  switch (format) {
    case 'text':
      return renderTerminal(document, options)
    case 'markdown':
      return renderMarkdown(document)
    case 'latex':
      return renderLatex(document)
    case 'html':
      return renderHtml(document)
  }
}
