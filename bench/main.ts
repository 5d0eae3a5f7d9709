// `npm run bench`: Paso and its peers side by side on the same problems, in turn. `--short` is a smoke test. `--cases` and `--only` take
// parts of names, `--part cases`, `--part growth` or `--part epochs` a part of the whole. `--json FILE` keeps all figures, `--from FILE` shows them
// again (with `--part growth` or `--part epochs`, adds that part), `--docs` writes what docs/performance.md shows, `--lang es` prints Spanish.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { cases, shortCases } from './cases.ts'
import { type Contestant, contestants } from './contestants.ts'
import { reportText, writeDocuments } from './documents.ts'
import { measureEpochs } from './epochs.ts'
import { measureGrowth } from './growth.ts'
import { short, whole } from './measure.ts'
import { type CaseResult, race } from './race.ts'
import { machine, type Report } from './report.ts'
import { caseLines, closingLines, costLines, epochLines, growthLines } from './table.ts'
import { buildWorker } from './worker-build.ts'

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    cases: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    json: { type: 'string' },
    from: { type: 'string' },
    part: { type: 'string' },
    docs: { type: 'boolean', default: false },
    lang: { type: 'string', default: 'en' },
  },
})
const language = values.lang.startsWith('es') ? 'es' : 'en'

function refuse(message: string): never {
  console.error(message)
  process.exit(2)
}

/** Those whose names have one of the parts in them, without regard to case. */
function chosen<T extends { readonly name: string }>(all: readonly T[], option: string, parts?: string): T[] {
  const wanted = parts?.toLowerCase().split(',')
  const found = all.filter(({ name }) => wanted?.some((part) => name.toLowerCase().includes(part)) ?? true)
  if (found.length === 0) {
    refuse(`--${option} takes parts of these names: ${[...new Set(all.map(({ name }) => name))].join(', ')}.`)
  }
  return found
}

function installs(absent: ReadonlyMap<string, string>, asked: readonly Contestant[]): Record<string, string> {
  const missing = asked.filter(({ name }) => absent.has(name))
  return Object.fromEntries(missing.map(({ name, install }) => [name, install]))
}

const parts = ['cases', 'growth', 'epochs']
if (values.part !== undefined && !parts.includes(values.part)) refuse(`--part takes ${parts.join(', ')}.`)
if (values.from !== undefined && !existsSync(values.from)) refuse(`--from: ${values.from} is not there.`)
const asked = chosen(contestants, 'only', values.only)
const absent = new Map<string, string>()

async function measureCases(): Promise<Report> {
  const begun = { date: new Date().toISOString().slice(0, 10), machine: machine() }
  const effort = values.short ? short : whole
  const rounds = Number(values.rounds ?? effort.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) refuse('--rounds takes a whole number from 1.')
  const results: CaseResult[] = []
  for (const one of chosen(values.short ? shortCases : cases, 'cases', values.cases)) {
    const result = await race(one, asked, { ...effort, rounds }, absent)
    results.push(result)
    show(result)
  }
  const missing = installs(absent, asked)
  return { format: 'paso-bench/1', ...begun, rounds, window: effort.window, cases: results, absent: missing }
}

function show(result: CaseResult): void {
  console.log([...caseLines(result, language), ...costLines(result, language)].join('\n'))
}

async function measured(): Promise<Report> {
  const known = values.from && (JSON.parse(readFileSync(values.from, 'utf8')) as Report)
  if (known) for (const result of known.cases) show(result)
  if (known && (values.part ?? 'cases') === 'cases') return known
  await buildWorker()
  const report = known || (await measureCases())
  const takes = (part: string): boolean =>
    values.part ? values.part === part : !(values.short || values.cases)
  const growth = takes('growth') ? { growth: await measureGrowth(asked, absent) } : {}
  const epochs = takes('epochs') ? { epochs: await measureEpochs(Number(values.rounds ?? whole.rounds)) } : {}
  return { ...report, ...growth, ...epochs }
}

const report = await measured()
if (report.epochs) console.log(epochLines(report.epochs, language).join('\n'))
if (report.growth) console.log(growthLines(report.growth, language).join('\n'))
console.log(closingLines(report, language).join('\n'))
if (values.json) writeFileSync(values.json, reportText(report))
if (values.docs) writeDocuments(report)
const wrong = report.cases.some(({ entries }) => entries.some(({ ours, agrees }) => ours && !agrees))
if (wrong) process.exitCode = 1
