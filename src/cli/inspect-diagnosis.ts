// paso inspect MODEL --data FILE: the layers of a model on the rows of a table, and what is wrong with either, in words with numbers.
import type { TableEncoding } from '../data/index.ts'
import { readingFor } from '../data/index.ts'
import type { LayerHealth } from '../engine/layer-health.ts'
import type { Language } from '../errors.ts'
import type { Writable } from '../formats/json-text.ts'
import { type Diagnosis, diagnoseModel } from '../library/diagnose.ts'
import type { Finding } from '../library/finding.ts'
import { proseOf } from '../present/prose/index.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Arguments, Io } from './command.ts'
import { labelledParts, widthOf, wrap } from './errors-print.ts'
import { filledJson } from './filled.ts'
import { dialectOf, type LoadedNetwork } from './load.ts'
import { loadTable } from './load-table.ts'
import { strongIn, writeJson } from './output.ts'
import { counted, type TextColumn, textTable } from './tables.ts'

const words = {
  en: {
    rows: ['row', 'rows'],
    measured: (rows: string) => `The layers were measured on ${rows} of them, evenly spread.`,
    layer: 'Layer',
    units: 'Units',
    activation: 'Activation',
    mean: 'Mean |a|',
    saturated: 'Flat',
    dead: 'Dead',
    delta: 'Delta',
    gradient: 'Gradient',
    legend:
      'Flat: how often a slope is below 1 % of the steepest one. Dead: units with slope 0 on all rows. Delta and gradient: the root mean square of ∂L/∂z over the units, and the norm of ∂L/∂W, as means over the rows.',
    best: (target: string, column: string) => `Best column alone for "${target}": "${column}"`,
    accuracy: (score: string, baseline: string) =>
      `accuracy ${score}; always the commonest class: ${baseline}.`,
    r2: (score: string) => `R² = ${score}.`,
    healthy:
      'Healthy: the units respond and are not saturated, gradients reach all layers in like size, the inputs are on one scale, and no column gives the answer away.',
    hintsOnly: 'No problems.',
    problems: ['problem', 'problems'],
    hints: ['hint', 'hints'],
    problem: 'Problem',
    hint: 'Hint',
  },
  es: {
    rows: ['fila', 'filas'],
    measured: (rows: string) => `Las capas se midieron con ${rows}, repartidas de modo parejo.`,
    layer: 'Capa',
    units: 'Neuronas',
    activation: 'Activación',
    mean: '|a| media',
    saturated: 'Plana',
    dead: 'Mudas',
    delta: 'Delta',
    gradient: 'Gradiente',
    legend:
      'Plana: con qué frecuencia una pendiente es menor que el 1 % de la mayor. Mudas: neuronas con pendiente 0 en todas las filas. Delta y gradiente: la raíz de la media de los cuadrados de ∂L/∂z sobre las neuronas, y la norma de ∂L/∂W, como medias de las filas.',
    best: (target: string, column: string) => `La mejor columna sola para «${target}»: «${column}»`,
    accuracy: (score: string, baseline: string) =>
      `exactitud ${score}; siempre la clase más frecuente: ${baseline}.`,
    r2: (score: string) => `R² = ${score}.`,
    healthy:
      'Sana: las neuronas responden y no están saturadas, los gradientes llegan a todas las capas en tamaños parecidos, las entradas están en la misma escala y ninguna columna revela la respuesta.',
    hintsOnly: 'Ningún problema.',
    problems: ['problema', 'problemas'],
    hints: ['indicio', 'indicios'],
    problem: 'Problema',
    hint: 'Indicio',
  },
} as const satisfies Record<Language, Record<string, unknown>>

const USUAL_DIGITS = 3

/** Reads the table, diagnoses, and prints the result. */
export async function diagnosisOf(
  model: LoadedNetwork & { readonly encoding: TableEncoding },
  modelPath: string,
  dataPath: string,
  args: Arguments,
  io: Io,
): Promise<void> {
  const reading = { ...readingFor(model.encoding, true), ...dialectOf(args) }
  const table = await loadTable(dataPath, reading, io)
  const diagnosis = diagnoseModel(model, table)
  for (const warning of [...table.warnings, ...diagnosis.warnings]) io.warn(warning)
  if (io.json) writeJson(diagnosisJson(diagnosis, io.language), io)
  else {
    const title = `${modelPath}, ${dataPath}: ${counted(diagnosis.rows, words[io.language].rows)}.`
    const lines = diagnosisLines(diagnosis, title, args.options.digits, io)
    io.stdout.write(`${lines.join('\n')}\n`)
  }
}

