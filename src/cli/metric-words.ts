// Metrics in words: their names, the order in which they are shown, their figures, and the table of them.
import type { Language } from '../errors.ts'
import { metricsRecord, type Scores } from '../library/scores.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { type TextColumn, textTable } from './tables.ts'

const names = {
  en: {
    accuracy: 'accuracy',
    exactMatch: 'exact match',
    logLoss: 'log loss',
    rocAuc: 'ROC AUC',
    macroPrecision: 'macro precision',
    macroRecall: 'macro recall',
    macroF1: 'macro F1',
    weightedPrecision: 'weighted precision',
    weightedRecall: 'weighted recall',
    weightedF1: 'weighted F1',
    r2: 'R²',
    mse: 'MSE',
    rmse: 'RMSE',
    mae: 'MAE',
  },
  es: {
    accuracy: 'exactitud',
    exactMatch: 'coincidencia exacta',
    logLoss: 'pérdida logarítmica',
    rocAuc: 'AUC ROC',
    macroPrecision: 'precisión macro',
    macroRecall: 'exhaustividad macro',
    macroF1: 'F1 macro',
    weightedPrecision: 'precisión ponderada',
    weightedRecall: 'exhaustividad ponderada',
    weightedF1: 'F1 ponderado',
    r2: 'R²',
    mse: 'MSE',
    rmse: 'RMSE',
    mae: 'MAE',
  },
} as const satisfies Record<Language, Record<string, string>>

export type MetricName = keyof (typeof names)['en']

/** Those that stand in a table, in its order; the others are in the JSON. */
export const shownMetrics = {
  classes: ['accuracy', 'logLoss', 'macroF1', 'rocAuc'],
  labels: ['accuracy', 'exactMatch', 'logLoss', 'macroF1', 'rocAuc'],
  number: ['r2', 'mse', 'rmse', 'mae'],
  numbers: ['r2', 'mse', 'rmse', 'mae'],
} as const satisfies Record<Scores['kind'], readonly MetricName[]>

export const metricName = (metric: MetricName, language: Language): string => names[language][metric]

/** As it begins a line or heads a column. */
export function metricHead(metric: MetricName, language: Language): string {
  const name = metricName(metric, language)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const METRIC_DIGITS = 4

/** A figure of a table; a dash for what is undefined. */
export const metricText = (
  value: number | undefined,
  io: Pick<Io, 'locale'>,
  digits: number = METRIC_DIGITS,
): string => (value === undefined ? '—' : formatNumber(value, { digits, locale: io.locale }))

/** The parts of a table's rows, and what a cross-validation has in their place. */
const rowNames = {
  en: {
    set: 'Rows',
    count: 'Number',
    train: 'training',
    validation: 'validation',
    test: 'test',
    folds: 'folds',
  },
  es: {
    set: 'Filas',
    count: 'Cantidad',
    train: 'entrenamiento',
    validation: 'validación',
    test: 'prueba',
    folds: 'partes',
  },
} as const satisfies Record<Language, Record<string, string>>

/** What a set of rows is called: train, validation, test. */
export const setName = (set: string, language: Language): string =>
  rowNames[language][set as keyof (typeof rowNames)['en']] ?? set

/** One line for each set: its rows and its metrics, those that some set has. */
export function scoreTable(
  metrics: Readonly<Record<string, Readonly<Record<string, number>>>>,
  io: Pick<Io, 'language' | 'locale'>,
  digits?: number,
): string[] {
  const text = rowNames[io.language]
  const records = Object.values(metrics)
  const known = [...shownMetrics.labels, ...shownMetrics.number]
  const shown = known.filter((metric) => records.some((record) => record[metric] !== undefined))
  const columns: TextColumn[] = [
    { head: text.set, align: 'left' },
    ...[text.count, ...shown.map((metric) => metricHead(metric, io.language))].map(
      (head): TextColumn => ({ head, align: 'right' }),
    ),
  ]
  return textTable(
    columns,
    Object.entries(metrics).map(([set, record]) => [
      setName(set, io.language),
      String(record.rows),
      ...shown.map((metric) => metricText(record[metric], io, digits)),
    ]),
  )
}

const targetWord = { en: 'Target', es: 'Columna objetivo' } as const satisfies Record<Language, string>

/** One line for each of several targets; no lines for a single one. */
export function targetTable(scores: Scores, io: Pick<Io, 'language' | 'locale'>): string[] {
  if (!('byTarget' in scores)) return []
  const shown = shownMetrics[scores.kind === 'labels' ? 'classes' : 'number']
  const columns: TextColumn[] = [
    { head: targetWord[io.language], align: 'left' },
    ...shown.map((metric): TextColumn => ({ head: metricHead(metric, io.language), align: 'right' })),
  ]
  const rows = scores.byTarget.map(({ target, scores: own }) => {
    const record = metricsRecord(own)
    return [target, ...shown.map((metric) => metricText(record[metric], io))]
  })
  return textTable(columns, rows)
}
