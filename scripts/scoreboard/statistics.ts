// Means and their uncertainty, as the scoreboard compares them.

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The square of the standard error of the mean: the sample variance (n − 1) over n. */
export function squaredError(values: readonly number[]): number {
  const center = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0)
  return squares / (values.length - 1) / values.length
}

/** The standard error of the difference between two means. */
export const errorOfDifference = (ours: readonly number[], theirs: readonly number[]): number =>
  Math.sqrt(squaredError(ours) + squaredError(theirs))

export const seeds = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed)
