// render: a document in one of the formats.
import type { Document } from '../present/document.ts'
import { renderMarkdown } from './markdown.ts'
import type { TerminalOptions } from './terminal.ts'
import { renderTerminal } from './terminal.ts'

export { renderMarkdown } from './markdown.ts'
export type { TerminalOptions } from './terminal.ts'
export { renderTerminal } from './terminal.ts'

export type Format = 'text' | 'markdown'

/** A document in a format; `options` are for the terminal. */
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
  }
}
