// A small plot for the terminal: curves in braille dots, with the numbers of their axes.

/** The dot of column 0-1 and row 0-3 of a braille sign (Unicode 2800). */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const

export interface PlotOptions {
  /** Columns and lines of the plot itself, without its labels. */
  readonly width: number
  readonly height: number
  /** How the numbers at the axes are written. */
  format(value: number): string
  readonly xLabel: string
  /** What stands at the ends of the horizontal axis. Default: 1 and how many values the longest curve has. */
  readonly ends?: readonly [string, string]
}

/**
 * Lines of text. Each curve is drawn over the whole width, from its first to its last value; values that are not finite
 * are left out.
 */
export function plot(curves: readonly (readonly number[])[], options: PlotOptions): string[] {
  const { width, height, format, xLabel } = options
  const values = curves.flat().filter(Number.isFinite)
  if (values.length === 0) return []
  // One by one: a training may have more epochs than a call may have arguments.
  const low = values.reduce((least, value) => Math.min(least, value), 0)
  const high = values.reduce((most, value) => Math.max(most, value), values[0]!)
  const span = high - low || 1
  const cells = Array.from({ length: height }, () => new Uint8Array(width))
  for (const curve of curves) {
    for (const [x, value] of sampled(curve, width * 2).entries()) {
      if (!Number.isFinite(value)) continue
      const y = Math.min(height * 4 - 1, Math.floor(((high - value) / span) * height * 4))
      cells[y >> 2]![x >> 1]! |= DOTS[x & 1]![y & 3]!
    }
  }
  const [top, bottom] = [format(high), format(low)]
  const margin = Math.max(top.length, bottom.length)
  const lines = cells.map((row, line) => {
    const label = line === 0 ? top : line === height - 1 ? bottom : ''
    const dots = Array.from(row, (bits) => (bits === 0 ? ' ' : String.fromCharCode(0x2800 + bits))).join('')
    return `${label.padStart(margin)} │${dots}`.trimEnd()
  })
  const [first, last] = options.ends ?? ['1', `${Math.max(...curves.map((curve) => curve.length))}`]
  const gap = Math.max(1, width - first.length - last.length)
  return [
    ...lines,
    `${' '.repeat(margin)} └${'─'.repeat(width)}`,
    `${' '.repeat(margin)}  ${first}${' '.repeat(gap)}${last} ${xLabel}`.trimEnd(),
  ]
}

/** The curve at `count` places: the nearest value of each. */
function sampled(curve: readonly number[], count: number): number[] {
  if (curve.length === 0) return []
  return Array.from({ length: count }, (_, i) => curve[Math.round((i / (count - 1)) * (curve.length - 1))]!)
}
