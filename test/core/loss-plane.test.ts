// The loss over two weights of the deck, against NumPy and SciPy; of a batch with penalties, against PyTorch.
import { describe, expect, it } from 'vitest'
import { firstLow, lossPlane, lowestRate, minimumNear, planeStep } from '../../src/core/loss-plane.ts'
import { network as networkFrom } from '../../src/core/network.ts'
import { step } from '../../src/core/step.ts'
import { loadExample } from '../../src/formats/examples.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import oracle from '../oracle/surface.json' with { type: 'json' }

const { network, samples, optimizer } = await loadExample('deck')

const weightAt = ([layer, to, from]: readonly number[]): ParameterRef => ({
  kind: 'weight',
  layer: layer!,
  to: to!,
  from: from!,
})

describe.each(oracle.cases)('over the weights $pair', ({ pair, start, box, points, minimum, low }) => {
  const plane = lossPlane(network, samples, [weightAt(pair[0]!), weightAt(pair[1]!)])

  it('has the losses and slopes of NumPy', () => {
    expect(plane.start).toEqual(start)
    for (const { at, loss, slope } of points) {
      const point = at as [number, number]
      // A dozen roundings; targets near an output leave their difference with fewer digits.
      expect(Math.abs(plane.lossAt(point) - loss)).toBeLessThanOrEqual(1e-15)
      const [x, y] = plane.slopeAt(point)
      expect(Math.abs(x - slope[0]!)).toBeLessThanOrEqual(1e-16)
      expect(Math.abs(y - slope[1]!)).toBeLessThanOrEqual(1e-16)
    }
  })

  it('finds a lowest point as low as SciPy’s within the box', () => {
    const [least, most] = box as [number, number]
    const found = minimumNear(plane, plane.start, 1, 1e-4, { low: [least, least], high: [most, most] })
    expect(plane.lossAt(found)).toBeLessThanOrEqual(minimum + 1e-8)
  })

  it('finds where a step along the slope is longest before the loss rises', () => {
    const rates = Array.from({ length: 400 }, (_, i) => 10 ** (-2 + (i * 6) / 399))
    const losses = rates.map((rate) => plane.lossAt(planeStep(plane, plane.start, rate)))
    const at = firstLow(losses)
    if (low.rate > 1900) return
    // Between its neighbours on the list.
    expect(rates[at! - 1]!).toBeLessThanOrEqual(low.rate)
    expect(rates[at! + 1]!).toBeGreaterThanOrEqual(low.rate)
    const found = lowestRate(plane, plane.start, plane.slopeAt(plane.start), rates[at! - 1]!, rates[at! + 1]!)
    // The loss is flat around its lowest point: half of its digits tell where that is.
    expect(Math.abs(found / low.rate - 1)).toBeLessThanOrEqual(2e-6)
  })
})

it('has PyTorch’s losses and slopes of a batch, penalties with them', () => {
  const { inputs, targets, hidden, hiddenBias, output, outputBias, l1, l2, pair, points } = oracle.batch
  const softmax = networkFrom({
    inputs: 3,
    layers: [
      { weights: hidden, biases: hiddenBias, activation: 'tanh' },
      { weights: output, biases: outputBias, activation: 'softmax' },
    ],
    loss: { name: 'cross-entropy', l1, l2 },
  })
  const rows = inputs.map((input, n) => ({ input, target: targets[n]! }))
  const plane = lossPlane(softmax, rows, [weightAt(pair[0]!), weightAt(pair[1]!)])
  for (const { at, loss, slope } of points) {
    const point = at as [number, number]
    expect(Math.abs(plane.lossAt(point) - loss)).toBeLessThanOrEqual(1e-15)
    const [x, y] = plane.slopeAt(point)
    expect(Math.abs(x - slope[0]!)).toBeLessThanOrEqual(1e-15)
    expect(Math.abs(y - slope[1]!)).toBeLessThanOrEqual(1e-15)
  }
})

it('steps as the whole network does, in the two parameters', () => {
  const pair = [weightAt([1, 0, 0]), weightAt([0, 1, 1])] as const
  const plane = lossPlane(network, samples, pair)
  const { layers } = step(network, samples, optimizer).networkAfter
  const rate = optimizer.options.learningRate as number
  expect(planeStep(plane, plane.start, rate)).toEqual([layers[1]!.weights[0]![0], layers[0]!.weights[1]![1]])
})

describe('firstLow', () => {
  it.each([
    [[3, 2, 1, 2], 2],
    [[3, 2, 1], undefined],
    [[1, 2, 3], undefined],
    [[3, 2, 2, 5, 1], 2],
    [[3, 2, Number.NaN], 1],
    [[3, 2, Number.POSITIVE_INFINITY], 1],
  ])('%j', (losses, low) => expect(firstLow(losses)).toBe(low))
})
