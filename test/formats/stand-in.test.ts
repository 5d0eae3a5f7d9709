// The stand-in sample: it fits its network, and is what a model's encoding takes for the mean.
import { describe, expect, it } from 'vitest'
import '../../src/whole.ts'
import { network } from '../../src/core/network.ts'
import { checkSample } from '../../src/core/samples.ts'
import { standInSample } from '../../src/formats/stand-in.ts'
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
    const sample = standInSample({ network: built, encoding: undefined })
    expect(() => checkSample(built, sample)).not.toThrow()
    expect(sample.input).toEqual([0, 0])
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
    expect(standInSample({ network: built, encoding })).toEqual({ input: [0, 0, 1, 0, 1, 0], target: [0] })
  })
})
