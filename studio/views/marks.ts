// Marks: a shape and a color for each class, so that none is told by its color alone.
import type { Token } from '../../src/diagram/style.ts'

const shapes = ['circle', 'square', 'triangle', 'diamond', 'cross', 'ring'] as const
export type Shape = (typeof shapes)[number]

const colors: readonly Token[] = ['fwd', 'neg', 'upd', 'bwd', 'err', 'ink2']

export const shapeOf = (kind: number): Shape => shapes[kind % shapes.length]!
export const colorOf = (kind: number): Token => colors[kind % colors.length]!

/** Adds a mark around a point to the context's path. */
export function traceMark(
  context: CanvasRenderingContext2D,
  shape: Shape,
  x: number,
  y: number,
  r: number,
): void {
  switch (shape) {
    case 'circle':
    case 'ring':
      context.moveTo(x + r, y)
      context.arc(x, y, r, 0, 2 * Math.PI)
      break
    case 'square':
      context.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8)
      break
    case 'triangle':
      polygon(context, x, y, [0, -1.2 * r, 1.1 * r, 0.8 * r, -1.1 * r, 0.8 * r])
      break
    case 'diamond':
      polygon(context, x, y, [0, -1.3 * r, 1.3 * r, 0, 0, 1.3 * r, -1.3 * r, 0])
      break
    case 'cross': {
      const [a, b] = [0.4 * r, 1.15 * r]
      polygon(context, x, y, [
        -a,
        -b,
        a,
        -b,
        a,
        -a,
        b,
        -a,
        b,
        a,
        a,
        a,
        a,
        b,
        -a,
        b,
        -a,
        a,
        -b,
        a,
        -b,
        -a,
        -a,
        -a,
      ])
    }
  }
}

function polygon(context: CanvasRenderingContext2D, x: number, y: number, corners: readonly number[]): void {
  for (let i = 0; i < corners.length; i += 2) {
    const [dx, dy] = [corners[i]!, corners[i + 1]!]
    if (i === 0) context.moveTo(x + dx, y + dy)
    else context.lineTo(x + dx, y + dy)
  }
  context.closePath()
}
