// The strong Wolfe line search: how far to go along a direction, so that the loss falls enough and its slope flattens enough.
// Source: J. Nocedal and S. J. Wright, "Numerical optimization", 2nd ed. (2006), algorithms 3.5 and 3.6, interpolation (3.59).

/** A point along the direction: how far it is, the loss there, and the loss's slope along the direction. */
export interface Trial {
  readonly length: number
  readonly loss: number
  readonly slope: number
}

/** What is asked of a step, by Nocedal and Wright's letters: 0 < c1 < c2 < 1. */
export interface WolfeConditions {
  /** Of sufficient decrease. */
  readonly c1: number
  /** Of curvature. */
  readonly c2: number
}

export interface LineSearch {
  /** Every point that was looked at, in order. */
  readonly trials: readonly Trial[]
  /**
   * The one that was taken: it fulfils both conditions, or, where none of so many trials did, it is the lowest that
   * fell enough. undefined where none did.
   */
  readonly accepted: Trial | undefined
}

/** Armijo's condition: the loss falls by a share of what the slope at the start promises. */
export function fallsEnough(trial: Trial, start: Trial, { c1 }: WolfeConditions): boolean {
  return isDefined(trial) && trial.loss <= start.loss + c1 * trial.length * start.slope
}

/** The strong curvature condition: little is left of the slope, on either side of the minimum. */
export function flattensEnough(trial: Trial, start: Trial, { c2 }: WolfeConditions): boolean {
  return Math.abs(trial.slope) <= c2 * Math.abs(start.slope)
}

/** Whether loss and slope are numbers. */
export const isDefined = ({ loss, slope }: Trial): boolean => Number.isFinite(loss) && Number.isFinite(slope)

/** The first length: that of the direction itself. */
const FIRST_LENGTH = 1

/** Where the loss goes on falling, the next length is at least and at most so many times the last one. */
const [LEAST_GROWTH, MOST_GROWTH] = [2, 10]

/** Between two lengths, the next one keeps this share of their distance from both. */
const MARGIN = 0.1

/**
 * Lengthens the step until a minimum lies between two of the points (algorithm 3.5), then narrows that interval
 * (algorithm 3.6) until a point fulfils both conditions.
 * Asks for the point at one length after the other.
 * @param start the point at length 0; its slope is negative.
 */
export function* wolfeSearch(
  start: Trial,
  conditions: WolfeConditions,
  most: number,
): Generator<number, LineSearch, Trial> {
  const trials: Trial[] = []
  function* look(length: number): Generator<number, Trial, Trial> {
    const trial = yield length
    trials.push(trial)
    return trial
  }

  /** `low`: the lowest point that falls enough; `high`: beyond it there is no need to look. */
  function* zoom(low: Trial, high: Trial): Generator<number, LineSearch, Trial> {
    while (trials.length < most) {
      const trial = yield* look(between(low, high))
      if (!fallsEnough(trial, start, conditions) || trial.loss >= low.loss) {
        high = trial
        continue
      }
      if (flattensEnough(trial, start, conditions)) return { trials, accepted: trial }
      if (trial.slope * (high.length - low.length) >= 0) high = low
      low = trial
    }
    return { trials, accepted: low === start ? undefined : low }
  }

  let before = start
  let length = FIRST_LENGTH
  while (trials.length < most) {
    const trial = yield* look(length)
    if (!fallsEnough(trial, start, conditions) || trial.loss >= before.loss) return yield* zoom(before, trial)
    if (flattensEnough(trial, start, conditions)) return { trials, accepted: trial }
    if (trial.slope >= 0) return yield* zoom(trial, before)
    length = beyond(before, trial)
    before = trial
  }
  return { trials, accepted: before === start ? undefined : before }
}

/** A length past the last one, where the loss was still falling. */
function beyond(before: Trial, last: Trial): number {
  const [least, most] = [LEAST_GROWTH * last.length, MOST_GROWTH * last.length]
  const minimum = cubicMinimum(before, last)
  return minimum >= least ? Math.min(minimum, most) : least
}

/** A length between two, away from both; their middle where no cubic has its minimum there. */
function between(a: Trial, b: Trial): number {
  const [left, right] = a.length < b.length ? [a.length, b.length] : [b.length, a.length]
  const margin = MARGIN * (right - left)
  const minimum = cubicMinimum(a, b)
  if (Number.isNaN(minimum)) return left + (right - left) / 2
  return Math.min(Math.max(minimum, left + margin), right - margin)
}

/** Where the cubic with these two values and slopes has its minimum (3.59); NaN where it has none. */
function cubicMinimum(a: Trial, b: Trial): number {
  const width = b.length - a.length
  const d1 = a.slope + b.slope - (3 * (a.loss - b.loss)) / (a.length - b.length)
  const d2 = Math.sign(width) * Math.sqrt(d1 * d1 - a.slope * b.slope)
  const minimum = b.length - (width * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2)
  return Number.isFinite(minimum) ? minimum : Number.NaN
}
