// Documents: docs/performance.md and its Spanish brother show a report's tables and plots, between marks that stay.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Language } from '../src/errors.ts'
import { growthRows } from './growth.ts'
import { growthPlot, speedPlot } from './plots.ts'
import type { CaseResult, Entry } from './race.ts'
import { best, counts, ranked, ratio } from './ratios.ts'
import type { Report } from './report.ts'
import { summary } from './statistics.ts'
import { closing, costsOf, epochRows } from './table.ts'
import { hundredths, notesOf, number, words } from './words.ts'

const root = new URL('../', import.meta.url)
export const REPORT = 'docs/performance/report.json'

const languages = ['en', 'es'] as const
const documentOf = (language: Language): string =>
  language === 'en' ? 'docs/performance.md' : 'docs/performance.es.md'

const pathOf = (name: string): string => fileURLToPath(new URL(name, root))
const read = (name: string): string => readFileSync(pathOf(name), 'utf8')

/** A report as text; its measurements have five digits, more than they are worth. */
export function reportText(report: Report): string {
  const rounded = (key: string, value: unknown): unknown =>
    typeof value === 'number' && key !== 'loss' && !Number.isInteger(value)
      ? Number(value.toPrecision(5))
      : value
  return `${JSON.stringify(report, rounded)}\n`
}

/** The files that show a report, by name, and what they then are. */
export function shownIn(report: Report): Readonly<Record<string, string>> {
  const files: [string, string][] = languages.flatMap((language) => {
    const plots: [string, string][] = [
      [`docs/performance/speed.${language}.svg`, speedPlot(report, language)],
    ]
    if (report.growth) {
      plots.push([`docs/performance/growth.${language}.svg`, growthPlot(report.growth, language)])
    }
    const name = documentOf(language)
    return [...plots, [name, filled(read(name), report, language)]]
  })
  return Object.fromEntries(files)
}

/** Writes the report and all that shows it. */
export function writeDocuments(report: Report): void {
  mkdirSync(pathOf('docs/performance'), { recursive: true })
  writeFileSync(pathOf(REPORT), reportText(report))
  const kept = JSON.parse(read(REPORT)) as Report
  for (const [name, text] of Object.entries(shownIn(kept))) writeFileSync(pathOf(name), text)
}

/** The parts between `<!-- bench: NAME -->` and `<!-- /bench -->`. */
function filled(text: string, report: Report, language: Language): string {
  const parts: Readonly<Record<string, readonly string[]>> = {
    machine: closing(report, language).map((line) => `- ${line}`),
    speed: matrix(report, language, (entry, result) => speedCell(entry, result, language)),
    ratio: matrix(report, language, (entry, result) => ratioCell(entry, result, language)),
    costs: costs(report, language),
    growth: growth(report, language),
    epochs: epochs(report, language),
  }
  return text.replace(
    /(<!-- bench: (\w+) -->\n)[\s\S]*?(<!-- \/bench -->)/g,
    (_, open: string, name: string, close: string) => `${open}${(parts[name] ?? []).join('\n')}\n${close}`,
  )
}

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  rowOf(head),
  rowOf(head.map((_, c) => (c === 0 ? '---' : '---:'))),
  ...rows.map(rowOf),
]

const labelOf = ({ name, threads }: Entry): string => (threads === 1 ? name : `${name}, t${threads}`)

/** A row for each library, a column for each case. */
function matrix(
  { cases }: Report,
  language: Language,
  cell: (entry: Entry, result: CaseResult) => string,
): string[] {
  const labels = [...new Set(cases.flatMap(({ entries }) => entries.map(labelOf)))]
  const rows = labels.map((label) => [
    label,
    ...cases.map((result) => {
      const entry = result.entries.find((one) => labelOf(one) === label)
      if (!entry) return ''
      return counts(entry) ? cell(entry, result) : '✗'
    }),
  ])
  return table([words[language].library, ...cases.map((result) => result.case.name)], rows)
}

function speedCell(entry: Entry, result: CaseResult, language: Language): string {
  const thousands = summary(entry.training).median / 1000
  return `${number(thousands, language)} ${notesOf(entry, result.case)}`.trim()
}

function ratioCell(entry: Entry, result: CaseResult, language: Language): string {
  const ours = best(result, entry.threads)
  return ours ? number(ratio(ours, entry).median, language) : ''
}

/** Of the case that says most of them. */
function costs({ cases }: Report, language: Language): string[] {
  const result = cases.find((one) => one.case.name === '784-128-10 b32') ?? cases.at(-1)
  if (!result) return []
  const { costs: heads, library } = words[language]
  const rows = ranked(result).map((entry) => [
    labelOf(entry),
    ...costsOf(entry).map((value) => number(value, language)),
  ])
  return table([library, ...Object.values(heads)], rows)
}

function epochs({ epochs: measured }: Report, language: Language): string[] {
  return measured ? table(Object.values(words[language].epochs), epochRows(measured, language)) : []
}

/** Exponents over the upper half of the sizes. */
function growth({ growth: measured }: Report, language: Language): string[] {
  if (!measured) return []
  const say = words[language]
  const rows = growthRows(measured)
  const names = Object.keys(rows[0]!.times)
  return table(
    [say.sweep, say.operationsAlone, ...names],
    rows.map(({ sweep, operations, times }) => [
      say.growth[sweep],
      ...[operations, ...names.map((name) => times[name]!)].map((power) => hundredths(power, language)),
    ]),
  )
}
