// Network: the layers, the loss and the bias policy of a multilayer perceptron, as immutable values in float64.
import { type ActivationName, activationNames, activationOf, isActivationName } from '../math/activations.ts'
import type { Parameters } from '../math/definitions.ts'
import {
  contains,
  halfOpenUnitInterval,
  type Interval,
  nonNegativeReals,
  positiveReals,
  reals,
} from '../math/interval.ts'
import { canSmooth, isLossName, type LossName, legalPair, lossNames, lossOf } from '../math/losses.ts'
import { checkCount, checkFinite } from './checks.ts'
import { laterParts } from './later-parts.ts'
import type { Normalization, NormalizationChoice } from './normalization.ts'
import { refusals } from './refusals.ts'

export interface ActivationSpec {
  readonly name: ActivationName
  /** Complete: defaults filled in. */
  readonly parameters: Parameters
}

export interface Layer {
  /** weights[to][from], as in PyTorch: one row for each unit of this layer. */
  readonly weights: readonly (readonly number[])[]
  /** One bias for each unit, whatever the policy. */
  readonly biases: readonly number[]
  readonly activation: ActivationSpec
  /** What stands between z and the activation: a = f(u). Never in the last layer. */
  readonly normalization?: Normalization | undefined
  /** The probability with which a step drops each output of the layer; 0 in the last layer. */
  readonly dropout: number
}

export interface LossSpec {
  readonly name: LossName
  readonly parameters: Parameters
  /** How a batch's loss comes from its samples' losses. */
  readonly reduction: 'mean' | 'sum'
  /** The batch's loss has l1 · Σ|w| added, over all weights; biases stay out of it. */
  readonly l1: number
  /** The batch's loss has (l2 / 2) · Σ w² added, over all weights. */
  readonly l2: number
  /** ε: targets of classes are (1 − ε) · y + ε / K, K being how many classes there are; 2 for each output alone. */
  readonly labelSmoothing: number
}

/**
 * per-neuron: each unit has a bias of its own, trained. shared: one bias for each layer, trained; its gradient is the
 * sum of the layer's deltas. fixed: biases are not trained (the deck).
 */
export type BiasPolicy = 'per-neuron' | 'shared' | 'fixed'

export interface Network {
  /** How many inputs. */
  readonly inputs: number
  readonly layers: readonly Layer[]
  readonly loss: LossSpec
  readonly biasPolicy: BiasPolicy
}

/** One input with its target. */
export interface Sample {
  /** [inputs] */
  readonly input: readonly number[]
  /** [units of the last layer] */
  readonly target: readonly number[]
  /** How much its loss counts in the batch's: 0 or more. Default: 1. */
  readonly weight?: number
}

/** Arrays shaped like a network's parameters: gradients, memories. */
export interface LayerValues {
  /** [to][from] */
  readonly weights: readonly (readonly number[])[]
  /** [unit]; with the shared policy all units of a layer hold the same number. */
  readonly biases: readonly number[]
  /** [unit] of γ, and of β, where the layer is normalized. */
  readonly scales?: readonly number[] | undefined
  readonly shifts?: readonly number[] | undefined
}

/** An activation or a loss by its name, or with some of its parameters; the rest takes its defaults. */
export type ActivationChoice =
  | ActivationName
  | { readonly name: ActivationName; readonly parameters?: Parameters }
export type LossChoice = LossName | ({ readonly name: LossName } & Partial<Omit<LossSpec, 'name'>>)

export interface LayerDescription {
  /** How many units; where given, the weights must agree. */
  readonly units?: number
  /** weights[to][from] */
  readonly weights: readonly (readonly number[])[]
  /** One for each unit, or one number for all. Default: 0. */
  readonly biases?: readonly number[] | number
  readonly activation: ActivationChoice
  /** Default: none. The last layer has none. */
  readonly normalization?: NormalizationChoice | undefined
  /** Default: 0. The last layer drops nothing. */
  readonly dropout?: number
}

export interface NetworkDescription {
  readonly inputs: number
  readonly layers: readonly LayerDescription[]
  readonly loss: LossChoice
  /** Default: per-neuron. */
  readonly biasPolicy?: BiasPolicy
}

/**
 * A network from its numbers, checked, with the defaults filled in. The arrays are copied.
 * @throws PasoError not-a-count, wrong-shape, not-finite, unequal-biases, illegal-output, unknown-activation,
 * unknown-loss, unknown-function-parameter, parameter-out-of-range, cannot-smooth, dropout-out-of-range,
 * dropout-of-outputs, unknown-normalization, normalization-out-of-range, normalization-of-outputs
 */
