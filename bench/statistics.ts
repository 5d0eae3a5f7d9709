// Statistics: what is said of several measurements of the same thing.

/** Quartiles, between neighbours where they fall between two. */
export interface Summary {
  readonly low: number
  readonly median: number
  readonly high: number
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const above = sorted[Math.min(below + 1, sorted.length - 1)]!
  return sorted[below]! + (place - below) * (above - sorted[below]!)
}

export function summary(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b)
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) }
}

/** The exponent p of the power law y = c · x^p that is nearest to the points, in logarithms. */
export function exponent(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const mean = (at: 0 | 1): number => logs.reduce((sum, log) => sum + log[at], 0) / logs.length
  const [x0, y0] = [mean(0), mean(1)]
  const across = logs.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0)
  return across / logs.reduce((sum, [x]) => sum + (x - x0) ** 2, 0)
}
