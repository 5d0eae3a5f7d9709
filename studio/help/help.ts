// Whether the help is open, and the keys that open and close it: F1, and ? unless that was turned off.
import { signal } from '@preact/signals'

const KEY = 'paso.help-key'
const OFF = 'off'

export const isHelpOpen = signal(false)

/** Whether ? opens the help: a key of one letter can be in the way of who speaks to the page. */
export const hasHelpKey = signal(remembered() !== OFF)

let opener: HTMLElement | undefined

export function openHelp(): void {
  const { activeElement } = document
  opener = activeElement instanceof HTMLElement ? activeElement : undefined
  isHelpOpen.value = true
}

/** The focus goes back to where it was. */
export function closeHelp(): void {
  isHelpOpen.value = false
  if (opener?.isConnected) opener.focus({ preventScroll: true })
}

export const toggleHelp = (): void => (isHelpOpen.peek() ? closeHelp() : openHelp())

export function onHelpKey(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  // Within the help, its own; within the page, what a part of it does with the key comes first.
  if (event.key === 'Escape' && event.target === document.body && isHelpOpen.peek()) closeHelp()
  const isTyping =
    (event.target as Element).matches?.('input:not([type="checkbox"]), textarea, select') ?? false
  const isQuestion = event.key === '?' && hasHelpKey.peek() && !isTyping
  if (event.key !== 'F1' && !isQuestion) return
  event.preventDefault()
  toggleHelp()
}

export function setHelpKey(on: boolean): void {
  hasHelpKey.value = on
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, OFF)
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
