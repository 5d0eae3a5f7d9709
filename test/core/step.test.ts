// A step: immutable, the same as many; shared and fixed biases; batches; the state of the optimizers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BiasPolicy,
  gradientOf,
  initialState,
  loss,
  type Network,
  type OptimizerSpec,
  type OptimizerState,
  optimizerSpec,
  step,
  train,
} from '../../src/core/index.ts'
import { deck, deckSample, deepFreeze, descent, networkOf, sampleOf } from './networks.ts'

const optimizers: readonly OptimizerSpec[] = [
  descent,
  optimizerSpec('sgd', { momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  optimizerSpec('rmsprop', { centered: true, momentum: 0.5 }),
  optimizerSpec('adagrad', { rateDecay: 0.1, initialAccumulator: 0.1 }),
  optimizerSpec('adam'),
  optimizerSpec('adamw'),
]
const policies: readonly BiasPolicy[] = ['per-neuron', 'shared', 'fixed']
const every = optimizers.flatMap((optimizer) =>
  policies.map((policy) => [optimizer.name, policy, optimizer] as const),
)

const arbitrary = (biasPolicy: BiasPolicy) =>
  fc.tuple(
    networkOf({ widths: [3, 4, 2], hidden: ['relu'], output: 'softmax', loss: 'cross-entropy', biasPolicy }),
    fc.array(sampleOf(3, 2, 'cross-entropy'), { minLength: 4, maxLength: 4 }),
  )

describe('train', () => {
  it.each(every)('%s, biases %s: equal to repeated steps to the bit', (_, policy, optimizer) => {
    fc.assert(
      fc.property(arbitrary(policy), ([start, samples]) => {
        const batches = [[0, 1, 2], [3], [2, 0]]
        let [net, state]: [Network, OptimizerState] = [start, initialState(start, optimizer)]
        for (let i = 0; i < 7; i++) {
          const batch = batches[i % 3]!.map((row) => samples[row]!)
          const trace = step(net, batch, optimizer, state)
          net = trace.networkAfter
          state = trace.stateAfter
        }
        const trained = train(start, samples, optimizer, { steps: 7, batches })
        expect(trained).toEqual({ network: net, state })

        const half = train(start, samples, optimizer, { steps: 3, batches })
        expect(train(half.network, samples, optimizer, { steps: 4, batches, state: half.state })).toEqual(
          trained,
        )
      }),
      { numRuns: 5, seed: 3 },
    )
  })

  it('stops at a loss without a value, and says where', () => {
    const wild = optimizerSpec('sgd', { learningRate: 1e200 })
    const net = {
      ...deck(),
      layers: deck().layers.map((l) => ({ ...l, activation: { name: 'identity', parameters: {} } as const })),
    }
    expect(() => train(net, [deckSample], wild, { steps: 20 })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/overflow|undefined-value/), exitCode: 1 }),
    )
  })

  it.each([
    [{ steps: 1, batches: [] }, 'empty-batch'],
    [{ steps: 1, batches: [[]] }, 'empty-batch'],
    [{ steps: 1, batches: [[1]] }, 'unknown-row'],
  ])('refuses %j', (options, code) => {
    expect(() => train(deck(), [deckSample], descent, options)).toThrow(expect.objectContaining({ code }))
  })
})

describe('a step', () => {
  it.each(every)('%s, biases %s: changes nothing that it was given', (_, policy, optimizer) => {
    fc.assert(
      fc.property(arbitrary(policy), ([net, samples]) => {
        deepFreeze([net, samples, optimizer])
        const first = deepFreeze(step(net, samples, optimizer))
        const before = JSON.stringify(first)
        step(first.networkAfter, samples, optimizer, first.stateAfter)
        train(first.networkAfter, samples, optimizer, { steps: 2, state: first.stateAfter })
        expect(JSON.stringify(first)).toBe(before)
      }),
      { numRuns: 3, seed: 3 },
    )
  })

  it('with fixed biases keeps them, and still tells their gradients', () => {
    const trace = step(deck('fixed'), [deckSample], descent)
    expect(trace.networkAfter.layers.map(({ biases }) => biases)).toEqual(
      trace.network.layers.map(({ biases }) => biases),
    )
    const [deltaH1, deltaH2] = trace.samples[0]!.deltas[0] as [number, number]
    expect(trace.gradients[0]!.biases).toEqual([deltaH1, deltaH2])
    expect(gradientOf(trace, { kind: 'bias', layer: 0, unit: 'all' })).toBe(deltaH1 + deltaH2)
  })

  it('with shared biases keeps them equal', () => {
    const trace = step(deck('shared'), [deckSample], descent)
    for (const [layer, { biases }] of trace.networkAfter.layers.entries()) {
      const gradient = gradientOf(trace, { kind: 'bias', layer, unit: 'all' })
      expect(trace.gradients[layer]!.biases).toEqual([gradient, gradient])
      expect(biases[0]).toBe(biases[1])
    }
  })

  it('on a batch has the mean of the losses and of the gradients; with sum, N times as much', () => {
    const samples = [
      deckSample,
      { input: [0.4, -0.3], target: [0.9, 0.2] },
      { input: [-1, 2], target: [0, 1] },
    ]
    const mean = step(deck(), samples, descent)
    const alone = samples.map((sample) => step(deck(), [sample], descent))
    const weight = { kind: 'weight', layer: 1, to: 0, from: 1 } as const
    const gradients = alone.map((trace) => gradientOf(trace, weight))
    expect(mean.loss).toBe((1 / 3) * (alone[0]!.loss + alone[1]!.loss + alone[2]!.loss))
    expect(gradientOf(mean, weight)).toBe((1 / 3) * (gradients[0]! + gradients[1]! + gradients[2]!))
    expect(loss(deck(), samples)).toBe(mean.loss)

    const summed = step({ ...deck(), loss: { ...deck().loss, reduction: 'sum' } }, samples, descent)
    expect(summed.loss).toBe(alone[0]!.loss + alone[1]!.loss + alone[2]!.loss)
    expect(gradientOf(summed, weight)).toBe(gradients[0]! + gradients[1]! + gradients[2]!)
  })
})
