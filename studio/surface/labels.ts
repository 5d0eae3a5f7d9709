// Where the heights of contours are printed: on their lines, apart from each other.
import type { Point } from '../../src/core/loss-plane.ts'

/** Between two labels. */
const APART = { x: 44, y: 20 }

/**
 * @param lines of each height, in pixels
 * @param occupied where other words stand
 * @returns a place on one of them; undefined where there is none that is free
 */
export function contourLabels(
  lines: readonly (readonly (readonly Point[])[])[],
  occupied: readonly Point[],
): (Point | undefined)[] {
  const taken: Point[] = [...occupied]
  return lines.map((group) => {
    const candidates = group
      .filter((line) => line.length > 3)
      .toSorted((a, b) => b.length - a.length)
      .flatMap((line) =>
        [0.5, 0.35, 0.65, 0.2, 0.8].map((share) => line[Math.floor(share * (line.length - 1))]!),
      )
    const free = candidates.find(([x, y]) =>
      taken.every(([tx, ty]) => Math.abs(tx - x) > APART.x || Math.abs(ty - y) > APART.y),
    )
    if (free) taken.push(free)
    return free
  })
}
