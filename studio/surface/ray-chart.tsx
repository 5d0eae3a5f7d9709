// The chart of the error along the arrow; its dot is dragged to another rate.
import { useRef } from 'preact/hooks'
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'
import { lossAxis } from '../train/loss-axis.ts'
import { placeOn } from '../views/linear-axis.ts'
import { dragRate, dropRate, nextLoss, setRate, shownRate } from './plane.ts'
import { rates, ray } from './ray.ts'
import { surfaceWords } from './surface-words.ts'

const MARGIN = { left: 52, right: 12, top: 22, bottom: 40 }
/** Room for the number beside the dot. */
const VALUE_WIDTH = 96
/** Of a power of ten. */
const TICK_WIDTH = 40

export function RayChart({ width, height }: { readonly width: number; readonly height: number }) {
  const w = surfaceWords.value
  const svg = useRef<SVGSVGElement>(null)
  const range = rates.value
  if (!range) return <div class="ray-none" />
  const { losses, tried, best } = ray.value ?? { losses: [], tried: [], best: undefined }
  const [first, last] = [Math.log10(range.from), Math.log10(range.to)]
  const axis = { from: first, to: last, start: MARGIN.left, end: width - MARGIN.right }
  const x = (rate: number): number =>
    Math.max(axis.start, Math.min(axis.end, placeOn(axis, Math.log10(rate))))
  const bottom = height - MARGIN.bottom
  const finite = losses.filter((loss) => Number.isFinite(loss) && loss > 0)
  const isLong = finite.length > 0 && Math.max(...finite) / Math.min(...finite) > 20
  // The dot has its place on the axis too, also before the line is there.
  const points = [...losses, nextLoss.value].map((train, epoch) => ({ epoch, train, validation: undefined }))
  const y = lossAxis([points], isLong ? 'log' : 'linear', { top: MARGIN.top, bottom })
  const number = (value: number): string => formatNumber(value, { digits: 3, locale: locale.value })
  const rateAt = (event: PointerEvent): number => {
    const { left } = svg.current!.getBoundingClientRect()
    const share = (event.clientX - left - axis.start) / (axis.end - axis.start)
    return Number((10 ** (first + Math.max(0, Math.min(1, share)) * (last - first))).toPrecision(3))
  }
  const line = losses
    .map((loss, i) => ({ loss, at: x(tried[i]!) }))
    .filter(({ loss }) => Number.isFinite(loss))
    .map(({ loss, at }, i) => `${i === 0 ? 'M' : 'L'}${at.toFixed(1)} ${y.place(loss).toFixed(1)}`)
    .join('')
  const here = x(shownRate.value)
  const isRight = here - axis.start < VALUE_WIDTH
  const overshoots = best !== undefined && best < range.to
  return (
    <figure class="ray">
      <svg
        ref={svg}
        class="ray-chart paso-diagram"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          dragRate(rateAt(event))
        }}
        onPointerMove={(event) => event.buttons > 0 && dragRate(rateAt(event))}
        onPointerUp={dropRate}
        onPointerCancel={dropRate}
      >
        {overshoots && (
          <g class="overshoot">
            <rect
              x={x(best)}
              y={MARGIN.top}
              width={Math.max(0, axis.end - x(best))}
              height={bottom - MARGIN.top}
            />
            <path d={`M${x(best)} ${MARGIN.top}V${bottom}`} />
            <text class="words" x={axis.end - 6} y={MARGIN.top + 15} text-anchor="end">
              {w.overshoots}
            </text>
          </g>
        )}
        {y.ticks.map(({ value, place }) => (
          <g key={value}>
            <path class="tick" d={`M${axis.start} ${place}H${axis.end}`} />
            <text x={axis.start - 8} y={place + 4} text-anchor="end">
              {number(value)}
            </text>
          </g>
        ))}
        {decades(first, last).map((power) => (
          <text
            key={power}
            x={Math.min(x(10 ** power), axis.end - TICK_WIDTH / 2 + MARGIN.right)}
            y={bottom + 17}
            text-anchor="middle"
          >
            {number(10 ** power)}
          </text>
        ))}
        <text class="words" x={axis.end} y={bottom + 34} text-anchor="end">
          {w.rateLog}
        </text>
        <text class="sym" x={axis.start - 10} y={MARGIN.top - 8}>
          E
        </text>
        <path class="ray-line" d={line} />
        <path class="ray-now" d={`M${here} ${MARGIN.top}V${bottom}`} />
        {Number.isFinite(nextLoss.value) && (
          <g>
            <circle class="ray-dot" cx={here} cy={y.place(nextLoss.value)} r="7.5" />
            <text
              class="ray-value"
              x={isRight ? here + 12 : here - 12}
              y={Math.min(bottom - 6, y.place(nextLoss.value) + 22)}
              text-anchor={isRight ? 'start' : 'end'}
            >
              {formatNumber(nextLoss.value, { digits: 5, locale: locale.value })}
            </text>
          </g>
        )}
      </svg>
      <figcaption class="unseen">
        {w.along(
          number(shownRate.value),
          number(nextLoss.value),
          best === undefined ? undefined : number(best),
        )}
      </figcaption>
    </figure>
  )
}

const decades = (first: number, last: number): number[] =>
  Array.from({ length: Math.floor(last) - Math.ceil(first) + 1 }, (_, i) => Math.ceil(first) + i)

/** Where there is no slope. */
const USUAL_RANGE = { from: 1e-3, to: 10 }

/** A slider over the same rates. */
export function RateSlider() {
  const w = surfaceWords.value
  const best = ray.value?.best
  const { from, to } = rates.value ?? USUAL_RANGE
  const shown = formatNumber(shownRate.value, { digits: 3, locale: locale.value })
  const rateOf = (place: number): number => Number((10 ** place).toPrecision(3))
  return (
    <input
      type="range"
      class={best !== undefined && shownRate.value > best ? 'too-large' : ''}
      aria-label={w.rate}
      aria-valuetext={shown}
      min={Math.log10(from)}
      max={Math.log10(to)}
      step="0.02"
      value={Math.log10(Math.max(from, Math.min(to, shownRate.value)))}
      onInput={({ currentTarget }) => dragRate(rateOf(Number(currentTarget.value)))}
      onChange={({ currentTarget }) => setRate(rateOf(Number(currentTarget.value)))}
    />
  )
}
