// Range test: one training whose learning rate grows from step to step, to see from where on the loss falls and where it breaks away.
// Source: L. N. Smith, "Cyclical learning rates for training neural networks" (2017), section 3.3.
import { hasDropout } from '../core/dropout.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { xoshiro } from '../math/random.ts'
import { batchEnd, leastRows } from './batches.ts'
import type { TrainingPlan } from './training-plan.ts'

export interface RangeOptions {
  /** The first rate. Default: 10⁻⁶. */
  readonly from?: number | undefined
  /** The last rate, above the first. Default: 10. */
  readonly to?: number | undefined
  /** How many steps, from 100 on. Default: 200. */
  readonly steps?: number | undefined
}

type Range = { readonly [Name in keyof RangeOptions]-?: number }

export interface RangePoint {
  readonly rate: number
  /** The batch's loss before the step. */
  readonly loss: number
  /** The exponential mean of the losses so far, corrected for its beginning at 0. */
  readonly smoothed: number
}

export interface RangeTest {
  readonly points: readonly RangePoint[]
  /** growth: the smoothed loss passed four times its best; divergence: a number was not finite. */
  readonly stoppedBy: 'steps' | 'growth' | 'divergence'
  /** The rate at which the smoothed loss was lowest, from the tenth step on; undefined where it never fell. */
  readonly lowest: number | undefined
  /** The rate before that at which it fell most steeply over the logarithm of the rate. */
  readonly steepest: number | undefined
  /** What to train with: a tenth of `lowest`, where the loss falls fast and is far from breaking away; two digits. */
  readonly suggested: number | undefined
}

export const usualRange = { from: 1e-6, to: 10, steps: 200 } as const

/** What the mean of the losses keeps of itself in each step. */
export const SMOOTHING = 0.9

/** From so many steps on the mean of the losses is worth comparing, counting from 0. */
const SETTLED = 9

/** No test goes on where the smoothed loss is so many times its best. */
const GROWN = 4

/** The rates grow by the same factor in each step: a schedule that only this file makes. */
function growing(optimizer: OptimizerSpec, { from, to, steps }: Range): OptimizerSpec {
  const { schedule: _, ...rest } = optimizer
  return {
    ...rest,
    options: { ...optimizer.options, learningRate: from },
    schedule: { name: 'exponential', options: { factor: to / from, steps: steps - 1 }, warmup: 0 },
  }
}

/**
 * Makes the steps, pausing after each. The rows are shuffled and cut into batches as in training, epoch after epoch; the
 * plan's network is where it starts, and its own schedule and rate stay out of it.
 */
export function* rangeTest(
  plan: TrainingPlan,
  { from = usualRange.from, to = usualRange.to, steps = usualRange.steps }: RangeOptions = {},
): Generator<RangePoint, RangeTest> {
  const { engine, network, train, batchSize, random, running } = plan
  const masks = hasDropout(network) ? { random: xoshiro(random.bits()) } : {}
  const optimizer = growing(plan.optimizer, { from, to, steps })
  const session = engine.plan(network, optimizer, batchSize, { ...running, ...masks })
  const points: RangePoint[] = []
  let [mean, kept, best] = [0, 1, Number.POSITIVE_INFINITY]
  let order = random.permutation(train.count)
  let position = 0
  while (points.length < steps) {
    if (position >= train.count) [order, position] = [random.permutation(train.count), 0]
    const end = batchEnd(position, train.count, batchSize, leastRows(network))
    const loss = session.run(train, order.subarray(position, end))[0]!
    position = end
    if (!Number.isFinite(loss) || !session.finite()) return summaryOf(points, 'divergence')
    mean = SMOOTHING * mean + (1 - SMOOTHING) * loss
    kept *= SMOOTHING
    const point = { rate: session.learningRate()!, loss, smoothed: mean / (1 - kept) }
    points.push(point)
    yield point
    if (points.length > SETTLED) best = Math.min(best, point.smoothed)
    if (point.smoothed > GROWN * best) return summaryOf(points, 'growth')
  }
  return summaryOf(points, 'steps')
}

/**
 * The beginning is left out: a mean of a few batches is as much chance as loss. Rates are evenly spread in their logarithm,
 * so that a difference of neighbors is a slope over it.
 */
function summaryOf(points: readonly RangePoint[], stoppedBy: RangeTest['stoppedBy']): RangeTest {
  const loss = (i: number): number => points[i]!.smoothed
  let low = SETTLED
  for (let i = SETTLED + 1; i < points.length; i++) if (loss(i) < loss(low)) low = i
  if (low <= SETTLED || low >= points.length) return { points, stoppedBy, ...nothingFell }
  let [steep, slope] = [low, 0]
  for (let i = SETTLED; i < low; i++) {
    const difference = (loss(i + 1) - loss(i - 1)) / 2
    if (difference < slope) [steep, slope] = [i, difference]
  }
  const lowest = points[low]!.rate
  return {
    points,
    stoppedBy,
    lowest,
    steepest: points[steep]!.rate,
    suggested: Number((lowest / 10).toPrecision(2)),
  }
}

const nothingFell = { lowest: undefined, steepest: undefined, suggested: undefined } as const
