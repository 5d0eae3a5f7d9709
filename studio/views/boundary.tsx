// Decision regions: which class the network gives each point of a plane of two inputs, under the rows of the table.
import { useMemo } from 'preact/hooks'
import type { Network } from '../../src/core/network.ts'
import type { Scaling } from '../../src/data/scaling.ts'
import { classesOver } from '../../src/engine/plane.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'
import { PictureMenu } from '../page/picture-menu.tsx'
import { useRoom } from '../page/room.ts'
import type { Color, Paint } from './canvas.tsx'
import { spanOf } from './linear-axis.ts'
import { MarkSample } from './mark-sample.tsx'
import { colorOf } from './marks.ts'
import { type Frame, type Point, PointField, type Span } from './point-field.tsx'
import { regionPlaces } from './regions.ts'
import { rowNumber } from './row-list.tsx'
import { shortName } from './short-name.ts'
import { viewWords } from './view-words.ts'

/** A row of the table as the network sees it. */
export interface PlaneRow {
  /** Its number in the table, from 0. */
  readonly row: number
  /** In the network's own scale. [inputs] */
  readonly input: ArrayLike<number>
  /** Classes, from 0. */
  readonly actual: number
  readonly predicted: number
}

export interface BoundaryProps {
  readonly network: Network
  readonly rows: readonly PlaneRow[]
  /** Of each input: its name, and how it was scaled. */
  readonly inputs: readonly { readonly name: string; readonly scaling: Scaling }[]
  readonly classes: readonly string[]
  /** Which inputs lie across and up, from 0. */
  readonly axes: readonly [across: number, up: number]
  readonly onAxes: (axes: readonly [number, number]) => void
  readonly chosen?: number | undefined
  readonly onChoose: (row: number) => void
  /** While it trains, the plane is asked at fewer points. */
  readonly isRunning?: boolean
}

export function BoundaryCard(props: BoundaryProps) {
  const { inputs, axes, classes, onAxes } = props
  const w = viewWords.value
  const [box, room] = useRoom<HTMLDivElement>()
  const select = (label: string, place: 0 | 1) => (
    <select
      aria-label={label}
      value={axes[place]}
      onChange={(event) => {
        const chosen = Number(event.currentTarget.value)
        // The same input on both axes: they change places.
        const other = axes[1 - place]! === chosen ? axes[place] : axes[1 - place]!
        onAxes(place === 0 ? [chosen, other] : [other, chosen])
      }}
    >
      {inputs.map(({ name }, i) => (
        <option key={name} value={i}>
          {name}
        </option>
      ))}
    </select>
  )
  return (
    <section class="card view boundary-card" aria-labelledby="boundary">
      <header class="card-head">
        <h2 id="boundary">{w.boundary}</h2>
        {inputs.length > 2 && (
          <>
            <span class="spread" />
            {select(w.across, 0)}
            <span aria-hidden="true">×</span>
            {select(w.down, 1)}
          </>
        )}
      </header>
      <div class="field-box" ref={box}>
        {room && <Plane {...props} width={room.width} />}
      </div>
      <p class="view-legend">
        {classes.slice(0, 10).map((name, k) => (
          <span key={name}>
            <MarkSample kind={k} /> {name}
          </span>
        ))}
        {inputs.length > 2 && <span>{w.othersAtMean(inputs.length - 2)}</span>}
      </p>
      <div class="corner-menu">
        <PictureMenu selector=".boundary-card .field-box" name="paso-regions" />
      </div>
    </section>
  )
}

/** Answers for each frame: so many weights are passed at most. */
const WORK = { running: 1_200_000, resting: 30_000_000 }
const LEAST_PARTS = 24
const MOST_PARTS = 160

function partsFor({ layers }: Network, isRunning: boolean): number {
  const weights = layers.reduce((sum, { weights: rows }) => sum + rows.length * (rows[0]!.length + 8), 0)
  const cells = WORK[isRunning ? 'running' : 'resting'] / weights
  return Math.max(LEAST_PARTS, Math.min(isRunning ? 64 : MOST_PARTS, Math.floor(Math.sqrt(cells))))
}

