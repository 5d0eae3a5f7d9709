// Choices: a lesson with another activation, loss, bias policy or optimizer, and what else had to change for it.
import { type BiasPolicy, lossSpec, type Network, network } from '../../src/core/network.ts'
import { optimizerSpec } from '../../src/core/optimizer.ts'
import type { ActivationName } from '../../src/math/activations.ts'
import { activationNames } from '../../src/math/activations.ts'
import type { OptimizerOptions, Parameters } from '../../src/math/definitions.ts'
import {
  canonicalPairs,
  canSmooth,
  type LossName,
  legalPair,
  lossNames,
  lossOf,
} from '../../src/math/losses.ts'
import { type OptimizerName, optimizerOf } from '../../src/math/optimizers.ts'
import type { Lesson } from '../model/lesson.ts'
import { fittingTargets } from './samples.ts'

/** What changed beside what was asked. */
export type Also = 'loss' | 'activation' | 'targets' | 'biases'

export interface Choice {
  readonly lesson: Lesson
  readonly also: readonly Also[]
}

export function withActivation(lesson: Lesson, at: number, name: ActivationName): Choice {
  const { layers, loss } = lesson.network
  const isLast = at === layers.length - 1
  const changed = withLayer(lesson.network, at, { name, parameters: {} })
  if (!isLast || legalPair(name, loss.name)) return { lesson: rebuilt(lesson, changed), also: [] }
  return fitting(lesson, { ...changed, loss: renamed(loss, lossFor(name)) }, ['loss'])
}

export function withActivationParameters(lesson: Lesson, at: number, parameters: Parameters): Lesson {
  const { name } = lesson.network.layers[at]!.activation
  return rebuilt(lesson, withLayer(lesson.network, at, { name, parameters }))
}

export function withLoss(lesson: Lesson, name: LossName): Choice {
  const { layers, loss } = lesson.network
  const last = layers.length - 1
  const changed = { ...lesson.network, loss: renamed(loss, name) }
  const output = layers[last]!.activation.name
  if (legalPair(output, name)) return fitting(lesson, changed, [])
  const other = activationFor(name)
  return fitting(lesson, withLayer(changed, last, { name: other, parameters: {} }), ['activation'])
}

export const withLossParameters = (lesson: Lesson, parameters: Parameters): Lesson =>
  rebuilt(lesson, { ...lesson.network, loss: { ...lesson.network.loss, parameters } })

export type Penalty = 'l1' | 'l2' | 'labelSmoothing'

/** @throws PasoError parameter-out-of-range */
export function withPenalty(lesson: Lesson, name: Penalty, value: number): Lesson {
  const loss = lossSpec({ ...lesson.network.loss, [name]: value })
  return rebuilt(lesson, { ...lesson.network, loss })
}

/** Those that the loss may have: what is smoothed are labels. */
export const penaltiesOf = (loss: LossName): readonly Penalty[] =>
  canSmooth(lossOf(loss)) ? ['l2', 'l1', 'labelSmoothing'] : ['l2', 'l1']

/** One bias for a layer is its first unit's. */
export function withBiasPolicy(lesson: Lesson, biasPolicy: BiasPolicy): Choice {
  const { layers } = lesson.network
  const mustBeEqual = biasPolicy === 'shared'
  const differ = layers.some(({ biases }) => biases.some((bias) => bias !== biases[0]))
  const equal = layers.map((layer) => ({ ...layer, biases: layer.biases.map(() => layer.biases[0]!) }))
  const changed = { ...lesson.network, biasPolicy, layers: mustBeEqual ? equal : layers }
  return { lesson: rebuilt(lesson, changed), also: mustBeEqual && differ ? ['biases'] : [] }
}

/** With the options that it usually has; what limits and schedules steps stays, where it makes steps of its own length. */
export function withOptimizer(lesson: Lesson, name: OptimizerName): Lesson {
  const { clip, maxNorm, schedule } = lesson.optimizer
  const fresh = optimizerSpec(name)
  if (optimizerOf(name).kind === 'vector') return { ...lesson, optimizer: fresh }
  const limits = { ...(clip && { clip }), ...(maxNorm !== undefined && { maxNorm }) }
  return { ...lesson, optimizer: { ...fresh, ...limits, ...(schedule && { schedule }) } }
}

/** @throws PasoError option-out-of-domain */
export function withOption(lesson: Lesson, option: string, value: OptimizerOptions[string]): Lesson {
  const { optimizer } = lesson
  const { options } = optimizerSpec(optimizer.name, { ...optimizer.options, [option]: value })
  return { ...lesson, optimizer: { ...optimizer, options } }
}

const lossFor = (activation: ActivationName): LossName =>
  (canonicalPairs.find((pair) => pair.activation === activation)?.loss as LossName | undefined) ??
  lossNames.find((loss) => legalPair(activation, loss))!

const activationFor = (loss: LossName): ActivationName =>
  (canonicalPairs.find((pair) => pair.loss === loss)?.activation as ActivationName | undefined) ??
  activationNames.find((activation) => legalPair(activation, loss))!

/** With its own parameters in their usual places; labels stay smoothed where they can be. */
const renamed = ({ parameters: _, labelSmoothing, ...rest }: Network['loss'], name: LossName) =>
  lossSpec({ ...rest, name, labelSmoothing: canSmooth(lossOf(name)) ? labelSmoothing : 0 })

const withLayer = (
  of: Network,
  at: number,
  activation: Network['layers'][number]['activation'],
): Network => ({ ...of, layers: of.layers.with(at, { ...of.layers[at]!, activation }) })

/** @throws PasoError those of core's `network` */
const rebuilt = (lesson: Lesson, changed: Network): Lesson => ({ ...lesson, network: network(changed) })

function fitting(lesson: Lesson, changed: Network, also: readonly Also[]): Choice {
  const samples = lesson.samples.map((sample) => ({
    ...sample,
    target: fittingTargets(sample.target, changed.loss.name),
  }))
  const moved = samples.some(({ target }, n) => target !== lesson.samples[n]!.target)
  return {
    lesson: { ...rebuilt(lesson, changed), ...(moved && { samples }) },
    also: moved ? [...also, 'targets'] : also,
  }
}
