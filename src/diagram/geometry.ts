// Geometry: boxes, points and lines of a drawing, in its own units (pixels of the page).

/** A rectangle by its upper left corner. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export const boxAt = (center: Point, width: number, height: number): Box => ({
  x: center.x - width / 2,
  y: center.y - height / 2,
  width,
  height,
})

export const centerOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 })
export const right = ({ x, width }: Box): number => x + width
export const bottom = ({ y, height }: Box): number => y + height

/** The point at a share t of the way. */
export const along = (from: Point, to: Point, t: number): Point => ({
  x: from.x + t * (to.x - from.x),
  y: from.y + t * (to.y - from.y),
})

/** Whether two boxes overlap or are nearer than `clearance` on both axes. */
export function overlap(a: Box, b: Box, clearance = 0): boolean {
  return (
    a.x < right(b) + clearance &&
    b.x < right(a) + clearance &&
    a.y < bottom(b) + clearance &&
    b.y < bottom(a) + clearance
  )
}

/** Whether a box lies within a drawing of this size. */
export const isInside = (box: Box, { width, height }: { width: number; height: number }): boolean =>
  box.x >= 0 && box.y >= 0 && right(box) <= width && bottom(box) <= height

/** Whether a line from a to b passes through a box (Liang and Barsky). */
export function crosses(a: Point, b: Point, box: Box): boolean {
  let enter = 0
  let leave = 1
  const sides: readonly (readonly [step: number, room: number])[] = [
    [a.x - b.x, a.x - box.x],
    [b.x - a.x, right(box) - a.x],
    [a.y - b.y, a.y - box.y],
    [b.y - a.y, bottom(box) - a.y],
  ]
  for (const [step, room] of sides) {
    if (step === 0) {
      if (room < 0) return false
      continue
    }
    const t = room / step
    if (step < 0) enter = Math.max(enter, t)
    else leave = Math.min(leave, t)
  }
  return enter < leave
}
