// What was refused, in sentences that stand by themselves, in the language of the page.
import type { Texts } from '../../src/errors.ts'
import { view } from '../model/page.ts'
import { networkWords } from './network-words.ts'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export function refusalText(texts: Texts): string {
  const w = networkWords.value
  const { what, expected } = texts[view.value.language]
  return [capital(what), expected && w.expected(expected), w.nothingChanged].filter(Boolean).join(' ')
}
