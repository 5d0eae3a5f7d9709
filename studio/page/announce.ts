// The one live region: what a screen reader should say now.
import { signal } from '@preact/signals'

export const announcement = signal('')

/** What went wrong, until something else is shown. */
export const notice = signal<string | undefined>(undefined)

export function announce(text: string): void {
  announcement.value = text
}
