// Contours of surfaces whose lines are known by formula.
import { describe, expect, it } from 'vitest'
import { contourHeights, contourLines, type Grid } from '../../src/diagram/contours.ts'

const gridOf = (columns: number, rows: number, f: (x: number, y: number) => number): Grid => ({
  columns,
  rows,
  values: Array.from({ length: columns * rows }, (_, at) => f(at % columns, Math.floor(at / columns))),
})

describe('contourLines', () => {
  it('are straight lines on a slope, exactly', () => {
    const [line, ...others] = contourLines(
      gridOf(5, 4, (x, y) => x + 2 * y),
      3.5,
    )
    expect(others).toEqual([])
    for (const [x, y] of line!) expect(x + 2 * y).toBeCloseTo(3.5, 14)
    const xs = line!.map(([x]) => x)
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([0, 3.5])
  })

  it('are closed circles around a hole, as near as the grid is fine', () => {
    for (const [size, bar] of [
      [21, 0.02],
      [81, 0.002],
    ] as const) {
      const middle = (size - 1) / 2
      const scale = 2 / middle
      const [circle, ...others] = contourLines(
        gridOf(size, size, (x, y) => ((x - middle) * scale) ** 2 + ((y - middle) * scale) ** 2),
        1,
      )
      expect(others).toEqual([])
      expect(circle!.at(-1)).toEqual(circle![0])
      // A chord of an arc over one cell lies within cell² / 8 of it, and so does a cut by straight lines.
      for (const [x, y] of circle!)
        expect(Math.abs(Math.hypot((x - middle) * scale, (y - middle) * scale) - 1)).toBeLessThan(bar)
    }
  })

  it('part at a saddle by the mean of its corners', () => {
    const saddle: Grid = { columns: 2, rows: 2, values: [1, 0, 0, 1] }
    // The mean is 1/2. Below it the high corners are joined, and each line cuts off a low one; above it the other way round.
    const cutOff = (height: number): number[][] =>
      contourLines(saddle, height)
        .map((line) => {
          const x = line.reduce((sum, point) => sum + point[0], 0) / line.length
          const y = line.reduce((sum, point) => sum + point[1], 0) / line.length
          return [Math.round(x), Math.round(y)]
        })
        .sort()
    expect(cutOff(0.4)).toEqual([
      [0, 1],
      [1, 0],
    ])
    expect(cutOff(0.6)).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it('leave out what is not finite', () => {
    const grid = gridOf(4, 4, (x, y) => (x === 3 ? Number.NaN : y))
    for (const line of contourLines(grid, 1.5)) for (const [x] of line) expect(x).toBeLessThanOrEqual(2)
    expect(contourLines(grid, 1.5)).toHaveLength(1)
  })

  it('are none above and below all numbers', () => {
    const grid = gridOf(4, 4, (x, y) => x * y)
    expect(contourLines(grid, 10)).toEqual([])
    expect(contourLines(grid, -1)).toEqual([])
  })
})

describe('contourHeights', () => {
  it.each([
    [0, 10, 5, [2, 4, 6, 8]],
    [0.21, 0.39, 6, [0.25, 0.3, 0.35]],
    [0.001, 0.4, 9, [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]],
    [0.02, 0.6, 9, [0.03, 0.05, 0.07, 0.1, 0.2, 0.3, 0.5]],
    [0.02, 0.6, 12, [0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5]],
    [1e-6, 1, 8, [1e-5, 1e-4, 1e-3, 0.01, 0.1]],
    [1, 1, 5, []],
    [0, Number.POSITIVE_INFINITY, 5, []],
  ])('between %d and %d, about %d', (least, most, count, heights) =>
    expect(contourHeights(least, most, count)).toEqual(heights),
  )
})
