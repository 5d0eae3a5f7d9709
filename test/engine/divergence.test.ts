// A training that runs away stops in the step in which its first number is not finite, whichever number that is, in both engines.
import { describe, expect, it } from 'vitest'
import { hasDropout } from '../../src/core/dropout.ts'
import {
  type LayerDescription,
  type NetworkDescription,
  network,
  optimizerSpec,
  type Sample,
  type StepTrace,
  step,
} from '../../src/core/index.ts'
import { initialState } from '../../src/core/update.ts'
import { batchEnd, leastRows } from '../../src/engine/batches.ts'
import type { DivergedError } from '../../src/engine/divergence.ts'
import { flatRows } from '../../src/engine/engine.ts'
import { javascript } from '../../src/engine/javascript.ts'
import { rangeTest } from '../../src/engine/range-test.ts'
import { trainSync } from '../../src/engine/trainer.ts'
import type { Epoch, TrainingPlan, TrainingState } from '../../src/engine/training-plan.ts'
import { PasoError } from '../../src/errors.ts'
import { keyOf, type Quantity } from '../../src/math/quantity.ts'
import { xoshiro } from '../../src/math/random.ts'
import { exactEngines } from './engines.ts'

const named = (quantity: Quantity): string =>
  keyOf(quantity)
    .replace(/\/(\d+|all)/g, '')
    .replace(/@\d+$/, '')

type OptimizerArguments = Parameters<typeof optimizerSpec>

interface Case {
  readonly network: NetworkDescription
  readonly optimizer?: OptimizerArguments
  readonly inputs?: readonly (readonly number[])[]
  readonly targets?: readonly (readonly number[])[]
  readonly weights?: readonly number[]
  readonly batchSize?: number
  /** The first number that is not finite, as `keyOf` names it but for its sample and its time, and what it is. */
  readonly first: string
  readonly value?: number
  readonly layer: number
  /** Of the run, where it is known beforehand. */
  readonly step?: number
}

/** One weight for each activation. */
const chain = (...layers: readonly LayerDescription[]): NetworkDescription => ({
  inputs: 1,
  layers: layers as NetworkDescription['layers'],
  loss: 'half-squared-error',
})

const unit = (weight: number, activation: LayerDescription['activation'] = 'identity'): LayerDescription => ({
  weights: [[weight]],
  activation,
})

/** Each step multiplies the weights by 1 − α · λ = −10⁵⁰, and the bounded outputs keep the loss within 1/2. */
const decay = { learningRate: 1, weightDecay: 1e50 }

/** Four rows that leave the sigmoid flat: nothing but the decay moves a weight. */
const flat = { inputs: [[1], [1], [1], [1]], targets: [[1], [1], [1], [1]] }