function diagnosisLines(diagnosis: Diagnosis, title: string, digits: number | undefined, io: Io): string[] {
  const text = words[io.language]
  const width = widthOf(io.stdout)
  const { rows, measuredRows, findings } = diagnosis
  const fewer = measuredRows < rows ? wrap(text.measured(counted(measuredRows, text.rows)), width) : []
  return [
    ...wrap(title, width),
    ...fewer,
    '',
    ...layerTable(diagnosis.layers, digits ?? USUAL_DIGITS, io),
    '',
    ...wrap(text.legend, width),
    '',
    ...bestLines(diagnosis, digits ?? USUAL_DIGITS, io).flatMap((line) => wrap(line, width)),
    '',
    ...wrap(verdict(findings, io.language), width),
    ...findings.flatMap((finding) => ['', ...findingLines(finding, width, io)]),
  ]
}

function layerTable(layers: readonly LayerHealth[], digits: number, io: Io): string[] {
  const text = words[io.language]
  const { nameOfActivation } = proseOf(io.language, 'delta')
  const number = (value: number): string => formatNumber(value, { digits, locale: io.locale })
  const right = (head: string): TextColumn => ({ head, align: 'right' })
  const left = (head: string): TextColumn => ({ head, align: 'left' })
  return textTable(
    [
      left(text.layer),
      right(text.units),
      left(text.activation),
      ...[text.mean, text.saturated, text.dead, text.delta, text.gradient].map(right),
    ],
    layers.map((layer, l) => [
      String(l + 1),
      String(layer.units),
      nameOfActivation(layer.activation),
      number(layer.meanActivation),
      layer.saturated === undefined
        ? '—'
        : `${formatNumber(Math.round(layer.saturated * 1000) / 10, { digits: USUAL_DIGITS, locale: io.locale })} %`,
      layer.saturated === undefined ? '—' : String(layer.deadUnits.length),
      number(layer.delta),
      number(layer.gradient),
    ]),
  )
}

function bestLines({ bestColumns }: Diagnosis, digits: number, io: Io): string[] {
  const text = words[io.language]
  const number = (value: number): string => formatNumber(value, { digits, locale: io.locale })
  return bestColumns.flatMap((best) => {
    if (!best) return []
    const { target, column, measure, score, baseline } = best
    const figures =
      measure === 'accuracy' ? text.accuracy(number(score), number(baseline)) : text.r2(number(score))
    return [`${text.best(target, column)}, ${figures}`]
  })
}

function verdict(findings: readonly Finding[], language: Language): string {
  const text = words[language]
  const problems = findings.filter(({ level }) => level === 'problem').length
  const hints = findings.length - problems
  if (findings.length === 0) return text.healthy
  const counts = [
    ...(problems > 0 ? [counted(problems, text.problems)] : []),
    ...(hints > 0 ? [counted(hints, text.hints)] : []),
  ]
  return problems === 0 ? `${text.hintsOnly} ${counts[0]}.` : `${counts.join(', ')}.`
}

function findingLines({ level, texts }: Finding, width: number, io: Io): string[] {
  const text = words[io.language]
  const strong = strongIn(level === 'problem' ? 'red' : 'yellow', io.color)
  const title = text[level]
  const [first, ...more] = wrap(`${title}: ${texts[io.language].what}`, width)
  return [
    strong(first!.slice(0, title.length)) + first!.slice(title.length),
    ...more.map((line) => `  ${line}`),
    ...labelledParts(texts[io.language], io.language, width),
  ]
}

/** Layers and units count from 0. */
function diagnosisJson(diagnosis: Diagnosis, language: Language): Writable {
  const { healthy, rows, measuredRows, layers, bestColumns, findings } = diagnosis
  return {
    format: 'paso-diagnosis/1',
    healthy,
    rows,
    measuredRows,
    layers: layers.map((layer) => ({ ...layer })),
    bestColumns: bestColumns.map((best) => (best ? { ...best } : null)),
    ...filledJson(diagnosis),
    findings: findings.map(({ texts, ...finding }) => ({ ...finding, text: { ...texts[language] } })),
  }
}
