// What each option of the library may be: one table for those who come without the compiler's help.
import { normalizationKinds } from '../core/normalization-kinds.ts'
import { optimizerSpec } from '../core/optimizer.ts'
import { MOST_THREADS } from '../engine/defaults.ts'
import { engineNames } from '../engine/engines.ts'
import { intervalOf } from '../engine/interval.ts'
import { activationNames } from '../math/activations.ts'
import type { OptimizerOptions } from '../math/definitions.ts'
import { biasInitializerNames, initializerNames, initializerOf } from '../math/initializers.ts'
import { lossOf, trainingLossNames } from '../math/losses.ts'
import { type OptimizerName, optimizerNames } from '../math/optimizers.ts'
import { type ScheduleName, scheduleNames } from '../math/schedule-names.ts'
import type { ExplainRequest } from './explain-request.ts'
import type { NormalizationOption } from './hidden-layers.ts'
import { laterParts } from './later-parts.ts'
import type { FitOptions, FitSyncOptions, MlpOptions, PredictOptions } from './options.ts'
import { refusals } from './refusals.ts'
import {
  type Check,
  checkBy,
  columns,
  count,
  isCount,
  isNumber,
  isObject,
  isRow,
  isText,
  nonNegative,
  oneOf,
  oneOrMany,
  positive,
  type Rule,
  share,
} from './rules.ts'
import { refuseIdle } from './training.ts'

/** One of the names, or an object with a name and finite numbers above 0, which the table has as its parameters. */
const namedWithNumbers = (
  names: readonly string[],
  definitionOf: (name: string) => { readonly parameters: Readonly<Record<string, number>> },
): Rule => ({
  expected: names,
  fits(value) {
    const { name, ...numbers } = isObject(value) ? value : { name: value }
    if (!names.includes(name as string)) return false
    const { parameters } = definitionOf(name as string)
    return Object.entries(numbers).every(
      ([parameter, number]) => Object.hasOwn(parameters, parameter) && positive.fits(number),
    )
  },
})

const normalizationOptions: readonly NormalizationOption[] = ['none', ...normalizationKinds]

const mlpRules = {
  hidden: { expected: 'counts', fits: (value) => Array.isArray(value) && value.every(isCount) },
  activation: oneOf(activationNames),
  dropout: oneOrMany('shareForLayers', share.fits),
  normalization: oneOrMany('normalization', (value) =>
    normalizationOptions.includes(value as NormalizationOption),
  ),
  initializer: namedWithNumbers(initializerNames, initializerOf),
  biasInitializer: namedWithNumbers(biasInitializerNames, initializerOf),
  task: oneOf(['classification', 'regression']),
  loss: namedWithNumbers(trainingLossNames, lossOf),
  optimizer: {
    ...oneOf(optimizerNames),
    fits: (value) => optimizerNames.includes((isObject(value) ? value.name : value) as OptimizerName),
  },
  learningRate: positive,
  momentum: share,
  weightDecay: nonNegative,
  l1: nonNegative,
  l2: nonNegative,
  labelSmoothing: share,
  clipValue: positive,
  clipNorm: positive,
  maxNorm: positive,
  schedule: {
    ...oneOf(scheduleNames),
    fits: (value) => isObject(value) || scheduleNames.includes(value as ScheduleName),
  },
  batchSize: count,
  epochs: count,
  patience: count,
  scaling: oneOf(['standard', 'none']),
  missing: oneOf(['refuse', 'impute']),
  engine: oneOf(engineNames),
  precision: oneOf(['float64', 'float32']),
  threads: {
    expected: 'threads',
    fits: (value) => value === 'auto' || (isCount(value) && (value as number) <= MOST_THREADS),
  },
  relaxed: { expected: 'boolean', fits: (value) => typeof value === 'boolean' },
} as const satisfies Record<keyof MlpOptions, Rule>

/** The rows themselves are compared with the table once it is read. */
const isSplit: Check = (value) =>
  isObject(value) &&
  'train' in value &&
  Object.entries(value).every(
    ([part, rows]) =>
      ['train', 'validation', 'test'].includes(part) &&
      (rows === undefined || Array.isArray(rows) || ArrayBuffer.isView(rows)),
  )

