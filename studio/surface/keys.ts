// The keys of the surface: right and Enter take a step or go on, left goes back, Home and End go to the ends, Space plays.
import { at, goOn, goToStep, steps } from './plane.ts'
import { pause, togglePlay } from './player.ts'

/** What keeps these keys for itself. */
const OWN_KEYS =
  'input, textarea, select, button, a, summary, [role="slider"], [role="radiogroup"], [role="menu"], [data-surface]'

export function onSurfaceKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
  const focused = event.target as HTMLElement
  if (event.key === ' ' ? focused.closest?.(OWN_SPACE) : focused.closest?.(OWN_KEYS)) return
  const action = {
    ArrowRight: goOn,
    Enter: goOn,
    ArrowLeft: () => goToStep(at.peek() - 1),
    Home: () => goToStep(0),
    End: () => goToStep(steps.peek()),
    ' ': togglePlay,
  }[event.key]
  if (!action) return
  event.preventDefault()
  if (event.key !== ' ') pause()
  action()
}

/** What Space does something to. */
const OWN_SPACE = 'input, textarea, select, button, summary, [role="radiogroup"], [role="menu"]'
