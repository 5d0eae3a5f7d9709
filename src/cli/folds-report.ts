// What a cross-validation came to, for people: the score of each fold, their mean and spread, and what to train on all rows.
import type { Language, Warning } from '../errors.ts'
import type { NetworkFile, TrainingRecord } from '../formats/network-file.ts'
import type { Figures, Summary } from '../library/cross-validation.ts'
import type { PlannedTraining, ScoresBySet } from '../library/training.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { widthOf, wrap } from './errors-print.ts'
import { type MetricName, metricHead, metricText, scoreTable, shownMetrics } from './metric-words.ts'
import { confusionTable, counted, type TextColumn, textTable } from './tables.ts'
import { recordsOf, trainingHead } from './train-report.ts'

/** What is kept of one training: the rows are let go. */
export interface FinishedFold {
  /** From 1; undefined for the training on all rows. */
  readonly fold?: number
  readonly scores: ScoresBySet
  readonly record: TrainingRecord
  readonly file: NetworkFile
  readonly history: readonly object[]
  readonly seconds: number
  readonly warnings: readonly Warning[]
}

export interface FoldsResult {
  readonly path: string
  /** Of the table. */
  readonly rows: number
  /** The first fold's: the others have the same network and recipe. */
  readonly first: PlannedTraining
  readonly seed: number
  readonly folds: readonly FinishedFold[]
  readonly summary: Summary
  readonly epochs: number
  /** Each row's true and predicted class, when it was tested. */
  readonly confusion: readonly (readonly number[])[] | undefined
  readonly final: FinishedFold | undefined
  readonly output: string | undefined
}

const words = {
  en: {
    rows: ['row', 'rows'],
    epochs: ['epoch', 'epochs'],
    fold: 'Fold',
    number: 'Rows',
    best: 'Best epoch',
    mean: 'mean',
    target: 'Target',
    matrix: 'Every row, when it was tested: true class down, predicted class across',
    model: 'Model',
  },
  es: {
    rows: ['fila', 'filas'],
    epochs: ['época', 'épocas'],
    fold: 'Parte',
    number: 'Filas',
    best: 'Mejor época',
    mean: 'media',
    target: 'Columna objetivo',
    matrix: 'Todas las filas, al probar con ellas: clase verdadera hacia abajo, predicha hacia la derecha',
    model: 'Modelo',
  },
} as const satisfies Record<Language, Record<string, unknown>>

/** Classes of a confusion matrix that fits beside its names. */
const MOST_CLASSES = 12

export function foldsReport(result: FoldsResult, io: Io): string[] {
  const text = words[io.language]
  const { first, seed, path, rows, confusion } = result
  const { prepared, recipe, optimizer, plan } = first
  const wrapped = (line: string): string[] => wrap(line, widthOf(io.stdout))
  const { task } = prepared
  const matrix =
    confusion && 'classes' in task && task.kind !== 'multilabel' && task.classes.length <= MOST_CLASSES
      ? [...wrapped(text.matrix), '', ...confusionTable(task.classes, confusion, ''), '']
      : []
  return [
    ...trainingHead({ path, prepared, rows, recipe, optimizer, seed, network: plan.network }, io),
    ...wrapped(design(result, io)),
    '',
    ...foldTable(result, io),
    '',
    ...targetLines(result, io),
    ...matrix,
    ...wrapped(advice(result, io)),
    ...modelLines(result, io),
  ]
}

/** How the rows were used. */
function design({ folds, first, rows }: FoldsResult, io: Io): string {
  const aside = rows - rowsOf(folds[0]!)
  const share = `${formatNumber(first.settings.validation * 100, { digits: 3, locale: io.locale })} %`
  const count = folds.length
  const validated = first.plan.validation !== undefined
  if (io.language === 'en') {
    const stop = validated ? `; of their rows, ${share} decide when to stop` : ''
    const rest =
      aside > 0
        ? ` ${counted(aside, words.en.rows)} of the table ${aside === 1 ? 'is' : 'are'} in no fold.`
        : ''
    return `${count} folds: each is the test of a training on the other ${count - 1}${stop}.${rest}`
  }
  const stop = validated ? `; de sus filas, el ${share} decide cuándo terminar` : ''
  const rest =
    aside > 0
      ? ` ${counted(aside, words.es.rows)} de la tabla no ${aside === 1 ? 'está' : 'están'} en ninguna.`
      : ''
  return `${count} partes: cada una es la prueba de un entrenamiento con las demás (${count - 1})${stop}.${rest}`
}

