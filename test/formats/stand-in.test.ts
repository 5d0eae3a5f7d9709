// The stand-in sample: it fits its network, and is what a model's encoding takes for the mean.
import { describe, expect, it } from 'vitest'
import '../../src/whole.ts'
import { network } from '../../src/core/network.ts'
import { optimizerSpec } from '../../src/core/optimizer.ts'
import { checkSamples } from '../../src/core/samples.ts'
import { step } from '../../src/core/step.ts'
import { standInSamples } from '../../src/formats/stand-in.ts'
import { activationNames } from '../../src/math/activations.ts'
import { legalPair, lossNames } from '../../src/math/losses.ts'

describe('a stand-in', () => {
  it.each(lossNames)('fits a network with the loss %s', (loss) => {
    const activation = activationNames.find((name) => legalPair(name, loss))!
    const built = network({
      inputs: 2,
      loss,
      layers: [
        {
          weights: [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
          activation,
        },
      ],
    })
    const samples = standInSamples({ network: built, encoding: undefined })
    expect(() => checkSamples(built, samples)).not.toThrow()
    expect(samples.map(({ input }) => input)).toEqual([[0, 0]])
  })

  it('takes the means of numbers, and what a missing category counts as', () => {
    const built = network({
      inputs: 6,
      loss: 'mse',
      layers: [{ weights: [[1, 2, 3, 4, 5, 6]], activation: 'identity' }],
    })
    const encoding = {
      inputs: [
        { kind: 'number', name: 'age', mean: 40, scale: 10 },
        { kind: 'category', name: 'colour', categories: ['blue', 'green', 'red'], missing: 'green' },
        { kind: 'category', name: 'size', categories: ['large', 'small'] },
      ],
      target: { kind: 'number', name: 'price', mean: 100, scale: 20 },
    } as const
    expect(standInSamples({ network: built, encoding })).toEqual([{ input: [0, 0, 1, 0, 1, 0], target: [0] }])
  })

  it('is two rows for batch normalization, which a step takes', () => {
    const built = network({
      inputs: 2,
      loss: 'half-squared-error',
      layers: [
        {
          weights: [
            [1, -2],
            [0.5, 3],
          ],
          activation: 'tanh',
          normalization: 'batch',
        },
        { weights: [[1, 2]], activation: 'identity' },
      ],
    })
    const samples = standInSamples({ network: built, encoding: undefined })
    expect(samples.map(({ input }) => input)).toEqual([
      [0, 0],
      [1, 1],
    ])
    expect(step(built, samples, optimizerSpec('sgd')).loss).toBeGreaterThan(0)
  })
})
