// What a search came to, for people: the trials by their scores, what failed, the best one, and how good it really is.
import type { FittedTable } from '../data/index.ts'
import { listed } from '../data/phrases.ts'
import type { Language } from '../errors.ts'
import type { JsonObject, JsonValue } from '../formats/json.ts'
import { options as definitions } from '../options.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { widthOf, wrap } from './errors-print.ts'
import { type MetricName, metricHead, metricName, metricText } from './metric-words.ts'
import type { Dimension } from './search-space.ts'
import {
  type DoneTrial,
  directions,
  type FailedTrial,
  type FinishedTrial,
  type Metrics,
  type ScoreName,
} from './search-trials.ts'
import { counted, type TextColumn, textTable } from './tables.ts'
import { dataLine } from './train-report.ts'

export interface SearchResult {
  readonly path: string
  readonly prepared: FittedTable
  readonly space: readonly Dimension[]
  readonly seed: number
  readonly method: 'grid' | 'random'
  readonly score: ScoreName
  readonly folds: number | undefined
  /** The best first. */
  readonly trials: readonly FinishedTrial[]
  /** How many were planned. */
  readonly count: number
  readonly best: DoneTrial | undefined
  readonly recipe: JsonObject | undefined
  /** Of the best one, on rows that no trial saw. */
  readonly test: Metrics | undefined
  readonly interrupted: boolean
  readonly seconds: number
  readonly output: string | undefined
}

const words = {
  en: {
    trials: ['trial', 'trials'],
    rows: ['row', 'rows'],
    rank: 'Rank',
    trial: 'Trial',
    epoch: 'Epoch',
    drawn: ['drawn', 'drawn'],
    grid: 'in a grid',
    more: (count: number) => `${count} more: --json has them all.`,
    best: 'Best',
    done: 'done',
    interrupted: 'Interrupted',
  },
  es: {
    trials: ['ensayo', 'ensayos'],
    rows: ['fila', 'filas'],
    rank: 'Puesto',
    trial: 'Ensayo',
    epoch: 'Época',
    drawn: ['sorteado', 'sorteados'],
    grid: 'en una grilla',
    more: (count: number) => `${count} más: --json los tiene todos.`,
    best: 'El mejor',
    done: 'terminados',
    interrupted: 'Interrumpido',
  },
} as const satisfies Record<Language, Record<string, unknown>>

/** So many stand in the table. */
const MOST_SHOWN = 20

export function searchReport(result: SearchResult, io: Io): string[] {
  const { path, prepared, trials, best } = result
  const width = widthOf(io.stdout)
  const failed = trials.filter((trial): trial is FailedTrial => trial.status === 'failed')
  return [
    ...wrap(dataLine({ path, prepared }, io), width),
    ...wrap(design(result, io.language), width),
    '',
    ...(best ? trialTable(result, io) : []),
    ...failures(failed, io.language).flatMap((line) => wrap(line, width)),
    ...(best || failed.length > 0 ? [''] : []),
    ...(best ? conclusion(result, best, io).flatMap((line) => wrap(line, width)) : []),
    ...wrap(recipeLine(result, io.language), width),
  ]
}

function design(result: SearchResult, language: Language): string {
  const { method, count, seed, score, folds, prepared, trials, interrupted } = result
  const text = words[language]
  const name = metricName(score, language)
  const how = method === 'grid' ? text.grid : text.drawn[count === 1 ? 0 : 1]
  const validation = counted(prepared.split.validation.length, text.rows)
  const cut = interrupted ? ` ${text.interrupted}: ${trials.length} ${text.done}.` : ''
  if (language === 'en') {
    const rows =
      folds === undefined ? `on the same ${validation} of the validation` : `as the mean of ${folds} folds`
    return `${counted(count, text.trials)} ${how}, seed ${seed}; scored by ${name}, ${rows}.${cut}`
  }
  const rows =
    folds === undefined ? `en las mismas ${validation} de validación` : `como media de ${folds} partes`
  return `${counted(count, text.trials)} ${how}, semilla ${seed}; la nota es ${name}, ${rows}.${cut}`
}

/** A value as it stands on the command line. */
const valueText = (value: JsonValue | undefined): string =>
  Array.isArray(value) ? value.join(',') : String(value ?? '')

const optionText = ({ values }: FinishedTrial, space: readonly Dimension[]): string =>
  space.map(({ name, field }) => `--${definitions[name].flag} ${valueText(values[field])}`).join(' ')

/** A second figure that people know better than the one that decides. */
const beside = { logLoss: 'accuracy', mse: 'r2', mae: 'r2' } as const satisfies Partial<
  Record<ScoreName, MetricName>
>

