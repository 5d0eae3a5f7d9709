// What a training came to, for people: data, network, how it ended, losses, scores, confusion matrix.
import type { Network } from '../core/network.ts'
import type { OptimizerSpec } from '../core/trace.ts'
import { type FittedTable, type Split, targetNames } from '../data/index.ts'
import type { Recipe } from '../engine/defaults.ts'
import { shapeOf } from '../engine/parameters.ts'
import type { Run } from '../engine/training-plan.ts'
import type { Language } from '../errors.ts'
import { metricsRecord, type Scores } from '../library/scores.ts'
import type { ScoresBySet } from '../library/training.ts'
import type { Ending } from '../math/optimizers/endings.ts'
import { proseOf } from '../present/prose/index.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { widthOf, wrap } from './errors-print.ts'
import { fillingWords } from './filled.ts'
import { scoreTable, targetTable } from './metric-words.ts'
import { plot } from './plot.ts'
import { layerRuleWords, lossRuleWords, updateRuleWords } from './rule-words.ts'
import { confusionTable, counted } from './tables.ts'

export interface TrainingResult {
  readonly path: string
  readonly prepared: FittedTable
  readonly run: Run
  readonly recipe: Recipe
  readonly optimizer: OptimizerSpec
  /** By train, validation, test; without those that have no rows. */
  readonly scores: ScoresBySet
  readonly seed: number
  readonly engine: string
  readonly output: string | undefined
  readonly checkpoint: string | undefined
}

const words = {
  en: {
    rows: ['row', 'rows'],
    inputs: ['input', 'inputs'],
    classes: 'classes',
    targets: ['target', 'targets'],
    byTarget: {
      train: 'By target, on the training rows',
      validation: 'By target, on the validation rows',
      test: 'By target, on the test rows',
    },
    network: 'Network',
    parameters: 'parameters',
    learningRate: 'learning rate',
    batches: 'batches of',
    allRows: 'all rows in each step',
    seed: 'seed',
    lossPlot: 'Loss, training and validation',
    epochs: 'epochs',
    matrix: 'Test rows: true class down, predicted class across',
    true: '',
    model: 'Model',
    checkpoint: 'Checkpoint',
    noModel: 'No model was written: -o model.json keeps it.',
    filled: 'Missing cells, filled in:',
    cells: ['cell', 'cells'],
    unseen: 'The test rows were never seen in training.',
    held: 'The test rows were kept for later.',
  },
  es: {
    rows: ['fila', 'filas'],
    inputs: ['entrada', 'entradas'],
    classes: 'clases',
    targets: ['columna objetivo', 'columnas objetivo'],
    byTarget: {
      train: 'Por columna objetivo, en las filas de entrenamiento',
      validation: 'Por columna objetivo, en las filas de validación',
      test: 'Por columna objetivo, en las filas de prueba',
    },
    network: 'Red',
    parameters: 'parámetros',
    learningRate: 'tasa de aprendizaje',
    batches: 'lotes de',
    allRows: 'todas las filas en cada paso',
    seed: 'semilla',
    lossPlot: 'Pérdida, en entrenamiento y validación',
    epochs: 'épocas',
    matrix: 'Filas de prueba: clase verdadera hacia abajo, predicha hacia la derecha',
    true: '',
    model: 'Modelo',
    checkpoint: 'Punto de control',
    noModel: 'No se escribió ningún modelo: -o modelo.json lo guarda.',
    filled: 'Celdas sin valor, completadas:',
    cells: ['celda', 'celdas'],
    unseen: 'Las filas de prueba nunca se vieron al entrenar.',
    held: 'Las filas de prueba se guardaron para después.',
  },
} as const satisfies Record<Language, Record<string, unknown>>

export function trainingReport(result: TrainingResult, io: Io): string[] {
  const text = words[io.language]
  const { scores, output, prepared } = result
  const lines = [
    ...trainingHead({ ...result, network: result.run.network }, io),
    ...wrap(ending(result.run, result.recipe, io), widthOf(io.stdout)),
    '',
    ...lossPlot(result, io),
    '',
    ...scoreTable(recordsOf(scores), io),
  ]
  const { test } = scores
  if (test?.kind === 'classes' && test.classes.length <= 12) {
    lines.push('', text.matrix, '', ...confusionTable(test.classes, test.confusion, text.true))
  }
  const last = lastSet(scores)
  const byTarget = targetTable(scores[last]!, io)
  if (byTarget.length > 0) lines.push('', text.byTarget[last], '', ...byTarget)
  lines.push('', ...(test ? [text.unseen] : prepared.split.test.length > 0 ? [text.held] : []))
  if (output !== '-') lines.push(output === undefined ? text.noModel : `${text.model}: ${output}`)
  if (result.checkpoint !== undefined) lines.push(`${text.checkpoint}: ${result.checkpoint}`)
  return lines
}

/** The rows that tell most honestly how good the model is. */
const lastSet = ({ validation, test }: ScoresBySet): keyof ScoresBySet =>
  test ? 'test' : validation ? 'validation' : 'train'

/** Each set's metrics as plain numbers. */
export const recordsOf = (scores: ScoresBySet): Record<string, Record<string, number>> =>
  Object.fromEntries(Object.entries(scores).map(([set, score]) => [set, metricsRecord(score as Scores)]))

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const rowsOf = ({ train, validation, test }: Split): number => train.length + validation.length + test.length

