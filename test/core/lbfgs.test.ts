// L-BFGS on networks: the minimum that SciPy and PyTorch find, biases of every policy, what it is not for, and where it ends.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BiasPolicy,
  gradientOf,
  initialState,
  loss,
  type Network,
  network,
  optimizerSpec,
  parametersOf,
  parameterValue,
  type Sample,
  step,
  train,
} from '../../src/core/index.ts'
import { trainedPlace, trainedValues, trainedVector, withTrainedVector } from '../../src/core/trained.ts'
import type { VectorStep } from '../../src/math/definitions.ts'
import { dot } from '../../src/math/optimizers/two-loop.ts'
import { xoshiro } from '../../src/math/random.ts'
import { deck, deckSample, networkOf, sampleOf } from './networks.ts'

interface Problem {
  readonly sizes: readonly number[]
  readonly output: 'identity' | 'sigmoid'
  readonly loss: 'mse' | 'binary-cross-entropy'
  readonly inputs: readonly (readonly number[])[]
  readonly targets: readonly (readonly number[])[]
  readonly start: readonly number[]
  readonly scipy: number
  readonly torch: number
}
const oracle: { readonly networks: readonly Problem[] } = JSON.parse(
  readFileSync(new URL('../oracle/lbfgs.json', import.meta.url), 'utf8'),
)
const exact = optimizerSpec('lbfgs', { toleranceGrad: 1e-9 })
const policies: readonly BiasPolicy[] = ['per-neuron', 'shared', 'fixed']

function startOf({ sizes, output, loss, start }: Problem): Network {
  const empty = network({
    inputs: sizes[0]!,
    layers: sizes.slice(1).map((units, l) => ({
      weights: Array.from({ length: units }, () => Array.from({ length: sizes[l]! }, () => 0)),
      activation: l === sizes.length - 2 ? output : 'tanh',
    })),
    loss,
  })
  return withTrainedVector(empty, Float64Array.from(start))
}

const samplesOf = ({ inputs, targets }: Problem): Sample[] =>
  inputs.map((input, n) => ({ input, target: targets[n]! }))

describe('the minimum', () => {
  it.each(oracle.networks)('$sizes with $loss is that of SciPy and PyTorch', (problem) => {
    const samples = samplesOf(problem)
    const { network: found, state } = train(startOf(problem), samples, exact, { steps: 3000 })
    const last = step(found, samples, exact, state)
    expect(last.search?.ended).toMatch(/flat|no-decrease/)
    // The other two agree to 10⁻⁹ of the loss: near a minimum a gradient of 10⁻⁸ leaves no more than that.
    expect(Math.abs(loss(found, samples) - problem.scipy)).toBeLessThan(1e-9 * problem.scipy)
    expect(Math.abs(loss(found, samples) - problem.torch)).toBeLessThan(1e-9 * problem.torch)
  })
})

const runs = (biasPolicy: BiasPolicy) =>
  fc.tuple(
    networkOf({ widths: [3, 4, 2], hidden: ['tanh'], output: 'softmax', loss: 'cross-entropy', biasPolicy }),
    fc.array(sampleOf(3, 2, 'cross-entropy'), { minLength: 4, maxLength: 4 }),
  )

