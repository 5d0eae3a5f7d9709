// Intervals of real numbers as data: the range of an activation, the domain of a loss, what an option may be.

/** The numbers from low to high; an end that is open does not belong to it. An infinite end is always open. */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly lowOpen?: boolean
  readonly highOpen?: boolean
}

export const closed = (low: number, high: number): Interval => ({ low, high })
export const open = (low: number, high: number): Interval => ({ low, high, lowOpen: true, highOpen: true })
/** [low, high): with its lower end, without its upper one. */
export const halfOpen = (low: number, high: number): Interval => ({ low, high, highOpen: true })

export const reals = open(-Infinity, Infinity)
export const positiveReals = open(0, Infinity)
export const nonNegativeReals = halfOpen(0, Infinity)
/** [0, 1]: probabilities as targets. */
export const unitInterval = closed(0, 1)
/** (0, 1): what a sigmoid or a softmax gives. */
export const openUnitInterval = open(0, 1)
/** [0, 1): momentum, smoothing. */
export const halfOpenUnitInterval = halfOpen(0, 1)
/** (-1, 1): what tanh gives. */
export const symmetricUnitInterval = open(-1, 1)

/** Whether x lies in the interval; NaN and the infinities lie in none. */
export function contains(interval: Interval, x: number): boolean {
  if (!Number.isFinite(x)) return false
  const aboveLow = interval.lowOpen ? x > interval.low : x >= interval.low
  const belowHigh = interval.highOpen ? x < interval.high : x <= interval.high
  return aboveLow && belowHigh
}

/** The interval as people write it: [0, 1), (-∞, ∞). */
export function intervalText(interval: Interval): string {
  const end = (x: number): string => (Number.isFinite(x) ? String(x) : x < 0 ? '-∞' : '∞')
  const left = interval.lowOpen || interval.low === -Infinity ? '(' : '['
  const right = interval.highOpen || interval.high === Infinity ? ')' : ']'
  return `${left}${end(interval.low)}, ${end(interval.high)}${right}`
}
