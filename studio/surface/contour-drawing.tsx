// The contours, and on them the steps made, the gradient's direction and the step that would follow.
import { useMemo } from 'preact/hooks'
import type { Point } from '../../src/core/loss-plane.ts'
import { versioned } from '../../src/derive/names.ts'
import { q } from '../../src/math/expr.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { spokenFormula } from '../../src/print/speech.ts'
import { context, locale } from '../model/page.ts'
import { isDark } from '../page/theme.ts'
import { placeOn } from '../views/linear-axis.ts'
import { ArrowHeads, DrawnArrows } from './arrows.tsx'
import { axisNames } from './axis-names.ts'
import type { Box, Field } from './field.ts'
import type { TextPlace } from './labels.ts'
import { usePan } from './pan.ts'
import { arrowsOf, type Frame, frameOf, type Places, placesOf } from './places.ts'
import { at, goOn, here, isWhole, loss, moveStart, next, pair, positions, slope, wholePath } from './plane.ts'
import { shadedImage } from './shading.ts'
import { surfaceWords } from './surface-words.ts'

interface DrawingProps {
  readonly width: number
  readonly height: number
  /** What is shown of the plane. */
  readonly box: Box
  /** Undefined while its losses are not known; may be of another part of the plane while those of this are not. */
  readonly field: Field | undefined
}

/** A press of an arrow key moves by such a share of the picture. */
const KEY_SHARE = 1 / 60

export function ContourDrawing({ width, height, box, field }: DrawingProps) {
  const w = surfaceWords.value
  const pan = usePan(box, width)
  const frame = frameOf(pan.box, width, height)
  const path = positions.value.slice(0, at.value + 1).map(frame.place)
  const arrows = arrowsOf(frame, here.value, next.value, slope.value)
  const [across, up] = axisNames(pair.value!)
  const names = [`${across} →`, `↑ ${up}`] as const
  const words = {
    here: w.here(at.value),
    downhill: w.downhill(at.value + 1),
    uphill: w.uphill,
    minimum: w.minimum,
    start: w.start,
  }
  const places = placesOf({ frame, field, path, arrows, names, words, number })
  const name = (axis: 0 | 1): string => spokenFormula(q(versioned(pair.value![axis], 0)), context.value)
  return (
    <div
      class="surface-drawing"
      data-surface=""
      tabIndex={0}
      role="application"
      aria-roledescription={w.surfaceRole}
      aria-label={w.surface(
        name(0),
        name(1),
        number(here.value[0]),
        number(here.value[1]),
        number(loss.value),
      )}
      onKeyDown={(event) => onDrawingKey(event, box)}
      {...pan.handlers}
    >
      <svg
        class="contours paso-diagram"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
      >
        <ArrowHeads />
        {field && <Shades field={field} frame={frame} />}
        <Contours heights={places.heights} />
        <Axes frame={frame} places={places} names={names} />
        {field?.minimum && <Minimum at={frame.place(field.minimum)} />}
        <Steps path={path} whole={isWhole.value ? wholePath.value.map(frame.place) : []} />
        {arrows && <DrawnArrows arrows={arrows} frame={frame} />}
        <Word class="minimum-word" at={places.words.minimum} text={words.minimum} />
        <Word class="start-word" at={places.words.start} text={words.start} />
        <Word class="strong" at={places.words.here} text={words.here} />
        <Word class="gradient-word" at={places.words.uphill} text={words.uphill} />
        <Word class="step-word" at={places.words.downhill} text={words.downhill} />
      </svg>
    </div>
  )
}

const number = (value: number): string => formatNumber(value, { digits: 4, locale: locale.value })

const pathOf = (points: readonly Point[]): string =>
  points.map(([px, py], k) => `${k === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('')

interface WordProps {
  readonly class: string
  readonly at: TextPlace | undefined
  readonly text: string
}

/** A word where it has a place. */
function Word({ class: name, at: place, text }: WordProps) {
  if (!place) return null
  return (
    <text class={`words ${name}`} x={place.x} y={place.y} text-anchor={place.anchor}>
      {text}
    </text>
  )
}

/** The losses of the field, where it lies. */
function Shades({ field, frame }: { readonly field: Field; readonly frame: Frame }) {
  const theme = isDark.value ? 'dark' : 'light'
  const [width, height] = [Math.round(frame.width), Math.round(frame.height)]
  const image = useMemo(() => shadedImage(field, width, height, theme), [field, width, height, theme])
  const { low, high } = field.box
  const [left, top] = frame.place([low[0], high[1]])
  const [right, bottom] = frame.place([high[0], low[1]])
  return (
    <image
      href={image}
      x={left}
      y={top}
      width={right - left}
      height={bottom - top}
      preserveAspectRatio="none"
    />
  )
}

function Contours({ heights }: Pick<Places, 'heights'>) {
  return (
    <g class="contour-lines">
      {heights.map(({ lines }, k) => (
        <path key={k} d={lines.map(pathOf).join('')} />
      ))}
      {heights.map(
        ({ text, at: place }, k) =>
          place && (
            <text key={k} x={place.x} y={place.y} text-anchor={place.anchor}>
              {text}
            </text>
          ),
      )}
    </g>
  )
}

interface AxesProps {
  readonly frame: Frame
  readonly places: Places
  readonly names: readonly [string, string]
}

function Axes({ frame: { x, y, height }, places, names }: AxesProps) {
  return (
    <g class="surface-axes">
      {places.across.map(({ value, text, at: place }) => (
        <g key={`x${value}`}>
          <path d={`M${placeOn(x, value)} ${height}v-6`} />
          <text x={place.x} y={place.y} text-anchor={place.anchor}>
            {text}
          </text>
        </g>
      ))}
      {places.up.map(({ value, text, at: place }) => (
        <g key={`y${value}`}>
          <path d={`M0 ${placeOn(y, value)}h6`} />
          <text x={place.x} y={place.y} text-anchor={place.anchor}>
            {text}
          </text>
        </g>
      ))}
      {names.map((name, axis) => {
        const { x: nx, y: ny, anchor } = places.names[axis]!
        return (
          <text key={axis} class="axis-name" x={nx} y={ny} text-anchor={anchor}>
            {name}
          </text>
        )
      })}
    </g>
  )
}

const Minimum = ({ at: [px, py] }: { readonly at: Point }) => (
  <path class="minimum" d={`M${px - 6} ${py - 6}l12 12M${px + 6} ${py - 6}l-12 12`} />
)

interface StepsProps {
  readonly path: readonly Point[]
  readonly whole: readonly Point[]
}

function Steps({ path, whole }: StepsProps) {
  const [hx, hy] = path.at(-1)!
  return (
    <g class="steps-made">
      {whole.length > 0 && <path class="whole-path" d={pathOf(whole)} />}
      <path class="halo" d={pathOf(path)} />
      <path class="made-line" d={pathOf(path)} />
      {path.slice(0, -1).map(([px, py], k) => (
        <circle key={k} class="made" cx={px} cy={py} r={k === 0 ? 5.5 : 4} />
      ))}
      <circle class="here" cx={hx} cy={hy} r="7.5" />
    </g>
  )
}

function onDrawingKey(event: KeyboardEvent, { low, high }: Box): void {
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
