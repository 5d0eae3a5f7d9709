// Networks of any size for tests of the page: seeded weights, one sample.
import { initialNetwork } from '../../src/core/initialize.ts'
import { optimizerSpec } from '../../src/core/optimizer.ts'
import { type NetworkFile, writeNetworkFile } from '../../src/formats/network-file.ts'
import { xoshiro } from '../../src/math/random.ts'

/** tanh and softmax, one true class. */
export function networkOf([inputs, ...units]: readonly number[]): NetworkFile {
  const network = initialNetwork(
    {
      inputs: inputs!,
      layers: units.map((n, l) => ({ units: n, activation: l < units.length - 1 ? 'tanh' : 'softmax' })),
      loss: 'cross-entropy',
    },
    'glorot-uniform',
    xoshiro(7),
  )
  const input = Array.from({ length: inputs! }, (_, i) => (i % 17) / 17)
  const target = Array.from({ length: units.at(-1)! }, (_, k) => (k === 2 ? 1 : 0))
  return {
    name: [inputs, ...units].join('-'),
    network,
    samples: [{ input, target }],
    optimizer: optimizerSpec('sgd', { learningRate: 0.1 }),
    inputNames: undefined,
    unitNames: units.map(() => undefined),
    encoding: undefined,
    training: undefined,
  }
}

export const networkText = (sizes: readonly number[]): string => writeNetworkFile(networkOf(sizes))
