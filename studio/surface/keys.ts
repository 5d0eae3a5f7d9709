// The keys of the surface: right and Enter take a step or go on, left goes back, Home and End go to the ends.
import { at, goToStep, steps, takeStep } from './plane.ts'

/** What keeps these keys for itself. */
const OWN_KEYS =
  'input, textarea, select, button, a, summary, [role="slider"], [role="radiogroup"], [role="menu"], [data-surface]'

export const goOn = (): void => (at.peek() < steps.peek() ? goToStep(at.peek() + 1) : takeStep())

export function onSurfaceKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
  if ((event.target as HTMLElement).closest?.(OWN_KEYS)) return
  const action = {
    ArrowRight: goOn,
    Enter: goOn,
    ArrowLeft: () => goToStep(at.peek() - 1),
    Home: () => goToStep(0),
    End: () => goToStep(steps.peek()),
  }[event.key]
  if (!action) return
  event.preventDefault()
  action()
}
