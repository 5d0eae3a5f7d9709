// paso eval: how good a model is on rows whose answers are known.
import { blocksOf } from '../data/blocks.ts'
import { checkRows, flatInputs, readingFor, type TableEncoding } from '../data/encoding.ts'
import type { Table } from '../data/table.ts'
import { flatTargets } from '../data/targets.ts'
import type { Language } from '../errors.ts'
import type { Writable } from '../formats/json-text.ts'
import {
  type ClassificationScores,
  metricsByTarget,
  metricsRecord,
  type Scores,
  scoresOf,
} from '../library/scores.ts'
import type { Command, Io } from './command.ts'
import { filledJson } from './filled.ts'
import { dialectOf, loadModel } from './load.ts'
import { loadBlocks } from './load-table.ts'
import { metricHead, metricText, shownMetrics, targetTable } from './metric-words.ts'
import { writeJson } from './output.ts'
import { confusionTable, type TextColumn, textTable } from './tables.ts'

export const evaluate: Command = async (args, io) => {
  const [modelPath, dataPath] = args.positionals as [string, string]
  const { encoding, network } = await loadModel(modelPath, io)
  const table = await loadBlocks(dataPath, { ...readingFor(encoding, true), ...dialectOf(args) }, io)
  const checked = checkRows(encoding, table)
  for (const warning of [...table.warnings, ...checked.warnings]) io.warn(warning)
  const targets = flatTargets(encoding, table)
  const scores = scoresOf(network, encoding.target, encodedBlocks(encoding, table), targets)
  if (io.json) writeJson({ ...scoresJson(scores), ...filledJson(checked) }, io)
  else io.stdout.write(`${scoreLines(scores, `${modelPath}, ${dataPath}`, io).join('\n')}\n`)
  return 0
}

/** Block by block, each let go when the next is asked for. */
function* encodedBlocks(encoding: TableEncoding, table: Table): Iterable<Float64Array> {
  for (const block of blocksOf(table)) yield flatInputs(encoding, block)
}

function scoresJson(scores: Scores): Record<string, Writable> {
  const metrics = metricsRecord(scores)
  switch (scores.kind) {
    case 'number':
      return { format: 'paso-eval/1', metrics }
    case 'classes':
      return { format: 'paso-eval/1', metrics, ...classesJson(scores) }
    case 'numbers':
      return { format: 'paso-eval/1', metrics: { ...metrics, byTarget: metricsByTarget(scores)! } }
    case 'labels': {
      const targets = scores.byTarget.map(({ target, scores: own }) => ({ target, ...classesJson(own) }))
      return { format: 'paso-eval/1', metrics: { ...metrics, byTarget: metricsByTarget(scores)! }, targets }
    }
  }
}

function classesJson({ classes, confusion, byClass, calibration }: ClassificationScores) {
  return {
    classes,
    confusion,
    byClass: byClass.map((score, k) => ({ class: classes[k]!, ...score })),
    calibration: {
      expectedError: calibration.expectedError,
      bins: calibration.bins.map((bin) => ({ ...bin })),
    },
  }
}

const words = {
  en: {
    rows: 'Rows',
    means: 'These are the means over the targets:',
    target: 'Target',
    matrix: 'True class down, predicted class across',
    class: 'Class',
    precision: 'Precision',
    recall: 'Recall',
    macro: 'mean of the classes',
    weighted: 'weighted by rows',
    calibration: 'Calibration: are the probabilities right?',
    probability: 'Probability',
    mean: 'Mean',
    right: 'Share right',
    error: 'Mean distance',
  },
  es: {
    rows: 'Filas',
    means: 'Son las medias de las columnas objetivo:',
    target: 'Columna objetivo',
    matrix: 'Clase verdadera hacia abajo, predicha hacia la derecha',
    class: 'Clase',
    precision: 'Precisión',
    recall: 'Exhaustividad',
    macro: 'media de las clases',
    weighted: 'ponderada por filas',
    calibration: 'Calibración: ¿son correctas las probabilidades?',
    probability: 'Probabilidad',
    mean: 'Media',
    right: 'Aciertos',
    error: 'Distancia media',
  },
} as const satisfies Record<Language, Record<string, string>>

function scoreLines(scores: Scores, title: string, io: Io): string[] {
  const text = words[io.language]
  const record = metricsRecord(scores)
  const figures = shownMetrics[scores.kind].map((metric): [string, string] => [
    metricHead(metric, io.language),
    metricText(record[metric], io),
  ])
  const all: [string, string][] = [[text.rows, String(record.rows)], ...figures]
  const width = Math.max(...all.map(([name]) => name.length))
  const head = [title, '', ...all.map(([name, value]) => `${name.padEnd(width)}  ${value}`)]
  if (scores.kind === 'number') return head
  if (scores.kind === 'classes') return [...head, '', ...classLines(scores, io)]
  const means = [...head, '', text.means, '', ...targetTable(scores, io)]
  if (scores.kind === 'numbers') return means
  const each = scores.byTarget.flatMap(({ target, scores: own }) => [
    '',
    `${text.target}: ${target}`,
    '',
    ...classLines(own, io),
  ])
  return [...means, ...each]
}

function classLines(
  { classes, metrics, confusion, byClass, calibration }: ClassificationScores,
  io: Io,
): string[] {
  const text = words[io.language]
  const number = (value: number | undefined): string => metricText(value, io)
  const right = (head: string): TextColumn => ({ head, align: 'right' })
  const left = (head: string): TextColumn => ({ head, align: 'left' })
  return [
    text.matrix,
    '',
    ...confusionTable(classes, confusion, ''),
    '',
    ...textTable(
      [
        left(text.class),
        ...[text.rows, text.precision, text.recall, 'F1', metricHead('rocAuc', io.language)].map(right),
      ],
      [
        ...byClass.map(({ rows, precision, recall, f1, rocAuc }, k) => [
          classes[k]!,
          String(rows),
          ...[precision, recall, f1, rocAuc].map(number),
        ]),
        [
          text.macro,
          '',
          ...[metrics.macroPrecision, metrics.macroRecall, metrics.macroF1, metrics.rocAuc].map(number),
        ],
        [
          text.weighted,
          '',
          ...[metrics.weightedPrecision, metrics.weightedRecall, metrics.weightedF1].map(number),
        ],
      ],
    ),
    '',
    text.calibration,
    '',
    ...textTable(
      [left(text.probability), right(text.rows), right(text.mean), right(text.right)],
      calibration.bins
        .filter(({ rows }) => rows > 0)
        .map(({ from, to, rows, meanProbability, accuracy }) => [
          `${number(from)} – ${number(to)}`,
          String(rows),
          number(meanProbability),
          number(accuracy),
        ]),
    ),
    '',
    `${text.error}: ${number(calibration.expectedError)}`,
  ]
}
