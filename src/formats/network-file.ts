// NetworkFile: a network with its names, recipe, samples, encoding and training record; from and to "paso-network/1".
import {
  type BiasPolicy,
  type LayerDescription,
  type LossSpec,
  type Network,
  network,
  type Sample,
} from '../core/network.ts'
import { optimizerSpec } from '../core/optimizer.ts'
import { checkSamples } from '../core/samples.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { type ActivationName, activationOf } from '../math/activations.ts'
import type { Parameters } from '../math/definitions.ts'
import { type LossName, lossOf } from '../math/losses.ts'
import { type OptimizerName, optimizerOf } from '../math/optimizers.ts'
import { checkEncoding, type FileEncoding } from './encoding.ts'
import { choiceOf, type FileChoice } from './file-choice.ts'
import { prettyJson, type Writable } from './json-text.ts'
import {
  type FileNormalization,
  type FileNumber,
  type FilePerUnit,
  normalizationFrom,
  normalizationTo,
  numbersOf,
  perUnit,
} from './layer-fields.ts'
import { wrongNames } from './names-errors.ts'
import {
  type LossFields,
  lossFields,
  lossRules,
  type UpdateFields,
  updateFields,
  updateLimits,
} from './rule-fields.ts'

export const NETWORK_FORMAT = 'paso-network/1'

export interface FileLayer {
  readonly units?: number | undefined
  readonly names?: readonly string[] | undefined
  readonly activation: FileChoice
  /** weights[to][from] */
  readonly weights: readonly (readonly FileNumber[])[]
  /** One for each unit, or one number for all. Default: 0. */
  readonly biases?: FilePerUnit | undefined
  /** Between the sum and the activation. Default: none. */
  readonly normalization?: FileNormalization | undefined
  /** The probability with which a step drops each output. Default: 0. */
  readonly dropout?: number | undefined
}

/** What training left behind: enough to say how the network came to be, and to make it again. */
export interface TrainingRecord {
  readonly seed: number
  readonly engine: string
  readonly epochs: number
  /** The epoch whose weights these are. */
  readonly bestEpoch: number
  readonly stoppedBy: string
  readonly rows: { readonly train: number; readonly validation: number; readonly test: number }
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** The options of the training, by their names. */
  readonly recipe: Readonly<Record<string, Writable | undefined>>
}

/** The file's JSON, as it stands. */
export interface NetworkDocument extends LossFields, UpdateFields {
  readonly format: typeof NETWORK_FORMAT
  readonly name?: string | undefined
  readonly inputs: number | readonly string[]
  readonly layers: readonly FileLayer[]
  readonly loss: FileChoice
  readonly reduction?: LossSpec['reduction'] | undefined
  readonly biasPolicy?: BiasPolicy | undefined
  readonly optimizer?: FileChoice | undefined
  readonly learningRate?: number | undefined
  readonly samples?:
    | readonly {
        readonly input: readonly FileNumber[]
        readonly target: readonly FileNumber[]
        readonly weight?: number | undefined
      }[]
    | undefined
  readonly encoding?: FileEncoding | undefined
  readonly training?: TrainingRecord | undefined
}

export interface NetworkFile {
  /** The name in the file; undefined where it has none. */
  readonly name: string | undefined
  readonly network: Network
  /** Names of the inputs and of each layer's units, where the file gives them. */
  readonly inputNames: readonly string[] | undefined
  readonly unitNames: readonly (readonly string[] | undefined)[]
  /** The recipe's optimizer, complete; gradient descent where the file has none. */
  readonly optimizer: OptimizerSpec
  /** The file's own samples; often none. */
  readonly samples: readonly Sample[]
  /** How a table's rows become inputs and targets. */
  readonly encoding: FileEncoding | undefined
  readonly training: TrainingRecord | undefined
}

/** Without a recipe. The rate is the deck's. */
const DEFAULT_LEARNING_RATE = 0.5

/**
 * The network file of a document whose form is already right.
 * @throws PasoError of core, with the path in its `where`: shapes, pairs of output activation and loss, samples
 */
