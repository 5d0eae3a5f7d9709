// The loss over two parameters, all others as they are: its value, its slope, its lowest point near one, and steps down it.
import type { ParameterRef } from '../math/quantity.ts'
import { tracesOf } from './batch.ts'
import type { Masks } from './dropout.ts'
import { gradientOf, gradientsOf } from './gradients.ts'
import type { Network, Sample } from './network.ts'
import { parameterValue, withParameter } from './parameters.ts'
import { checkSamples } from './samples.ts'
import { batchLoss } from './step.ts'

/** Values of the two parameters. */
export type Point = readonly [number, number]

export interface LossPlane {
  readonly parameters: readonly [ParameterRef, ParameterRef]
  /** Where the network itself stands. */
  readonly start: Point
  /** The batch's loss in training, penalties with it; infinite or NaN where the numbers leave the range of 64 bits. */
  lossAt(point: Point): number
  /** Its derivatives by the two parameters. */
  slopeAt(point: Point): Point
}

/**
 * @param parameters two different ones
 * @param masks of each sample, which a network with dropout needs: they stay as they are
 * @throws PasoError when a sample does not fit, unknown-parameter
 */
export function lossPlane(
  network: Network,
  samples: readonly Sample[],
  parameters: readonly [ParameterRef, ParameterRef],
  masks?: readonly (Masks | undefined)[],
): LossPlane {
  checkSamples(network, samples)
  const [first, second] = parameters
  const start: Point = [parameterValue(network, first), parameterValue(network, second)]
  const at = ([x, y]: Point): Network => withParameter(withParameter(network, first, x), second, y)
  return {
    parameters,
    start,
    lossAt: (point) => batchLoss(at(point), samples, masks),
    slopeAt(point) {
      const moved = at(point)
      const traces = tracesOf(moved, samples, masks)
      const batch = { network: moved, samples: traces, gradients: gradientsOf(moved, traces) }
      return [gradientOf(batch, first), gradientOf(batch, second)]
    },
  }
}

/** One step of plain gradient descent in the plane: p − α ∇E. */
export function planeStep(plane: LossPlane, [x, y]: Point, rate: number): Point {
  const [gx, gy] = plane.slopeAt([x, y])
  return [x - rate * gx, y - rate * gy]
}

/** Where a search gives up: each width is half of the one before. */
const MOST_HALVINGS = 60

/**
 * A point from which no neighbour at the width of the search is lower, in two directions and their diagonals; the width
 * is halved until it is within `precision`. Stays within the box.
 * @param width of the first look
 */
export function minimumNear(...search: Parameters<typeof minimumSearch>): Point {
  const steps = minimumSearch(...search)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The search of `minimumNear`, which can be left after each loss that it has looked at, and gone on with. */
export function* minimumSearch(
  plane: LossPlane,
  from: Point,
  width: number,
  precision: number,
  box: { readonly low: Point; readonly high: Point },
): Generator<undefined, Point> {
  let [here, loss] = [from, plane.lossAt(from)]
  const within = (value: number, axis: 0 | 1): number =>
    Math.max(box.low[axis], Math.min(box.high[axis], value))
  for (let halvings = 0; width > precision && halvings < MOST_HALVINGS; ) {
    let [next, least] = [here, loss]
    for (const [dx, dy] of DIRECTIONS) {
      const point: Point = [within(here[0] + dx * width, 0), within(here[1] + dy * width, 1)]
      const found = plane.lossAt(point)
      if (found < least) [next, least] = [point, found]
      yield
    }
    if (least < loss) [here, loss] = [next, least]
    else {
      width /= 2
      halvings++
    }
  }
  return here
}

const DIRECTIONS = [-1, 0, 1]
  .flatMap((dx) => [-1, 0, 1].map((dy): Point => [dx, dy]))
  .filter(([dx, dy]) => dx !== 0 || dy !== 0)

/**
 * Along a ray, the parameter of the first low point: from there on the loss rises again.
 * @param losses at growing rates, from rate 0 or nearly so
 * @returns the place of the lowest loss before the first rise; undefined where it falls to the end, or rises at once
 */
export function firstLow(losses: readonly number[]): number | undefined {
  const rise = losses.findIndex((loss, i) => i > 0 && !(loss <= losses[i - 1]!))
  return rise <= 1 ? undefined : rise - 1
}

/** Share of the rate within which the search along a ray ends. */
const RATE_PRECISION = 1e-6

/**
 * Between two rates around a low point, the rate with which a step along the slope comes to the lowest loss.
 * Source: J. Kiefer, "Sequential minimax search for a maximum", Proceedings of the AMS 4, 1953 (golden section).
 * @param slope at the point
 */
export function lowestRate(
  plane: LossPlane,
  [x, y]: Point,
  [gx, gy]: Point,
  from: number,
  to: number,
): number {
  const lossAt = (rate: number): number => plane.lossAt([x - rate * gx, y - rate * gy])
  const share = (Math.sqrt(5) - 1) / 2
  let [low, high] = [to - share * (to - from), from + share * (to - from)]
  let [lossLow, lossHigh] = [lossAt(low), lossAt(high)]
  while (to - from > RATE_PRECISION * to) {
    if (lossLow <= lossHigh) {
      ;[to, high, lossHigh] = [high, low, lossLow]
      low = to - share * (to - from)
      lossLow = lossAt(low)
    } else {
      ;[from, low, lossLow] = [low, high, lossHigh]
      high = from + share * (to - from)
      lossHigh = lossAt(high)
    }
  }
  return (from + to) / 2
}
