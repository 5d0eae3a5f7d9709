// The keys of the screen that trains: Space runs and pauses, the right arrow makes a batch, Home goes to the first weights.
import { goTo, run, toggle } from './run.ts'

/** What keeps these keys for itself. */
const OWN_KEYS =
  'input, textarea, select, button, summary, [role="grid"], [role="slider"], [role="radiogroup"], [role="menu"], [role="group"][tabindex], svg[tabindex], [data-diagram]'

export function onTrainKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
  if ((event.target as HTMLElement).closest?.(OWN_KEYS)) return
  const action = { ' ': toggle, ArrowRight: () => run('batch'), Home: () => goTo(0) }[event.key]
  if (!action) return
  event.preventDefault()
  action()
}
