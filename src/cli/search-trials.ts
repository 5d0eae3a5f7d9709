// Runs the trials of a search, each a `paso train` of its own in a process of its own, several at once.
import { type ChildProcess, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonObject } from '../formats/json.ts'
import { prettyJson } from '../formats/json-text.ts'
import type { Io } from './command.ts'
import type { MetricName } from './metric-words.ts'
import type { Trial } from './search-space.ts'

/** The scores that may decide, and which way is up. */
export const directions = {
  logLoss: 'lower',
  accuracy: 'higher',
  macroF1: 'higher',
  rocAuc: 'higher',
  r2: 'higher',
  mse: 'lower',
  mae: 'lower',
} as const satisfies Partial<Record<MetricName, 'higher' | 'lower'>>

export type ScoreName = keyof typeof directions

export type Metrics = Readonly<Record<string, number>>

interface AnyTrial {
  /** From 1, in the order in which they were planned. */
  readonly trial: number
  readonly values: Trial
  readonly seconds: number
}

export interface DoneTrial extends AnyTrial {
  readonly status: 'done'
  readonly score: number
  /** Over the folds. */
  readonly sd?: number
  /** On the rows that decide. */
  readonly metrics: Metrics
  /** That of the best weights; of folds, what they suggest. */
  readonly epochs: number
}

export interface FailedTrial extends AnyTrial {
  readonly status: 'failed'
  readonly error: { readonly code: string; readonly what: string }
}

export type FinishedTrial = DoneTrial | FailedTrial

/** What all trials share. */
export interface TrialSetting {
  /** The table. */
  readonly path: string
  /** The options that do not vary, as a recipe. */
  readonly base: JsonObject
  readonly score: ScoreName
  readonly folds: boolean
  /** Of this search alone. */
  readonly folder: string
}

/** The best first; equal scores in the order of the trials; the failed ones last. */
export function ranked(trials: readonly FinishedTrial[], score: ScoreName): FinishedTrial[] {
  const sign = directions[score] === 'higher' ? -1 : 1
  const place = (trial: FinishedTrial): number =>
    trial.status === 'done' ? sign * trial.score : Number.POSITIVE_INFINITY
  return trials.toSorted((a, b) => {
    const [one, other] = [place(a), place(b)]
    return one === other ? a.trial - b.trial : one - other
  })
}

/**
 * Runs them, `jobs` at a time. Where the signal aborts, the children are killed and what is done is handed back.
 * @param onTrial hears of each one when it is over
 */
export async function runTrials(
  trials: readonly Trial[],
  setting: TrialSetting,
  jobs: number,
  onTrial: (trial: FinishedTrial) => void,
  io: Io,
): Promise<FinishedTrial[]> {
  const done: FinishedTrial[] = []
  let next = 0
  // Trainings side by side keep the processors busy already.
  const alone = jobs > 1 && setting.base.threads === undefined ? ['--threads', '1'] : []
  const work = async (): Promise<void> => {
    while (next < trials.length && !io.signal.aborted) {
      const trial = ++next
      const values = trials[trial - 1]!
      const began = performance.now()
      const answer = await trainingOf(
        setting,
        { ...setting.base, ...values },
        String(trial),
        [...(setting.folds ? [] : ['--hold-test']), ...alone],
        io,
      )
      if (io.signal.aborted) return
      const seconds = (performance.now() - began) / 1000
      const finished: FinishedTrial = { trial, values, ...outcomeOf(answer, setting), seconds }
      done.push(finished)
      onTrial(finished)
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, trials.length) }, work))
  return done
}

/** The metrics on the test rows, of one more training of the best trial; undefined where it fails or there are no such rows. */
export async function testedOn(
  setting: TrialSetting,
  recipe: JsonObject,
  io: Io,
): Promise<Metrics | undefined> {
  const model = setting.folds ? ['-o', join(setting.folder, 'best-model.json')] : []
  const { code, stdout } = await trainingOf(setting, recipe, 'best', model, io)
  if (code !== 0) return undefined
  const run = JSON.parse(stdout)
  return (setting.folds ? run.final : run)?.metrics.test
}

interface Answer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const children = new Set<ChildProcess>()
const killAll = (): void => {
  for (const child of children) child.kill('SIGKILL')
}

async function trainingOf(
  { path, folder }: TrialSetting,
  recipe: JsonObject,
  name: string,
  words: readonly string[],
  io: Io,
): Promise<Answer> {
  const file = join(folder, `${name}.json`)
  await writeFile(file, prettyJson(recipe))
  const [node, ...program] = io.program as [string, ...string[]]
  const all = [...program, 'train', path, '--recipe', file, '--json', '-q', '--lang', io.language, ...words]
  if (io.signal.aborted) return { code: null, stdout: '', stderr: '' }
  const child = spawn(node, all, { stdio: ['ignore', 'pipe', 'pipe'] })
  if (children.size === 0) process.on('exit', killAll)
  children.add(child)
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  io.signal.addEventListener('abort', kill, { once: true })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
    child.on('error', (error) => {
      stderr += error.message
      resolve(null)
    })
  })
  io.signal.removeEventListener('abort', kill)
  children.delete(child)
  if (children.size === 0) process.off('exit', killAll)
  return { code, stdout, stderr }
}

type Outcome =
  | Omit<DoneTrial, 'trial' | 'values' | 'seconds'>
  | Omit<FailedTrial, 'trial' | 'values' | 'seconds'>

function outcomeOf({ code, stdout, stderr }: Answer, { score, folds }: TrialSetting): Outcome {
  if (code !== 0) return { status: 'failed', error: errorIn(stderr, code) }
  const run = JSON.parse(stdout)
  const metrics: Metrics = folds ? run.mean : run.metrics.validation
  const value: unknown = metrics[score]
  if (typeof value !== 'number')
    return { status: 'failed', error: { code: 'no-score', what: `${score}: ${value}` } }
  const sd: unknown = folds ? run.sd[score] : undefined
  return {
    status: 'done',
    score: value,
    ...(typeof sd === 'number' && { sd }),
    metrics,
    epochs: folds ? run.suggestedEpochs : run.bestEpoch,
  }
}

/** The last line of JSON that a child wrote to standard error; else what it wrote. */
function errorIn(stderr: string, code: number | null): FailedTrial['error'] {
  const line = stderr.trim().split('\n').at(-1) ?? ''
  try {
    const { error } = JSON.parse(line)
    return { code: error.code, what: error.what }
  } catch {
    return { code: 'process-ended', what: line === '' ? `exit code ${code}` : line }
  }
}