export function networkFileOf(document: NetworkDocument): NetworkFile {
  const { inputs, layers, loss, reduction = 'mean', biasPolicy, samples = [] } = document
  const named = functionOf<LossName>(loss)
  const built = network({
    inputs: typeof inputs === 'number' ? inputs : inputs.length,
    layers: layers.map(layerOf),
    loss: { ...named, reduction, ...lossRules(document) },
    ...(biasPolicy && { biasPolicy }),
  })
  layers.forEach(({ names }, l) => {
    const units = built.layers[l]!.biases.length
    if (names && names.length !== units) throw wrongNames(`layers[${l}].names`, units, names.length)
  })
  const read = samples.map(({ input, target, weight }) => ({
    input: numbersOf(input),
    target: numbersOf(target),
    ...(weight !== undefined && { weight }),
  }))
  if (read.length > 0) checkSamples(built, read)
  if (document.encoding) checkEncoding(document.encoding, built)
  return {
    name: document.name,
    network: built,
    inputNames: typeof inputs === 'number' ? undefined : inputs,
    unitNames: layers.map(({ names }) => names),
    optimizer: optimizerFrom(document),
    samples: read,
    encoding: document.encoding,
    training: document.training,
  }
}

function layerOf({
  units,
  activation,
  weights,
  biases = 0,
  normalization,
  dropout,
}: FileLayer): LayerDescription {
  return {
    ...(units !== undefined && { units }),
    weights: weights.map(numbersOf),
    biases: perUnit(biases),
    activation: functionOf<ActivationName>(activation),
    ...(normalization !== undefined && { normalization: normalizationFrom(normalization) }),
    ...(dropout !== undefined && { dropout }),
  }
}

/** The schema has made sure that the name is one of the table. */
function functionOf<Name extends string>(choice: FileChoice): { name: Name; parameters: Parameters } {
  if (typeof choice === 'string') return { name: choice as Name, parameters: {} }
  const { name, ...parameters } = choice
  return { name: name as Name, parameters: parameters as Parameters }
}

function optimizerFrom(document: NetworkDocument): OptimizerSpec {
  const { optimizer = 'sgd', learningRate } = document
  const { name, ...given } = typeof optimizer === 'string' ? { name: optimizer } : optimizer
  const rate = learningRate ?? (name === 'sgd' ? DEFAULT_LEARNING_RATE : undefined)
  const options = {
    ...(rate !== undefined && { learningRate: rate }),
    ...(given as Record<string, number | boolean>),
  }
  return optimizerSpec(name as OptimizerName, options, updateLimits(document))
}

/** The file as text, weights one row on a line: what `readNetworkFile` reads back to the bit. */
export function writeNetworkFile(file: NetworkFile): string {
  return prettyJson(documentOf(file) as unknown as Writable)
}

/** Only what differs from a default is written, so that a small network stays a small file. */
export function documentOf(file: NetworkFile): NetworkDocument {
  const { network: net, optimizer, samples, unitNames } = file
  const { learningRate, ...options } = optimizer.options
  return {
    format: NETWORK_FORMAT,
    name: file.name,
    inputs: file.inputNames ?? net.inputs,
    layers: net.layers.map((layer, l) => ({
      units: layer.biases.length,
      names: unitNames[l],
      activation: choiceOf(layer.activation, activationOf(layer.activation.name).parameters),
      weights: layer.weights,
      biases: layer.biases,
      normalization: layer.normalization && normalizationTo(layer.normalization),
      dropout: layer.dropout || undefined,
    })),
    loss: choiceOf(net.loss, lossOf(net.loss.name).parameters),
    reduction: net.loss.reduction,
    ...lossFields(net.loss),
    biasPolicy: net.biasPolicy,
    optimizer: choiceOf({ name: optimizer.name, parameters: options }, defaultsOf(optimizer.name)),
    learningRate: learningRate as number | undefined,
    ...updateFields(optimizer),
    samples: samples.length === 0 ? undefined : samples,
    encoding: file.encoding,
    training: file.training,
  }
}

function defaultsOf(optimizer: OptimizerName): Readonly<Record<string, unknown>> {
  const { options } = optimizerOf(optimizer)
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]))
}
