// `npx tsx scripts/measure-defaults.ts [TABLE ...]`: optimizers beside each other, with all else as the defaults are.
// The figures stand in docs/decisions.
import '../src/whole.ts'
import { type MlpOptions, mlp } from '../src/index.ts'
import { type MeasuredTable, measuredTables } from './measured-tables.ts'

/** Of tables that are slow or drawn; the small ones that come with Paso are compared more closely. */
const SEEDS = 10
const MANY_SEEDS = 50

/** Of the rows that are known, those that decide when to stop. */
const VALIDATION = 0.2

const candidates = {
  adam: {},
  lbfgs: { optimizer: 'lbfgs' },
  'lbfgs, l2: 0': { optimizer: 'lbfgs', l2: 0 },
} as const satisfies Readonly<Record<string, MlpOptions>>

interface Outcome {
  /** Accuracy, or R² of a regression; the larger the better. */
  readonly score: number
  /** Log loss, or mean squared error; the smaller the better. */
  readonly loss: number
  /** Of the processor. */
  readonly seconds: number
}

function timed<Result>(run: () => Result): [result: Result, seconds: number] {
  const before = process.cpuUsage()
  const result = run()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / 1e6]
}

function outcomeOf({ task, rowsFor }: MeasuredTable, candidate: MlpOptions, seed: number): Outcome {
  const { inputs, targets, known } = rowsFor(seed)
  const validation = Math.round(VALIDATION * known)
  const rows = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n)
  const split = {
    train: rows(validation, known),
    validation: rows(0, validation),
    test: rows(known, inputs.length),
  }
  const options: MlpOptions = { ...candidate, task }
  const [{ metrics }, seconds] = timed(() =>
    mlp(options).fitSync(inputs, targets as number[], { seed, split }),
  )
  const { accuracy, logLoss, r2, mse } = metrics.test!
  return { score: (accuracy ?? r2)!, loss: (logLoss ?? mse)!, seconds }
}

const xorInputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]

/** Whether all four rows are answered right. */
function xorOutcome(candidate: MlpOptions, seed: number): Outcome {
  const options: MlpOptions = { hidden: [8], ...candidate }
  const targets = [0, 1, 1, 0]
  const [{ model }, seconds] = timed(() => mlp(options).fitSync(xorInputs, targets, { seed }))
  const right = model.predict(xorInputs).map(({ probabilities }, n) => probabilities![String(targets[n])]!)
  const loss = -right.reduce((sum, probability) => sum + Math.log(probability), 0) / 4
  return { score: right.every((probability) => probability > 0.5) ? 1 : 0, loss, seconds }
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const standardError = (values: readonly number[]): number => {
  const center = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1) / values.length)
}
/** A mean with its sign, and how far it may be off. */
function signed(values: readonly number[]): string {
  const size = Math.abs(mean(values)).toFixed(3)
  return `${mean(values) < 0 && Number(size) > 0 ? '−' : '+'}${size} ± ${standardError(values).toFixed(3)}`
}
const line = (cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`)

function lines(name: string, seeds: number, outcome: (candidate: MlpOptions, seed: number) => Outcome): void {
  const all = Object.values(candidates).map((): Outcome[] => [])
  // One seed after another, so that all candidates are measured under the same load.
  for (let seed = 1; seed <= seeds; seed++) {
    for (const [i, candidate] of Object.values(candidates).entries()) all[i]!.push(outcome(candidate, seed))
  }
  const cells = all.map((outcomes, i) => {
    const scores = outcomes.map(({ score }) => score)
    const [loss, seconds] = [mean(outcomes.map((one) => one.loss)), mean(outcomes.map((one) => one.seconds))]
    const gains = scores.map((score, n) => score - all[0]![n]!.score)
    const gain = i === 0 ? '' : ` (${signed(gains)})`
    return `${mean(scores).toFixed(3)}${gain}; ${loss.toPrecision(3)}; ${seconds.toFixed(2)} s`
  })
  line([name, ...cells])
}

const asked = process.argv.slice(2)
const isAsked = (name: string): boolean => asked.length === 0 || asked.some((one) => name.startsWith(one))
line(['table (rows)', ...Object.keys(candidates)])
line(['---', ...Object.keys(candidates).map(() => '---')])
if (isAsked('XOR')) lines(`XOR, 8 units, ${MANY_SEEDS} seeds`, MANY_SEEDS, xorOutcome)
for (const table of measuredTables) {
  const seeds = table.closely ? MANY_SEEDS : SEEDS
  if (isAsked(table.name)) lines(table.name, seeds, (candidate, seed) => outcomeOf(table, candidate, seed))
}
