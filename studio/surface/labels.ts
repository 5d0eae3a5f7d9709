// Where words and numbers stand in the drawing: each at the first of its places that is free of all others.
import type { Point } from '../../src/core/loss-plane.ts'

/** In pixels. */
export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

type Anchor = 'start' | 'middle' | 'end'

/** A text's place, as SVG has it: the baseline's beginning, middle or end. */
export interface TextPlace {
  readonly x: number
  readonly y: number
  readonly anchor: Anchor
}

/** Line height of the drawing's texts, and how far above the baseline they reach. */
const LINE = 16
const ASCENT = 12
/** Pixels a letter, on the safe side. */
const LETTER = { words: 7.4, number: 6.8 } as const
/** Between two texts. */
const GAP = 3

export const widthOf = (text: string, face: keyof typeof LETTER): number => text.length * LETTER[face]

export function rectangleOf({ x, y, anchor }: TextPlace, width: number): Rectangle {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, top: y - ASCENT, right: left + width, bottom: y - ASCENT + LINE }
}

/** A square around a point. */
export const around = ([x, y]: Point, radius: number): Rectangle => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius,
})

/** Squares along a line, one after another. */
export function along([ax, ay]: Point, [bx, by]: Point, radius: number): Rectangle[] {
  const count = Math.min(200, Math.ceil(Math.hypot(bx - ax, by - ay) / (2 * radius)))
  return Array.from({ length: count + 1 }, (_, k) => {
    const share = count === 0 ? 0 : k / count
    return around([ax + share * (bx - ax), ay + share * (by - ay)], radius)
  })
}

/** A sheet of texts that do not touch. */
export class Sheet {
  readonly #frame: Rectangle
  readonly #taken: Rectangle[]

  /** @param taken what else stands there */
  constructor(frame: Rectangle, taken: readonly Rectangle[]) {
    this.#frame = frame
    this.#taken = [...taken]
  }

  /** @returns the first of the places that is free; undefined where none is */
  put(width: number, places: readonly TextPlace[]): TextPlace | undefined {
    const free = places.find((place) => this.#isFree(rectangleOf(place, width)))
    if (free) this.#taken.push(rectangleOf(free, width))
    return free
  }

  #isFree(one: Rectangle): boolean {
    const frame = this.#frame
    const isInside =
      one.left >= frame.left && one.right <= frame.right && one.top >= frame.top && one.bottom <= frame.bottom
    return isInside && this.#taken.every((other) => !touches(one, other))
  }
}

const touches = (a: Rectangle, b: Rectangle): boolean =>
  a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP

/** Beside a point, at its corners and sides; then farther away. */
export const beside = (point: Point, distance: number): TextPlace[] =>
  [1, 1.8, 2.8, 4].flatMap((times) => ring(point, distance * times))

function ring([x, y]: Point, distance: number): TextPlace[] {
  const near = distance * 0.75
  return [
    { x: x - near, y: y + near + ASCENT, anchor: 'end' },
    { x: x + near, y: y + near + ASCENT, anchor: 'start' },
    { x: x - near, y: y - near, anchor: 'end' },
    { x: x + near, y: y - near, anchor: 'start' },
    { x: x + distance, y: y + 4, anchor: 'start' },
    { x: x - distance, y: y + 4, anchor: 'end' },
    { x, y: y + distance + ASCENT, anchor: 'middle' },
    { x, y: y - distance, anchor: 'middle' },
  ]
}

/** On the longest lines of a height, from their middle on. */
export function onLines(lines: readonly (readonly Point[])[]): TextPlace[] {
  const shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]
  return lines
    .filter((line) => line.length > 3)
    .toSorted((a, b) => b.length - a.length)
    .flatMap((line) => shares.map((share) => line[Math.floor(share * (line.length - 1))]!))
    .map(([x, y]) => ({ x, y: y + 4, anchor: 'middle' }))
}
