// A field of points over two axes in the data's own units; each point is a row to choose, by pointing or by arrows.
import { useRef, useState } from 'preact/hooks'
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'
import { Canvas, type Paint } from './canvas.tsx'
import { Cursor } from './cursor.tsx'
import { type LinearAxis, placeOn, ticksOn } from './linear-axis.ts'
import { colorOf, shapeOf, traceMark } from './marks.ts'
import { shortName } from './short-name.ts'

export interface Point {
  /** The row's number in its table, from 0. */
  readonly row: number
  readonly x: number
  readonly y: number
  /** Its class, which gives it a shape and a color. */
  readonly kind: number
  /** Whether the network took it for something else. */
  readonly isWrong?: boolean
}

export interface Span {
  readonly from: number
  readonly to: number
}

interface PointFieldProps {
  readonly width: number
  readonly height: number
  readonly x: Span & { readonly name: string }
  readonly y: Span & { readonly name: string }
  readonly points: readonly Point[]
  /** Paints behind the points, once the frame is known. */
  readonly behind?: (frame: Frame) => Paint
  readonly chosen?: number | undefined
  readonly onChoose: (row: number) => void
  readonly nameOf: (point: Point) => string
  readonly label: string
}

export interface Frame {
  readonly x: LinearAxis
  readonly y: LinearAxis
}

const MARGIN = { left: 52, right: 12, top: 10, bottom: 38 }
const RADIUS = 3.6
/** How far from a point is still at it. */
const REACH = 14

export function frameFor({
  width,
  height,
  x,
  y,
}: Pick<PointFieldProps, 'width' | 'height' | 'x' | 'y'>): Frame {
  return {
    x: { from: x.from, to: x.to, start: MARGIN.left, end: width - MARGIN.right },
    y: { from: y.from, to: y.to, start: height - MARGIN.bottom, end: MARGIN.top },
  }
}