describe.each(policies)('biases %s', (policy) => {
  it('are in the vector once, or not at all', () => {
    fc.assert(
      fc.property(runs(policy), ([net]) => {
        const vector = trainedVector(net)
        expect(withTrainedVector(net, vector)).toEqual(net)
        const trained = [...parametersOf(net)].filter((ref) => ref.kind === 'weight' || policy !== 'fixed')
        expect(vector.length).toBe(trained.length)
        for (const ref of trained) {
          expect(vector[trainedPlace(net, ref)]).toBe(parameterValue(net, ref))
        }
      }),
      { numRuns: 20, seed: 2 },
    )
  })

  it('move along the gradient of the loss, which falls in every step', () => {
    fc.assert(
      fc.property(runs(policy), ([start, samples]) => {
        let [net, state] = [start, initialState(start, exact)]
        for (let time = 1; time <= 12; time++) {
          const trace = step(net, samples, exact, state)
          const { attempts, ended } = trace.search as VectorStep
          if (ended) break
          const { direction, accepted } = attempts.at(-1)!
          const gradient = Float64Array.from(trainedValues(net, trace.gradients))
          for (const ref of parametersOf(net)) {
            if (ref.kind === 'bias' && policy === 'fixed') continue
            expect(gradient[trainedPlace(net, ref)]).toBe(gradientOf(trace, ref))
            const moved = accepted!.length * direction.vector[trainedPlace(net, ref)]!
            expect(parameterValue(trace.networkAfter, ref)).toBe(parameterValue(net, ref) + moved)
          }
          expect(direction.slope).toBe(dot(gradient, direction.vector))
          const after = step(trace.networkAfter, samples, exact, trace.stateAfter)
          expect(after.loss).toBe(accepted!.loss)
          expect(after.loss).toBeLessThan(trace.loss)
          net = trace.networkAfter
          state = trace.stateAfter
        }
        if (policy === 'fixed')
          expect(net.layers.map((l) => l.biases)).toEqual(start.layers.map((l) => l.biases))
      }),
      { numRuns: 10, seed: 4 },
    )
  })
})

it('takes the loss with its penalties and weights', () => {
  const net = network({
    inputs: 1,
    layers: [{ weights: [[2]], activation: 'identity' }],
    loss: { name: 'half-squared-error', l2: 0.5 },
    biasPolicy: 'fixed',
  })
  // ½ (1 − w)² · 3 + ½ · 0.5 w² is lowest at w = 3 / 3.5.
  const samples = [{ input: [1], target: [1], weight: 3 }]
  const { network: found } = train(net, samples, exact, { steps: 20 })
  expect(found.layers[0]!.weights[0]![0]).toBeCloseTo(3 / 3.5, 9)
})

it('goes on from its state, and stays where it has converged', () => {
  const samples = [deckSample]
  const whole = train(deck(), samples, exact, { steps: 9 })
  const half = train(deck(), samples, exact, { steps: 4 })
  expect(train(half.network, samples, exact, { steps: 5, state: half.state })).toEqual(whole)
  const end = train(deck(), samples, exact, { steps: 5000 })
  expect(end.state.time).toBe(5000)
  expect(step(end.network, samples, exact, end.state).networkAfter).toBe(end.network)
})

describe('what it is not for', () => {
  const refused = (run: () => unknown, code: string) =>
    expect(run).toThrow(expect.objectContaining({ code, exitCode: 2 }))

  it('is dropout, and any limit of a step', () => {
    const { layers, ...rest } = deck()
    const dropping = network({
      ...rest,
      layers: layers.map((l, i) => ({ ...l, dropout: i === 0 ? 0.5 : 0 })),
    })
    refused(
      () => step(dropping, [deckSample], exact, undefined, { random: undefined as never }),
      'masks-missing',
    )
    refused(
      () => step(dropping, [deckSample], exact, initialState(dropping, exact), { random: xoshiro(1) }),
      'dropout-with-search',
    )
    refused(() => optimizerSpec('lbfgs', {}, { maxNorm: 1 }), 'conflicting-options')
    refused(() => optimizerSpec('lbfgs', {}, { clip: { norm: 1 } }), 'conflicting-options')
  })

  it.each([
    [{ learningRate: 0.1 }, 'unknown-option'],
    [{ historySize: 2.5 }, 'not-a-count'],
    [{ historySize: 0 }, 'option-out-of-domain'],
    [{ maxLineSearch: Number.NaN }, 'option-out-of-domain'],
    [{ maxLineSearch: true }, 'option-type'],
    [{ c2: 1 }, 'option-out-of-domain'],
    [{ c1: 0.9 }, 'option-out-of-domain'],
    [{ c2: 1e-5 }, 'option-out-of-domain'],
    [{ toleranceGrad: -1 }, 'option-out-of-domain'],
  ])('are options such as %j', (options, code) => {
    refused(() => optimizerSpec('lbfgs', options as never), code)
  })
})
