// The drawing of the loss curve, with its cursor: arrows move it by an epoch that was kept, a click goes to the nearest.
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'
import { placeOn, ticksOn } from '../views/linear-axis.ts'
import type { Curve, CurvePoint } from './curve.ts'
import { type AxisKind, epochAxis, type LossAxis, lossAxis } from './loss-axis.ts'
import { lossText } from './loss-text.ts'
import { goTo, isRunning, snapshot } from './run.ts'
import { trainWords } from './train-words.ts'

interface LossChartProps {
  readonly width: number
  readonly height: number
  readonly kind: AxisKind
  readonly curve: Curve
  /** The run that was kept. */
  readonly a: Curve | undefined
}

const MARGIN = { left: 52, right: 92, top: 12, bottom: 34 }
/** Below this width the numbers at the lines' ends have no room. */
const NARROW = 380
/** Between the two labels at the lines' ends. */
const LABEL = 36

type Series = 'train' | 'validation'

export function LossChart({ width, height, kind, curve, a }: LossChartProps) {
  const w = trainWords.value
  const right = width - (width < NARROW ? 12 : MARGIN.right)
  const bottom = height - MARGIN.bottom
  const curves = a ? [curve, a] : [curve]
  const epochs = epochAxis(curves, MARGIN.left, right)
  const losses = lossAxis(curves, kind, { top: MARGIN.top, bottom })
  const x = (epoch: number): number => placeOn(epochs, epoch)
  const now = snapshot.value?.epoch ?? 0
  const here = curve.findLast(({ epoch }) => epoch <= now) ?? curve[0]!
  const hasValidation = curve[0]!.validation !== undefined
  const told = w.curveSays(
    here.epoch.toLocaleString(locale.value),
    lossText(here.train),
    here.validation === undefined ? undefined : lossText(here.validation),
  )
  const number = (value: number): string => formatNumber(value, { digits: 3, locale: locale.value })
  return (
    <figure class="loss-figure">
      <div
        role="slider"
        tabIndex={0}
        aria-label={w.curve}
        aria-valuemin={0}
        aria-valuemax={curve.at(-1)!.epoch}
        aria-valuenow={now}
        aria-valuetext={told}
        onKeyDown={onChartKey}
        onClick={(event) => {
          if (isRunning.peek()) return
          const { left } = event.currentTarget.getBoundingClientRect()
          const share = (event.clientX - left - MARGIN.left) / (right - MARGIN.left)
          goTo(nearestKept(share * epochs.to))
        }}
      >
        <svg
          class="loss-chart paso-diagram"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
        >
          {losses.ticks.map(({ value, place }) => (
            <g key={value} class="loss-tick">
              <path class="tick" d={`M${MARGIN.left} ${place}H${right}`} />
              <text x={MARGIN.left - 8} y={place + 4} text-anchor="end">
                {number(value)}
              </text>
            </g>
          ))}
          {ticksOn(epochs, 5).map((epoch) => (
            <text key={epoch} x={x(epoch)} y={bottom + 16} text-anchor="middle">
              {epoch.toLocaleString(locale.value)}
            </text>
          ))}
          <text class="words" x={right} y={bottom + 30} text-anchor="end">
            {w.epoch}
          </text>
          {a && (
            <g class="run-a">
              <Line of={a} series="train" x={x} axis={losses} />
              <Line of={a} series="validation" x={x} axis={losses} />
              <text class="words" x={x(a.at(-1)!.epoch) + 4} y={losses.place(a.at(-1)!.train) - 4}>
                {w.runA}
              </text>
            </g>
          )}
          <Line of={curve} series="train" x={x} axis={losses} />
          {hasValidation && <Line of={curve} series="validation" x={x} axis={losses} />}
          <path class="now" d={`M${x(now)} ${MARGIN.top}V${bottom + 4}`} />
          <Ends here={here} x={x} axis={losses} isNarrow={width < NARROW} lowest={bottom - 20} />
        </svg>
      </div>
      <figcaption class="unseen">{told}</figcaption>
    </figure>
  )
}

interface LineProps {
  readonly of: Curve
  readonly series: Series
  readonly x: (epoch: number) => number
  readonly axis: LossAxis
}

function Line({ of, series, x, axis }: LineProps) {
  const d = of
    .map((point) => ({ at: x(point.epoch), loss: point[series] }))
    .filter(({ loss }) => loss !== undefined && Number.isFinite(loss))
    .map(({ at, loss }, i) => `${i === 0 ? 'M' : 'L'}${at.toFixed(1)} ${axis.place(loss!).toFixed(1)}`)
    .join('')
  return <path class={`series ${series}`} d={d} />
}

interface EndsProps extends Omit<LineProps, 'of' | 'series'> {
  readonly here: CurvePoint
  readonly isNarrow: boolean
  /** Where a label may stand: its number goes below. */
  readonly lowest: number
}

/** The marks where the cursor crosses the lines, and what they stand for. */
function Ends({ here, x, axis, isNarrow, lowest }: EndsProps) {
  const w = trainWords.value
  const at = x(here.epoch)
  const trainAt = axis.place(here.train)
  const validationAt = here.validation === undefined ? undefined : axis.place(here.validation)
  const isAbove = validationAt !== undefined && validationAt < trainAt
  const apart = validationAt === undefined ? 0 : Math.max(0, LABEL - Math.abs(validationAt - trainAt)) / 2
  const lower = Math.min(lowest, Math.max(trainAt, validationAt ?? trainAt) + apart)
  const upper = Math.min(Math.min(trainAt, validationAt ?? trainAt) - apart, lower - LABEL)
  return (
    <g class="ends">
      {validationAt !== undefined && (
        <>
          <rect class="end-mark validation" x={at - 4} y={validationAt - 4} width="8" height="8" />
          {!isNarrow && (
            <text class="end validation" x={at + 10} y={isAbove ? upper : lower}>
              <tspan class="words">{w.validation}</tspan>
              <tspan x={at + 10} dy="15" class="number">
                {lossText(here.validation!)}
              </tspan>
            </text>
          )}
        </>
      )}
      <circle class="end-mark train" cx={at} cy={trainAt} r="4.5" />
      {!isNarrow && (
        <text class="end train" x={at + 10} y={isAbove || validationAt === undefined ? lower : upper}>
          <tspan class="words">{w.train}</tspan>
          <tspan x={at + 10} dy="15" class="number">
            {lossText(here.train)}
          </tspan>
        </text>
      )}
    </g>
  )
}

/** Epochs to go to, the beginning among them. */
export const keptEpochs = (): readonly number[] => [0, ...(snapshot.peek()?.kept ?? [])]

export const nearestKept = (epoch: number): number =>
  keptEpochs().reduce((best, one) => (Math.abs(one - epoch) < Math.abs(best - epoch) ? one : best), 0)

export function onChartKey(event: KeyboardEvent): void {
  const epochs = keptEpochs()
  const now = snapshot.peek()?.epoch ?? 0
  const to = {
    ArrowLeft: epochs.findLast((epoch) => epoch < now) ?? 0,
    ArrowDown: epochs.findLast((epoch) => epoch < now) ?? 0,
    ArrowRight: epochs.find((epoch) => epoch > now) ?? epochs.at(-1)!,
    ArrowUp: epochs.find((epoch) => epoch > now) ?? epochs.at(-1)!,
    PageDown: nearestKept(now - 10),
    PageUp: nearestKept(now + 10),
    Home: 0,
    End: epochs.at(-1)!,
  }[event.key]
  if (to === undefined || isRunning.peek()) return
  event.preventDefault()
  event.stopPropagation()
  goTo(to)
}
