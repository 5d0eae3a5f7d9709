// The clipboard: a text put there, unless the browser does not let the page; then a notice says so.
import { words } from '../words/said.ts'
import { notice } from './announce.ts'

/** @returns whether the text is in the clipboard */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    notice.value = words.peek().notCopied
    return false
  }
}
