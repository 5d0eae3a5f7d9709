// The settings with which scikit-learn was measured, trained here on the same rows: test scores and final training losses.
import { readFileSync } from 'node:fs'
import { trainSync } from '../../src/engine/trainer.ts'
import type { MlpOptions } from '../../src/library/index.ts'
import { settingsOf } from '../../src/library/options.ts'
import { metricsRecord } from '../../src/library/scores.ts'
import { finishTraining, type PlannedTraining, planTraining } from '../../src/library/training.ts'
import { counted, joined, type Row } from './row.ts'
import { errorOfDifference, mean, seeds } from './statistics.ts'
import { type ExampleName, exampleTable } from './tables.ts'

/** What scripts/oracle/perceptrons.py writes. */
interface Anchors {
  readonly tables: readonly {
    readonly name: ExampleName
    readonly rows: number
    /** [split][row], from 0; the others train. */
    readonly testRows: readonly (readonly number[])[]
    readonly settings: readonly Anchor[]
  }[]
}

interface Anchor {
  readonly setting: string
  readonly parameters: Parameters
  /** [split][seed] */
  readonly scores: readonly (readonly number[])[]
  /** [seed], of the first split: that of the last epoch, each step's before its update. */
  readonly losses: readonly number[]
}

/** scikit-learn's names. */
interface Parameters {
  readonly hidden_layer_sizes: readonly number[]
  readonly activation: 'relu' | 'tanh'
  readonly solver: 'adam' | 'sgd'
  readonly learning_rate_init: number
  readonly momentum?: number
  readonly alpha: number
  readonly batch_size: number
  readonly max_iter: number
}

const path = new URL('../../test/oracle/perceptrons.json', import.meta.url)
export const anchors = JSON.parse(readFileSync(path, 'utf8')) as Anchors

/** A setting in Paso's words. Weights and biases are Glorot's whatever the activation. */
function optionsOf({ parameters }: Anchor, regression: boolean): MlpOptions {
  const { solver, momentum } = parameters
  return {
    hidden: parameters.hidden_layer_sizes,
    activation: parameters.activation,
    initializer: 'glorot-uniform',
    biasInitializer: 'glorot-uniform',
    optimizer: solver === 'sgd' ? { name: 'sgd', momentum: momentum!, nesterov: true } : solver,
    learningRate: parameters.learning_rate_init,
    batchSize: parameters.batch_size,
    epochs: parameters.max_iter,
    ...(regression && { loss: 'half-squared-error' }),
  }
}

/**
 * The penalty: scikit-learn divides alpha by the rows of each batch, the last of which is short. `l2` is the mean of that
 * over an epoch's steps, which pulls as hard; `inLoss` is its mean over the rows, with which scikit-learn's loss counts it.
 */
function penaltyOf({ alpha, batch_size }: Parameters, rows: number) {
  const steps = Math.ceil(rows / batch_size)
  const last = rows - (steps - 1) * batch_size
  return { l2: (alpha * ((steps - 1) / batch_size + 1 / last)) / steps, inLoss: (alpha * steps) / rows }
}

export interface Comparison {
  readonly table: ExampleName
  readonly setting: string
  /** [split][seed] */
  readonly scores: readonly (readonly number[])[]
  /** [seed], of the first split. */
  readonly losses: readonly number[]
  /** How far the mean score is above the least that the bar allows, on the first split and on all of them. */
  readonly scoreMargin: number
  readonly pooledMargin: number
  /** The distance of the mean losses, in standard errors of their difference. */
  readonly lossErrors: number
}

