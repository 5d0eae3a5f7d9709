// L-BFGS: steps over all parameters at once, along a direction that the last steps suggest, as far as a line search says.
// Source: J. Nocedal and S. J. Wright, "Numerical optimization", 2nd ed. (2006), algorithm 7.5.
import type {
  Ending,
  Objective,
  OptimizerOptions,
  Position,
  SearchAttempt,
  VectorOptimizer,
} from '../definitions.ts'
import { closed, nonNegativeReals, openUnitInterval } from '../interval.ts'
import { isDefined, type Trial, wolfeSearch } from './line-search.ts'
import { value } from './options.ts'
import { type CurvaturePair, curvaturePair, directionOf, dot } from './two-loop.ts'

/** Counts beyond this are slips of the pen. */
const MOST = 1000

export const lbfgs: VectorOptimizer = {
  kind: 'vector',
  name: 'lbfgs',
  options: {
    memory: { default: 10, domain: closed(1, MOST), whole: true },
    maxTrials: { default: 20, domain: closed(1, MOST), whole: true },
    sufficientDecrease: { default: 1e-4, domain: openUnitInterval, below: 'curvature' },
    curvature: { default: 0.9, domain: openUnitInterval },
    tolerance: { default: 1e-7, domain: nonNegativeReals },
  },
  step(objective, from, pairs, options, time) {
    const attempts: SearchAttempt[] = []
    if (isFlat(from.gradient, value(options, 'tolerance'))) {
      return { attempts, after: from, pairs, ended: 'flat' }
    }
    // Where the direction of the pairs leads nowhere, they are forgotten: steepest descent, once.
    for (const remembered of pairs.length > 0 ? [pairs, []] : [[]]) {
      const { after, ...attempt } = search(objective, from, remembered, options)
      attempts.push(attempt)
      if (!after) continue
      const pair = curvaturePair(
        time,
        difference(after.parameters, from.parameters),
        difference(after.gradient, from.gradient),
      )
      const all = pair ? [...remembered, pair] : remembered
      return { attempts, after, pairs: all.slice(-value(options, 'memory')), ended: undefined }
    }
    return { attempts, after: from, pairs, ended: attempts.at(-1)!.failure }
  },
}

const isFlat = (gradient: Float64Array, tolerance: number): boolean =>
  gradient.every((slope) => Math.abs(slope) <= tolerance)

const difference = (after: Float64Array, before: Float64Array): Float64Array =>
  after.map((value, i) => value - before[i]!)

/** One direction, searched. `after` is where its accepted point lies. */
function search(
  objective: Objective,
  from: Position,
  pairs: readonly CurvaturePair[],
  options: OptimizerOptions,
): SearchAttempt & { readonly after: Position | undefined } {
  const direction = directionOf(from.gradient, pairs)
  const { vector, slope } = direction
  if (!(slope < 0) || !Number.isFinite(slope)) {
    const failure = slope >= 0 ? 'no-descent' : 'non-finite'
    return { pairs, direction, trials: [], accepted: undefined, failure, after: undefined }
  }
  const parameters = new Float64Array(vector.length)
  const gradient = new Float64Array(vector.length)
  const at = (length: number): Trial => {
    for (let i = 0; i < parameters.length; i++) parameters[i] = from.parameters[i]! + length * vector[i]!
    const loss = objective(parameters, gradient)
    return { length, loss, slope: dot(gradient, vector) }
  }
  const conditions = {
    sufficientDecrease: value(options, 'sufficientDecrease'),
    curvature: value(options, 'curvature'),
  }
  const start = { length: 0, loss: from.loss, slope }
  const { trials, accepted } = wolfeSearch(at, start, conditions, value(options, 'maxTrials'))
  if (!accepted) {
    return { pairs, direction, trials, accepted, failure: failureOf(trials), after: undefined }
  }
  // Where the last trial was not the one taken, parameters and gradient are no longer those of it.
  if (accepted !== trials.at(-1)) at(accepted.length)
  const after = { parameters, loss: accepted.loss, gradient }
  return { pairs, direction, trials, accepted, failure: undefined, after }
}

const failureOf = (trials: readonly Trial[]): Ending =>
  trials.some(isDefined) ? 'no-decrease' : 'non-finite'
