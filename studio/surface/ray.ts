// The error along the arrow: for each learning rate what the step would come to, and from which on it overshoots.
import { computed, effect, signal } from '@preact/signals'
import { firstLow, lowestRate } from '../../src/core/loss-plane.ts'
import { shownBox } from './field.ts'
import { here, plane, slope } from './plane.ts'
import { Latest } from './turns.ts'

/** Decades of rates. */
const DECADES = 4
/** Rates: few at first, where the loss takes long. */
const COUNTS = [41, 161]

interface Ray {
  /** Growing rates, and what each would come to. */
  readonly tried: readonly number[]
  readonly losses: readonly number[]
  /** Beyond it the error rises again; undefined where it falls to the end. */
  readonly best: number | undefined
}

const width = computed(() => {
  const box = shownBox.value
  return box && box.high[0] - box.low[0]
})

/** The rates that are looked at, up to a step as wide as the picture and a half; undefined where there is no slope. */
export const rates = computed((): { readonly from: number; readonly to: number } | undefined => {
  const size = Math.hypot(...slope.value)
  if (width.value === undefined || !(size > 0) || !Number.isFinite(size)) return undefined
  const to = 10 ** (Math.ceil(Math.log10((1.5 * width.value) / size) * 2) / 2)
  return { from: to / 10 ** DECADES, to }
})

export const ray = signal<Ray>()

const latest = new Latest()

/** Keeps the ray up to date while the screen is there. */
export const followRay = (): (() => void) =>
  effect(() => {
    const now = plane.value
    const range = rates.value
    const [[x, y], [gx, gy]] = [here.value, slope.value]
    if (!now || !range) {
      ray.value = undefined
      return undefined
    }
    return latest.start(async (rest) => {
      for (const count of COUNTS) {
        const tried = Array.from(
          { length: count },
          (_, i) => range.to * 10 ** (-DECADES * (1 - i / (count - 1))),
        )
        const losses: number[] = []
        for (const rate of tried) {
          losses.push(now.lossAt([x - rate * gx, y - rate * gy]))
          const turn = rest()
          if (turn === true) continue
          // The line of another point goes before this one's is there.
          if (count === COUNTS[0]) ray.value = undefined
          if (!(await turn)) return
        }
        const low = firstLow(losses)
        const isLast = count === COUNTS.at(-1)
        const best =
          low === undefined || !isLast
            ? low && tried[low]
            : lowestRate(now, [x, y], [gx, gy], tried[low - 1]!, tried[low + 1]!)
        ray.value = { tried, losses, best }
      }
    })
  })
