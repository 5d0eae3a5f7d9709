// The contours, and on them the steps made, the gradient's direction and the step that would follow, whose head can be dragged.
import { useMemo, useRef } from 'preact/hooks'
import type { Point } from '../../src/core/loss-plane.ts'
import { versioned } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { formulaText } from '../../src/print/unicode.ts'
import { context, locale } from '../model/page.ts'
import { isDark } from '../page/theme.ts'
import { type LinearAxis, placeOn, ticksOn } from '../views/linear-axis.ts'
import type { Field } from './field.ts'
import { goOn } from './keys.ts'
import { contourLabels } from './labels.ts'
import {
  at,
  dragRate,
  dropRate,
  here,
  loss,
  moveStart,
  next,
  pair,
  positions,
  slope,
  wholePath,
} from './plane.ts'
import { shadedImage } from './shading.ts'
import { showsWhole } from './surface-transport.tsx'
import { surfaceWords } from './surface-words.ts'

export interface DrawingProps {
  readonly width: number
  readonly height: number
  readonly field: Field
}

/** The length of the gradient's arrow, whose direction alone is told. */
const GRADIENT_LENGTH = 54
/** Shorter steps are a ring around the point. */
const LEAST_STEP = 7
/** A press of an arrow key moves by such a share of the picture. */
const KEY_SHARE = 1 / 60

export function ContourDrawing({ width, height, field }: DrawingProps) {
  const w = surfaceWords.value
  const theme = isDark.value ? 'dark' : 'light'
  const svg = useRef<SVGSVGElement>(null)
  const { low, high } = field.box
  const x: LinearAxis = { from: low[0], to: high[0], start: 0, end: width }
  const y: LinearAxis = { from: low[1], to: high[1], start: height, end: 0 }
  const place = (point: Point): Point => [near(placeOn(x, point[0])), near(placeOn(y, point[1]))]
  const image = useMemo(
    () => shadedImage(field, Math.round(width), Math.round(height), theme),
    [field, width, height, theme],
  )
  const name = (axis: 0 | 1): string => spokenFormula(q(versioned(pair.value![axis], 0)), context.value)
  const said = w.surface(name(0), name(1), number(here.value[0]), number(here.value[1]), number(loss.value))
  return (
    <div
      class="surface-drawing"
      data-surface=""
      tabIndex={0}
      role="application"
      aria-roledescription={w.surfaceRole}
      aria-label={said}
      onKeyDown={(event) => onDrawingKey(event, field)}
    >
      <svg
        ref={svg}
        class="contours paso-diagram"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
      >
        <defs>
          {(['bwd', 'upd'] as const).map((phase) => (
            <marker
              key={phase}
              id={`head-${phase}`}
              viewBox="0 0 10 10"
              refX="8"
              refY="5"
              markerWidth="5"
              markerHeight="5"
              orient="auto"
            >
              <path class={`head-${phase}`} d="M0 0L10 5L0 10Z" />
            </marker>
          ))}
        </defs>
        <image href={image} width={width} height={height} preserveAspectRatio="none" />
        <Contours field={field} place={(point) => place(inPlane(point, field))} />
        <Axes x={x} y={y} width={width} height={height} />
        <Minimum field={field} place={place} />
        <Steps place={place} />
        <Arrows place={place} onDrag={(event) => dragHead(event, svg.current!, x, y)} />
      </svg>
    </div>
  )
}

/** Drawings have no room for numbers beyond: a point so far away is out of sight anyhow. */
const FARTHEST = 1e6
const near = (value: number): number => Math.max(-FARTHEST, Math.min(FARTHEST, value))

const number = (value: number): string => formatNumber(value, { digits: 4, locale: locale.value })

/** From the grid's columns and rows to the plane's own numbers. */
function inPlane([i, j]: Point, { box: { low, high }, grid: { columns, rows } }: Field): Point {
  return [low[0] + (i / (columns - 1)) * (high[0] - low[0]), low[1] + (j / (rows - 1)) * (high[1] - low[1])]
}

interface Placed {
  readonly place: (point: Point) => Point
}

