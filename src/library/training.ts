// Training on a table: from the table and the settings to a plan, and from the run to scores and a model's file. The library
// and `paso train` both train in this way, so that the same settings give the same model.
import type { InitializerChoice } from '../core/initialize.ts'
import type { LossChoice, Network } from '../core/network.ts'
import { checkBatchSize } from '../core/normalized.ts'
import { optimizerSpec } from '../core/optimizer.ts'
import type { ScheduleChoice } from '../core/schedule.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import type { BlockTable } from '../data/blocks.ts'
import type { ClassWeights } from '../data/class-weights.ts'
import { type FlatTable, prepareFlat } from '../data/prepare.ts'
import type { GivenSplit } from '../data/split.ts'
import type { MissingValues, Table } from '../data/table.ts'
import { outputsFor, targetNames } from '../data/targets.ts'
import type { TaskName } from '../data/task.ts'
import { batchCount, leastRows } from '../engine/batches.ts'
import { outputFor, type Recipe, recipeFor, type TaskKind, type UsualRecipe } from '../engine/defaults.ts'
import type { Advice } from '../engine/divergence-words.ts'
import type { Precision, Running } from '../engine/engine.ts'
import { engineFor } from '../engine/engines.ts'
import { laterParts as engineParts } from '../engine/later-parts.ts'
import { startingNetwork } from '../engine/start.ts'
import type { Run as EngineRun, TrainingPlan } from '../engine/training-plan.ts'
import type { Warning } from '../errors.ts'
import type { NetworkFile } from '../formats/network-file.ts'
import type { OptimizerOptions } from '../math/definitions.ts'
import { canSmooth, legalPair, lossOf, trainingLossNames } from '../math/losses.ts'
import { optimizerOf as definitionOf } from '../math/optimizers.ts'
import { type Random, xoshiro } from '../math/random.ts'
import { hiddenLayers, type LayerSettings } from './hidden-layers.ts'
import { laterParts } from './later-parts.ts'
import { refusals } from './refusals.ts'
import type { ScheduleOption, TrainingLength } from './schedule-option.ts'
import { type Scores, scoresOfOutputs } from './scores.ts'
import { rowsOf, targetsOf } from './training-rows.ts'

/** What is left undefined depends on the data. */
export interface TrainingSettings
  extends Partial<{ readonly [Part in keyof Recipe]: Recipe[Part] | undefined }>,
    LayerSettings {
  readonly momentum?: number | undefined
  /** Options of the optimizer besides rate, decay and momentum. */
  readonly optimizerOptions?: Partial<OptimizerOptions> | undefined
  readonly task?: TaskName | undefined
  readonly loss?: LossChoice | undefined
  readonly l1?: number | undefined
  readonly l2?: number | undefined
  readonly labelSmoothing?: number | undefined
  readonly clipValue?: number | undefined
  readonly clipNorm?: number | undefined
  readonly maxNorm?: number | undefined
  readonly schedule?: ScheduleOption | undefined
  readonly classWeights?: ClassWeights | undefined
  /** A column, or the weights themselves: one for each row. */
  readonly sampleWeight?: string | ArrayLike<number> | undefined
  readonly initializer?: InitializerChoice | undefined
  readonly biasInitializer?: InitializerChoice | undefined
  readonly scaling: 'standard' | 'none'
  /** Default: as the table was made. */
  readonly missing?: MissingValues | undefined
  /** Which rows are in which part; the shares are not used then. */
  readonly split?: GivenSplit | undefined
  /** Shares of the rows. */
  readonly validation: number
  readonly test: number
  /** The test rows stay unused, and there is no score on them. */
  readonly holdTest?: boolean | undefined
  readonly seed: number
  readonly engine: string
  readonly precision: Precision
  readonly threads?: Running['threads']
  readonly relaxed?: Running['relaxed']
  /** At most. */
  readonly seconds?: number | undefined
}

export interface PlannedTraining {
  readonly prepared: FlatTable
  readonly settings: TrainingSettings
  /** Complete. */
  readonly recipe: Recipe
  readonly optimizer: OptimizerSpec
  readonly plan: TrainingPlan
  /** Of the table and of the engine. */
  readonly warnings: readonly Warning[]
}

/** What the surface that asks for a training adds. */
export interface Surface {
  /** For the message when the training diverges: how its options are written. */
  readonly advice?: Advice
  /** Refuses a network that is too large, before its weights are drawn; units of every layer, the inputs first. */
  readonly checkSize?: (units: readonly number[]) => void
}

