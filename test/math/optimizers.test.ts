// Optimizers: the rules that people read give the numbers that the code computes, to the bit, for every choice of options.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type {
  ElementwiseOptimizer,
  MemoryValues,
  OptimizerFormulas,
  OptimizerOptions,
} from '../../src/math/definitions.ts'
import { evaluate } from '../../src/math/evaluate.ts'
import { quantitiesOf } from '../../src/math/expr.ts'
import { contains } from '../../src/math/interval.ts'
import { optimizerNames, optimizerOf, optimizerOptions, optionNames } from '../../src/math/optimizers.ts'
import { keyOf, type MemoryName } from '../../src/math/quantity.ts'
import { toldOptimizer } from '../../src/math/told.ts'

/** One step by the rules alone: each line computes one number, from what the lines before it have left. */
function stepByRules(
  optimizer: ElementwiseOptimizer & OptimizerFormulas,
  start: { parameter: number; memory: MemoryValues },
  gradient: number,
  options: OptimizerOptions,
  time: number,
) {
  const known = new Map<string, number>([
    ['$w', start.parameter],
    ['$g', gradient],
    ['$t', time],
  ])
  for (const [name, value] of Object.entries(start.memory)) known.set(`$${name}0`, value)
  for (const [symbol, option] of Object.entries(optionNames)) known.set(symbol, options[option] as number)
  const memory: Partial<Record<MemoryName, number>> = {}
  let parameter = NaN
  for (const { target, formula } of optimizer.rules(options, time)) {
    const value = evaluate(formula, (quantity) => {
      const found = known.get(keyOf(quantity))
      if (found === undefined) throw new Error(`${optimizer.name} uses ${keyOf(quantity)} before it is known`)
      return found
    })
    if (target.kind === 'parameter') parameter = value
    if (target.kind === 'auxiliary') known.set(`$${target.name}`, value)
    if (target.kind === 'memory') {
      memory[target.name] = value
      known.set(`$${target.name}1`, value)
    }
  }
  return { parameter, memory }
}

/** Those that look at one parameter at a time; the other one is in lbfgs.test.ts. */
function elementwise(name: string): ElementwiseOptimizer & OptimizerFormulas {
  const optimizer = toldOptimizer(name)
  if (optimizer.kind !== 'vector') return optimizer
  throw new TypeError(`${name} is a ${optimizer.kind} optimizer`)
}
const elementwiseNames = optimizerNames.filter((name) => optimizerOf(name).kind !== 'vector')

/** Every option on and off. */
const variants = elementwiseNames.flatMap((name) => {
  const { options } = optimizerOf(name)
  const choices: Readonly<Record<string, readonly (number | boolean)[]>> = {
    nesterov: [false, true],
    centered: [false, true],
    momentum: [0, 0.9],
    weightDecay: [0, 0.1],
    decoupled: [false, true],
    rateDecay: [0, 0.05],
    initialAccumulator: [0, 0.1],
  }
  return Object.keys(options)
    .filter((option) => option in choices)
    .reduce<OptimizerOptions[]>(
      (all, option) =>
        all.flatMap((given) => choices[option]!.map((value) => ({ ...given, [option]: value }))),
      [{}],
    )
    .map((given) => ({ name, given, options: optimizerOptions(name, given) }))
})

describe.each(variants)('$name with $given', ({ name, options }) => {
  const optimizer = elementwise(name)
  const gradients = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 4, maxLength: 12 })

  it('computes its rules to the bit, step after step', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10, noNaN: true }), gradients, (parameter, gradients) => {
        let state = { parameter, memory: optimizer.memories(options) }
        gradients.forEach((gradient, i) => {
          const byCode = optimizer.update(state.parameter, gradient, state.memory, options, i + 1)
          // A formula's minus gives 0 where the code's may give -0.
          const byRules = stepByRules(optimizer, state, gradient, options, i + 1)
          expect({ ...byRules, parameter: byRules.parameter + 0 }).toEqual({
            ...byCode,
            parameter: byCode.parameter + 0,
          })
          expect(Object.keys(byCode.memory).sort()).toEqual(Object.keys(state.memory).sort())
          state = byCode
        })
      }),
      { numRuns: 30 },
    )
  })

  it('has no idle lines', () => {
    const rules = optimizer.rules(options, 2)
    const used = new Set(rules.flatMap(({ formula }) => quantitiesOf(formula).map(keyOf)))
    for (const { target } of rules) {
      if (target.kind === 'auxiliary') expect(used).toContain(`$${target.name}`)
      if (target.kind === 'memory') expect(used).toContain(`$${target.name}1`)
    }
    expect(used.has('weight-decay')).toBe(options.weightDecay !== 0)
    expect(used.has('momentum')).toBe((options.momentum ?? 0) !== 0)
    expect(used.has('rate-decay')).toBe((options.rateDecay ?? 0) !== 0)
  })
})

describe('the first step', () => {
  const first = (name: string, given: OptimizerOptions) => {
    const options = optimizerOptions(name, given)
    const optimizer = elementwise(name)
    return optimizer.update(1, 0.25, optimizer.memories(options), options, 1)
  }

  it('of momentum has the gradient as its velocity', () => {
    expect(first('sgd', { momentum: 0.9 }).memory).toEqual({ velocity: 0.25 })
  })

  it('of Adam is the learning rate, against the sign of the gradient', () => {
    // m and v over the shares filled in are g and g^2; what is missing is epsilon against |g|.
    expect(first('adam', {}).parameter).toBeCloseTo(1 - 0.001, 9)
  })

  it('starts from the initial accumulator', () => {
    expect(first('adagrad', { initialAccumulator: 0.5 }).memory).toEqual({ 'square-sum': 0.5625 })
  })
})

it('does not fail where rounding makes the centered variance negative', () => {
  const options = optimizerOptions('rmsprop', { centered: true, smoothing: 0.5 })
  const optimizer = elementwise('rmsprop')
  let state = { parameter: 1, memory: optimizer.memories(options) }
  for (let t = 1; t <= 200; t++) state = optimizer.update(state.parameter, 0.1, state.memory, options, t)
  expect(Number.isFinite(state.parameter)).toBe(true)
})

it('fills in defaults that lie in their domains', () => {
  for (const name of optimizerNames) {
    expect(optimizerOf(name).name).toBe(name)
    for (const option of Object.values(optimizerOf(name).options)) {
      if (option.domain) expect(contains(option.domain, option.default as number)).toBe(true)
    }
  }
  expect(optimizerOptions('sgd', { momentum: 0.9 })).toEqual({
    learningRate: 0.01,
    momentum: 0.9,
    nesterov: false,
    weightDecay: 0,
    decoupled: false,
  })
  expect(() => optimizerOf('lion')).toThrow(TypeError)
})
