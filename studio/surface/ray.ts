// The error along the arrow: for each learning rate what the step would come to, and from which on it overshoots.
import { computed } from '@preact/signals'
import { firstLow } from '../../src/core/loss-plane.ts'
import { field } from './field.ts'
import { here, plane, slope } from './plane.ts'

/** Decades of rates. */
const DECADES = 4
const POINTS = 160

interface Ray {
  readonly rates: readonly number[]
  readonly losses: readonly number[]
  /** Beyond it the error rises again; undefined where it falls to the end. */
  readonly best: number | undefined
}

/** Up to a step as wide as the picture and a half. */
export const ray = computed((): Ray | undefined => {
  const now = plane.value
  const box = field.value?.box
  const [gx, gy] = slope.value
  const size = Math.hypot(gx, gy)
  if (!now || !box || !(size > 0) || !Number.isFinite(size)) return undefined
  const longest = (1.5 * (box.high[0] - box.low[0])) / size
  const last = 10 ** (Math.ceil(Math.log10(longest) * 2) / 2)
  const rates = Array.from({ length: POINTS }, (_, i) => last * 10 ** (-DECADES * (1 - i / (POINTS - 1))))
  const [x, y] = here.value
  const losses = rates.map((rate) => now.lossAt([x - rate * gx, y - rate * gy]))
  const low = firstLow(losses)
  return { rates, losses, best: low === undefined ? undefined : rates[low] }
})
