// The axes of the loss curve: logarithmic or linear, in spans that grow in steps, so that lines do not swim.
import { type LinearAxis, placeOn, ticksOn } from '../views/linear-axis.ts'
import type { Curve } from './curve.ts'

export type AxisKind = 'log' | 'linear'

export interface Tick {
  readonly value: number
  readonly place: number
}

export interface LossAxis {
  readonly place: (loss: number) => number
  readonly ticks: readonly Tick[]
}

const numbers = function* (curves: readonly Curve[]): Generator<number> {
  for (const curve of curves)
    for (const { train, validation } of curve) {
      yield train
      if (validation !== undefined) yield validation
    }
}

/** 1, 2 and 5 of each power of ten: where a span may begin and end. */
const STEPS = [1, 2, 5, 10]

function stepBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return STEPS.findLast((times) => times * power <= value * (1 + 1e-12))! * power
}

function stepAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return STEPS.find((times) => times * power >= value * (1 - 1e-12))! * power
}

/** Below this share of the largest loss a curve is not followed: it would flatten all else. */
const LEAST_SHARE = 1e-12

export function lossAxis(
  curves: readonly Curve[],
  kind: AxisKind,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): LossAxis {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const loss of numbers(curves)) {
    if (!(loss > 0 && loss < Number.POSITIVE_INFINITY)) continue
    least = Math.min(least, loss)
    most = Math.max(most, loss)
  }
  if (most === 0) [least, most] = [0.1, 1]
  const end = stepAbove(most)
  if (kind === 'linear') {
    const axis: LinearAxis = { from: 0, to: end, start: bottom, end: top }
    const place = (loss: number): number => placeOn(axis, Math.max(0, Math.min(loss, end)))
    return { place, ticks: ticksOn(axis, 5).map((value) => ({ value, place: place(value) })) }
  }
  const start = Math.min(stepBelow(Math.max(least, most * LEAST_SHARE)), end / 2)
  const axis: LinearAxis = { from: Math.log10(start), to: Math.log10(end), start: bottom, end: top }
  const place = (loss: number): number => placeOn(axis, Math.log10(Math.max(start, Math.min(loss, end))))
  return { place, ticks: logTicks(start, end).map((value) => ({ value, place: place(value) })) }
}

/** All steps of a short span, the powers of ten of a long one, of a very long one some. */
function logTicks(start: number, end: number): number[] {
  const decades = Math.log10(end / start)
  const times = decades <= 2.2 ? [1, 2, 5] : [1]
  const every = Math.max(1, Math.ceil(decades / 6))
  const found: number[] = []
  for (let power = Math.floor(Math.log10(start)); power <= Math.log10(end) + 1e-9; power++) {
    if (power % every !== 0) continue
    for (const n of times) {
      const value = Number(`${n}e${power}`)
      if (value >= start * (1 - 1e-9) && value <= end * (1 + 1e-9)) found.push(value)
    }
  }
  return found
}

/** Its last epoch is a round number, so that it grows in steps. */
export function epochAxis(curves: readonly Curve[], left: number, right: number): LinearAxis {
  const last = Math.max(10, ...curves.map((curve) => curve.at(-1)!.epoch))
  const power = 10 ** Math.floor(Math.log10(last))
  const to = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((times) => times * power >= last)! * power
  return { from: 0, to, start: left, end: right }
}
