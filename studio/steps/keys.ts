// The keys of the steps screen: arrows, Home, End and Space work wherever no other control needs them.
import { at, goBack, goOn, goTo, isAtEnd, timeline } from '../model/page.ts'
import { holdMotion } from './motion.ts'
import { pause, togglePlay } from './player.ts'

/** What keeps the arrow keys for itself. */
const OWN_ARROWS =
  'input, textarea, select, [role="grid"], [role="radiogroup"], [role="menu"], [data-diagram]'

export function onPageKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
  const focused = event.target as HTMLElement
  if (focused.closest?.(OWN_ARROWS)) return
  const isButton = focused.closest?.('button, summary') !== null
  const action = {
    ArrowRight: () => !isAtEnd.peek() && goOn(),
    ArrowLeft: () => at.peek() > 0 && goBack(),
    Home: () => goTo(0),
    End: () => goTo(timeline.peek().length - 1),
    ' ': isButton ? undefined : togglePlay,
  }[event.key]
  if (!action) return
  event.preventDefault()
  if (event.key !== ' ') pause()
  holdMotion(event.repeat)
  action()
}