/**
 * Everything that a training needs, as the settings and the table say; one generator, made from the seed, draws the
 * split, then the first weights, then the order of the rows in each epoch. A table in blocks has no rows left afterwards.
 * @throws PasoError unsuitable-loss, cannot-smooth, wrong-shape, batch-of-one, and those of `prepare`, `optimizerSpec`, `engineFor` and `xoshiro`
 */
export function planTraining(
  table: Table | BlockTable,
  target: string | readonly string[],
  settings: TrainingSettings,
  { advice, checkSize }: Surface = {},
): PlannedTraining {
  engineFor(settings.engine, settings.precision)
  const random = xoshiro(settings.seed)
  const prepared = prepareTraining(table, target, settings, random)
  const { task, split } = prepared
  const usual = recipeFor(task.kind, split.train.length)
  const recipe = recipeOf(settings, usual)
  const [inputs, outputs] = [prepared.featureNames.length, outputsFor(prepared.encoding.target)]
  checkSize?.([inputs, ...recipe.hidden, outputs])
  const network = startingNetwork(
    {
      inputs,
      outputs,
      hidden: hiddenLayers(recipe.hidden, settings),
      activation: recipe.activation,
      outputActivation: outputFor[task.kind].activation,
      loss: lossFor({ ...settings, ...recipe }, task.kind),
      initializer: settings.initializer,
      biasInitializer: settings.biasInitializer,
    },
    random,
  )
  const { batchSize = split.train.length } = recipe
  checkBatchSize(network, Math.min(batchSize, split.train.length))
  const steps = batchCount(split.train.length, batchSize, leastRows(network))
  const optimizer = optimizerOf(settings, recipe, steps)
  const rows = split.train.length * recipe.epochs
  const engine = engineFor(settings.engine, settings.precision, { network, optimizer, batchSize, rows })
  const plan: TrainingPlan = {
    ...recipe,
    batchSize,
    engine,
    network,
    optimizer,
    train: rowsOf(prepared, split.train),
    validation: split.validation.length > 0 ? rowsOf(prepared, split.validation) : undefined,
    random,
    running: { threads: settings.threads ?? 'auto', relaxed: settings.relaxed },
    seconds: settings.seconds,
    advice: {
      ...advice,
      usualLearningRate: usualRate(settings, usual),
      get unscaled() {
        return laterParts.part?.unscaledColumn(prepared, settings)
      },
    },
  }
  const warnings = [...prepared.warnings, ...(engineParts.part?.engineWarnings(engine, settings) ?? [])]
  return { prepared, settings, recipe, optimizer, plan, warnings }
}

/**
 * The table as a training with these settings takes it.
 * @param random made from the seed
 * @throws PasoError those of `prepare`
 */
export function prepareTraining(
  table: Table | BlockTable,
  target: string | readonly string[],
  settings: TrainingSettings,
  random: Random = xoshiro(settings.seed),
): FlatTable {
  const { task, scaling, validation, test } = settings
  return prepareFlat(table, target, {
    ...(task !== undefined && { task }),
    scaling: scaling === 'standard',
    missing: settings.missing,
    classWeights: settings.classWeights,
    sampleWeight: settings.sampleWeight,
    split: settings.split ?? { validation, test, random },
  })
}

/**
 * The loss that was asked for, where it can be taken of what the task's last layer gives.
 * @throws PasoError unsuitable-loss, cannot-smooth
 */
function lossFor({ loss, l1 = 0, l2 = 0, labelSmoothing = 0 }: TrainingSettings, task: TaskKind): LossChoice {
  const { activation, loss: usual } = outputFor[task]
  const asked = loss ?? usual
  const own = typeof asked === 'string' ? { name: asked } : asked
  const { name } = own
  const suitable = trainingLossNames.filter((one) => legalPair(activation, one))
  if (!suitable.includes(name as (typeof suitable)[number]))
    throw refusals.unsuitableLoss(name, activation, suitable)
  const smoothable = suitable.filter((one) => canSmooth(lossOf(one)))
  if (labelSmoothing > 0 && !smoothable.some((one) => one === name))
    throw refusals.nothingToSmooth(name, smoothable)
  return { ...own, l1, l2, labelSmoothing }
}

/** What was asked for, and the rest from the defaults. */
function recipeOf(settings: TrainingSettings, usual: UsualRecipe): Recipe {
  const recipe = {
    hidden: settings.hidden ?? usual.hidden,
    activation: settings.activation ?? usual.activation,
    optimizer: settings.optimizer ?? usual.optimizer,
    learningRate: settings.learningRate ?? usualRate(settings, usual),
    weightDecay: settings.weightDecay ?? (settings.l1 || settings.l2 ? 0 : usual.weightDecay),
    batchSize: settings.batchSize ?? usual.batchSize,
    epochs: settings.epochs ?? usual.epochs,
    patience: settings.patience ?? usual.patience,
  }
  if (definitionOf(recipe.optimizer).kind !== 'vector') return recipe
  return laterParts.needed('lbfgs').searchedRecipe(recipe, settings)
}