export function network(description: NetworkDescription): Network {
  const { inputs, biasPolicy = 'per-neuron' } = description
  checkCount(inputs, 'inputs')
  checkCount(description.layers.length, 'layers.length')
  const loss = lossSpec(description.loss)
  const layers: Layer[] = []
  for (const [l, layer] of description.layers.entries()) {
    layers.push(completeLayer(layer, l, layers.at(-1)?.biases.length ?? inputs))
  }
  const { name } = layers.at(-1)!.activation
  if (!legalPair(name, loss.name))
    throw refusals.illegalOutput(
      name,
      loss.name,
      activationNames.filter((other) => legalPair(other, loss.name)),
    )
  const { dropout, normalization } = layers.at(-1)!
  if (dropout > 0) throw refusals.dropoutOfOutputs(layers.length - 1)
  if (normalization) throw refusals.normalizationOfOutputs(layers.length - 1)
  if (biasPolicy === 'shared') checkSharedBiases(layers)
  return { inputs, layers, loss, biasPolicy }
}

/** An activation with all its parameters. */
export function activationSpec(choice: ActivationChoice, where = 'activation'): ActivationSpec {
  const { name, parameters = {} } = typeof choice === 'string' ? { name: choice } : choice
  if (!isActivationName(name)) throw refusals.unknownName('activation', name, where, activationNames)
  return { name, parameters: completeParameters(activationOf(name), parameters, where) }
}

/** A loss with all its parameters; the mean over the batch, without penalty and smoothing, unless it says otherwise. */
export function lossSpec(choice: LossChoice): LossSpec {
  const given: Exclude<LossChoice, string> = typeof choice === 'string' ? { name: choice } : choice
  const { name, parameters = {}, reduction = 'mean', l1 = 0, l2 = 0, labelSmoothing = 0 } = given
  if (!isLossName(name)) throw refusals.unknownName('loss', name, 'loss', lossNames)
  checkRange('loss.l1', l1, nonNegativeReals)
  checkRange('loss.l2', l2, nonNegativeReals)
  checkRange('loss.labelSmoothing', labelSmoothing, halfOpenUnitInterval)
  if (labelSmoothing > 0 && !canSmooth(lossOf(name))) {
    throw refusals.cannotSmooth(
      name,
      lossNames.filter((other) => canSmooth(lossOf(other))),
    )
  }
  const complete = completeParameters(lossOf(name), parameters, 'loss')
  return { name, parameters: complete, reduction, l1, l2, labelSmoothing }
}

function checkRange(where: string, value: number, range: Interval): void {
  if (!contains(range, value)) throw refusals.outOfRange('parameter-out-of-range', where, value, range)
}

function completeLayer(description: LayerDescription, l: number, inputs: number): Layer {
  const { weights, biases = 0, activation, normalization, dropout = 0 } = description
  const where = `layers[${l}]`
  const units = description.units ?? weights.length
  checkCount(units, `${where}.units`)
  if (weights.length !== units || weights.some((row) => row.length !== inputs)) {
    throw refusals.wrongWeights(l, units, inputs, weights)
  }
  const perUnit = typeof biases === 'number' ? weights.map(() => biases) : [...biases]
  if (perUnit.length !== units) throw refusals.wrongBiases(l, units, perUnit.length)
  weights.forEach((row, to) => {
    checkFinite(row, `${where}.weights[${to}]`)
  })
  checkFinite(perUnit, `${where}.biases`)
  if (!contains(halfOpenUnitInterval, dropout)) {
    throw refusals.outOfRange('dropout-out-of-range', `${where}.dropout`, dropout, halfOpenUnitInterval)
  }
  return {
    weights: weights.map((row) => [...row]),
    biases: perUnit,
    activation: activationSpec(activation, `${where}.activation`),
    ...(normalization && {
      normalization: laterParts
        .needed('normalization')
        .normalizationFor(normalization, units, `${where}.normalization`),
    }),
    dropout,
  }
}

/** What a function's parameter may be, where not every number will do. */
const parameterDomains: Readonly<Record<string, Interval>> = { delta: positiveReals }

/** The defaults of a function, with the given parameters in their places. */
function completeParameters(
  definition: { readonly name: string; readonly parameters: Parameters },
  given: Parameters,
  where: string,
): Parameters {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in definition.parameters)) throw refusals.unknownFunctionParameter(definition, name, where)
    checkRange(`${where}.parameters.${name}`, value, parameterDomains[name] ?? reals)
  }
  return { ...definition.parameters, ...given }
}

function checkSharedBiases(layers: readonly Layer[]): void {
  const at = layers.findIndex(({ biases }) => biases.some((bias) => bias !== biases[0]))
  if (at !== -1) throw refusals.unequalBiases(at, layers[at]!.biases)
}
