// A step of L-BFGS: the direction of the two loops, searched; steepest descent where the remembered pairs lead nowhere.
// Source: J. Nocedal and S. J. Wright, "Numerical optimization", 2nd ed. (2006), algorithm 7.5.
import type {
  OptimizerOptions,
  Position,
  Search,
  SearchAttempt,
  VectorOptimizer,
  VectorStep,
} from '../definitions.ts'
import type { Ending } from './endings.ts'
import { isDefined, type Trial, wolfeSearch } from './line-search.ts'
import { value } from './options.ts'
import { type CurvaturePair, curvaturePair, directionOf, dot } from './two-loop.ts'

/** Step `time` of L-BFGS, from 1. */
export function* lbfgsStep(
  ...[from, pairs, options, time]: Parameters<VectorOptimizer['step']>
): Search<VectorStep> {
  const attempts: SearchAttempt[] = []
  if (isFlat(from.gradient, value(options, 'toleranceGrad'))) {
    return { attempts, after: from, pairs, ended: 'flat' }
  }
  // Where the direction of the pairs leads nowhere, they are forgotten: steepest descent, once.
  for (const remembered of pairs.length > 0 ? [pairs, []] : [[]]) {
    const { after, ...attempt } = yield* search(from, remembered, options)
    attempts.push(attempt)
    if (!after) continue
    const pair = curvaturePair(
      time,
      difference(after.parameters, from.parameters),
      difference(after.gradient, from.gradient),
    )
    const all = pair ? [...remembered, pair] : remembered
    return { attempts, after, pairs: all.slice(-value(options, 'historySize')), ended: undefined }
  }
  return { attempts, after: from, pairs, ended: attempts.at(-1)!.failure }
}

const isFlat = (gradient: Float64Array, tolerance: number): boolean =>
  gradient.every((slope) => Math.abs(slope) <= tolerance)

const difference = (after: Float64Array, before: Float64Array): Float64Array =>
  after.map((value, i) => value - before[i]!)

/** One direction, searched. `after` is where its accepted point lies. */
function* search(
  from: Position,
  pairs: readonly CurvaturePair[],
  options: OptimizerOptions,
): Search<SearchAttempt & { readonly after: Position | undefined }> {
  const direction = directionOf(from.gradient, pairs)
  const { vector, slope } = direction
  if (!(slope < 0) || !Number.isFinite(slope)) {
    const failure = slope >= 0 ? 'no-descent' : 'non-finite'
    return { pairs, direction, trials: [], accepted: undefined, failure, after: undefined }
  }
  const parameters = new Float64Array(vector.length)
  const gradient = new Float64Array(vector.length)
  function* at(length: number): Search<Trial> {
    for (let i = 0; i < parameters.length; i++) parameters[i] = from.parameters[i]! + length * vector[i]!
    const loss = yield { parameters, gradient }
    return { length, loss, slope: dot(gradient, vector) }
  }
  const conditions = {
    c1: value(options, 'c1'),
    c2: value(options, 'c2'),
  }
  const start = { length: 0, loss: from.loss, slope }
  const lengths = wolfeSearch(start, conditions, value(options, 'maxLineSearch'))
  let next = lengths.next()
  while (!next.done) next = lengths.next(yield* at(next.value))
  const { trials, accepted } = next.value
  if (!accepted) {
    return { pairs, direction, trials, accepted, failure: failureOf(trials), after: undefined }
  }
  // Where the last trial was not the one taken, parameters and gradient are no longer those of it.
  if (accepted !== trials.at(-1)) yield* at(accepted.length)
  const after = { parameters, loss: accepted.loss, gradient }
  return { pairs, direction, trials, accepted, failure: undefined, after }
}

const failureOf = (trials: readonly Trial[]): Ending =>
  trials.some(isDefined) ? 'no-decrease' : 'non-finite'
