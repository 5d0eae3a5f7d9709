// The gradient is the slope of the reported loss: for every legal pair, every hidden activation, every bias policy.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BiasPolicy,
  type Calculus,
  checkGradient,
  checkGradients,
  gradientOf,
  masksFor,
  type Network,
  network,
  parametersOf,
  step,
} from '../../src/core/index.ts'
import { activationNames, activationOf } from '../../src/math/activations.ts'
import type { ElementwiseActivation } from '../../src/math/definitions.ts'
import { canonicalPair, type LossName, lossOf } from '../../src/math/losses.ts'
import { xoshiro } from '../../src/math/random.ts'
import {
  deck,
  deckSample,
  descent,
  exactly,
  legalPairs,
  networkOf,
  type Shape,
  sampleOf,
} from './networks.ts'

const tables: Calculus = { activation: activationOf, loss: lossOf, shortCut: canonicalPair }

/** Runs the check on random networks of a shape, with batches of 1 to 3 samples, and masks that stay as they are. */
function holdsFor(shape: Shape, lossName: LossName, numRuns: number): void {
  const [inputs, outputs] = [shape.widths[0]!, shape.widths.at(-1)!]
  const batch = fc.array(sampleOf(inputs, outputs, lossName), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(networkOf(shape), batch, (net, samples) => {
      const masks = masksFor(net, samples.length, xoshiro(samples.length))
      const report = checkGradients(net, samples, { masks })
      const failed = report.parameters.filter(({ status }) => status === 'failed')
      expect(failed).toEqual([])
    }),
    { numRuns, seed: 7 },
  )
}

describe('gradient = slope', () => {
  it.each(legalPairs)('output %s with loss %s, 1 and 3 outputs', (output, loss) => {
    for (const outputs of [1, 3]) {
      holdsFor({ widths: [2, 3, outputs], hidden: ['tanh'], output, loss }, loss, 20)
    }
  })

  it.each(activationNames)('hidden layers of %s', (hidden) => {
    holdsFor(
      { widths: [2, 3, 3, 2], hidden: [hidden], output: 'identity', loss: 'half-squared-error' },
      'half-squared-error',
      30,
    )
  })

  it.each(['per-neuron', 'shared', 'fixed'] as const)('biases %s, the sum over the batch', (biasPolicy) => {
    const loss = { name: 'mse', reduction: 'sum' } as const
    holdsFor({ widths: [2, 4, 3], hidden: ['gelu'], output: 'sigmoid', loss, biasPolicy }, 'mse', 30)
  })

  it.each([1, 3])('dropout, with %i outputs', (outputs) => {
    for (const hidden of ['tanh', 'softmax'] as const) {
      const shape = { widths: [2, 4, 3, outputs], hidden: [hidden], dropout: 0.4 } as const
      holdsFor({ ...shape, output: 'sigmoid', loss: 'binary-cross-entropy' }, 'binary-cross-entropy', 20)
      holdsFor({ ...shape, output: 'identity', loss: 'mae' }, 'mae', 20)
    }
  })

  it('random stacks of layers', () => {
    const shapes = fc.record({
      widths: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 5 }),
      hidden: fc.array(fc.constantFrom(...activationNames), exactly(3)),
      pair: fc.constantFrom(...legalPairs),
    })
    fc.assert(
      fc.property(shapes, ({ widths, hidden, pair: [output, loss] }) => {
        holdsFor({ widths, hidden, output, loss }, loss, 2)
      }),
      { numRuns: 60, seed: 11 },
    )
  })

  it('large inputs: a smaller h is found', () => {
    const net = network({
      inputs: 1,
      layers: [
        { weights: [[0.001]], activation: 'tanh' },
        { weights: [[2]], activation: 'identity' },
      ],
      loss: 'mse',
    })
    const report = checkGradients(net, [{ input: [2000], target: [1] }])
    expect(report.passed).toBe(true)
    expect(report.parameters[0]!.h).toBeLessThan(1e-5)
  })
})

describe('the deck', () => {
  it('agrees to 2e-8, the error of central differences', () => {
    const report = checkGradients(deck(), [deckSample])
    expect(report.passed).toBe(true)
    expect(report.parameters).toHaveLength(10)
    expect(report.worstRelativeError).toBeLessThan(2e-8)
  })

  it.each(['per-neuron', 'shared', 'fixed'] as const)(
    'one parameter at a time is the same, %s',
    (policy: BiasPolicy) => {
      const net = deck(policy)
      const samples = [deckSample, { input: [0.3, -0.2], target: [0.4, 0.1] }]
      const trace = step(net, samples, descent)
      for (const expected of checkGradients(net, samples).parameters) {
        expect(checkGradient(net, samples, expected.parameter)).toEqual(expected)
        const analytic = gradientOf(trace, expected.parameter)
        expect(checkGradient(net, samples, expected.parameter, { analytic }).numeric).toBe(expected.numeric)
      }
    },
  )
})

