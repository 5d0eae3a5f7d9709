// The surface as a relief, which the pointer and the arrows turn; beside the contours, never in their place.
import { signal } from '@preact/signals'
import type { Point } from '../../src/core/loss-plane.ts'
import { isDark } from '../page/theme.ts'
import { Canvas, type Color, type Paint } from '../views/canvas.tsx'
import { axisNames } from './axis-names.ts'
import type { Field } from './field.ts'
import { at, next, pair, plane, positions } from './plane.ts'
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
      {field && (
        <Canvas
          width={width}
          height={height}
          paint={painted(field, viewOf({ width, height, field }, turn.value, tilt.value), theme)}
        />
      )}
    </div>
  )
}

/** The height of the relief, half of its width being 1. */
const HIGH = 0.8
/** Pixels around it, which hold the names of its axes. */
const MARGIN = 34

type Look = (point: Space) => Space

/** From the box of the relief, its floor from −1 to 1 across, to the page, as large as it fits; with how far away it is. */
function viewOf({ width, height, field }: ReliefProps, around: number, over: number): Look {
  const [sin, cos, sinT, cosT] = [Math.sin(around), Math.cos(around), Math.sin(over), Math.cos(over)]
  const turned = ([x, y, z]: Space): Space => {
    const [rx, ry] = [x * cos - y * sin, x * sin + y * cos]
    return [rx, -(ry * cosT + z * sinT), ry * sinT - z * cosT]
  }
  const deep = deepOf(field!)
  const corners = [-1, 1].flatMap((x) =>
    [-deep, deep].flatMap((y) => [0, HIGH].map((z) => turned([x, y, z]))),
  )
  const spans = ([0, 1] as const).map((axis) => {
    const values = corners.map((corner) => corner[axis])
    return { from: Math.min(...values), to: Math.max(...values) }
  })
  const [across, down] = spans as [Span, Span]
  const scale = Math.min(
    (width - 2 * MARGIN) / (across.to - across.from),
    (height - 2 * MARGIN) / (down.to - down.from),
  )
  return (point) => {
    const [x, y, depth] = turned(point)
    return [
      width / 2 + scale * (x - (across.from + across.to) / 2),
      height / 2 + scale * (y - (down.from + down.to) / 2),
      depth,
    ]
  }
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Half of the floor's depth; that of its width is 1. */
const deepOf = ({ grid: { columns, rows } }: Field): number => (rows - 1) / (columns - 1)

function painted(field: Field, look: Look, theme: 'light' | 'dark'): Paint {
  return (context, color) => {
    const { columns, rows, values } = field.grid
    const step = Math.max(1, Math.floor(columns / CELLS))
    const at = (i: number, j: number): number =>
      values[Math.min(rows - 1, j) * columns + Math.min(columns - 1, i)]!
    const space = (i: number, j: number): Space => [
      (2 * i) / (columns - 1) - 1,
      ((2 * j) / (rows - 1) - 1) * deepOf(field),
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
    drawFloor(context, color, look, deepOf(field))
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
    drawPath(context, color, (point) => look(onRelief(field, point)))
  }
}

/** Whether heights are the logarithms of losses, as contours then are. */
export const isLogarithmic = ({ least, heights }: Field): boolean =>
  heights.length > 1 && heights.at(-1)! / heights[0]! > 15 && least > 0

/** Within the bands' range, smoothly; the lowest band is a floor, as its shade is. */
function heightOf(field: Field, loss: number): number {
  const isLong = isLogarithmic(field)
  const scale = (value: number): number => (isLong ? Math.log(value) : value)
  const least = isLong ? Math.max(field.least, field.heights[0]! / 10) : field.least
  const range = scale(field.most) - scale(least)
  return (HIGH * (scale(Math.max(loss, least)) - scale(least))) / (range || 1)
}

function onRelief(field: Field, point: Point): Space {
  const { low, high } = field.box
  const share = [0, 1].map((axis) => (point[axis]! - low[axis]!) / (high[axis]! - low[axis]!))
  const loss = plane.peek()!.lossAt(point)
  return [2 * share[0]! - 1, (2 * share[1]! - 1) * deepOf(field), heightOf(field, loss) + 0.01]
}

/** The floor's rim, and at its two near edges the names of the parameters. */
function drawFloor(context: CanvasRenderingContext2D, color: Color, look: Look, deep: number): void {
  const corners: Space[] = [
    [-1, -deep, 0],
    [1, -deep, 0],
    [1, deep, 0],
    [-1, deep, 0],
  ]
  context.strokeStyle = color('line2')
  context.lineWidth = 1
  context.beginPath()
  for (const [x, y] of [...corners, corners[0]!].map(look)) context.lineTo(x, y)
  context.stroke()
  const [across, up] = axisNames(pair.value!)
  context.fillStyle = color('ink')
  context.font = '14px KaTeX_Main, serif'
  context.textAlign = 'center'
  for (const [name, one, other] of [
    [across, [0, -deep, 0], [0, deep, 0]],
    [up, [-1, 0, 0], [1, 0, 0]],
  ] as const) {
    const [a, b] = [look(one), look(other)]
    const [near, far] = a[1] > b[1] ? [a, b] : [b, a]
    const size = Math.hypot(near[0] - far[0], near[1] - far[1]) || 1
    context.fillText(
      name,
      near[0] + (22 * (near[0] - far[0])) / size,
      near[1] + (18 * (near[1] - far[1])) / size + 5,
    )
  }
}

/** The steps made, the start as a ring, the point as a disc; the next step's end in its own color. */
function drawPath(context: CanvasRenderingContext2D, color: Color, place: (point: Point) => Space): void {
  const path = positions.value.slice(0, at.value + 1).map(place)
  const line = (points: readonly Space[], token: 'ink' | 'upd'): void => {
    context.strokeStyle = color(token)
    context.lineWidth = 2
    context.beginPath()
    for (const [x, y] of points) context.lineTo(x, y)
    context.stroke()
  }
  const dot = ([x, y]: Space, radius: number, fill: 'paper' | 'ink' | 'upd', rim: 'paper' | 'ink'): void => {
    context.fillStyle = color(fill)
    context.strokeStyle = color(rim)
    context.lineWidth = 2
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fill()
    context.stroke()
  }
  const end = path.at(-1)!
  const to = place(next.value)
  line(path, 'ink')
  for (const one of path.slice(0, -1)) dot(one, 4, 'paper', 'ink')
  if (to.every(Number.isFinite)) {
    line([end, to], 'upd')
    dot(to, 5, 'upd', 'paper')
  }
  dot(end, 7, 'ink', 'paper')
}
