// The first weights: drawn from the seed as the initializer says, and recorded in the model.
import { expect, it } from 'vitest'
import { type InitializerOption, mlp } from '../../src/library/index.ts'
import {
  biasInitializerNames,
  initialBiases,
  initializerNames,
  initialWeights,
} from '../../src/math/initializers.ts'
import { xoshiro } from '../../src/math/random.ts'
import { irisInputs, irisSpecies } from './tables.ts'

const split = { train: irisInputs.map((_, row) => row) }

/** A training whose steps are too small to move a weight. */
function firstNetwork(options: {
  initializer?: InitializerOption
  biasInitializer?: InitializerOption
  activation?: 'relu' | 'tanh'
}) {
  const still = { hidden: [6], epochs: 1, optimizer: 'sgd', learningRate: 1e-300 } as const
  return mlp({ ...still, ...options }).fitSync(irisInputs, irisSpecies, { seed: 5, split }).model
}

const drawn = (hidden: string, output: string, parameters?: Record<string, number>) => {
  const random = xoshiro(5)
  const first = initialWeights(hidden, 4, 6, random, parameters)
  return [first, initialWeights(output, 6, 3, random, parameters)]
}
const weightsOf = ({ network }: ReturnType<typeof firstNetwork>) =>
  network.layers.map((layer) => layer.weights)

it.each(initializerNames)('%s draws the weights of every layer', (name) => {
  const model = firstNetwork({ initializer: name })
  expect(weightsOf(model)).toEqual(drawn(name, name))
  expect(model.network.layers.map(({ biases }) => biases.every((bias) => Math.abs(bias) < 1e-290))).toEqual([
    true,
    true,
  ])
})

it.each([
  [{ name: 'uniform', limit: 0.3 }],
  [{ name: 'normal', deviation: 0.2 }],
  [{ name: 'orthogonal', gain: 1.4 }],
] as const)('%o has a number of its own', async (initializer) => {
  const { name, ...parameters } = initializer
  const model = firstNetwork({ initializer })
  expect(weightsOf(model)).toEqual(drawn(name, name, parameters))
  expect(JSON.parse(await model.save()).training.recipe.initializer).toEqual(initializer)
})

it('is Glorot, and He where hidden units are silent on one side, when nothing is said', () => {
  expect(weightsOf(firstNetwork({ activation: 'tanh' }))).toEqual(drawn('glorot-uniform', 'glorot-uniform'))
  expect(weightsOf(firstNetwork({ activation: 'relu' }))).toEqual(drawn('he-uniform', 'glorot-uniform'))
})

it.each(biasInitializerNames)('%s draws the biases, each layer after its weights', (name) => {
  const { layers } = firstNetwork({ biasInitializer: name, activation: 'tanh' }).network
  const random = xoshiro(5)
  for (const [l, [inputs, units]] of [
    [4, 6],
    [6, 3],
  ].entries()) {
    expect(layers[l]!.weights).toEqual(initialWeights('glorot-uniform', inputs!, units!, random))
    const drawn = initialBiases(name, inputs!, units!, random)
    expect(layers[l]!.biases.map((bias) => (Math.abs(bias) < 1e-290 ? 0 : bias))).toEqual(drawn)
  }
})

it('draws biases with a number of their own', async () => {
  const biasInitializer = { name: 'uniform', limit: 0.4 } as const
  const model = firstNetwork({ biasInitializer })
  const biases = model.network.layers.flatMap((layer) => layer.biases)
  expect(Math.max(...biases.map(Math.abs))).toBeLessThan(0.4)
  expect(Math.max(...biases.map(Math.abs))).toBeGreaterThan(0.2)
  expect(JSON.parse(await model.save()).training.recipe.biasInitializer).toEqual(biasInitializer)
})
