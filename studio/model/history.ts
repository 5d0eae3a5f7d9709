// History: the address follows the page, a screen is an entry of the browser's history, and an address is taken in.
import { effect, signal } from '@preact/signals'
import { addressOf, isWhole } from './address.ts'
import { lesson, place, show, view } from './page.ts'
import type { ScreenName } from './view.ts'

/** What stands after the page's own URL. */
export const address = signal('')

/** What an entry of the history remembers: back and forward change the screen, undo and redo the lesson. */
interface Entry {
  readonly screen: ScreenName
}

/** Milliseconds after the last change: moving through the steps does not write a hundred addresses. */
const PAUSE = 250

let written: ScreenName | undefined
let waiting: ReturnType<typeof setTimeout> | undefined

/** @param take what an address that somebody typed or followed tells */
export function keepAddress(take: (hash: string) => void): void {
  effect(() => {
    const state = [lesson.value, place.value, view.value] as const
    clearTimeout(waiting)
    waiting = setTimeout(async () => {
      address.value = await addressOf(...state)
      write(state[2].screen)
    }, PAUSE)
  })
  addEventListener('popstate', ({ state }: PopStateEvent) => {
    const entry = state as Entry | null
    if (!entry) return take(location.hash)
    written = entry.screen
    show({ screen: entry.screen })
  })
}

function write(screen: ScreenName): void {
  const entry: Entry = { screen }
  if (written === undefined || written === screen) history.replaceState(entry, '', address.peek())
  else history.pushState(entry, '', address.peek())
  written = screen
}

/** The whole URL of the page as it is; undefined where the network is too large for one. */
export async function link(): Promise<string | undefined> {
  const hash = await addressOf(lesson.peek(), place.peek(), view.peek())
  return isWhole(hash) ? new URL(hash, location.href).href : undefined
}