/** The rows that are in some fold. */
function rowsOf({ record: { rows } }: FinishedFold): number {
  return rows.train + rows.validation + rows.test
}

function foldTable({ folds, summary }: FoldsResult, io: Io): string[] {
  const text = words[io.language]
  const shown = shownMetrics[folds[0]!.scores.train.kind]
  const right = (head: string): TextColumn => ({ head, align: 'right' })
  const figures = (record: Figures): string[] => figureTexts(record, shown, io)
  return textTable(
    [
      { head: text.fold, align: 'left' },
      ...[text.number, ...shown.map((metric) => metricHead(metric, io.language)), text.best].map(right),
    ],
    [
      ...folds.map(({ fold, record }) => [
        String(fold),
        String(record.rows.test),
        ...figures(record.metrics.test!),
        String(record.bestEpoch),
      ]),
      [text.mean, '', ...figures(summary.mean)],
      ['±', '', ...figures(summary.sd)],
    ],
  )
}

const figureTexts = (record: Figures, shown: readonly MetricName[], io: Io): string[] =>
  shown.map((metric) => metricText(record[metric] as number | undefined, io))

/** One line for each of several targets: the means over the folds. */
function targetLines({ folds, summary }: FoldsResult, io: Io): string[] {
  const { byTarget } = summary.mean
  if (typeof byTarget !== 'object') return []
  const shown = shownMetrics[folds[0]!.scores.train.kind === 'labels' ? 'classes' : 'number']
  const { target, mean } = words[io.language]
  const heads = shown.map((metric): TextColumn => ({ head: metricHead(metric, io.language), align: 'right' }))
  const rows = Object.entries(byTarget).map(([name, record]) => [name, ...figureTexts(record, shown, io)])
  return [...textTable([{ head: `${target}, ${mean}`, align: 'left' }, ...heads], rows), '']
}

function advice({ folds, epochs, output, first }: FoldsResult, io: Io): string {
  const text = words[io.language]
  const best = folds.map(({ record }) => record.bestEpoch)
  const [low, high] = [Math.min(...best), Math.max(...best)]
  const all = counted(rowsOf(folds[0]!), text.rows)
  const length = counted(epochs, text.epochs)
  const validated = first.plan.validation !== undefined
  if (io.language === 'en') {
    const spread = '± is the standard deviation over the folds.'
    const median = validated
      ? ` The folds were best after ${low} to ${high} epochs; the median is ${epochs}.`
      : ''
    const next =
      output === undefined
        ? ` No model was written: -o model.json trains one on all ${all}, for ${length}.`
        : ` The model was trained on all ${all}, for ${length}: the scores of the folds are what to expect of it.`
    return spread + median + next
  }
  const spread = '± es la desviación estándar entre las partes.'
  const median = validated
    ? ` Las partes llegaron a su mejor época entre la ${low} y la ${high}; la mediana es ${epochs}.`
    : ''
  const next =
    output === undefined
      ? ` No se escribió ningún modelo: -o modelo.json entrena uno con las ${all}, durante ${length}.`
      : ` El modelo se entrenó con las ${all}, durante ${length}: las notas de las partes son lo que se puede esperar de él.`
  return spread + median + next
}

function modelLines({ final, output }: FoldsResult, io: Io): string[] {
  if (!final) return []
  const tested = final.scores.test ? ['', ...scoreTable(recordsOf(final.scores), io)] : []
  return [...tested, ...(output === '-' ? [] : ['', `${words[io.language].model}: ${output}`])]
}
