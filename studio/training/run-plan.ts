// The plan of a run: from a table or a lesson, and the settings, to what the trainer takes, what views show and what is told.
import type { BiasPolicy, Network, Sample } from '../../src/core/network.ts'
import type { Scaling } from '../../src/data/scaling.ts'
import { noScaling } from '../../src/data/scaling.ts'
import type { Table } from '../../src/data/table.ts'
import { targetNames } from '../../src/data/targets.ts'
import { flatRows } from '../../src/engine/engine.ts'
import { engineFor } from '../../src/engine/engines.ts'
import { shapeOf } from '../../src/engine/parameters.ts'
import { tooEarlyEngine } from '../../src/engine/too-early.ts'
import type { TrainingPlan } from '../../src/engine/training-plan.ts'
import type { Warning } from '../../src/errors.ts'
import { documentOf, type NetworkFile, networkFileOf } from '../../src/formats/network-file.ts'
import { modelFile, type PlannedTraining, planTraining } from '../../src/library/training.ts'
import { sampleOf, targetsOf } from '../../src/library/training-rows.ts'
import type { ActivationName } from '../../src/math/activations.ts'
import type { OptimizerName } from '../../src/math/optimizers.ts'
import { xoshiro } from '../../src/math/random.ts'
import { noMistake } from './errors.ts'
import type { PlanInfo, Settings, ShownRows } from './messages.ts'
import { usualTarget } from './usual-target.ts'

/** A run goes on until somebody stops it. */
const forever = { epochs: Number.POSITIVE_INFINITY, patience: Number.POSITIVE_INFINITY } as const

/** Weights and biases. */
export const sizeOf = (network: Network): number => shapeOf(network).size

/** Rows that views show, at most. */
const MOST_SHOWN = 4000

export interface RunPlan {
  readonly plan: TrainingPlan
  readonly shown: ShownRows
  /** Some rows of the training. */
  readonly some: (count: number) => readonly Sample[]
  /** A row with the network as it is, as the other screens take it; the rate is the one of now. */
  readonly lesson: (plan: TrainingPlan, network: Network, row: number, name: string) => NetworkFile
  readonly told: Omit<
    PlanInfo,
    'network' | 'shown' | 'startLoss' | 'live' | 'batchSize' | 'engine' | 'optimizer'
  >
  readonly warnings: readonly Warning[]
}

/** @throws PasoError those of `planTraining` */
export function planOfTable(table: Table, source: 'built-in' | 'file', settings: Settings): RunPlan {
  const target = settings.target ?? usualTarget(table)
  const planned = planTraining(table, target, settingsOf(settings))
  const { prepared, plan: drawn, warnings } = planned
  const { split, encoding, featureNames, task } = prepared
  const network = withBiases(drawn.network, settings.biases)
  const plan = inOrder({ ...drawn, ...forever, network }, settings)
  const isHeldOut = split.validation.length > 0
  const rows = (isHeldOut ? split.validation : split.train).slice(0, MOST_SHOWN)
  const outputs = targetNames(encoding.target)
  return {
    plan,
    shown: {
      part: isHeldOut ? 'validation' : 'train',
      rows,
      inputs: flatRows(
        Array.from(rows, (row) => sampleOf(prepared, row).input),
        [],
      ).inputs,
      targets: targetsOf(prepared, rows),
    },
    some: (count) => Array.from(split.train.subarray(0, count), (row) => sampleOf(prepared, row)),
    lesson: ({ optimizer }, trained, row, name) => ({
      ...modelFile({ ...planned, optimizer } as PlannedTraining, trained),
      name,
      samples: [sampleOf(prepared, row)],
    }),
    told: {
      source,
      name: table.source,
      columns: table.names,
      target,
      rows: { all: table.rows, train: split.train.length, validation: split.validation.length },
      inputs: featureNames.map((name, i) => ({ name, scaling: scalings(planned)[i]! })),
      outputs:
        encoding.target.kind === 'classes' && encoding.target.classes.length > 2
          ? encoding.target.classes
          : outputs,
      encoding: encoding.target,
      task: task.kind,
      warnings: warnings.map(({ texts }) => texts),
    },
    warnings,
  }
}

