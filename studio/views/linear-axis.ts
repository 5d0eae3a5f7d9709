// A linear axis: from data to pixels and back, with ticks at round numbers.

export interface LinearAxis {
  readonly from: number
  readonly to: number
  /** In pixels; `end` may lie before `start`. */
  readonly start: number
  readonly end: number
}

export const placeOn = ({ from, to, start, end }: LinearAxis, value: number): number =>
  start + ((value - from) / (to - from || 1)) * (end - start)

/** At most `count` or so, at multiples of 1, 2 or 5 of a power of ten. */
export function ticksOn({ from, to }: LinearAxis, count: number): number[] {
  const span = to - from
  if (!(span > 0) || !Number.isFinite(span)) return []
  const rough = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].find((times) => times * power >= rough)! * power
  const first = Math.ceil(from / step)
  // Of numbers so large that the next one is farther away than a step there are none.
  const more = Math.min(2 * count + 2, Math.floor(to / step) - first)
  return Array.from({ length: Math.max(0, more + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)))
}

/** The span of some numbers, a little wider, so that no point lies on the rim. */
export function spanOf(
  values: Iterable<number>,
  margin = 0.06,
): { readonly from: number; readonly to: number } {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < from) from = value
    if (value > to) to = value
  }
  if (from > to) return { from: -1, to: 1 }
  const more = (to - from || Math.abs(from) || 1) * margin
  return { from: from - more, to: to + more }
}
