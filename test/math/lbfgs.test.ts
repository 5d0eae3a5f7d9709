// L-BFGS: its direction against the dense inverse Hessian of 50-digit arithmetic, the strong Wolfe conditions of every step, and where it ends.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Objective, Position, VectorStep } from '../../src/math/definitions.ts'
import { lbfgs } from '../../src/math/optimizers/lbfgs.ts'
import { searched } from '../../src/math/optimizers/searched.ts'
import { type CurvaturePair, curvaturePair, directionOf, dot } from '../../src/math/optimizers/two-loop.ts'

interface Oracle {
  readonly directions: readonly {
    readonly gradient: readonly number[]
    readonly pairs: readonly { readonly step: readonly number[]; readonly change: readonly number[] }[]
    readonly direction: readonly number[]
    readonly slope: number
  }[]
  readonly rosenbrock: readonly {
    readonly start: readonly number[]
    readonly scipy: number
    readonly torch: number
  }[]
}
const oracle: Oracle = JSON.parse(readFileSync(new URL('../oracle/lbfgs.json', import.meta.url), 'utf8'))

const usual = { historySize: 10, maxLineSearch: 20, c1: 1e-4, c2: 0.9, toleranceGrad: 1e-7 }
const vector = (values: readonly number[]): Float64Array => Float64Array.from(values)

function positionAt(objective: Objective, at: readonly number[]): Position {
  const [parameters, gradient] = [vector(at), new Float64Array(at.length)]
  return { parameters, loss: objective(parameters, gradient), gradient }
}

/** The steps from a point until it ends, or until there are as many as asked. */
function stepsFrom(objective: Objective, start: readonly number[], most: number, options = usual) {
  const steps: (VectorStep & { readonly from: Position })[] = []
  let from = positionAt(objective, start)
  let pairs: readonly CurvaturePair[] = []
  for (let time = 1; time <= most; time++) {
    const step = searched(lbfgs.step(from, pairs, options, time), objective)
    steps.push({ ...step, from })
    if (step.ended) break
    from = step.after
    pairs = step.pairs
  }
  return steps
}

/** Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)² */
const rosenbrock: Objective = (x, g) => {
  g.fill(0)
  let f = 0
  for (let i = 0; i + 1 < x.length; i++) {
    const [valley, rest] = [x[i + 1]! - x[i]! ** 2, 1 - x[i]!]
    f += 100 * valley ** 2 + rest ** 2
    g[i]! += -400 * x[i]! * valley - 2 * rest
    g[i + 1]! += 200 * valley
  }
  return f
}

/** A smooth function with slopes of many sizes: Σ c_i (√(1 + (x_i − m_i)²) − 1) + a product that ties neighbors together. */
const bowl =
  (scales: readonly number[], middles: readonly number[]): Objective =>
  (x, g) => {
    let f = 0
    x.forEach((value, i) => {
      const away = value - middles[i]!
      const root = Math.sqrt(1 + away * away)
      f += scales[i]! * (root - 1)
      g[i] = (scales[i]! * away) / root
    })
    const [a, b] = [x[0]! - middles[0]!, x.at(-1)! - middles.at(-1)!]
    f += 0.1 * (a - b) ** 2
    g[0]! += 0.2 * (a - b)
    g[g.length - 1]! -= 0.2 * (a - b)
    return f
  }

describe('the direction', () => {
  it.each(oracle.directions)('is that of the dense inverse Hessian: $gradient.length parameters', (given) => {
    const pairs = given.pairs.map(
      ({ step, change }, i) => curvaturePair(i + 1, vector(step), vector(change))!,
    )
    const { vector: direction, slope } = directionOf(vector(given.gradient), pairs)
    // Some thousand roundings, enlarged where the loops subtract numbers that are almost equal.
    const size = Math.max(...given.direction.map(Math.abs))
    direction.forEach((value, i) => {
      expect(Math.abs(value - given.direction[i]!)).toBeLessThan(2e-13 * size)
    })
    expect(Math.abs(slope - given.slope)).toBeLessThan(2e-13 * Math.abs(given.slope))
  })

  it('is steepest descent without pairs, at most 1 long', () => {
    expect([...directionOf(vector([3, -4]), []).vector]).toEqual([-3 * (1 / 5), 4 * (1 / 5)])
    expect([...directionOf(vector([0.3, -0.4]), []).vector]).toEqual([-0.3, 0.4])
  })

  it('leads downwards, whatever the pairs', () => {
    const number = fc.double({ min: -10, max: 10, noNaN: true })
    const three = fc.array(number, { minLength: 3, maxLength: 3 }).map(vector)
    fc.assert(
      fc.property(three, fc.array(fc.tuple(three, three), { maxLength: 6 }), (gradient, drawn) => {
        const pairs = drawn.flatMap(([step, change], i) => curvaturePair(i + 1, step, change) ?? [])
        fc.pre(dot(gradient, gradient) > 1e-6 && pairs.every(({ rho }) => rho < 1e3))
        expect(directionOf(gradient, pairs).slope).toBeLessThan(0)
      }),
      { seed: 5 },
    )
  })

  it('keeps no pair that does not bend upwards', () => {
    expect(curvaturePair(1, vector([1, 0]), vector([-1, 2]))).toBeUndefined()
    expect(curvaturePair(1, vector([1, 0]), vector([0, 2]))).toBeUndefined()
    expect(curvaturePair(1, vector([1e-320]), vector([1e-3]))).toBeUndefined()
    expect(curvaturePair(4, vector([1, 0]), vector([0.5, 2]))).toMatchObject({ time: 4, rho: 2 })
  })
})

