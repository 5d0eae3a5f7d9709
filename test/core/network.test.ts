// Networks and samples: defaults, order of parameters, and what is refused, with the place.
import { describe, expect, it } from 'vitest'
import {
  checkSample,
  explainNonFinite,
  forward,
  initialNetwork,
  type Network,
  type NetworkDescription,
  network,
  optimizerSpec,
  parametersOf,
  parameterValue,
  type Sample,
  withParameter,
} from '../../src/core/index.ts'
import type { PasoError } from '../../src/errors.ts'
import { parameterKey } from '../../src/math/quantity.ts'
import { xoshiro } from '../../src/math/random.ts'
import { deck, deckSample } from './networks.ts'

const small = {
  inputs: 1,
  layers: [{ weights: [[1]], activation: 'identity' }],
  loss: 'mse',
} as const satisfies NetworkDescription

/** The error that a call ends in. */
function errorOf(call: () => unknown): PasoError {
  try {
    call()
  } catch (error) {
    return error as PasoError
  }
  throw new Error('nothing was refused')
}

describe('network', () => {
  it('fills in the defaults', () => {
    const layer = { weights: [[1], [2]], biases: 3, activation: 'leaky-relu' } as const
    const net = network({
      inputs: 1,
      layers: [layer, { weights: [[1, 1]], activation: 'identity' }],
      loss: 'huber',
    })
    expect(net).toEqual({
      inputs: 1,
      layers: [
        {
          weights: [[1], [2]],
          biases: [3, 3],
          activation: { name: 'leaky-relu', parameters: { slope: 0.01 } },
          dropout: 0,
        },
        { weights: [[1, 1]], biases: [0], activation: { name: 'identity', parameters: {} }, dropout: 0 },
      ],
      loss: {
        name: 'huber',
        parameters: { delta: 1 },
        reduction: 'mean',
        l1: 0,
        l2: 0,
        labelSmoothing: 0,
      },
      biasPolicy: 'per-neuron',
    })
  })

  const layer = small.layers[0]
  const refused: readonly (readonly [string, string, unknown])[] = [
    ['not-a-count', 'inputs', { ...small, inputs: 1.5 }],
    ['not-a-count', 'layers.length', { ...small, layers: [] }],
    ['wrong-shape', 'layers[0].weights', { ...small, layers: [{ ...layer, weights: [[1, 2]] }] }],
    ['wrong-shape', 'layers[0].weights', { ...small, layers: [{ ...layer, units: 2 }] }],
    ['wrong-shape', 'layers[0].biases', { ...small, layers: [{ ...layer, biases: [1, 2] }] }],
    ['not-finite', 'layers[0].weights[0][0]', { ...small, layers: [{ ...layer, weights: [[Number.NaN]] }] }],
    ['not-finite', 'layers[0].biases[0]', { ...small, layers: [{ ...layer, biases: Infinity }] }],
    ['illegal-output', 'the last layer.', { ...small, loss: 'binary-cross-entropy' }],
    [
      'unknown-activation',
      'layers[0].activation',
      { ...small, layers: [{ ...layer, activation: 'sigmod' }] },
    ],
    ['unknown-loss', 'loss', { ...small, loss: 'toString' }],
    ['unknown-function-parameter', 'loss', { ...small, loss: { name: 'mse', parameters: { delta: 1 } } }],
    [
      'parameter-out-of-range',
      'loss.parameters.delta',
      { ...small, loss: { name: 'huber', parameters: { delta: 0 } } },
    ],
    ['dropout-out-of-range', 'layers[0].dropout', { ...small, layers: [{ ...layer, dropout: 1 }] }],
    ['dropout-out-of-range', 'layers[0].dropout', { ...small, layers: [{ ...layer, dropout: -0.1 }] }],
    ['dropout-of-outputs', 'layers[0].dropout', { ...small, layers: [{ ...layer, dropout: 0.5 }] }],
    ['parameter-out-of-range', 'loss.l1', { ...small, loss: { name: 'mse', l1: -1 } }],
    ['parameter-out-of-range', 'loss.l2', { ...small, loss: { name: 'mse', l2: Number.NaN } }],
    ['parameter-out-of-range', 'loss.labelSmoothing', { ...small, loss: { name: 'mse', labelSmoothing: 1 } }],
    ['cannot-smooth', 'loss.labelSmoothing', { ...small, loss: { name: 'mse', labelSmoothing: 0.1 } }],
    [
      'unequal-biases',
      'layers[0].biases',
      {
        ...small,
        biasPolicy: 'shared',
        layers: [{ weights: [[1], [1]], biases: [1, 2], activation: 'tanh' }],
      },
    ],
  ]
  it.each(refused)('refuses: %s at %s', (code, where, description) => {
    const error = errorOf(() => network(description as NetworkDescription))
    expect(error).toMatchObject({ code, exitCode: 2, texts: { en: { where } } })
  })

  it('says how a transposed matrix would fit', () => {
    const layers = [
      {
        weights: [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        activation: 'tanh',
      },
      { units: 1, weights: [[0.1], [0.2], [0.3]], activation: 'identity' },
    ] as const
    const error = errorOf(() => network({ inputs: 2, layers, loss: 'mse' }))
    expect(error.texts.es).toEqual({
      what: 'los pesos de la capa 2 no coinciden con las capas.',
      where: 'layers[1].weights',
      expected: '1 fila de 3 pesos: una fila por neurona, un peso por entrada.',
      received: '3 filas de 1 peso.',
      hint: 'trasponer la matriz: [[0.1, 0.2, 0.3]].',
    })
  })

  it('copies the arrays that it is given', () => {
    const weights = [[1]]
    const net = network({ ...small, layers: [{ weights, activation: 'identity' }] })
    weights[0]![0] = 2
    expect(net.layers[0]!.weights).toEqual([[1]])
  })
})

describe('initialNetwork', () => {
  const shape = {
    inputs: 3,
    layers: [
      { units: 4, activation: 'relu', initializer: 'he-normal' },
      { units: 2, activation: 'softmax' },
    ],
    loss: 'cross-entropy',
  } as const

  it('gives the same network for the same seed, layer after layer', () => {
    const random = xoshiro(5)
    const net = initialNetwork(shape, 'glorot-uniform', random)
    expect(initialNetwork(shape, 'glorot-uniform', xoshiro(5))).toEqual(net)
    expect(net.layers.map(({ weights, biases }) => [weights.length, weights[0]!.length, biases])).toEqual([
      [4, 3, [0, 0, 0, 0]],
      [2, 4, [0, 0]],
    ])
    // Glorot and Bengio (2010): uniform within sqrt(6 / (inputs + outputs)) = 1 here.
    expect(net.layers[1]!.weights.flat().every((weight) => weight >= -1 && weight < 1)).toBe(true)
    expect(initialNetwork(shape, 'glorot-uniform', random)).not.toEqual(net)
  })

  it('takes parameters, and refuses what it does not know', () => {
    const net = initialNetwork(shape, { name: 'uniform', parameters: { limit: 1e-3 } }, xoshiro(1))
    expect(net.layers[1]!.weights.flat().every((weight) => Math.abs(weight) <= 1e-3)).toBe(true)
    expect(errorOf(() => initialNetwork(shape, 'xavier' as 'zeros', xoshiro(1)))).toMatchObject({
      code: 'unknown-initializer',
    })
    expect(errorOf(() => initialNetwork({ ...shape, inputs: 0 }, 'zeros', xoshiro(1)))).toMatchObject({
      code: 'not-a-count',
    })
  })
})

describe('samples', () => {
  const classes = network({
    inputs: 1,
    layers: [{ weights: [[1], [2]], activation: 'softmax' }],
    loss: 'cross-entropy',
  })
  const refused: readonly (readonly [string, Network, Sample])[] = [
    ['input-count', deck(), { input: [1], target: [0, 1] }],
    ['target-count', deck(), { input: [1, 2], target: [0] }],
    ['not-finite', deck(), { input: [1, Number.NaN], target: [0, 1] }],
    ['target-out-of-domain', classes, { input: [1], target: [2, -1] }],
    ['targets-not-probabilities', classes, { input: [1], target: [0.5, 0.4] }],
  ]
  it.each(refused)('refuses: %s', (code, net, sample) => {
    expect(errorOf(() => checkSample(net, sample))).toMatchObject({ code })
  })
})

describe('parameters', () => {
  const keys = (net: Network) => Array.from(parametersOf(net), parameterKey).join(' ')

  it('come layer by layer, a common bias last', () => {
    expect(keys(deck())).toBe(
      'w0.0.0 w0.0.1 w0.1.0 w0.1.1 ball w1.0.0 w1.0.1 w1.1.0 w1.1.1 ball'
        .replace('ball', 'b0.all')
        .replace('ball', 'b1.all'),
    )
  })

  it('come with one bias for each unit when they are trained one by one, or differ', () => {
    const each = 'w0.0.0 w0.0.1 b0.0 w0.1.0 w0.1.1 b0.1'
    expect(keys(deck('per-neuron')).startsWith(each)).toBe(true)
    expect(keys(withParameter(deck(), { kind: 'bias', layer: 0, unit: 1 }, 0)).startsWith(each)).toBe(true)
  })

  it('are changed one at a time, and read back', () => {
    for (const policy of ['per-neuron', 'shared', 'fixed'] as const) {
      const net = deck(policy)
      for (const ref of parametersOf(net)) {
        const changed = withParameter(net, ref, 9)
        const different = Array.from(parametersOf(net)).filter(
          (p) => parameterValue(changed, p) !== parameterValue(net, p),
        )
        expect(different).toEqual([ref])
        expect(parameterValue(changed, ref)).toBe(9)
      }
    }
  })

  it.each([
    { kind: 'weight', layer: 2, to: 0, from: 0 },
    { kind: 'weight', layer: 0, to: 0, from: 2 },
    { kind: 'bias', layer: 0, unit: 2 },
  ] as const)('refuses %j', (ref) => {
    expect(errorOf(() => parameterValue(deck(), ref))).toMatchObject({ code: 'unknown-parameter' })
  })
})

describe('optimizers', () => {
  it.each([
    ['unknown-optimizer', 'sdg', {}],
    ['unknown-option', 'sgd', { learningrate: 1 }],
    ['option-type', 'sgd', { nesterov: 1 }],
    ['option-out-of-domain', 'adam', { beta1: 1 }],
  ])('refuses: %s', (code, name, options) => {
    expect(errorOf(() => optimizerSpec(name as 'sgd', options as Record<string, number>))).toMatchObject({
      code,
    })
  })
})

describe('a loss that is not finite', () => {
  const one = (
    weights: readonly number[],
    activation: 'sigmoid' | 'identity',
    loss: 'binary-cross-entropy' | 'mse',
  ) => network({ inputs: weights.length, layers: [{ weights: [weights], activation }], loss })
  const explained = (net: Network, sample: Sample) => explainNonFinite(net, forward(net, sample))

  it('is infinite where the sigmoid rounds to 1; the form from z has a value', () => {
    const net = one([37.2], 'sigmoid', 'binary-cross-entropy')
    expect(explained(net, { input: [1], target: [0] })).toMatchObject({
      code: 'infinite-loss',
      exitCode: 1,
      texts: {
        en: {
          where: 'output 1: z = 37.2, a = 1, target = 0.',
          hint: 'the same loss computed from z, without passing through a. It is 37.2 here.',
        },
      },
    })
  })

  it('has no value where two products pass the largest double', () => {
    const error = explained(one([1e308, -1e308], 'identity', 'mse'), { input: [10, 10], target: [0] })
    expect(error).toMatchObject({
      code: 'undefined-value',
      exitCode: 1,
      texts: {
        en: {
          what: 'z_1^(1) is Infinity − Infinity.',
          where: 'sample 1, layer 1, unit 1: w_11^(1) · x_1 = 10³⁰⁸ · 10 and w_12^(1) · x_2 = (−10³⁰⁸) · 10.',
          why: 'both products pass the largest double, 1.8·10³⁰⁸.',
        },
      },
    })
  })

  it.each([1e308, 1e200])(
    'overflows where one product does, or the square of a large output: %d',
    (weight) => {
      const error = explained(one([weight], 'identity', 'mse'), { input: [10], target: [0] })
      expect(error).toMatchObject({ code: 'overflow', exitCode: 1 })
    },
  )

  it('is not told of a finite one', () => {
    expect(explained(deck(), deckSample)).toBeUndefined()
  })
})
