// How a network fits numbers: its curve over one input, or what it predicts against what is there; each row is a point.
import { useMemo } from 'preact/hooks'
import type { Network } from '../../src/core/network.ts'
import { noScaling, type Scaling } from '../../src/data/scaling.ts'
import { outputAlong } from '../../src/engine/plane.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'
import { PictureMenu } from '../page/picture-menu.tsx'
import { useRoom } from '../page/room.ts'
import type { Paint } from './canvas.tsx'
import { placeOn, spanOf } from './linear-axis.ts'
import { type Frame, type Point, PointField, type Span } from './point-field.tsx'
import { rowNumber } from './row-list.tsx'
import { viewWords } from './view-words.ts'

/** A row of the table, its target and what the network predicts in the target's own units. */
export interface FitRow {
  /** Its number in the table, from 0. */
  readonly row: number
  /** In the network's own scale. [inputs] */
  readonly input: ArrayLike<number>
  readonly actual: number
  readonly predicted: number
}

export interface FitProps {
  readonly network: Network
  readonly rows: readonly FitRow[]
  readonly inputs: readonly { readonly name: string; readonly scaling: Scaling }[]
  /** The output that is shown: its name, and how its targets were scaled; which one, from 0. Default: the first. */
  readonly target: { readonly name: string; readonly scaling?: Scaling; readonly output?: number }
  readonly chosen?: number | undefined
  readonly onChoose: (row: number) => void
}

export function FitCard(props: FitProps) {
  const w = viewWords.value
  const [box, room] = useRoom<HTMLDivElement>()
  const isCurve = props.inputs.length === 1
  return (
    <section class="card view fit-card" aria-labelledby="fit">
      <header class="card-head">
        <h2 id="fit">{isCurve ? w.fit : w.scatter}</h2>
        <span class="faint">{props.target.name}</span>
      </header>
      <div class="field-box" ref={box}>
        {room &&
          (isCurve ? <Curve {...props} width={room.width} /> : <Scatter {...props} width={room.width} />)}
      </div>
      <p class="view-legend">
        <span>
          <svg class="sample" width="26" height="6" aria-hidden="true">
            <line class={isCurve ? 'fit-line' : 'equal-line'} x1="0" y1="3" x2="26" y2="3" />
          </svg>{' '}
          {isCurve ? w.curve : w.equalLine}
        </span>
      </p>
      <div class="corner-menu">
        <PictureMenu selector=".fit-card .field-box" name="paso-fit" />
      </div>
    </section>
  )
}

type Sized = FitProps & { readonly width: number }

const heightFor = (width: number): number => Math.max(200, Math.min(360, Math.round(width * 0.72)))
const told = (value: number): string => formatNumber(value, { digits: 5, locale: locale.value })
const unscaled = ({ mean, scale }: Scaling, value: number): number => mean + scale * value
const scaled = ({ mean, scale }: Scaling, value: number): number => (value - mean) / scale

/** Parts of a curve: one for so many pixels. */
const PIXELS = 3

function Curve({ network, rows, inputs, target, width, chosen, onChoose }: Sized) {
  const w = viewWords.value
  const { name, scaling } = inputs[0]!
  const points = useMemo(
    (): Point[] =>
      rows.map(({ row, input, actual }) => ({ row, x: unscaled(scaling, input[0]!), y: actual, kind: 0 })),
    [rows, scaling],
  )
  const x = spanOf(points.map((p) => p.x))
  const parts = Math.max(40, Math.round(width / PIXELS))
  const curve = useMemo(() => {
    const along = { input: 0, from: scaled(scaling, x.from), to: scaled(scaling, x.to), parts }
    return outputAlong(network, along, [0], target.output).map((value) =>
      unscaled(target.scaling ?? noScaling, value),
    )
  }, [network, parts, x.from, x.to])
  const y = spanOf([...points.map((p) => p.y), ...curve])
  const predicted = new Map(rows.map((row) => [row.row, row.predicted]))
  return (
    <PointField
      width={width}
      height={heightFor(width)}
      x={{ ...x, name }}
      y={{ ...y, name: target.name }}
      points={points}
      behind={(frame) => paintCurve(frame, curve, x)}
      chosen={chosen}
      onChoose={onChoose}
      label={`${w.fit}: ${name}, ${target.name}`}
      nameOf={(point) =>
        w.point(
          rowNumber(point.row),
          `${name} ${told(point.x)}`,
          w.pointClass(told(point.y), told(predicted.get(point.row)!)),
        )
      }
    />
  )
}

function paintCurve(frame: Frame, curve: Float64Array, x: Span): Paint {
  return (context, color) => {
    context.beginPath()
    curve.forEach((value, i) => {
      const at = x.from + (i * (x.to - x.from)) / (curve.length - 1)
      context.lineTo(placeOn(frame.x, at), placeOn(frame.y, value))
    })
    context.strokeStyle = color('neg')
    context.lineWidth = 2.5
    context.lineJoin = 'round'
    context.stroke()
  }
}

function Scatter({ rows, target, width, chosen, onChoose }: Sized) {
  const w = viewWords.value
  const points = useMemo(
    (): Point[] => rows.map(({ row, actual, predicted }) => ({ row, x: actual, y: predicted, kind: 0 })),
    [rows],
  )
  // Both axes alike: what is predicted right lies on the diagonal.
  const span = spanOf(points.flatMap((p) => [p.x, p.y]))
  return (
    <PointField
      width={width}
      height={heightFor(width)}
      x={{ ...span, name: w.actual }}
      y={{ ...span, name: w.predicted }}
      points={points}
      behind={(frame) => paintEqual(frame, span)}
      chosen={chosen}
      onChoose={onChoose}
      label={`${w.scatter}: ${target.name}`}
      nameOf={(point) => `${w.row(rowNumber(point.row))}: ${w.pointClass(told(point.x), told(point.y))}`}
    />
  )
}

function paintEqual(frame: Frame, span: Span): Paint {
  return (context, color) => {
    context.beginPath()
    context.moveTo(placeOn(frame.x, span.from), placeOn(frame.y, span.from))
    context.lineTo(placeOn(frame.x, span.to), placeOn(frame.y, span.to))
    context.strokeStyle = color('ink2')
    context.lineWidth = 1.3
    context.setLineDash([5, 4])
    context.stroke()
    context.setLineDash([])
  }
}
