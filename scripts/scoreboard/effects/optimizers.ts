// What the options do that single optimizers have: two steps on all rows, computed again as their papers write them.
import { optimizerNames, optimizerOf } from '../../../src/math/optimizers.ts'
import { gradientsOf } from './gradients.ts'
import {
  agree,
  biasesOf,
  type Effect,
  oneStep,
  type Trained,
  trained,
  weightsOf,
  written,
} from './trained.ts'

const RATE = 0.01

type Values = readonly number[]

/** The parameters after one step and after two, and the gradients that led there. */
interface TwoSteps {
  readonly first: Values
  readonly second: Values
  readonly g1: Values
  readonly g2: Values
}

const parametersOf = (one: Trained): number[] => [...weightsOf(one), ...biasesOf(one)]

/** Through a recipe, where an optimizer has its own options. */
async function twoSteps(optimizer: Readonly<Record<string, unknown>>): Promise<TwoSteps> {
  const { optimizer: _, ...flags } = oneStep
  const recipe = written('optimizer.json', JSON.stringify({ optimizer }))
  const of = (epochs: number, rate: number) =>
    trained({ ...flags, recipe, epochs, 'learning-rate': rate, 'bias-initializer': 'uniform' })
  // One step of almost nothing leaves the first parameters.
  const [start, first, second] = [await of(1, 1e-300), await of(1, RATE), await of(2, RATE)]
  return {
    first: parametersOf(first),
    second: parametersOf(second),
    g1: gradientsOf(start),
    g2: gradientsOf(first),
  }
}

/** Whether the second step is what the rule makes of both gradients. */
async function follows(
  optimizer: Readonly<Record<string, unknown>>,
  move: (g1: number, g2: number) => number,
): Promise<boolean> {
  const { first, second, g1, g2 } = await twoSteps(optimizer)
  return agree(
    second,
    first.map((parameter, i) => parameter - move(g1[i]!, g2[i]!)),
    1e-12,
  )
}

const adam =
  (beta1: number, beta2: number, epsilon: number) =>
  (g1: number, g2: number): number => {
    const m = (beta1 * (1 - beta1) * g1 + (1 - beta1) * g2) / (1 - beta1 ** 2)
    const v = (beta2 * (1 - beta2) * g1 ** 2 + (1 - beta2) * g2 ** 2) / (1 - beta2 ** 2)
    return (RATE * m) / (Math.sqrt(v) + epsilon)
  }

const mean = (share: number, one: number, two: number): number =>
  share * (1 - share) * one + (1 - share) * two

const rmsprop =
  (smoothing: number, epsilon: number, centered = false) =>
  (g1: number, g2: number): number => {
    const square = mean(smoothing, g1 ** 2, g2 ** 2)
    const shift = centered ? mean(smoothing, g1, g2) ** 2 : 0
    return (RATE * g2) / (Math.sqrt(square - shift) + epsilon)
  }

const adagrad =
  (rateDecay: number, initial: number, epsilon: number) =>
  (g1: number, g2: number): number =>
    (RATE / (1 + rateDecay)) * (g2 / (Math.sqrt(initial + g1 ** 2 + g2 ** 2) + epsilon))

export const optimizerEffects: Readonly<Record<string, Effect>> = {
  'optimizer.beta1': {
    claim: 'is the share that the mean of the gradients keeps of the step before: in adam and adamw',
    holds: async () =>
      (await follows({ name: 'adam', beta1: 0.4 }, adam(0.4, 0.999, 1e-8))) &&
      (await follows({ name: 'adamw', beta1: 0.4 }, adam(0.4, 0.999, 1e-8))),
  },
  'optimizer.beta2': {
    claim: 'is the share that the mean of their squares keeps',
    holds: async () =>
      (await follows({ name: 'adam', beta2: 0.5 }, adam(0.9, 0.5, 1e-8))) &&
      (await follows({ name: 'adamw', beta2: 0.5 }, adam(0.9, 0.5, 1e-8))),
  },
  'optimizer.epsilon': {
    claim: 'is added to the root that the step is divided by',
    holds: async () =>
      (await follows({ name: 'adam', epsilon: 0.3 }, adam(0.9, 0.999, 0.3))) &&
      (await follows({ name: 'rmsprop', epsilon: 0.3 }, rmsprop(0.99, 0.3))) &&
      (await follows({ name: 'adagrad', epsilon: 0.3 }, adagrad(0, 0, 0.3))),
  },
  'optimizer.smoothing': {
    claim: 'is the share that rmsprop keeps of the mean of the squares',
    holds: () => follows({ name: 'rmsprop', smoothing: 0.6 }, rmsprop(0.6, 1e-8)),
  },
  'optimizer.centered': {
    claim: 'subtracts the square of the mean gradient under the root',
    // Without a large epsilon the difference under the root would leave few digits.
    holds: () => follows({ name: 'rmsprop', centered: true, epsilon: 0.1 }, rmsprop(0.99, 0.1, true)),
  },
  'optimizer.rateDecay': {
    claim: 'divides the rate of the step after t others by 1 + t times this',
    holds: () => follows({ name: 'adagrad', rateDecay: 0.5 }, adagrad(0.5, 0, 1e-10)),
  },
  'optimizer.initialAccumulator': {
    claim: 'is what the sum of the squares begins with',
    holds: () => follows({ name: 'adagrad', initialAccumulator: 0.2 }, adagrad(0, 0.2, 1e-10)),
  },
}

/** Those that have a flag of their own are with the flags. */
const flags = ['learningRate', 'momentum', 'nesterov', 'weightDecay', 'decoupled']

export const ownOptions: readonly string[] = [
  ...new Set(
    optimizerNames.flatMap((name) =>
      Object.keys(optimizerOf(name).options).flatMap((option) =>
        flags.includes(option) ? [] : [`optimizer.${option}`],
      ),
    ),
  ),
]
