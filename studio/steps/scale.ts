// Scales of the page's small charts.

/** From the span of the values to 0..width. */
export function scaleLinear(values: readonly number[], width: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low || 1
  return (value) => ((value - low) / span) * width
}