const settingsOf = (settings: Settings) => ({
  hidden: settings.hidden,
  activation: settings.activation as ActivationName | undefined,
  optimizer: settings.optimizer as OptimizerName | undefined,
  ...(settings.optimizer !== 'lbfgs' && {
    learningRate: settings.learningRate,
    batchSize: settings.batchSize,
    // A penalty that can be watched and changed takes the decay's place.
    weightDecay: 0,
  }),
  l2: settings.l2,
  seed: settings.seed,
  validation: settings.validation,
  test: 0,
  scaling: 'standard' as const,
  missing: 'impute' as const,
  engine: 'auto',
  precision: 'float64' as const,
  threads: 'auto' as const,
  ...forever,
})

/** Of each input; a category's are 0 and 1 as they are. */
function scalings({ prepared }: PlannedTraining): readonly Scaling[] {
  return prepared.encoding.inputs.flatMap((column) =>
    column.kind === 'number' ? [column] : column.categories.map(() => noScaling),
  )
}

/**
 * The network of the other screens on its own samples, all of them in one batch if nothing else is asked.
 * @throws PasoError unequal-biases
 */
export function planOfLesson(file: NetworkFile, settings: Settings): RunPlan {
  const { samples } = file
  const { network } = rechecked({ ...file, network: withBiases(file.network, settings.biases) })
  const train = flatRows(
    samples.map(({ input }) => input),
    samples.map(({ target }) => target),
    samples.some(({ weight = 1 }) => weight !== 1) ? samples.map(({ weight = 1 }) => weight) : undefined,
  )
  const optimizer = withRate(file.optimizer, settings.learningRate)
  const batchSize = Math.min(settings.batchSize ?? samples.length, samples.length)
  const rows = Number.POSITIVE_INFINITY
  const all = Uint32Array.from(samples.keys())
  return {
    plan: inOrder(
      {
        ...forever,
        engine: engineFor('auto', 'float64', { network, optimizer, batchSize, rows }),
        network: { ...network, loss: { ...network.loss, l2: settings.l2 || network.loss.l2 } },
        optimizer,
        train,
        batchSize,
        random: xoshiro(settings.seed),
        running: { threads: 'auto' },
      },
      settings,
    ),
    shown: { part: 'train', rows: all, inputs: train.inputs, targets: train.targets },
    some: (count) => samples.slice(0, count),
    lesson: (plan, trained) => ({ ...file, network: trained, optimizer: plan.optimizer }),
    told: {
      source: 'lesson',
      name: file.name ?? '',
      columns: undefined,
      target: undefined,
      rows: { all: samples.length, train: samples.length, validation: 0 },
      inputs: Array.from({ length: network.inputs }, (_, i) => ({
        name: file.inputNames?.[i] ?? `i${i + 1}`,
        scaling: noScaling,
      })),
      outputs: outputsOf(file),
      encoding: undefined,
      task: undefined,
      warnings: [],
    },
    warnings: [],
  }
}

/** Larger networks would make the mistake too slowly: it has no kernels. */
const MOST_MISTAKEN = 20_000

/** @throws PasoError no-mistake */
function inOrder(plan: TrainingPlan, { order }: Settings): TrainingPlan {
  if (order === 'in-order') return plan
  const { network, optimizer } = plan
  const isSimple = network.layers.every(({ normalization, dropout }) => !normalization && dropout === 0)
  if (!isSimple || optimizer.name === 'lbfgs' || sizeOf(network) > MOST_MISTAKEN)
    throw noMistake(MOST_MISTAKEN)
  return { ...plan, engine: tooEarlyEngine }
}

const outputsOf = ({ network, unitNames }: NetworkFile): readonly string[] =>
  unitNames.at(-1) ?? network.layers.at(-1)!.biases.map((_, k) => `o${k + 1}`)

const withBiases = (network: Network, biases: BiasPolicy | undefined): Network =>
  biases === undefined ? network : { ...network, biasPolicy: biases }

const rechecked = (file: NetworkFile): NetworkFile => networkFileOf(documentOf(file))

const withRate = (optimizer: NetworkFile['optimizer'], learningRate: number | undefined) =>
  learningRate === undefined || optimizer.options.learningRate === undefined
    ? optimizer
    : { ...optimizer, options: { ...optimizer.options, learningRate } }
