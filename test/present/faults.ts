// What no reader should meet in a document: holes, lines too long, sentences that do not close, formulas that KaTeX refuses.
import type { Document } from '../../src/present/document.ts'
import { renderMarkdown, renderTerminal } from '../../src/render/index.ts'
import { displayWidth } from '../../src/render/lines.ts'
import { broken } from '../render/markdown-faults.ts'
import { contentsOf, isBalanced, plain, wordsOf } from './walk.ts'

const holes = /undefined|NaN|\[object|Infinity|∞|null/

/** What no reader should meet in a document. */
export function faultsOf(document: Document): string[] {
  const text = renderTerminal(document)
  const lines = text.split('\n')
  return [
    ...lines.filter((line) => displayWidth(line) > 80).map((line) => `too long: ${line}`),
    ...lines.filter((line) => holes.test(line)).map((line) => `a hole: ${line}`),
    ...(/\n\n\n/.test(text) ? ['an empty paragraph'] : []),
    ...(isBalanced(text) ? [] : ['brackets that do not close']),
    ...contentsOf(document).flatMap(({ where, content }) => [
      ...sentenceFaults(where, wordsOf(content)),
      ...(isBalanced(plain(content, document))
        ? []
        : [`brackets in a ${where}: ${plain(content, document)}`]),
    ]),
    ...sentenceFaults('title', document.title),
    ...broken(renderMarkdown(document)),
  ]
}

function sentenceFaults(where: string, text: string): string[] {
  const fault = (what: string) => [`${what} in a ${where}: ${text}`]
  if (where === 'paragraph' && !/[.:?)]$/.test(text)) return fault('no end')
  if (where === 'heading' && (text === '' || /[.:]$/.test(text))) return fault('a stop')
  if (/\s\s|^\s|\s$|\s(?!\.\.\.)[,.;:?)]|\(\s|[,;](?=\p{L})|(?<!\.)\.\.(?!\.)/u.test(text))
    return fault('spaces or stops')
  return []
}