describe('a planted fault', () => {
  const samples = [deckSample]
  const faults: Readonly<Record<string, Calculus>> = {
    'a loss without its ½': {
      ...tables,
      loss: (name) => ({ ...lossOf(name), derivative: (...all) => 2 * lossOf(name).derivative(...all) }),
    },
    'a changed sign': {
      ...tables,
      loss: (name) => ({ ...lossOf(name), derivative: (...all) => -lossOf(name).derivative(...all) }),
    },
    'a slope taken at a in place of z': {
      ...tables,
      activation(name) {
        const right = activationOf(name)
        if (right.kind === 'vector') return right
        const wrong: ElementwiseActivation['derivative'] = (_, a, all) =>
          right.derivative(a, right.f(a, all), all)
        return { ...right, derivative: wrong }
      },
    },
    'a derivative one part in a million too large': {
      ...tables,
      loss: (name) => ({
        ...lossOf(name),
        derivative: (...all) => 1.000001 * lossOf(name).derivative(...all),
      }),
    },
  }

  it.each(Object.entries(faults))('is found: %s', (_, calculus) => {
    const report = checkGradients(deck(), samples, { calculus })
    expect(report.passed).toBe(false)
    expect(report.worstScaledError).toBeGreaterThan(9e-7)
  })

  it('is found where a mask is left out of the slope', () => {
    const net = network({
      inputs: 1,
      layers: [
        { weights: [[0.3], [-0.4]], activation: 'tanh', dropout: 0.5 },
        { weights: [[0.7, 0.2]], activation: 'identity' },
      ],
      loss: 'mse',
    })
    const masks = [[[2, 0], undefined]]
    const report = checkGradients(net, [{ input: [1], target: [1] }], { masks })
    expect(report.passed).toBe(true)
    const unmasked: Calculus = {
      ...tables,
      activation(name) {
        const right = activationOf(name)
        if (right.kind === 'vector' || name === 'identity') return right
        const wrong: ElementwiseActivation['derivative'] = (...all) => right.derivative(...all) / 2
        return { ...right, derivative: wrong }
      },
    }
    expect(checkGradients(net, [{ input: [1], target: [1] }], { masks, calculus: unmasked }).passed).toBe(
      false,
    )
  })

  it('is found in every parameter that it reaches', () => {
    const report = checkGradients(deck(), samples, { calculus: faults['a loss without its ½']! })
    expect(report.parameters.map(({ status }) => status)).toEqual(Array(10).fill('failed'))
    expect(report.parameters.every(({ analytic, numeric }) => Math.abs(analytic / numeric - 2) < 1e-6)).toBe(
      true,
    )
  })

  it('is found in a short cut, by its sign', () => {
    const net = network({
      inputs: 1,
      layers: [{ weights: [[0.3], [-0.4]], activation: 'softmax' }],
      loss: 'cross-entropy',
    })
    const calculus: Calculus = {
      ...tables,
      shortCut(...names) {
        const pair = canonicalPair(...names)
        return pair && { ...pair, delta: (...all) => -pair.delta(...all) }
      },
    }
    const sample = { input: [1], target: [1, 0] }
    expect(checkGradients(net, [sample]).passed).toBe(true)
    expect(checkGradients(net, [sample], { calculus }).passed).toBe(false)
  })
})

describe('a corner of the loss', () => {
  const atKink = (activation: 'relu' | 'identity', loss: LossName): Network =>
    network({ inputs: 1, layers: [{ weights: [[0]], biases: [0], activation }], loss })

  it.each([
    ['a ReLU at 0', atKink('relu', 'half-squared-error'), 1],
    ['an absolute error of 0', atKink('identity', 'mae'), 0],
  ] as const)('%s is told, not failed', (_, net, target) => {
    const report = checkGradients(net, [{ input: [1], target: [target] }])
    const statuses = report.parameters.map(({ status }) => status)
    expect(report.passed).toBe(true)
    if (target === 1) expect(statuses).toEqual(['kink', 'kink'])
    expect(Array.from(parametersOf(net))).toHaveLength(statuses.length)
  })
})