export const syncRules = {
  seed: { expected: 'seed', fits: isRow },
  validation: share,
  test: share,
  split: { expected: 'split', fits: isSplit },
  classWeights: {
    expected: 'classWeights',
    fits: (value) => value === 'balanced' || (isObject(value) && !Array.isArray(value)),
  },
  sampleWeight: {
    expected: 'sampleWeight',
    fits: (value) => isText(value) || Array.isArray(value) || ArrayBuffer.isView(value),
  },
  seconds: positive,
  target: columns,
  onEpoch: { expected: 'function', fits: (value) => typeof value === 'function' },
} as const satisfies Record<keyof FitSyncOptions | 'target', Rule>

export const signal: Rule = {
  expected: 'signal',
  fits: (value) => isObject(value) && 'aborted' in value && 'throwIfAborted' in value,
}
const isInterval: Check = (value) => typeof value === 'string' && intervalOf(value) !== undefined

const keptRules = {
  signal,
  checkpoint: {
    expected: 'keeping',
    fits: (value) =>
      isObject(value) &&
      Object.entries(value).every(([name, part]) =>
        name === 'every'
          ? part === undefined || isInterval(part)
          : name === 'file' && typeof part === 'string',
      ),
  },
  onCheckpoint: syncRules.onEpoch,
  resume: {
    expected: 'checkpoint',
    fits: (value) =>
      typeof value === 'string' ||
      value instanceof Uint8Array ||
      (isObject(value) && ['format', 'table', 'settings', 'network', 'state'].every((part) => part in value)),
  },
} as const satisfies Record<keyof Omit<FitOptions, keyof FitSyncOptions>, Rule>

export const { onEpoch: _, ...epochsRules } = { ...syncRules, ...keptRules }
const isCell: Check = (value) => isNumber(value) || isText(value)
const anything: Rule = { expected: 'data', fits: () => true }

const explainRules = {
  row: oneOrMany('rows', isRow),
  data: anything,
  targets: anything,
  input: anything,
  target: {
    expected: 'answer',
    fits: (value) => (isObject(value) ? Object.values(value).every(isCell) : isCell(value)),
  },
  seed: { expected: 'seed', fits: isRow },
  parameter: oneOrMany('parameters', isText),
} as const satisfies Record<keyof ExplainRequest<unknown>, Rule>

const answerRules = {
  onWarning: syncRules.onEpoch,
} as const satisfies Record<keyof PredictOptions, Rule>

const rules = {
  mlp: mlpRules,
  fitSync: syncRules,
  fit: { ...syncRules, ...keptRules },
  epochs: epochsRules,
  explain: explainRules,
  predict: answerRules,
  evaluate: answerRules,
} as const satisfies Record<string, Readonly<Record<string, Rule>>>

/**
 * Options that came from a program without types. What is undefined counts as left out.
 * @throws PasoError unknown-option, wrong-option
 */
export const checkOptions = (of: keyof typeof rules, given: object): void => checkBy(rules[of], of, given)

/**
 * The options of `mlp`, with those of the optimizer and of the schedule.
 * @throws PasoError unknown-option, wrong-option, option-type, option-out-of-domain, not-a-count, idle-option,
 *   conflicting-options
 */
export function checkMlpOptions(options: MlpOptions): void {
  checkOptions('mlp', options)
  const { optimizer, momentum, weightDecay, learningRate, schedule } = options
  const { name, ...own } = typeof optimizer === 'object' ? optimizer : { name: optimizer ?? 'adam' }
  const given: Partial<OptimizerOptions> = { ...own, ...(momentum !== undefined && { momentum }) }
  laterParts.part?.refuseForeignToSearch(name, options)
  optimizerSpec(name, given)
  refuseIdle({ ...given, ...(weightDecay !== undefined && { weightDecay }) })
  if (schedule !== undefined)
    laterParts.part?.checkSchedule(
      'mlp',
      schedule,
      learningRate ?? (given.learningRate as number | undefined),
    )
}

/**
 * The options of a training.
 * @throws PasoError unknown-option, wrong-option, conflicting-options
 */
export function checkFitOptions(of: 'fit' | 'fitSync' | 'epochs', options: FitOptions): void {
  checkOptions(of, options)
  const { checkpoint, onCheckpoint } = options
  if (checkpoint && checkpoint.file === undefined && !onCheckpoint) {
    throw refusals.wrongOption(of, 'checkpoint', keptRules.checkpoint.expected, checkpoint)
  }
  if (options.split === undefined) return
  const share = (['validation', 'test'] as const).find((name) => options[name] !== undefined)
  if (share !== undefined) throw refusals.conflictingOptions(of, 'split', share)
}