const pathOf = (points: readonly Point[]): string =>
  points.map(([px, py], k) => `${k === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('')

function Contours({ field, place }: Placed & { readonly field: Field }) {
  const lines = field.lines.map((group) => group.map((line) => line.map(place)))
  const [hx, hy] = place(here.value)
  const [nx, ny] = place(next.value)
  const minimum = field.minimum && place(field.minimum)
  const words: Point[] = [
    [hx, hy],
    [hx - 50, hy + 20],
    [nx - 40, ny - 12],
    [2 * hx - nx + 40, 2 * hy - ny + 20],
    ...positions.value.map(place),
  ]
  if (minimum) for (const along of [0, 44, 88, 120]) words.push([minimum[0] + along, minimum[1]])
  const labels = contourLabels(lines, words)
  return (
    <g class="contour-lines">
      {lines.map((group, k) => (
        <path key={k} d={group.map(pathOf).join('')} />
      ))}
      {labels.map(
        (label, k) =>
          label && (
            <text key={k} x={label[0]} y={label[1] + 4} text-anchor="middle">
              {number(field.heights[k]!)}
            </text>
          ),
      )}
    </g>
  )
}

interface AxesProps {
  readonly x: LinearAxis
  readonly y: LinearAxis
  readonly width: number
  readonly height: number
}

function Axes({ x, y, width, height }: AxesProps) {
  const [across, up] = pair.value!.map((ref) => formulaText(q(versioned(ref, 0)), context.value))
  return (
    <g class="surface-axes">
      {ticksOn(x, width / 110).map((value) => (
        <g key={`x${value}`}>
          <path d={`M${placeOn(x, value)} ${height}v-6`} />
          <text x={placeOn(x, value)} y={height - 10} text-anchor="middle">
            {number(value)}
          </text>
        </g>
      ))}
      {ticksOn(y, height / 90).map((value) => (
        <g key={`y${value}`}>
          <path d={`M0 ${placeOn(y, value)}h6`} />
          <text x="10" y={placeOn(y, value) + 4}>
            {number(value)}
          </text>
        </g>
      ))}
      <text class="axis-name" x={width - 10} y={height - 30} text-anchor="end">
        {across} →
      </text>
      <text class="axis-name" x="10" y="20">
        ↑ {up}
      </text>
    </g>
  )
}

function Minimum({ field, place }: Placed & { readonly field: Field }) {
  if (!field.minimum) return null
  const [px, py] = place(field.minimum)
  return (
    <g class="minimum">
      <path d={`M${px - 6} ${py - 6}l12 12M${px + 6} ${py - 6}l-12 12`} />
      <text x={px + 12} y={py + 4}>
        {surfaceWords.value.minimum}
      </text>
    </g>
  )
}

function Steps({ place }: Placed) {
  const w = surfaceWords.value
  const path = positions.value.slice(0, at.value + 1)
  const placed = path.map(place)
  const [start, end] = [placed[0]!, placed.at(-1)!]
  return (
    <g class="steps-made">
      {showsWhole.value && <path class="whole-path" d={pathOf(wholePath.value.map(place))} />}
      <path class="halo" d={pathOf(placed)} />
      <path class="made-line" d={pathOf(placed)} />
      {placed.slice(0, -1).map(([px, py], k) => (
        <circle key={k} class="made" cx={px} cy={py} r={k === 0 ? 5.5 : 4} />
      ))}
      {at.value > 0 && (
        <text class="words" x={start[0] + 9} y={start[1] + 17}>
          {w.start}
        </text>
      )}
      <circle class="here" cx={end[0]} cy={end[1]} r="7.5" />
      <text class="words strong" x={end[0] - 10} y={end[1] + 24} text-anchor="end">
        {w.here(at.value)}
      </text>
    </g>
  )
}

function Arrows({ place, onDrag }: Placed & { readonly onDrag: (event: PointerEvent) => void }) {
  const w = surfaceWords.value
  const [hx, hy] = place(here.value)
  const [nx, ny] = place(next.value)
  const [gx, gy] = slope.value
  const size = Math.hypot(gx, gy)
  if (!(size > 0) || !Number.isFinite(nx + ny)) return null
  // Up in the plane is down on the page.
  const [ux, uy] = [gx / size, -gy / size]
  const [tx, ty] = [hx + GRADIENT_LENGTH * ux, hy + GRADIENT_LENGTH * uy]
  const length = Math.hypot(nx - hx, ny - hy)
  const side = (dx: number): 'start' | 'end' => (dx < 0 ? 'end' : 'start')
  return (
    <g class="arrows">
      <path class="gradient-arrow" d={`M${hx} ${hy}L${tx} ${ty}`} marker-end="url(#head-bwd)" />
      <text class="words gradient-word" x={tx + 8 * ux} y={ty + 10 * uy + 4} text-anchor={side(ux)}>
        {w.uphill}
      </text>
      {length >= LEAST_STEP ? (
        <path class="step-arrow" d={`M${hx} ${hy}L${nx} ${ny}`} marker-end="url(#head-upd)" />
      ) : (
        <circle class="step-ring" cx={hx} cy={hy} r="11" />
      )}
      <text class="words step-word" x={nx - 10 * ux} y={ny - 12 * uy + 4} text-anchor={side(-ux)}>
        {w.downhill(at.value + 1)}
      </text>
      <circle
        class="grip"
        cx={nx}
        cy={ny}
        r="14"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          onDrag(event)
        }}
        onPointerMove={(event) => event.buttons > 0 && onDrag(event)}
        onPointerUp={dropRate}
        onPointerCancel={dropRate}
      />
    </g>
  )
}

/** The rate with which the step ends below the pointer, seen along the arrow. */
function dragHead(event: PointerEvent, svg: SVGSVGElement, x: LinearAxis, y: LinearAxis): void {
  event.preventDefault()
  const { left, top } = svg.getBoundingClientRect()
  const [px, py] = [event.clientX - left, event.clientY - top]
  const [vx, vy] = [
    x.from + (px / (x.end - x.start)) * (x.to - x.from) - here.peek()[0],
    y.from + ((py - y.start) / (y.end - y.start)) * (y.to - y.from) - here.peek()[1],
  ]
  const [gx, gy] = slope.peek()
  const along = -(vx * gx + vy * gy) / (gx * gx + gy * gy)
  if (along > 0 && Number.isFinite(along)) dragRate(Number(along.toPrecision(3)))
}

function onDrawingKey(event: KeyboardEvent, { box: { low, high } }: Field): void {
  const step = (high[0] - low[0]) * KEY_SHARE * (event.shiftKey ? 5 : 1)
  const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
  if (event.key === 'Enter') goOn()
  else if (by) {
    const [px, py] = here.peek()
    const round = (value: number): number => Number(value.toPrecision(6))
    moveStart([round(px + by[0]! * step), round(py + by[1]! * step)])
  } else return
  event.preventDefault()
  event.stopPropagation()
}
