// What was refused, in a sentence that stands by itself.
import type { ErrorText } from '../../src/errors.ts'
import { networkWords } from './network-words.ts'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export function refusalText({ what, expected }: ErrorText): string {
  const w = networkWords.peek()
  return [capital(what), expected && w.expected(expected), w.nothingChanged].filter(Boolean).join(' ')
}