/** Plain gradient descent wants larger steps; momentum makes them larger by itself. */
function usualRate({ optimizer, momentum }: TrainingSettings, usual: UsualRecipe): number {
  const name = optimizer ?? usual.optimizer
  const faster = name === 'sgd' || name === 'adagrad' ? 10 : 1
  return Number((usual.learningRate * faster * (1 - (momentum ?? 0))).toPrecision(2))
}

/** @param steps of one epoch */
function optimizerOf(settings: TrainingSettings, recipe: Recipe, steps: number): OptimizerSpec {
  const { momentum, optimizerOptions, clipValue, clipNorm, maxNorm, schedule } = settings
  const { optimizer, learningRate, weightDecay, epochs } = recipe
  const speed = momentum === undefined ? {} : { momentum }
  const options: Partial<OptimizerOptions> = { learningRate, weightDecay, ...speed, ...optimizerOptions }
  refuseIdle(options)
  return optimizerSpec(optimizer, options, {
    clip: {
      ...(clipValue !== undefined && { value: clipValue }),
      ...(clipNorm !== undefined && { norm: clipNorm }),
    },
    ...(maxNorm !== undefined && { maxNorm }),
    ...(schedule !== undefined && {
      schedule: plannedRate(schedule, learningRate!, { epochs, steps }),
    }),
  })
}

/** The schedule in steps; checked again, since `mlp` may have been called before the part that checks it was there. */
function plannedRate(schedule: ScheduleOption, learningRate: number, length: TrainingLength): ScheduleChoice {
  const { checkSchedule, scheduleInSteps } = laterParts.needed('schedule')
  checkSchedule('mlp', schedule, learningRate)
  return scheduleInSteps(schedule, length)
}

/** Nesterov's look-ahead is along the momentum, and decoupled is the decay. */
export function refuseIdle({
  nesterov,
  momentum = 0,
  decoupled,
  weightDecay,
}: Partial<OptimizerOptions>): void {
  if (nesterov && momentum === 0) throw refusals.idleOption('nesterov', 'momentum')
  if (decoupled && weightDecay === 0) throw refusals.idleOption('decoupled', 'weightDecay')
}

/** By training, validation and test rows; without those that are empty. */
export interface ScoresBySet {
  readonly train: Scores
  readonly validation?: Scores
  readonly test?: Scores
}

export interface FinishedTraining {
  readonly scores: ScoresBySet
  /** The model with its encoding and its training record, which is made by a part that comes later. */
  readonly file: NetworkFile
}

/** What a run came to. */
export function finishTraining(planned: PlannedTraining, run: EngineRun): FinishedTraining {
  const scores = scoresBySet(planned, run)
  const file = {
    ...modelFile(planned, run.network),
    get training() {
      return laterParts.needed('record').trainingRecord(planned, run, scores)
    },
  }
  return { scores, file }
}

/** By the engine that has trained. */
function scoresBySet({ prepared, settings, plan }: PlannedTraining, { network }: EngineRun): ScoresBySet {
  const { split, encoding } = prepared
  const session = plan.engine.plan(network, plan.optimizer, plan.batchSize, { random: plan.random })
  const scored = (set: Uint32Array): Scores =>
    scoresOfOutputs(encoding.target, targetsOf(prepared, set), session.outputs(rowsOf(prepared, set)))
  return {
    train: scored(split.train),
    ...(split.validation.length > 0 && { validation: scored(split.validation) }),
    ...(split.test.length > 0 && !settings.holdTest && { test: scored(split.test) }),
  }
}

/** A network of this training with its names and its encoding, without a record of how it came to be. */
export function modelFile({ prepared, optimizer }: PlannedTraining, network: Network): NetworkFile {
  const { encoding, featureNames } = prepared
  const { target } = encoding
  const outputs =
    target.kind === 'classes' && target.classes.length > 2 ? target.classes : targetNames(target)
  const last = network.layers.length - 1
  return {
    name: undefined,
    network,
    inputNames: featureNames,
    unitNames: network.layers.map((_, l) => (l === last ? outputs : undefined)),
    optimizer,
    samples: [],
    encoding,
    training: undefined,
  }
}
