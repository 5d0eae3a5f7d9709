// Steps of L-BFGS beside PyTorch's, and its line search beside SciPy's, on a network of 3 inputs, 4 tanh units and one output.
import { describe, expect, it } from 'vitest'
import { network, optimizerSpec, step } from '../../src/core/index.ts'
import { trainedValues, trainedVector, withTrainedVector } from '../../src/core/trained.ts'
import {
  fallsEnough,
  flattensEnough,
  type Trial,
  wolfeSearch,
} from '../../src/math/optimizers/line-search.ts'
import { type CurvaturePair, curvaturePair, dot } from '../../src/math/optimizers/two-loop.ts'
import oracle from '../oracle/line-search.json' with { type: 'json' }

const empty = network({
  inputs: oracle.sizes[0]!,
  layers: oracle.sizes.slice(1).map((units, l) => ({
    weights: Array.from({ length: units }, () => Array.from({ length: oracle.sizes[l]! }, () => 0)),
    activation: l === 0 ? 'tanh' : 'identity',
  })),
  loss: 'mse',
})
const samples = oracle.inputs.map((input, n) => ({ input, target: oracle.targets[n]! }))
const vector = (values: readonly number[]): Float64Array => Float64Array.from(values)
const at = (values: readonly number[]) => withTrainedVector(empty, vector(values))
const spec = optimizerSpec('lbfgs', {
  historySize: oracle.history,
  c1: oracle.c1,
  c2: oracle.c2,
  toleranceGrad: 0,
})

interface Point {
  readonly at: readonly number[]
  readonly gradient: readonly number[]
}

/** What PyTorch remembers before step `time`, counting from 1: it takes a pair whose yᵀs is above 10⁻¹⁰. */
function pairsBefore(points: readonly Point[], time: number): CurvaturePair[] {
  const between = (after: readonly number[], before: readonly number[]) =>
    vector(after.map((x, i) => x - before[i]!))
  const pairs = points.slice(0, time - 1).flatMap((before, i) => {
    const after = points[i + 1]!
    const [s, y] = [between(after.at, before.at), between(after.gradient, before.gradient)]
    return dot(s, y) > 1e-10 ? (curvaturePair(i + 1, s, y) ?? []) : []
  })
  return pairs.slice(-oracle.history)
}

describe('a step', () => {
  const runs = oracle.runs.map((run, i) => ({ ...run, name: `run ${i + 1}` }))
  it.each(runs)('is that of PyTorch, $name', ({ start, gradient, steps }) => {
    const points = [{ at: start, gradient }, ...steps.map((one) => ({ ...one, at: one.after }))]
    // The first one PyTorch makes shorter: by the sum of the slopes, not by their norm.
    for (let time = 2; time <= steps.length; time++) {
      const { after, length, trials } = steps[time - 1]!
      const state = { time: time - 1, rateFactor: 1, memory: {}, pairs: pairsBefore(points, time) }
      const trace = step(at(points[time - 1]!.at), samples, spec, state)
      const attempt = trace.search!.attempts.at(-1)!
      expect(attempt.trials.length).toBe(trials)
      expect(Math.abs(attempt.accepted!.length / length - 1)).toBeLessThan(1e-13)
      const found = trainedVector(trace.networkAfter)
      const size = Math.max(...after.map(Math.abs))
      after.forEach((x, i) => {
        expect(Math.abs(found[i]! - x)).toBeLessThan(1e-14 * size)
      })
    }
  })
})

describe('a search along a direction', () => {
  const conditions = { c1: oracle.c1, c2: oracle.c2 }
  const trialAt = (start: readonly number[], direction: readonly number[], length: number): Trial => {
    const trace = step(at(start.map((x, i) => x + length * direction[i]!)), samples, spec)
    const slope = dot(vector([...trainedValues(trace.network, trace.gradients)]), vector(direction))
    return { length, loss: trace.loss, slope }
  }

  it.each(oracle.searches.map((search, i) => ({ ...search, name: `${i + 1}: ${search.length}` })))(
    'ends where both conditions hold, as SciPy says what they are, $name',
    (given) => {
      const from = trialAt(given.start, given.direction, 0)
      const theirs = trialAt(given.start, given.direction, given.length)
      expect(Math.abs(theirs.loss / given.loss - 1)).toBeLessThan(1e-13)
      expect(Math.abs(theirs.slope - given.slope)).toBeLessThan(1e-12 * Math.abs(from.slope))
      expect([fallsEnough(theirs, from, conditions), flattensEnough(theirs, from, conditions)]).toEqual([
        true,
        true,
      ])
      const search = wolfeSearch(from, conditions, 20)
      let next = search.next()
      while (!next.done) next = search.next(trialAt(given.start, given.direction, next.value))
      const { accepted, trials } = next.value
      expect(accepted).toBe(trials.at(-1))
      expect(accepted!.loss).toBeLessThanOrEqual(from.loss + oracle.c1 * accepted!.length * from.slope)
      expect(Math.abs(accepted!.slope)).toBeLessThanOrEqual(oracle.c2 * Math.abs(from.slope))
      // Both look at 1 first, and take it where it will do.
      expect(accepted!.length === 1).toBe(given.length === 1)
    },
  )
})
