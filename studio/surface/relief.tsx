// The surface as a relief, which the pointer and the arrows turn; beside the contours, never in their place.
import { signal } from '@preact/signals'
import type { Point } from '../../src/core/loss-plane.ts'
import { isDark } from '../page/theme.ts'
import { Canvas, type Paint } from '../views/canvas.tsx'
import type { Field } from './field.ts'
import { here, plane, positions } from './plane.ts'
import { shadeOf, shareOf } from './shading.ts'
import { surfaceWords } from './surface-words.ts'

/** Radians. */
const turn = signal(0.7)
const tilt = signal(0.95)

/** Cells across: enough to see the form. */
const CELLS = 36

interface ReliefProps {
  readonly width: number
  readonly height: number
  /** Undefined while its losses are not known. */
  readonly field: Field | undefined
}

type Space = readonly [number, number, number]

export function Relief({ width, height, field }: ReliefProps) {
  const w = surfaceWords.value
  const rotate = (around: number, over: number): void => {
    turn.value += around
    tilt.value = Math.max(0.15, Math.min(1.5, tilt.value + over))
  }
  const look = viewOf(width, height, turn.value, tilt.value)
  const theme = isDark.value ? 'dark' : 'light'
  return (
    <div
      class="surface-drawing relief"
      data-surface=""
      tabIndex={0}
      role="application"
      aria-roledescription={w.surfaceRole}
      aria-label={w.relief}
      onPointerMove={(event) => {
        if (event.buttons > 0) rotate(event.movementX / 150, event.movementY / 150)
      }}
      onKeyDown={(event) => {
        const by = { ArrowLeft: [-0.12, 0], ArrowRight: [0.12, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[
          event.key
        ]
        if (!by) return
        rotate(by[0]!, by[1]!)
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      {field && <Canvas width={width} height={height} paint={painted(field, look, theme)} />}
    </div>
  )
}

/** From the unit cube, its floor from −1 to 1, to the page; with how far away it is. */
function viewOf(width: number, height: number, around: number, over: number): (point: Space) => Space {
  const scale = Math.min(width / 3.2, height / 2.3)
  const [sin, cos, sinT, cosT] = [Math.sin(around), Math.cos(around), Math.sin(over), Math.cos(over)]
  return ([x, y, z]) => {
    const [rx, ry] = [x * cos - y * sin, x * sin + y * cos]
    return [
      width / 2 + scale * rx,
      height * 0.6 - scale * (ry * cosT + (z - 0.2) * sinT),
      ry * sinT - z * cosT,
    ]
  }
}

function painted(field: Field, look: (point: Space) => Space, theme: 'light' | 'dark'): Paint {
  return (context, color) => {
    const { columns, rows, values } = field.grid
    const step = Math.max(1, Math.floor(columns / CELLS))
    const at = (i: number, j: number): number =>
      values[Math.min(rows - 1, j) * columns + Math.min(columns - 1, i)]!
    const space = (i: number, j: number): Space => [
      (2 * i) / (columns - 1) - 1,
      ((2 * j) / (rows - 1) - 1) * (rows / columns),
      heightOf(field, at(i, j)),
    ]
    const cells: { corners: Space[]; depth: number; share: number }[] = []
    for (let j = 0; j < rows - 1; j += step)
      for (let i = 0; i < columns - 1; i += step) {
        const corners = [
          [i, j],
          [i + step, j],
          [i + step, j + step],
          [i, j + step],
        ].map(([a, b]) => look(space(Math.min(columns - 1, a!), Math.min(rows - 1, b!))))
        if (corners.some((corner) => !corner.every(Number.isFinite))) continue
        const depth = corners.reduce((sum, corner) => sum + corner[2], 0)
        cells.push({ corners, depth, share: shareOf(field, at(i, j)) })
      }
    cells.sort((a, b) => b.depth - a.depth)
    context.lineWidth = 0.6
    context.strokeStyle = color('edge')
    for (const { corners, share } of cells) {
      context.fillStyle = `rgb(${shadeOf(theme, share).join()})`
      context.beginPath()
      for (const [k, [px, py]] of corners.entries()) k === 0 ? context.moveTo(px, py) : context.lineTo(px, py)
      context.closePath()
      context.fill()
      context.stroke()
    }
    drawPath(context, color('ink'), color('upd'), (point) => look(onRelief(field, point)))
  }
}

/** Heights go by bands, as the shades do, smoothly between the least and the most. */
function heightOf({ least, most, heights }: Field, loss: number): number {
  const isLong = heights.length > 1 && heights.at(-1)! / heights[0]! > 15 && least > 0
  const scale = (value: number): number => (isLong ? Math.log(value) : value)
  return (0.8 * (scale(Math.max(loss, least)) - scale(least))) / (scale(most) - scale(least) || 1)
}

function onRelief(field: Field, point: Point): Space {
  const { low, high } = field.box
  const { columns, rows } = field.grid
  const share = [0, 1].map((axis) => (point[axis]! - low[axis]!) / (high[axis]! - low[axis]!))
  const loss = plane.peek()!.lossAt(point)
  return [2 * share[0]! - 1, (2 * share[1]! - 1) * (rows / columns), heightOf(field, loss) + 0.01]
}

function drawPath(
  context: CanvasRenderingContext2D,
  line: string,
  dot: string,
  place: (point: Point) => Space,
): void {
  context.strokeStyle = line
  context.lineWidth = 2
  context.beginPath()
  for (const [k, point] of positions.value.entries()) {
    const [px, py] = place(point)
    if (k === 0) context.moveTo(px, py)
    else context.lineTo(px, py)
  }
  context.stroke()
  const [px, py] = place(here.value)
  context.fillStyle = dot
  context.beginPath()
  context.arc(px, py, 6, 0, 2 * Math.PI)
  context.fill()
}
