// The initializers: how the first weights are drawn. Each gives the spread of its weights as code, and below as a formula.
import { laterParts } from './later-parts.ts'
import type { Random } from './random.ts'

/** How weights are distributed, and so what the spread is: the limit of a uniform one, or a standard deviation. */
export type Distribution = 'zero' | 'uniform' | 'normal' | 'orthogonal'

/** `limit` of uniform, `deviation` of normal, `gain` of orthogonal. */
export type InitializerParameters = Readonly<Record<string, number>>

export interface Initializer {
  readonly name: string
  readonly distribution: Distribution
  /** Its parameters with their default values; empty for most. */
  readonly parameters: InitializerParameters
  /** Uniform: weights lie in [-spread, spread). Others: their standard deviation. */
  spread(fanIn: number, fanOut: number, parameters: InitializerParameters): number
}

type Fan = (inputs: number, outputs: number) => number
const inputFan: Fan = (inputs) => inputs
const bothFans: Fan = (inputs, outputs) => inputs + outputs

/** A variance of share / fan, uniform or normal: a uniform number in [-limit, limit) has variance limit^2 / 3. */
const varianceScaling = (
  name: string,
  distribution: 'uniform' | 'normal',
  share: number,
  fan: Fan,
): Initializer => ({
  name,
  distribution,
  parameters: {},
  spread: (inputs, outputs) => Math.sqrt(numeratorOf(distribution, share) / fan(inputs, outputs)),
})

export const numeratorOf = (distribution: 'uniform' | 'normal', share: number): number =>
  distribution === 'uniform' ? 3 * share : share

export const initializers = {
  zeros: { name: 'zeros', distribution: 'zero', parameters: {}, spread: () => 0 },
  uniform: {
    name: 'uniform',
    distribution: 'uniform',
    parameters: { limit: 0.05 },
    spread: (_in, _out, parameters) => parameters.limit!,
  },
  normal: {
    name: 'normal',
    distribution: 'normal',
    parameters: { deviation: 0.05 },
    spread: (_in, _out, parameters) => parameters.deviation!,
  },
  'glorot-uniform': varianceScaling('glorot-uniform', 'uniform', 2, bothFans),
  'glorot-normal': varianceScaling('glorot-normal', 'normal', 2, bothFans),
  'he-uniform': varianceScaling('he-uniform', 'uniform', 2, inputFan),
  'he-normal': varianceScaling('he-normal', 'normal', 2, inputFan),
  'lecun-uniform': varianceScaling('lecun-uniform', 'uniform', 1, inputFan),
  'lecun-normal': varianceScaling('lecun-normal', 'normal', 1, inputFan),
  /** Orthonormal rows or columns times `gain`: the squares of all entries add up to gain^2 times the smaller side. */
  orthogonal: {
    name: 'orthogonal',
    distribution: 'orthogonal',
    parameters: { gain: 1 },
    spread: (inputs, outputs, parameters) => parameters.gain! / Math.sqrt(Math.max(inputs, outputs)),
  },
} as const satisfies Readonly<Record<string, Initializer>>

export type InitializerName = keyof typeof initializers

export const initializerNames = Object.keys(initializers) as readonly InitializerName[]

export function isInitializerName(name: string): name is InitializerName {
  return Object.hasOwn(initializers, name)
}

/** The initializer of that name; a TypeError for a name that nobody should have let pass. */
export function initializerOf(name: string): Initializer {
  if (!isInitializerName(name)) throw new TypeError(`there is no initializer called ${name}`)
  return initializers[name]
}

/** Those that draw each number by itself, and so can draw biases, too. */
export const biasInitializerNames = initializerNames.filter(
  (name) => initializers[name].distribution !== 'orthogonal',
)

/** Draws one number after the other. */
function drawer(distribution: Distribution, spread: number, random: Random): () => number {
  switch (distribution) {
    case 'uniform':
      return () => spread * (2 * random.next() - 1)
    case 'normal':
      return () => spread * random.normal()
    default:
      return () => 0
  }
}

/**
 * The first weights of a layer of `outputs` units fed by `inputs`: weights[to][from], drawn row after row.
 * @param parameters those given; the others have the initializer's defaults.
 */
export function initialWeights(
  name: string,
  inputs: number,
  outputs: number,
  random: Random,
  parameters: InitializerParameters = {},
): number[][] {
  const initializer = initializerOf(name)
  const all = { ...initializer.parameters, ...parameters }
  if (initializer.distribution === 'orthogonal') {
    const { randomOrthogonal } = laterParts.needed('orthogonal')
    return randomOrthogonal(outputs, inputs, random).map((row) => row.map((entry) => all.gain! * entry))
  }
  const draw = drawer(initializer.distribution, initializer.spread(inputs, outputs, all), random)
  return Array.from({ length: outputs }, () => Array.from({ length: inputs }, draw))
}

/**
 * The first biases of the same layer, drawn from the distribution of its weights under this initializer.
 * @param name one of `biasInitializerNames`
 */
export function initialBiases(
  name: string,
  inputs: number,
  outputs: number,
  random: Random,
  parameters: InitializerParameters = {},
): number[] {
  const { distribution, spread, parameters: defaults } = initializerOf(name)
  const draw = drawer(distribution, spread(inputs, outputs, { ...defaults, ...parameters }), random)
  return Array.from({ length: outputs }, draw)
}