export function PointField(props: PointFieldProps) {
  const { width, height, points, chosen, onChoose, nameOf, label } = props
  const frame = frameFor(props)
  const moves = useRef(false)
  const [tab, setTab] = useState(0)
  const current = Math.max(
    0,
    points.findIndex(({ row }) => row === chosen),
  )
  const at =
    chosen !== undefined && points[current]?.row === chosen ? current : Math.min(tab, points.length - 1)
  const placed = (point: Point): [number, number] => [placeOn(frame.x, point.x), placeOn(frame.y, point.y)]
  const choose = (n: number): void => {
    moves.current = n !== at
    setTab(n)
    onChoose(points[n]!.row)
  }
  const onKey = (event: KeyboardEvent): void => {
    const to = pointAfter(event.key, points.map(placed), at)
    if (to !== undefined) choose(to)
    else if (event.key === 'Enter' || event.key === ' ') choose(at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPoint = (event: PointerEvent): void => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect()
    const near = nearestPoint(points.map(placed), event.clientX - left, event.clientY - top)
    if (near === undefined) return
    event.preventDefault()
    choose(near)
  }
  const point = points[at]
  const [px, py] = point ? placed(point) : [0, 0]
  return (
    <div
      class="point-field"
      role="listbox"
      aria-label={label}
      style={{ width: `${width}px`, height: `${height}px` }}
      onKeyDown={onKey}
      onPointerDown={onPoint}
    >
      <Canvas
        width={width}
        height={height}
        paint={(context, color) => {
          props.behind?.(frame)(context, color)
          paintPoints(context, color, points, placed)
        }}
      />
      <Axes frame={frame} x={props.x.name} y={props.y.name} width={width} height={height} />
      {point && (
        <Cursor
          key={point.row}
          role="option"
          box={{ x: px - 8, y: py - 8, width: 16, height: 16 }}
          label={nameOf(point)}
          moves={moves}
          isChosen={point.row === chosen}
          place={{ at: at + 1, of: points.length }}
          isRound
        />
      )}
    </div>
  )
}

function paintPoints(
  ...[context, color, points, placed]: [
    ...Parameters<Paint>,
    readonly Point[],
    (point: Point) => [number, number],
  ]
): void {
  const kinds = new Map<number, Point[]>()
  for (const point of points) {
    const same = kinds.get(point.kind)
    if (same) same.push(point)
    else kinds.set(point.kind, [point])
  }
  const radius = points.length > 400 ? RADIUS * 0.7 : RADIUS
  for (const [kind, same] of kinds) {
    context.beginPath()
    for (const point of same) traceMark(context, shapeOf(kind), ...placed(point), radius)
    context.fillStyle = color(colorOf(kind))
    context.strokeStyle = color('paper')
    context.lineWidth = 1
    context.fill()
    context.stroke()
  }
  context.beginPath()
  for (const point of points) {
    if (!point.isWrong) continue
    const [x, y] = placed(point)
    context.moveTo(x + radius + 2.6, y)
    context.arc(x, y, radius + 2.6, 0, 2 * Math.PI)
  }
  context.strokeStyle = color('ink')
  context.lineWidth = 1.3
  context.stroke()
}

/** Of the axes' names, which are small. */
const PIXELS_OF_LETTER = 7

interface AxesProps {
  readonly frame: Frame
  readonly x: string
  readonly y: string
  readonly width: number
  readonly height: number
}

function Axes({ frame, x, y, width, height }: AxesProps) {
  const told = (value: number): string => formatNumber(value, { digits: 6, locale: locale.value })
  const { start, end } = frame.x
  return (
    <svg class="axes" width={width} height={height} aria-hidden="true">
      <path class="frame-line" d={`M${start} ${frame.y.end}V${frame.y.start}H${end}`} />
      {ticksOn(frame.x, Math.floor((end - start) / 60)).map((value) => (
        <g key={value}>
          <line
            x1={placeOn(frame.x, value)}
            x2={placeOn(frame.x, value)}
            y1={frame.y.start}
            y2={frame.y.start + 4}
          />
          <text class="num" x={placeOn(frame.x, value)} y={frame.y.start + 16} text-anchor="middle">
            {told(value)}
          </text>
        </g>
      ))}
      {ticksOn(frame.y, Math.floor((frame.y.start - frame.y.end) / 40)).map((value) => (
        <g key={value}>
          <line x1={start - 4} x2={start} y1={placeOn(frame.y, value)} y2={placeOn(frame.y, value)} />
          <text class="num" x={start - 7} y={placeOn(frame.y, value) + 4} text-anchor="end">
            {told(value)}
          </text>
        </g>
      ))}
      <text class="words" x={end} y={height - 5} text-anchor="end">
        {shortName(x, Math.floor((end - start) / PIXELS_OF_LETTER))}
      </text>
      <text
        class="words"
        x={14}
        y={frame.y.end}
        text-anchor="end"
        transform={`rotate(-90 14 ${frame.y.end})`}
      >
        {shortName(y, Math.floor((frame.y.start - frame.y.end) / PIXELS_OF_LETTER))}
      </text>
    </svg>
  )
}

type Place = readonly [x: number, y: number]

function nearestPoint(places: readonly Place[], x: number, y: number): number | undefined {
  let [best, least] = [-1, REACH * REACH]
  places.forEach(([px, py], n) => {
    const far = (px - x) * (px - x) + (py - y) * (py - y)
    if (far < least) [best, least] = [n, far]
  })
  return best < 0 ? undefined : best
}

const directions: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The nearest point on the side that the arrow shows, what lies aside counting double; Home and End by the rows' order. */
function pointAfter(key: string, places: readonly Place[], at: number): number | undefined {
  if (places.length === 0) return undefined
  if (key === 'Home') return 0
  if (key === 'End') return places.length - 1
  const toward = directions[key]
  if (!toward) return undefined
  const [x, y] = places[at]!
  let [best, least] = [at, Number.POSITIVE_INFINITY]
  places.forEach(([px, py], n) => {
    const ahead = (px - x) * toward[0] + (py - y) * toward[1]
    const aside = Math.abs((px - x) * toward[1]) + Math.abs((py - y) * toward[0])
    // Points on the same place follow each other by their order.
    if (n === at || ahead < 0 || (ahead === 0 && (aside !== 0 || n < at))) return
    const far = ahead + 2 * aside
    if (far < least) [best, least] = [n, far]
  })
  return best
}
