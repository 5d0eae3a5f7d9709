// A heat map: a cell for each number, its size as tint, a − on what is negative; one cell is chosen and tells its value.
import { useRef, useState } from 'preact/hooks'
import { mostOf } from '../../src/diagram/largest.ts'
import { numberText } from '../formula/formula.tsx'
import { Canvas, type Color } from './canvas.tsx'
import { Cursor } from './cursor.tsx'
import { type Cell, cellAfter } from './grid-keys.ts'

export interface HeatMapProps {
  /** The room for it, in pixels. */
  readonly width: number
  /** [row][column] */
  readonly values: readonly ArrayLike<number>[]
  /** What it shows, with its size. */
  readonly caption: string
  /** What a cell is: to h3 from flavanoids. */
  readonly nameOf: (cell: Cell) => string
  /** What is said where the cells are too small for a − . */
  readonly tooSmall: string
}

/** Cells are this large at most; from here on they have round corners. */
const LARGEST = { width: 20, height: 16 }
const ROUNDED = 9
/** Smaller cells have no room for a −. */
const MARKED = 4
const DIGITS = 4

export function HeatMap({ width, values, caption, nameOf, tooSmall }: HeatMapProps) {
  const [chosen, setChosen] = useState<Cell>()
  const moves = useRef(false)
  const [rows, columns] = [values.length, values[0]?.length ?? 0]
  const wide = Math.min(LARGEST.width, width / columns)
  const high = Math.max(1, Math.min(LARGEST.height, wide))
  const row = Math.min(chosen?.row ?? 0, rows - 1)
  // The last row may be shorter.
  const at: Cell = { row, column: Math.min(chosen?.column ?? 0, values[row]!.length - 1) }
  const told = `${nameOf(at)}: ${numberText(values[at.row]![at.column]!, DIGITS)}`
  const size = { width: Math.ceil(wide * columns), height: Math.ceil(high * rows) }
  const onKey = (event: KeyboardEvent): void => {
    const to = cellAfter(event, at, rows, columns)
    if (to) {
      moves.current = to.row !== at.row || to.column !== at.column
      setChosen(to)
    } else if (event.key === 'Enter' || event.key === ' ') setChosen(at)
    else if (event.key === 'Escape' && chosen) setChosen(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPoint = (event: PointerEvent): void => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect()
    const column = Math.floor((event.clientX - left) / wide)
    const row = Math.floor((event.clientY - top) / high)
    if (row < 0 || column < 0 || row >= rows || column >= columns) return
    event.preventDefault()
    moves.current = true
    setChosen({ row, column })
  }
  return (
    <figure class="heat-map">
      <div
        class="heat-grid"
        role="grid"
        aria-label={caption}
        aria-rowcount={rows}
        aria-colcount={columns}
        style={{ width: `${size.width}px`, height: `${size.height}px` }}
        onKeyDown={onKey}
        onPointerDown={onPoint}
      >
        <Canvas {...size} paint={(context, color) => paintCells(context, color, values, wide, high)} />
        {/* biome-ignore lint/a11y/useFocusableInteractive: the cell in it has the focus */}
        <div role="row" aria-rowindex={at.row + 1}>
          <Cursor
            key={`${at.row}.${at.column}`}
            role="gridcell"
            box={{
              x: at.column * wide,
              y: at.row * high,
              width: Math.max(4, wide),
              height: Math.max(4, high),
            }}
            label={told}
            column={at.column + 1}
            moves={moves}
            isChosen={chosen !== undefined}
          />
        </div>
      </div>
      <figcaption>
        {caption}
        {high < MARKED && !chosen && <span class="quiet-line">{tooSmall}</span>}
        {chosen && <span class="told">{told}</span>}
      </figcaption>
    </figure>
  )
}

type Values = readonly ArrayLike<number>[]

export function paintCells(
  context: CanvasRenderingContext2D,
  color: Color,
  values: Values,
  wide: number,
  high: number,
): void {
  const most = mostOf(values) || 1
  if (high < MARKED) {
    paintDots(context, color, values, most, wide, high)
    return
  }
  const gap = wide >= ROUNDED ? 1 : 0
  for (const sign of [1, -1]) {
    context.fillStyle = color(sign > 0 ? 'pos' : 'neg')
    values.forEach((row, i) => {
      for (let j = 0; j < row.length; j++) {
        const value = row[j]!
        if (!(value * sign > 0)) continue
        context.globalAlpha = shade(value, most)
        if (wide < ROUNDED) context.fillRect(j * wide, i * high, wide - gap, high - gap)
        else {
          context.beginPath()
          context.roundRect(j * wide, i * high, wide - gap, high - gap, 2)
          context.fill()
        }
      }
    })
  }
  context.globalAlpha = 1
  paintMarks(context, color, values, most, wide, high)
}

/** Very many cells: a dot for each, drawn to size as one image. */
function paintDots(
  context: CanvasRenderingContext2D,
  color: Color,
  values: Values,
  most: number,
  wide: number,
  high: number,
): void {
  const [rows, columns] = [values.length, values[0]!.length]
  const dots = new ImageData(columns, rows)
  const [positive, negative] = [channels(context, color('pos')), channels(context, color('neg'))]
  values.forEach((row, i) => {
    for (let j = 0; j < row.length; j++) {
      const value = row[j]!
      const from = value < 0 ? negative : positive
      const at = 4 * (i * columns + j)
      for (let k = 0; k < 3; k++) dots.data[at + k] = from[k]!
      dots.data[at + 3] = value === 0 || Number.isNaN(value) ? 0 : 255 * shade(value, most)
    }
  })
  const image = new OffscreenCanvas(columns, rows)
  image.getContext('2d')!.putImageData(dots, 0, 0)
  context.drawImage(image, 0, 0, columns * wide, rows * high)
}

/** Red, green and blue of a color, as the canvas writes it: #0f5fc2. */
function channels(context: CanvasRenderingContext2D, color: string): [number, number, number] {
  context.fillStyle = color
  const told = Number.parseInt(String(context.fillStyle).slice(1), 16) || 0
  return [told >> 16, (told >> 8) & 255, told & 255]
}

const shade = (value: number, most: number): number => 0.08 + 0.86 * Math.min(1, Math.abs(value) / most)

/** A − in each cell that is negative: in ink, on what is dark in paper. */
function paintMarks(
  context: CanvasRenderingContext2D,
  color: Color,
  values: Values,
  most: number,
  wide: number,
  high: number,
): void {
  const length = Math.min(7, wide * 0.5)
  context.lineWidth = high >= ROUNDED ? 1.6 : 1
  for (const isDark of [false, true]) {
    context.strokeStyle = color(isDark ? 'paper' : 'ink')
    context.beginPath()
    values.forEach((row, i) => {
      for (let j = 0; j < row.length; j++) {
        const value = row[j]!
        if (!(value < 0) || shade(value, most) > 0.62 !== isDark) continue
        const [x, y] = [(j + 0.5) * wide, (i + 0.5) * high]
        context.moveTo(x - length / 2, y)
        context.lineTo(x + length / 2, y)
      }
    })
    context.stroke()
  }
}