/** Trains one setting of one table on some of its splits. */
export async function compare(name: ExampleName, setting: string, splits: number): Promise<Comparison> {
  const { rows, testRows, settings } = anchors.tables.find((table) => table.name === name)!
  const anchor = settings.find((one) => one.setting === setting)!
  const table = await exampleTable(name)
  const options = optionsOf(anchor, name === 'diabetes')
  const runs = testRows.slice(0, splits).map((test) => {
    const train = seeds(rows).filter((row) => !test.includes(row))
    const penalty = penaltyOf(anchor.parameters, train.length)
    return seeds(anchor.losses.length).map((seed) => {
      const asked = settingsOf({ ...options, l2: penalty.l2 }, { seed, split: { train, test } }, rows)
      return trained(planTraining(table, table.target, asked), penalty)
    })
  })
  const scores = runs.map((each) => each.map(({ score }) => score))
  const losses = runs[0]!.map(({ loss }) => loss)
  const oneRow = 1 / testRows[0]!.length
  const margin = (ours: readonly number[], theirs: readonly number[]): number =>
    mean(ours) - mean(theirs) + Math.max(2 * errorOfDifference(ours, theirs), oneRow)
  return {
    ...{ table: name, setting, scores, losses },
    scoreMargin: margin(scores[0]!, anchor.scores[0]!),
    pooledMargin: margin(scores.flat(), anchor.scores.slice(0, splits).flat()),
    lossErrors: Math.abs(mean(losses) - mean(anchor.losses)) / errorOfDifference(losses, anchor.losses),
  }
}

function trained(
  planned: PlannedTraining,
  { l2, inLoss }: ReturnType<typeof penaltyOf>,
): { readonly score: number; readonly loss: number } {
  const run = trainSync(planned.plan)
  const { test } = finishTraining(planned, run).scores
  const { accuracy, r2 } = metricsRecord(test!)
  const squares = run.network.layers
    .flatMap(({ weights }) => weights.flat())
    .reduce((sum, w) => sum + w * w, 0)
  // From the reported loss, with the penalty as scikit-learn counts it.
  return { score: accuracy ?? r2!, loss: run.history.at(-1)!.loss + ((inLoss - l2) / 2) * squares }
}

const LOSS_ERRORS = 3

/** Whether one setting on one table is as good as scikit-learn's. */
export const asGood = ({ scoreMargin, pooledMargin, lossErrors }: Comparison): boolean =>
  scoreMargin >= 0 && pooledMargin >= 0 && lossErrors <= LOSS_ERRORS

/** Those that take no more than a few seconds. */
const quick = ['iris A', 'iris B', 'diabetes F']

export const settings: Row = {
  name: 'settings',
  title: {
    en: 'scikit-learn’s settings A, B, E, F on the same rows: 5 tables, 5 splits, 10 seeds',
    es: 'las configuraciones A, B, E, F de scikit-learn con las mismas filas: 5 tablas, 5 repartos, 10 semillas',
  },
  bar: {
    en: 'test mean not below by more than max(2 standard errors, one row); training loss within 3 standard errors',
    es: 'media de prueba no menor por más de max(2 errores estándar, una fila); pérdida de entrenamiento a 3 errores estándar',
  },
  others: { en: 'scikit-learn is the bar', es: 'scikit-learn es la vara' },
  async measure(effort, note) {
    const all = anchors.tables.flatMap(({ name, settings }) =>
      settings.map(({ setting }) => ({ name, setting })),
    )
    const chosen = all.filter(
      ({ name, setting }) => effort === 'whole' || quick.includes(`${name} ${setting}`),
    )
    const comparisons: Comparison[] = []
    if (effort === 'whole') {
      const { compareApart } = await import('./apart.ts')
      comparisons.push(
        ...(await compareApart(
          chosen.map(({ name, setting }) => [name, setting, 5] as const),
          note,
        )),
      )
    } else for (const { name, setting } of chosen) comparisons.push(await compare(name, setting, 1))
    const good = comparisons.filter(asGood).length
    const worst = Math.max(...comparisons.map(({ lossErrors }) => lossErrors))
    const far = worst.toFixed(1)
    return {
      shown: joined(
        [
          counted(good, comparisons.length),
          {
            en: `losses within ${far} standard errors`,
            es: `pérdidas a ${far.replace('.', ',')} errores estándar`,
          },
        ],
        '; ',
      ),
      met: good === comparisons.length,
      figures: comparisons,
    }
  },
}