function trialTable({ trials, space, score, folds }: SearchResult, io: Io): string[] {
  const text = words[io.language]
  const done = trials.filter((trial): trial is DoneTrial => trial.status === 'done')
  const shown = done.slice(0, MOST_SHOWN)
  const second: MetricName | undefined = score in beside ? beside[score as keyof typeof beside] : undefined
  const right = (head: string): TextColumn => ({ head, align: 'right' })
  const columns = [
    right(text.rank),
    right(text.trial),
    ...space.map(({ name }) => right(definitions[name].flag)),
    right(metricHead(score, io.language)),
    ...(folds === undefined ? [] : [right('±')]),
    ...(second ? [right(metricHead(second, io.language))] : []),
    right(text.epoch),
  ]
  const rows = shown.map((trial, i) => [
    String(i + 1),
    String(trial.trial),
    ...space.map(({ field }) => valueText(trial.values[field])),
    metricText(trial.score, io),
    ...(folds === undefined ? [] : [metricText(trial.sd, io)]),
    ...(second ? [metricText(trial.metrics[second], io)] : []),
    String(trial.epochs),
  ])
  const left = done.length - shown.length
  return [...textTable(columns, rows), ...(left > 0 ? ['', text.more(left)] : [])]
}

/** Those that failed in the same way together. */
function failures(failed: readonly FailedTrial[], language: Language): string[] {
  const groups = new Map<string, number[]>()
  for (const { trial, error } of failed) {
    const said = `${error.what} [${error.code}]`
    groups.set(said, [...(groups.get(said) ?? []), trial])
  }
  const lines = [...groups].map(([said, trials]) => {
    const which = listed(trials.toSorted((a, b) => a - b).map(String), language, 'and')
    if (language === 'en') return `${trials.length === 1 ? 'Trial' : 'Trials'} ${which} failed: ${said}`
    return trials.length === 1
      ? `El ensayo ${which} falló: ${said}`
      : `Los ensayos ${which} fallaron: ${said}`
  })
  return lines.length === 0 ? [] : ['', ...lines]
}

function conclusion(
  { space, score, test, trials, prepared, folds }: SearchResult,
  best: DoneTrial,
  io: Io,
): string[] {
  const en = io.language === 'en'
  const lines = [`${words[io.language].best}: ${optionText(best, space)}`]
  const several = trials.length > 1
  if (several) {
    lines.push(
      en
        ? `Its score is the best of ${trials.length} on rows that chose it, and so too good.`
        : `Su nota es la mejor de ${trials.length} en las filas que lo eligieron, y por eso demasiado buena.`,
    )
  }
  if (!test) return lines
  const names =
    folds === undefined
      ? [score, ...(score in beside ? [beside[score as keyof typeof beside]] : [])]
      : [score]
  const figures = names
    .map((name) => `${metricName(name, io.language)} ${metricText(test[name], io)}`)
    .join(', ')
  const rows = folds === undefined ? prepared.split.test.length : test.rows!
  lines.push(
    en
      ? `On the ${counted(rows, words.en.rows)} of the test, which no trial saw and which were used once, now: ${figures}.`
      : `En las ${counted(rows, words.es.rows)} de prueba, que ningún ensayo vio y que se usaron una sola vez, ahora: ${figures}.`,
  )
  return lines
}

function recipeLine({ path, output, interrupted, best }: SearchResult, language: Language): string {
  const en = language === 'en'
  if (!best || interrupted) return en ? 'No recipe was written.' : 'No se escribió ninguna receta.'
  if (output === '-') return ''
  if (output === undefined)
    return en
      ? 'No recipe was written: -o best.json keeps it.'
      : 'No se escribió ninguna receta: -o mejor.json la guarda.'
  return en
    ? `Recipe: ${output}. It trains with: paso train ${path} --recipe ${output} -o model.json`
    : `Receta: ${output}. Entrena con: paso train ${path} --recipe ${output} -o modelo.json`
}

export interface SearchProgress {
  show(trial: FinishedTrial): void
  clear(): void
}

const BAR = 20

/** One line that renews itself; silent where there is no terminal, with -q, with --json and on a dumb terminal. */
export function searchProgress(count: number, score: ScoreName, io: Io): SearchProgress {
  if (!io.stderr.isTTY || io.quiet || io.json || io.dumbTerminal) return { show: () => {}, clear: () => {} }
  const text = words[io.language]
  const higher = directions[score] === 'higher'
  let done = 0
  let best: DoneTrial | undefined
  return {
    show(trial) {
      done++
      const better =
        trial.status === 'done' && (!best || (higher ? trial.score > best.score : trial.score < best.score))
      if (better) best = trial
      const filled = Math.round((done / count) * BAR)
      const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled)
      const number = best && formatNumber(best.score, { digits: 3, locale: io.locale })
      const leader = best ? `, ${text.best.toLowerCase()}: ${metricName(score, io.language)} ${number}` : ''
      const line = `${bar} ${done}/${count} ${text.trials[1]}${leader}`
      io.stderr.write(`\r\u001b[K${line.length < io.stderr.columns ? line : `${done}/${count}`}`)
    },
    clear() {
      if (done > 0) io.stderr.write('\r\u001b[K')
    },
  }
}