const cases: Readonly<Record<string, Case>> = {
  'a sum that is too large': {
    network: chain(unit(1e200), unit(1)),
    inputs: [[1e200]],
    first: 'z0.0',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'a sum that a saturated unit hides': {
    network: chain(unit(1), unit(1e200, 'tanh'), unit(1)),
    inputs: [[1], [-1e200]],
    first: 'z1.0',
    value: -Infinity,
    layer: 1,
    step: 1,
  },
  'a sum without a value that ReLU hides': {
    network: {
      inputs: 2,
      layers: [{ weights: [[1e200, -1e200]], activation: 'relu' }, unit(1)],
      loss: 'mse',
    },
    inputs: [[1e200, 1e200]],
    first: 'z0.0',
    value: Number.NaN,
    layer: 0,
    step: 1,
  },
  'an output that softmax hides': {
    network: {
      inputs: 1,
      layers: [{ weights: [[1], [-1e200]], activation: 'softmax' }],
      loss: 'cross-entropy',
    },
    inputs: [[1e200]],
    targets: [[1, 0]],
    first: 'z0.1',
    value: -Infinity,
    layer: 0,
    step: 1,
  },
  'an activation': {
    network: chain(unit(1, { name: 'leaky-relu', parameters: { slope: 1e200 } }), unit(1)),
    inputs: [[-1e200]],
    first: 'a0.0',
    value: -Infinity,
    layer: 0,
    step: 1,
  },
  'a loss': {
    network: chain(unit(1)),
    inputs: [[1], [1e200]],
    first: 'e.0',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'a sum of losses': {
    network: chain(unit(1)),
    inputs: [[1.2e154], [1.2e154], [1.2e154]],
    // Each loss is 0.72 · 10³⁰⁸.
    first: 'L',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'a penalty': {
    network: { ...chain(unit(1e160)), loss: { name: 'half-squared-error', l2: 1 } },
    inputs: [[0]],
    first: 'L',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'dL/da of a hidden layer': {
    network: chain(unit(0), unit(1e200)),
    inputs: [[1]],
    targets: [[1e150]],
    first: 'd(l,a0.0)',
    value: -Infinity,
    layer: 0,
    step: 1,
  },
  'a gradient': {
    network: chain(unit(1e-200)),
    inputs: [[1e200]],
    targets: [[1e150]],
    first: 'd(L,w0.0.0@0)',
    value: -Infinity,
    layer: 0,
    step: 1,
  },
  'a gradient that a limit of its value hides': {
    network: chain(unit(1e-200)),
    optimizer: ['sgd', { learningRate: 1 }, { clip: { value: 1 } }],
    inputs: [[1e200]],
    targets: [[1e150]],
    first: 'd(L,w0.0.0@0)',
    value: -Infinity,
    layer: 0,
    step: 1,
  },
  'a norm that a limit hides': {
    network: chain(unit(1e-100)),
    optimizer: ['sgd', { learningRate: 1 }, { clip: { norm: 1 } }],
    inputs: [[1e100]],
    targets: [[1e100]],
    first: 'norm(g)',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'a norm of weights that its limit hides': {
    network: chain(unit(1e-100)),
    optimizer: ['sgd', { learningRate: 1e150 }, { maxNorm: 1 }],
    inputs: [[1e100]],
    targets: [[0]],
    first: 'norm(w0.0)',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'the second moment of Adam': {
    network: chain(unit(1e-100)),
    optimizer: ['adam', { learningRate: 1e-3 }],
    inputs: [[1e100]],
    targets: [[1e100]],
    first: 'second-moment(w0.0.0)',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'the sum of squares of Adagrad': {
    network: chain(unit(0)),
    optimizer: ['adagrad', { learningRate: 1e-3 }],
    inputs: [[1e10]],
    targets: [[1e150]],
    first: 'square-sum(w0.0.0)',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'the mean square of RMSprop': {
    network: chain(unit(0)),
    optimizer: ['rmsprop', { learningRate: 1e-3 }],
    inputs: [[1e10]],
    targets: [[1e150]],
    first: 'second-moment(w0.0.0)',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'the velocity of momentum': {
    network: chain(unit(0, 'sigmoid')),
    optimizer: ['sgd', { learningRate: 1, momentum: 0.9, weightDecay: 1e308 }],
    inputs: [[0]],
    targets: [[1]],
    first: 'velocity(b0.0)',
    layer: 0,
  },
  'a weight': {
    network: chain(unit(1, 'sigmoid')),
    optimizer: ['sgd', decay],
    ...flat,
    // 10⁵⁰ to the power of 7 is the first beyond 1.8 · 10³⁰⁸.
    first: 'w0.0.0',
    value: -Infinity,
    layer: 0,
    step: 7,
  },
  'a weight, in batches of one': {
    network: chain(unit(1, 'sigmoid')),
    optimizer: ['sgd', decay],
    ...flat,
    batchSize: 1,
    first: 'w0.0.0',
    value: -Infinity,
    layer: 0,
    step: 7,
  },
  'a weight, where outputs are dropped': {
    network: chain({ ...unit(1, 'sigmoid'), dropout: 0.5 }, unit(1, 'sigmoid')),
    optimizer: ['sgd', decay],
    ...flat,
    batchSize: 2,
    first: 'w0.0.0',
    value: -Infinity,
    layer: 0,
    step: 7,
  },
  'the variance of a batch': {
    network: chain({ ...unit(1e200), normalization: 'batch' }, unit(1)),
    inputs: [[1], [2]],
    first: 'variance0.0',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'the variance of a row': {
    network: {
      inputs: 1,
      layers: [
        { weights: [[1e200], [-1e200]], activation: 'tanh', normalization: 'layer' },
        { weights: [[1, 1]], activation: 'identity' },
      ],
      loss: 'mse',
    },
    inputs: [[1]],
    first: 'variance0.all',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'a normalized sum that a saturated unit hides': {
    network: chain(
      {
        weights: [[1]],
        activation: 'tanh',
        normalization: { kind: 'batch', scales: 1e308, shifts: 1e308 },
      },
      unit(1),
    ),
    inputs: [[1], [2]],
    first: 'u0.0',
    value: Infinity,
    layer: 0,
    step: 1,
  },
  'a batch that outputs are dropped of': {
    network: chain({ ...unit(1, 'sigmoid'), normalization: 'batch', dropout: 0.3 }, unit(1, 'sigmoid')),
    optimizer: ['sgd', { ...decay, momentum: 0.5 }],
    inputs: [[1], [2], [3], [4]],
    targets: [[1], [1], [1], [1]],
    batchSize: 2,
    first: 'variance0.0',
    layer: 0,
  },
}

function planOf(engine: TrainingPlan['engine'], of: Case, more: Partial<TrainingPlan> = {}): TrainingPlan {
  const inputs = of.inputs ?? [[1]]
  const optimizer: OptimizerArguments = of.optimizer ?? ['sgd', { learningRate: 0.1 }]
  return {
    engine,
    network: network(of.network),
    optimizer: optimizerSpec(...optimizer),
    train: flatRows(inputs, of.targets ?? inputs.map(() => [0]), of.weights),
    epochs: 1000,
    batchSize: of.batchSize ?? inputs.length,
    random: xoshiro(3),
    pace: 5,
    ...more,
  }
}

function failure(plan: TrainingPlan, onEpoch?: (epoch: Epoch) => void): DivergedError {
  try {
    trainSync(plan, onEpoch)
  } catch (error) {
    if (error instanceof PasoError && error.code === 'diverged') return error as DivergedError
    throw error
  }
  throw new Error('it did not diverge')
}

/** The steps of a plan by core alone, one after the other, batch by batch. */
function* stepsOf({
  network: start,
  optimizer,
  train,
  batchSize,
  random,
}: TrainingPlan): Generator<StepTrace> {
  const masks = hasDropout(start) ? xoshiro(random.bits()) : undefined
  const width = train.targets.length / train.count
  let [net, state] = [start, initialState(start, optimizer)]
  for (;;) {
    const order = random.permutation(train.count)
    for (let from = 0, to = 0; from < order.length; from = to) {
      to = batchEnd(from, order.length, batchSize, leastRows(net))
      const samples = Array.from(
        order.subarray(from, to),
        (row): Sample => ({
          input: [...train.inputs.subarray(row * net.inputs, (row + 1) * net.inputs)],
          target: [...train.targets.subarray(row * width, (row + 1) * width)],
        }),
      )
      const trace = step(net, samples, optimizer, state, { random: masks })
      yield trace
      ;[net, state] = [trace.networkAfter, trace.stateAfter]
    }
  }
}

/** Whether any number below is infinite or NaN. */
const isSpoiled = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(isSpoiled)

/** The step from 1 that has the first such number; dL/da of outputs with a short cut is not used. */
function firstSpoiled(plan: TrainingPlan): { readonly at: number; readonly trace: StepTrace } {
  let at = 0
  for (const trace of stepsOf(plan)) {
    at++
    const { samples, loss, gradients, gradientNorm, unitNorms, stateAfter, networkAfter } = trace
    const used = samples.map(({ slopes: _, activationGradients, ...rest }) => ({
      ...rest,
      activationGradients: rest.shortCut ? activationGradients.slice(0, -1) : activationGradients,
    }))
    if (isSpoiled([used, loss, gradients, gradientNorm, unitNorms, stateAfter, networkAfter]))
      return { at, trace }
  }
  throw new Error('it goes on')
}

describe.each(exactEngines)('a training by the engine $name', (engine) => {
  it.each(Object.entries(cases))('is stopped by %s, in that step', (_, of) => {
    const { place, lastFinite } = failure(planOf(engine, of))
    const { at, trace } = firstSpoiled(planOf(engine, of))
    expect(named(place.first!.quantity)).toBe(of.first)
    if (of.value !== undefined) expect(place.first!.value).toBe(of.value)
    expect([place.first!.layer, place.totalSteps]).toEqual([of.layer, of.step ?? at])
    expect(place.totalSteps).toBe(at)
    const { batchSize, train } = planOf(engine, of)
    const perEpoch = Math.ceil(train.count / batchSize)
    expect((place.epoch - 1) * perEpoch + place.step).toBe(at)
    expect(place.learningRate).toBe(trace.learningRate)
    // What one step less leaves, to the bit.
    expect(lastFinite).toEqual(trace.network)
    expect(isSpoiled(lastFinite)).toBe(false)
  })

  it('shows nothing of it to whoever watches', () => {
    const states: TrainingState[] = []
    const epochs: Epoch[] = []
    const of = cases['a weight, in batches of one']!
    const plan = planOf(engine, of, { pace: 3, onPause: (pause) => states.push(pause.state()) })
    const { place } = failure(plan, (epoch) => epochs.push(epoch))
    expect([place.epoch, place.step]).toEqual([2, 3])
    expect(epochs).toHaveLength(1)
    expect(states.length).toBeGreaterThan(1)
    expect(states.some(({ session }) => isSpoiled(session))).toBe(false)
  })

  it('is stopped in the last step of all', () => {
    const of = cases['a weight']!
    expect(failure(planOf(engine, of, { epochs: 7 })).place.totalSteps).toBe(7)
    expect(() => trainSync(planOf(engine, of, { epochs: 6 }))).not.toThrow()
  })

  it('has the learning rate that its schedule has there', () => {
    const of = cases['a weight']!
    const optimizer = optimizerSpec('sgd', decay, {
      schedule: { name: 'step', options: { factor: 0.5, steps: 3 } },
    })
    const { place } = failure(planOf(engine, of, { optimizer }))
    const { at, trace } = firstSpoiled(planOf(engine, of, { optimizer }))
    expect([place.totalSteps, place.learningRate]).toEqual([at, trace.learningRate])
    expect(place.learningRate).toBeLessThan(1)
  })

  it('keeps the best epoch where there are rows to tell', () => {
    const of = cases['a weight']!
    const { best, place } = failure(planOf(engine, of, { validation: flatRows([[1]], [[1]]) }))
    expect(best!.epoch).toBeLessThan(place.epoch)
    expect(isSpoiled(best!.network)).toBe(false)
    expect(failure(planOf(engine, of)).best).toBeUndefined()
  })

  it('goes on where only a row of the validation is too large', () => {
    const plan = planOf(engine, { network: chain(unit(1)), first: '', layer: 0 }, { epochs: 3 })
    const run = trainSync({ ...plan, validation: flatRows([[1e200]], [[0]]) })
    expect([run.epochs, run.history[2]!.validationLoss]).toEqual([3, Infinity])
  })

  it('ends a test of its rate', () => {
    const steps = rangeTest(planOf(engine, cases['the second moment of Adam']!))
    let next = steps.next()
    while (!next.done) next = steps.next()
    expect(next.value.stoppedBy).toBe('divergence')
  })
})

it('finds the step however long ago the last look was', () => {
  const of: Case = {
    network: chain(unit(1, 'sigmoid')),
    // −1.5 to the power of 1751 is the first beyond 1.8 · 10³⁰⁸.
    optimizer: ['sgd', { learningRate: 1, weightDecay: 2.5 }],
    ...flat,
    batchSize: 1,
    first: 'w0.0.0',
    layer: 0,
  }
  const { at } = firstSpoiled(planOf(javascript, of))
  for (const pace of [1, 2, 100, undefined]) {
    const { place } = failure(planOf(javascript, of, { pace }))
    expect([place.totalSteps, named(place.first!.quantity)]).toEqual([at, of.first])
  }
})
