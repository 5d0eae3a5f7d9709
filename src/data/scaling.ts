// Standardization: a column's mean and standard deviation, and the way there and back.

/** Plain data: (x - mean) / scale is the standardized x. */
export interface Scaling {
  readonly mean: number
  /** The population standard deviation; 1 when all values are the same. */
  readonly scale: number
}

/** Leaves every number as it is. */
export const noScaling: Scaling = { mean: 0, scale: 1 }

export interface FittedScaling {
  readonly scaling: Scaling
  /** All values are the same. */
  readonly constant: boolean
}

/**
 * The mean and the population standard deviation of `values`, of which there is at least one: in two passes, each sum
 * compensated, the second corrected for the rounding of the mean.
 * Source: T. F. Chan, G. H. Golub, R. J. LeVeque, "Algorithms for computing the sample variance", The American
 * Statistician 37 (1983), equation 1.7.
 */
export function fitScaling(values: readonly number[] | Float64Array): FittedScaling {
  const [low, high] = extremes(values)
  if (low === high) return { scaling: { mean: values[0]!, scale: 1 }, constant: true }
  const unit = unitFor(low, high)
  const scaled = Float64Array.from(values, (value) => value / unit)
  const mean = sum(scaled) / scaled.length
  const scale = deviation(scaled.map((value) => value - mean)) * unit
  // Among the smallest doubles the deviation can round to 0, where the values still differ.
  // Of neighbouring doubles the rounded mean can pass the largest.
  const within = Math.min(Math.max(mean * unit, low), high)
  return { scaling: { mean: within, scale: scale || Number.MIN_VALUE }, constant: false }
}

/** The root of the mean square of differences from a mean, which sum to 0 but for the rounding of that mean. */
function deviation(differences: Float64Array): number {
  const unit = unitFor(...extremes(differences))
  const scaled = differences.map((difference) => difference / unit)
  const rest = sum(scaled)
  const squares = sum(scaled.map((difference) => difference * difference))
  return Math.sqrt((squares - (rest * rest) / scaled.length) / scaled.length) * unit
}

function extremes(values: readonly number[] | Float64Array): [low: number, high: number] {
  let [low, high] = [values[0]!, values[0]!]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return [low, high]
}

/** A power of two: numbers between these, divided by it, can be squared and summed without passing a double's range. */
function unitFor(low: number, high: number): number {
  const size = Math.max(-low, high)
  if (size > 2 ** 400) return 2 ** 600
  return size < 2 ** -400 ? 2 ** -600 : 1
}

/** Neumaier's compensated sum. Source: A. Neumaier, ZAMM 54 (1974), 39-51, algorithm IV. */
function sum(terms: Float64Array): number {
  let total = 0
  let lost = 0
  for (const term of terms) {
    const next = total + term
    lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total
    total = next
  }
  return total + lost
}

export function standardize(value: number, { mean, scale }: Scaling): number {
  const away = value - mean
  return Number.isFinite(away) ? away / scale : value / scale - mean / scale
}

/** The way back from `standardize`. */
export function unstandardize(value: number, { mean, scale }: Scaling): number {
  return value * scale + mean
}

/** Whether an encoding's kind is that of numbers, which are standardized. */
export const isStandardized = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'number' || kind === 'numbers'
