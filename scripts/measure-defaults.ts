// `npx tsx scripts/measure-defaults.ts [TABLE ...]`: optimizers beside each other on the tables that come with Paso, and on XOR.
// The figures stand in docs/decisions/0008.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { csv, type MlpOptions, mlp } from '../src/library/index.ts'

const SEEDS = 10
const XOR_SEEDS = 50

interface Candidate {
  readonly name: string
  readonly options: MlpOptions
}

/** As the defaults are, and L-BFGS with what else may suit it. */
const candidates: readonly Candidate[] = [
  { name: 'adam (default)', options: {} },
  { name: 'lbfgs', options: { optimizer: 'lbfgs' } },
]

/** test: accuracy, or R² of a regression; the larger the better. */
interface Outcome {
  readonly test: number
  readonly epochs: number
  readonly seconds: number
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)))
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function line(name: string, { name: candidate }: Candidate, outcomes: readonly Outcome[]): string {
  const tests = outcomes.map(({ test }) => test)
  const cells = [
    `${mean(tests).toFixed(4)} ± ${deviation(tests).toFixed(4)}`,
    Math.min(...tests).toFixed(4),
    mean(outcomes.map(({ epochs }) => epochs)).toFixed(0),
    mean(outcomes.map(({ seconds }) => seconds)).toFixed(2),
  ]
  return row([name, candidate, ...cells])
}

async function tableLines(table: string): Promise<string[]> {
  const path = fileURLToPath(new URL(`../examples/${table}.csv`, import.meta.url))
  const target = readFileSync(path, 'utf8').split('\n', 1)[0]!.trim().split(',').at(-1)!
  const data = await csv(path, { target })
  return candidates.map((candidate) => {
    const outcomes = Array.from({ length: SEEDS }, (_, i): Outcome => {
      const { metrics, epochs, time } = mlp(candidate.options).fitSync(data, { seed: i + 1 })
      const test = metrics.test!
      return { test: (test.accuracy ?? test.r2)!, epochs, seconds: time.seconds }
    })
    return line(table, candidate, outcomes)
  })
}

const xorInputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]

/** test: whether all four rows are answered right. */
function xorLine(candidate: Candidate, task: 'classification' | 'regression'): string {
  const outcomes = Array.from({ length: XOR_SEEDS }, (_, i): Outcome => {
    const options = { hidden: [8], activation: 'tanh', task, ...candidate.options } as const
    const { model, epochs, time } = mlp(options).fitSync(xorInputs, [0, 1, 1, 0], { seed: i + 1 })
    const answers = model.predict(xorInputs).map(({ value, label }) => value ?? Number(label))
    const solved = answers.every((answer, n) => Math.abs(answer - [0, 1, 1, 0][n]!) < 0.1)
    return { test: solved ? 1 : 0, epochs, seconds: time.seconds }
  })
  return line(`xor, ${task}`, candidate, outcomes)
}

const asked = process.argv.slice(2)
const tables = asked.length > 0 ? asked : ['iris', 'wine', 'breast_cancer', 'diabetes', 'digits', 'xor']
console.log(row(['table', 'optimizer', 'test, mean ± deviation', 'worst', 'epochs', 'seconds']))
console.log(row(['---', '---', '---', '---', '---', '---']))
for (const table of tables) {
  const lines =
    table === 'xor'
      ? candidates.flatMap((candidate) => [
          xorLine(candidate, 'classification'),
          xorLine(candidate, 'regression'),
        ])
      : await tableLines(table)
  for (const text of lines) console.log(text)
}
