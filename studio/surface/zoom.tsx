// How near: a part of the plane around the point, a wider one, or all steps.
import { shownBox } from './field.ts'
import { here, shownWindow, showWindow } from './plane.ts'
import { surfaceWords } from './surface-words.ts'

/** The first look nearer is at the point; from then on the middle stays. */
function zoom(times: number): void {
  const box = shownBox.peek()
  if (!box) return
  const { low, high } = box
  const [x, y] =
    times < 1 && !shownWindow.peek() ? here.peek() : [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2]
  showWindow({ x, y, wide: (high[0] - low[0]) * times })
}

export function Zoom() {
  const w = surfaceWords.value
  const isAll = shownWindow.value === undefined
  return (
    <span class="zoom" role="group" aria-label={w.zoom}>
      <button type="button" class="quiet" aria-label={w.farther} onClick={() => zoom(2)}>
        −
      </button>
      <button type="button" class="quiet" aria-label={w.nearer} onClick={() => zoom(1 / 2)}>
        +
      </button>
      <button
        type="button"
        class="quiet zoom-all"
        title={w.allTitle}
        aria-disabled={isAll}
        onClick={() => showWindow(undefined)}
      >
        {w.all}
      </button>
    </span>
  )
}