function Plane(props: BoundaryProps & { readonly width: number }) {
  const { network, rows, inputs, axes, classes, width, chosen, onChoose, isRunning = false } = props
  const w = viewWords.value
  const [across, up] = axes
  const height = Math.max(200, Math.min(360, Math.round(width * 0.72)))
  const { points, x, y } = useMemo(() => placedRows(rows, inputs, axes), [rows, inputs, across, up])
  const parts = partsFor(network, isRunning)
  const regions = useMemo(() => {
    const spanIn = (input: number, span: Span) => ({
      input,
      parts,
      from: scaled(inputs[input]!.scaling, span.from),
      to: scaled(inputs[input]!.scaling, span.to),
    })
    return classesOver(network, spanIn(across, x), spanIn(up, y), meansOf(rows, inputs.length))
  }, [network, parts, rows, inputs, across, up])
  const told = (value: number): string => formatNumber(value, { digits: 4, locale: locale.value })
  const [nameX, nameY] = [inputs[across]!.name, inputs[up]!.name]
  const byRow = useMemo(() => new Map(rows.map((row) => [row.row, row])), [rows])
  return (
    <PointField
      width={width}
      height={height}
      x={{ ...x, name: nameX }}
      y={{ ...y, name: nameY }}
      points={points}
      behind={(frame) => paintRegions(frame, regions, parts, classes)}
      chosen={chosen}
      onChoose={onChoose}
      label={`${w.boundary}: ${nameX} × ${nameY}`}
      nameOf={(point) => {
        const { actual, predicted } = byRow.get(point.row)!
        const place = w.point(rowNumber(point.row), `${nameX} ${told(point.x)}`, `${nameY} ${told(point.y)}`)
        return `${place}; ${w.pointClass(classes[actual]!, classes[predicted]!)}`
      }}
    />
  )
}

const scaled = ({ mean, scale }: Scaling, value: number): number => (value - mean) / scale
const unscaled = ({ mean, scale }: Scaling, value: number): number => mean + scale * value

function placedRows(
  rows: readonly PlaneRow[],
  inputs: BoundaryProps['inputs'],
  [across, up]: BoundaryProps['axes'],
): { readonly points: Point[]; readonly x: Span; readonly y: Span } {
  const points = rows.map(({ row, input, actual, predicted }) => ({
    row,
    x: unscaled(inputs[across]!.scaling, input[across]!),
    y: unscaled(inputs[up]!.scaling, input[up]!),
    kind: actual,
    isWrong: actual !== predicted,
  }))
  return { points, x: spanOf(points.map((p) => p.x)), y: spanOf(points.map((p) => p.y)) }
}

/** Of each input over the rows that are shown. */
function meansOf(rows: readonly PlaneRow[], inputs: number): number[] {
  return Array.from(
    { length: inputs },
    (_, i) => rows.reduce((sum, { input }) => sum + input[i]!, 0) / Math.max(1, rows.length),
  )
}

function paintRegions(
  frame: Frame,
  regions: ArrayLike<number>,
  parts: number,
  classes: readonly string[],
): Paint {
  return (context, color) => {
    const [left, top] = [frame.x.start, frame.y.end]
    const [wide, high] = [(frame.x.end - left) / parts, (frame.y.start - top) / parts]
    context.globalAlpha = 0.17
    for (let i = 0; i < parts; i++) {
      // Cells of a class side by side are one bar.
      for (let j = 0; j < parts; ) {
        const kind = regions[i * parts + j]!
        let end = j + 1
        while (end < parts && regions[i * parts + end] === kind) end++
        context.fillStyle = color(colorOf(kind))
        const [x, y] = [Math.round(left + j * wide), Math.round(top + i * high)]
        context.fillRect(x, y, Math.round(left + end * wide) - x, Math.round(top + (i + 1) * high) - y)
        j = end
      }
    }
    context.globalAlpha = 1
    paintBorders(context, color, regions, parts, [left, top, wide, high])
    paintNames(context, color, regions, parts, [left, top, wide, high], classes)
  }
}

/** Of a class's name in its region; the legend has it whole. */
const MOST_LETTERS = 20

type Lattice = readonly [left: number, top: number, wide: number, high: number]

function paintBorders(
  context: CanvasRenderingContext2D,
  color: Color,
  regions: ArrayLike<number>,
  parts: number,
  [left, top, wide, high]: Lattice,
): void {
  context.beginPath()
  for (let i = 0; i < parts; i++)
    for (let j = 0; j < parts; j++) {
      const kind = regions[i * parts + j]
      const [x, y] = [left + j * wide, top + i * high]
      if (j + 1 < parts && regions[i * parts + j + 1] !== kind) {
        context.moveTo(x + wide, y)
        context.lineTo(x + wide, y + high)
      }
      if (i + 1 < parts && regions[(i + 1) * parts + j] !== kind) {
        context.moveTo(x, y + high)
        context.lineTo(x + wide, y + high)
      }
    }
  context.strokeStyle = color('ink2')
  context.lineWidth = 1
  context.stroke()
}

function paintNames(
  context: CanvasRenderingContext2D,
  color: Color,
  regions: ArrayLike<number>,
  parts: number,
  [left, top, wide, high]: Lattice,
  classes: readonly string[],
): void {
  context.font = `600 13px ${getComputedStyle(document.body).fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineWidth = 3
  context.lineJoin = 'round'
  for (const { kind, row, column } of regionPlaces(regions, parts)) {
    const [x, y] = [left + (column + 0.5) * wide, top + (row + 0.5) * high]
    const name = shortName(classes[kind]!, MOST_LETTERS)
    context.strokeStyle = color('paper')
    context.strokeText(name, x, y)
    context.fillStyle = color('ink')
    context.fillText(name, x, y)
  }
}