describe('a step', () => {
  const count = 4
  const numbers = (min: number, max: number) =>
    fc.array(fc.double({ min, max, noNaN: true }), { minLength: count, maxLength: count })
  const problems = fc.oneof(
    fc.record({ scales: numbers(0.01, 100), middles: numbers(-3, 3) }).map((p) => bowl(p.scales, p.middles)),
    fc.constant(rosenbrock),
  )

  it('fulfils the strong Wolfe conditions, and tells its trials as they were', () => {
    fc.assert(
      fc.property(problems, numbers(-2, 2), (objective, start) => {
        for (const { from, after, attempts, ended } of stepsFrom(objective, start, 30)) {
          // Nearer to the minimum the losses of two points are equal in 64 bits.
          if (ended || from.loss - after.loss < 1e-9 * (1 + Math.abs(from.loss))) break
          const { direction, trials, accepted } = attempts.at(-1)!
          const { length } = accepted!
          expect(after.parameters).toEqual(from.parameters.map((x, i) => x + length * direction.vector[i]!))
          const again = positionAt(objective, [...after.parameters])
          expect(again).toEqual(after)
          expect(direction.slope).toBe(dot(from.gradient, direction.vector))
          const slope = dot(again.gradient, direction.vector)
          expect(accepted).toEqual({ length, loss: again.loss, slope })
          expect(trials).toContain(accepted)
          expect(again.loss).toBeLessThanOrEqual(from.loss + 1e-4 * length * direction.slope)
          expect(Math.abs(slope)).toBeLessThanOrEqual(0.9 * Math.abs(direction.slope))
        }
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('leaves what it is given as it is, and remembers no more pairs than it may', () => {
    const options = { ...usual, historySize: 3 }
    const steps = stepsFrom(rosenbrock, [-1.2, 1, 0.5], 12, options)
    const [first] = steps
    expect(first!.from).toEqual(positionAt(rosenbrock, [-1.2, 1, 0.5]))
    expect(steps.map(({ pairs }) => pairs.map(({ time }) => time)).slice(0, 5)).toEqual([
      [1],
      [1, 2],
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
    ])
    steps.slice(1).forEach(({ attempts }, i) => {
      expect(attempts[0]!.pairs).toBe(steps[i]!.pairs)
    })
  })

  it('lengthens a step that is too short, and shortens one that is too long', () => {
    const flat: Objective = (x, g) => {
      g[0] = 2e-6 * (x[0]! - 1000)
      return 1e-6 * (x[0]! - 1000) ** 2
    }
    const [long] = stepsFrom(flat, [0], 1)
    expect(long!.attempts[0]!.accepted!.length).toBeGreaterThan(100)
    const steep: Objective = (x, g) => {
      g[0] = 2e6 * x[0]!
      return 1e6 * x[0]! ** 2
    }
    const [short] = stepsFrom(steep, [1e-3], 1)
    expect(short!.attempts[0]!.accepted!.length).toBeLessThan(0.01)
  })

  it('halves the step until the loss has a value', () => {
    const wall: Objective = (x, g) => {
      g[0] = x[0]! < -0.3 ? Number.NaN : 1
      return x[0]! < -0.3 ? Number.POSITIVE_INFINITY : x[0]!
    }
    const [step] = stepsFrom(wall, [0], 1)
    expect(step!.attempts[0]!.trials.slice(0, 3).map(({ length }) => length)).toEqual([1, 0.5, 0.25])
    expect(step!.ended).toBeUndefined()
  })
})

describe('the end', () => {
  it('is flat where the gradient is 0, or at most the tolerance', () => {
    const [step] = stepsFrom(rosenbrock, [1, 1], 1)
    expect(step).toMatchObject({ ended: 'flat', attempts: [], after: step!.from })
    expect(stepsFrom(rosenbrock, [-1.2, 1], 200, { ...usual, toleranceGrad: 1e-3 }).at(-1)!.ended).toBe(
      'flat',
    )
  })

  it('comes after one more try with steepest descent', () => {
    const valley: Objective = (x, g) => {
      x.forEach((value, i) => {
        g[i] = Math.sign(value)
      })
      return x.reduce((sum, value) => sum + Math.abs(value), 0)
    }
    const last = stepsFrom(valley, [0.3, -0.7], 200).at(-1)!
    expect(last.ended).toBe('no-decrease')
    expect(last.attempts.map(({ pairs }) => pairs.length > 0)).toEqual([true, false])
    expect(last.after).toBe(last.from)
  })

  it('says that no trial had a value', () => {
    const cliff: Objective = (x, g) => {
      g[0] = x[0] === 0 ? 1 : Number.NaN
      return x[0] === 0 ? 0 : Number.NaN
    }
    expect(stepsFrom(cliff, [0], 1)[0]!.ended).toBe('non-finite')
    const undefinedSlope: Objective = (_, g) => {
      g[0] = Number.NaN
      return 1
    }
    expect(stepsFrom(undefinedSlope, [0], 1)[0]!.ended).toBe('non-finite')
  })

  it('says that the direction leads nowhere', () => {
    const tiny: Objective = (_, g) => {
      g[0] = 1e-200
      return 1
    }
    const [step] = stepsFrom(tiny, [0], 1, { ...usual, toleranceGrad: 0 })
    expect(step!.ended).toBe('no-descent')
  })

  it.each(oracle.rosenbrock)('is the minimum that SciPy and PyTorch find, from $start', (given) => {
    const last = stepsFrom(rosenbrock, given.start, 500, { ...usual, toleranceGrad: 1e-9 }).at(-1)!
    expect(last.ended).toBe('flat')
    // All three stop at gradients of 1e-9; the loss is then about its square over the smallest curvature, 0.4.
    for (const loss of [last.from.loss, given.scipy, given.torch]) expect(loss).toBeLessThan(1e-17)
  })
})
