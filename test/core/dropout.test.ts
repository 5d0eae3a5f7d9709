// Dropout: masks as they are drawn, what a dropped unit does to a step, and that evaluation drops nothing.
import { describe, expect, it } from 'vitest'
import { drawMasks, loss, masksFor, network, optimizerSpec, step, train } from '../../src/core/index.ts'
import { outputsOf } from '../../src/core/outputs.ts'
import { xoshiro } from '../../src/math/random.ts'
import { deck, deckSample, descent } from './networks.ts'

const half = (dropout = 0.5) => {
  const { inputs, layers, loss, biasPolicy } = deck()
  return network({ inputs, layers: [{ ...layers[0]!, dropout }, layers[1]!], loss, biasPolicy })
}

describe('masks', () => {
  it('are 0 with the probability that is asked for, else 1/(1 − p)', () => {
    const wide = network({
      inputs: 1,
      layers: [
        { weights: Array.from({ length: 20_000 }, () => [1]), activation: 'identity', dropout: 0.2 },
        { weights: [Array.from({ length: 20_000 }, () => 1)], activation: 'identity' },
      ],
      loss: 'mse',
    })
    const [mask, outputs] = drawMasks(wide, xoshiro(1))
    expect(new Set(mask)).toEqual(new Set([0, 1.25]))
    // Four standard deviations of a share of 0.2 among 20,000.
    expect(Math.abs(mask!.filter((m) => m === 0).length / 20_000 - 0.2)).toBeLessThan(0.0114)
    expect(outputs).toBeUndefined()
  })

  it('come from the generator alone, sample after sample; without dropout nothing is drawn', () => {
    const random = xoshiro(4)
    const drawn = masksFor(half(), 3, random)
    const again = xoshiro(4)
    expect(drawn).toEqual([0, 1, 2].map(() => drawMasks(half(), again)))
    const untouched = xoshiro(4)
    expect(masksFor(deck(), 3, untouched)).toBeUndefined()
    expect(untouched.state()).toEqual(xoshiro(4).state())
  })

  it('are kept in the trace', () => {
    const { samples } = step(half(), [deckSample, deckSample], descent, undefined, { random: xoshiro(4) })
    expect(samples.map(({ masks }) => masks)).toEqual(masksFor(half(), 2, xoshiro(4)))
    expect(step(deck(), [deckSample], descent).samples[0]!.masks).toBeUndefined()
  })

  it('are missed where there is no generator', () => {
    expect(() => step(half(), [deckSample], descent)).toThrow(
      expect.objectContaining({ code: 'masks-missing' }),
    )
  })
})

describe('a step', () => {
  it('leaves a dropped unit alone: its output, its delta and its gradients are 0, and 1/(1 − p) makes up for it', () => {
    // The first seed that drops the second unit alone.
    const seed = Array.from({ length: 20 }, (_, i) => i).find(
      (s) => String(drawMasks(half(), xoshiro(s))[0]) === '2,0',
    )!
    const trace = step(half(), [deckSample], descent, undefined, { random: xoshiro(seed) })
    const plain = step(deck(), [deckSample], descent)
    const [sample] = trace.samples
    expect(sample!.activations[0]).toEqual([2 * plain.samples[0]!.activations[0]![0]!, 0])
    expect(sample!.deltas[0]![1]).toBe(0)
    expect(trace.gradients[0]!.weights[1]).toEqual([0, 0])
    expect(trace.gradients[1]!.weights.every((row) => Math.abs(row[1]!) === 0)).toBe(true)
    expect(trace.networkAfter.layers[0]!.weights[1]).toEqual(half().layers[0]!.weights[1])
  })

  it('of many is as many steps, each with masks of its own', () => {
    const random = xoshiro(9)
    let net = half()
    let state: Parameters<typeof step>[3]
    for (let i = 0; i < 5; i++) {
      const trace = step(net, [deckSample], optimizerSpec('adam'), state, { random })
      ;[net, state] = [trace.networkAfter, trace.stateAfter]
    }
    const trained = train(half(), [deckSample], optimizerSpec('adam'), { steps: 5, random: xoshiro(9) })
    expect(trained).toEqual({ network: net, state })
  })
})

it('evaluation drops nothing', () => {
  expect(outputsOf(half(), deckSample.input)).toEqual(outputsOf(deck(), deckSample.input))
  expect(loss(half(), [deckSample])).toBe(loss(deck(), [deckSample]))
})
