// Table: a case as lines of at most 80 columns, for a terminal.

import type { Language } from '../src/errors.ts'
import { padEnd, padStart, wordsOf, wrapWords } from '../src/render/lines.ts'
import type { EpochResult } from './epochs.ts'
import { type Growth, growthRows } from './growth.ts'
import { operationsOf } from './problem.ts'
import type { CaseResult, Entry } from './race.ts'
import { best, counts, ranked, ratio } from './ratios.ts'
import type { Report } from './report.ts'
import { type Summary, summary } from './statistics.ts'
import { hundredths, notesOf, number, words } from './words.ts'

export const WIDTH = 80

const wrap = (text: string): string[] => wrapWords(wordsOf(text), WIDTH)

const widths = { name: 18, threads: 2, notes: 2, median: 15, quartiles: 17, ratio: 14 } as const

type Cells = Readonly<Record<keyof typeof widths, string>>

const line = (cells: Cells): string =>
  [
    padEnd(cells.name, widths.name),
    padEnd(cells.threads, widths.threads),
    padEnd(cells.notes, widths.notes),
    padStart(cells.median, widths.median),
    padStart(cells.quartiles, widths.quartiles),
    padStart(cells.ratio, widths.ratio),
  ]
    .join(' ')
    .trimEnd()

const range = ({ low, high }: Summary, language: Language): string =>
  `${number(low, language)} – ${number(high, language)}`

/** A title, a row for each that took part, the fastest first, and who did not come to an end. */
export function caseLines(result: CaseResult, language: Language): string[] {
  const say = words[language]
  const { name, precision } = result.case
  const title = `${name}, ${say.operations(number(operationsOf(result.case), language))}`
  const head = line({
    ...{ name: '', threads: '', notes: '' },
    ...{ median: say.speed, quartiles: say.quartiles, ratio: say.times },
  })
  const wrong = result.entries.filter((entry) => !counts(entry))
  return [
    name.endsWith(precision) ? title : `${title}, ${precision}`,
    head,
    ...ranked(result).map((entry) => line(cellsOf(entry, result, language))),
    ...wrong.map((entry) => line({ ...naming(entry, result), median: '✗', quartiles: '', ratio: '' })),
    ...Object.entries(result.failed).flatMap(([who, message]) => wrap(say.failed(who, message))),
    '',
  ]
}

function naming(entry: Entry, result: CaseResult): Pick<Cells, 'name' | 'threads' | 'notes'> {
  return { name: entry.name, threads: `t${entry.threads}`, notes: notesOf(entry, result.case) }
}

function cellsOf(entry: Entry, result: CaseResult, language: Language): Cells {
  const thousands = summary(entry.training.map((speed) => speed / 1000))
  const ours = best(result, entry.threads)
  const compared = ours && ours !== entry ? number(ratio(ours, entry).median, language) : ''
  return {
    ...naming(entry, result),
    median: number(thousands.median, language),
    quartiles: range(thousands, language),
    ratio: compared,
  }
}

/** Loading and first step in ms, memory in MB, one answer in µs, thousands of answers a second. */
export const costsOf = (entry: Entry): number[] => [
  entry.loaded,
  entry.firstStep,
  entry.peak / 1e6,
  1000 * summary(entry.latency).median,
  summary(entry.answers).median / 1000,
]

/** What else was measured of a case, as lines of at most 80 columns: a head of two lines, and a row for each. */
export function costLines(result: CaseResult, language: Language): string[] {
  const heads = Object.values(words[language].costs).map((head) => head.split(', '))
  const row = (name: string, cells: readonly string[]): string =>
    [padEnd(name, 21), ...cells.map((cell) => padStart(cell, 11))].join('').trimEnd()
  return [
    ...[0, 1].map((part) =>
      row(
        part === 0 ? result.case.name : '',
        heads.map((head) => head[part]!),
      ),
    ),
    ...ranked(result)
      .filter(({ latency }) => latency.length > 0)
      .map((entry) =>
        row(
          `${padEnd(entry.name, 18)} t${entry.threads}`,
          costsOf(entry).map((value) => number(value, language)),
        ),
      ),
    '',
  ]
}

/** How the cost grows, beside how the operations do: 1.00 where twice the size takes twice as long. */
export function growthLines(growth: Growth, language: Language): string[] {
  const say = words[language]
  return growthRows(growth).flatMap(({ sweep, operations, times }) => [
    say.growth[sweep],
    ...Object.entries({ [say.operationsAlone]: operations, ...times }).map(
      ([name, power]) => `  ${padEnd(name, 18)} ${hundredths(power, language)}`,
    ),
    '',
  ])
}

/** What stands beside the steps of an epoch. */
export function epochLines(results: readonly EpochResult[], language: Language): string[] {
  const line = ([name, ...cells]: readonly string[]): string =>
    [padEnd(name!, 24), ...cells.map((cell) => padStart(cell, 13))].join('')
  return [line(Object.values(words[language].epochs)), ...epochRows(results, language).map(line), '']
}

/** In the order of their heads. */
export const epochRows = (results: readonly EpochResult[], language: Language): string[][] =>
  results.map(({ name, steps, ...ratios }) => {
    const { shuffled, validated, scored } = ratios
    return [
      name,
      number(steps, language),
      ...[shuffled, validated, scored].map((r) => hundredths(r, language)),
    ]
  })

/** What holds for all cases: how it was measured, what the marks mean, who is not there. */
export function closing(report: Report, language: Language): string[] {
  const say = words[language]
  const { load, cores, cpu, node } = report.machine
  const entries = report.cases.flatMap((result) => result.entries.map((entry) => ({ entry, result })))
  const notes = entries.map(({ entry, result }) => notesOf(entry, result.case)).join('')
  const versions = new Map(entries.map(({ entry }) => [entry.name, entry.version]))
  return [
    `${report.date}, ${cpu}, ${say.cores(cores)}, Node ${node}`,
    [...versions].map(([name, version]) => `${name} ${version}`).join(', '),
    say.on(report.rounds, report.window),
    ...(load > cores / 2 ? [say.busy(number(load, language), cores)] : []),
    ...(notes.includes('r') ? [say.own] : []),
    ...(notes.includes('d') ? [say.doubles] : []),
    ...(entries.some(({ entry }) => !entry.agrees) ? [say.disagrees] : []),
    ...Object.entries(report.absent).map(([name, install]) => say.absent(name, install)),
  ]
}

export const closingLines = (report: Report, language: Language): string[] =>
  closing(report, language).flatMap(wrap)