/** The table, and what is predicted from what. */
export function dataLine(
  {
    path,
    prepared,
    rows = rowsOf(prepared.split),
  }: Pick<TrainingResult, 'path' | 'prepared'> & { readonly rows?: number },
  io: Io,
): string {
  const text = words[io.language]
  const { task, encoding, featureNames } = prepared
  const targets = targetNames(encoding.target).length
  const predicted =
    'columns' in encoding.target
      ? `, ${counted(targets, text.targets)}`
      : task.kind === 'regression'
        ? ''
        : `, ${task.classes.length} ${text.classes}`
  return `${path}: ${counted(rows, text.rows)}, ${counted(featureNames.length, text.inputs)}${predicted}.`
}

/** What was trained on what, and how. */
export function trainingHead(
  {
    path,
    prepared,
    rows = rowsOf(prepared.split),
    network,
    recipe,
    optimizer,
    seed,
    anyRate = false,
  }: Pick<TrainingResult, 'path' | 'prepared' | 'recipe' | 'optimizer' | 'seed'> & {
    /** Of the table, where not all of them are in this training. */
    readonly rows?: number
    readonly network: Network
    /** The learning rate is not the recipe's. */
    readonly anyRate?: boolean
  },
  io: Io,
): string[] {
  const text = words[io.language]
  const prose = proseOf(io.language, 'delta')
  const { featureNames } = prepared
  const layers = network.layers.map(
    ({ biases, activation }) => `${biases.length} (${prose.nameOfActivation(activation.name)})`,
  )
  const number = (value: number): string => formatNumber(value, { digits: 3, locale: io.locale })
  const { schedule: _, ...constant } = optimizer
  const rules = [
    ...layerRuleWords(network, io.language, number),
    ...lossRuleWords(network, io.language, number),
    ...updateRuleWords(anyRate ? constant : optimizer, io.language, number),
  ]
  return [
    dataLine({ path, prepared, rows }, io),
    ...filledLine(prepared, io),
    `${text.network}: ${[featureNames.length, ...layers].join(' → ')}; ${shapeOf(network).size} ${text.parameters}.`,
    `${[capital(prose.nameOfOptimizer(optimizer.name)), ...stepWords(recipe, anyRate, io), `${text.seed} ${seed}`].join(', ')}.`,
    ...(rules.length > 0 ? [`${capital(rules.join(', '))}.`] : []),
  ].flatMap((line) => wrap(line, widthOf(io.stdout)))
}

/** The learning rate and the rows of a step, where they are not all of them. */
function stepWords({ learningRate, batchSize }: Recipe, anyRate: boolean, io: Io): string[] {
  const text = words[io.language]
  if (learningRate === undefined || batchSize === undefined) return [text.allRows]
  const rate = formatNumber(learningRate, { digits: 3, locale: io.locale })
  const batches = `${text.batches} ${counted(batchSize, text.rows)}`
  return anyRate ? [batches] : [`${text.learningRate} ${rate}`, batches]
}

/** Missing cells, filled in: width 12 cells (median 3.5), soil 1 cell (most frequent: clay). */
function filledLine({ filled }: FittedTable, io: Io): string[] {
  if (filled.length === 0) return []
  const text = words[io.language]
  const columns = filled.map(({ column, value, rows }) => {
    const taken =
      typeof value === 'number'
        ? `${fillingWords[io.language].median} ${formatNumber(value, { digits: 5, locale: io.locale })}`
        : `${fillingWords[io.language].frequent}: ${value}`
    return `${column} ${counted(rows.length, text.cells)} (${taken})`
  })
  return [`${text.filled} ${columns.join(', ')}.`]
}

/** Until when steps could be made. */
const endings: Readonly<Record<Ending, Readonly<Record<Language, string>>>> = {
  flat: { en: 'until the gradient was as good as 0', es: 'hasta que el gradiente fue casi 0' },
  'no-descent': {
    en: 'until no direction led downwards',
    es: 'hasta que ninguna dirección llevaba hacia abajo',
  },
  'no-decrease': {
    en: 'until no step lowered the loss any more',
    es: 'hasta que ningún paso bajaba ya la pérdida',
  },
  'non-finite': {
    en: 'until the loss had no value near the weights',
    es: 'hasta que la pérdida no tuvo valor cerca de los pesos',
  },
}

function ending(
  { stoppedBy, ending, epochs, bestEpoch, seconds, history }: Run,
  { patience }: Recipe,
  io: Io,
): string {
  const en = io.language === 'en'
  const time = `${formatNumber(seconds, { digits: 2, locale: io.locale })} s`
  const validated = history.at(-1)?.validationLoss !== undefined
  const kept = validated
    ? en
      ? `; the weights are those of epoch ${bestEpoch}, the best one`
      : `; los pesos son los de la época ${bestEpoch}, la mejor`
    : ''
  const done = counted(epochs, en ? ['epoch', 'epochs'] : ['época', 'épocas'])
  const why = {
    epochs: done,
    patience: en
      ? `${done}, the last ${patience} without a better validation loss`
      : `${done}, las últimas ${patience} sin mejorar en la validación`,
    time: en ? `${done}, until the time was over` : `${done}, hasta agotar el tiempo`,
    caller: done,
    converged: ending ? `${done}, ${endings[ending][io.language]}` : done,
  }[stoppedBy]
  return `${why}, ${time}${kept}.`
}

function lossPlot({ run: { history } }: TrainingResult, io: Io): string[] {
  const text = words[io.language]
  const validation = history.flatMap(({ validationLoss }) =>
    validationLoss === undefined ? [] : [validationLoss],
  )
  const curves = [history.map(({ loss }) => loss), ...(validation.length > 0 ? [validation] : [])]
  const format = (value: number): string => formatNumber(value, { digits: 3, locale: io.locale })
  return [
    text.lossPlot,
    '',
    ...plot(curves, { width: Math.min(56, widthOf(io.stdout) - 16), height: 7, format, xLabel: text.epochs }),
  ]
}
