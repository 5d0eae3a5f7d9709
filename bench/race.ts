// Race: all contestants on one case. The same rows and weights for all; whose loss is another has not done the same, and has no speed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Case } from './cases.ts'
import type { Contestant } from './contestants.ts'
import { alternate, type Effort, type Meter, meterOf } from './measure.ts'
import { type Arithmetic, dataOf, meanLoss, type Precision, type Problem, writeData } from './problem.ts'
import { referenceLoss } from './reference.ts'
import { Absent, Remote } from './remote.ts'

/** What one contestant did in one case. */
export interface Entry {
  readonly name: string
  readonly ours: boolean
  readonly threads: number
  readonly version: string
  readonly precision: Precision
  readonly arithmetic: Arithmetic
  /** Rows of a step. */
  readonly batch: number
  /** After one turn of the rows, from the first weights. */
  readonly loss: number
  readonly agrees: boolean
  /** Rows trained in a second, of each window. */
  readonly training: readonly number[]
  /** Milliseconds until the process had loaded its library. */
  readonly loaded: number
  /** Milliseconds from the rows in memory until the first step was made. */
  readonly firstStep: number
  /** The most memory that the process had until the end of the training, in bytes. */
  readonly peak: number
  /** Milliseconds until the outputs of one row are there, of each window. */
  readonly latency: readonly number[]
  /** Rows answered in a second when many are asked for at once, of each window. */
  readonly answers: readonly number[]
}

export interface CaseResult {
  readonly case: Case
  readonly entries: readonly Entry[]
  /** Who broke off, by name, with what it said. */
  readonly failed: Readonly<Record<string, string>>
}

/** How far a loss may be from the reference, relative to it: what the rounding of that precision explains. */
const tolerances = { float32: 5e-6, float64: 1e-12 } as const

/** Rows that are asked for at once. */
const MANY = 256

interface Racer {
  readonly remote: Remote
  readonly problem: Problem
  readonly loss: number
  readonly agrees: boolean
  readonly firstStep: number
  peak: number
  readonly training: Meter
  readonly latency: Meter
  readonly answers: Meter
}

/** Problems with their rows and weights in files, and with the loss that all must reach, each made once. */
class Tasks {
  readonly #folder = mkdtempSync(join(tmpdir(), 'paso-bench-'))
  readonly #known = new Map<
    string,
    { readonly path: string; readonly targets: Float64Array; readonly loss: number }
  >()

  async get(problem: Problem) {
    const { precision, ...same } = problem
    const key = JSON.stringify(same)
    const known = this.#known.get(key)
    if (known) return known
    const data = dataOf(problem)
    const path = join(this.#folder, `${this.#known.size}`)
    writeData(path, data)
    const task = { path, targets: data.targets, loss: await referenceLoss(problem, data) }
    this.#known.set(key, task)
    return task
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true })
  }
}

/** @param absent who could not be started, by name; whoever is in it is not tried again */
export async function race(
  one: Case,
  contestants: readonly Contestant[],
  effort: Effort,
  absent: Map<string, string>,
): Promise<CaseResult> {
  const tasks = new Tasks()
  const racers: Racer[] = []
  const failed: Record<string, string> = {}
  try {
    for (const contestant of contestants) {
      const problem = problemFor(contestant, one)
      if (!problem || absent.has(contestant.name)) continue
      const remote = await started(contestant, absent)
      if (!remote) continue
      try {
        racers.push(await ready(remote, problem, tasks))
      } catch (error) {
        remote.stop()
        if (!(error instanceof Absent)) throw error
        failed[contestant.name] = error.message
      }
    }
    await measured(
      racers.filter(({ agrees }) => agrees),
      effort,
    )
  } finally {
    for (const { remote } of racers) remote.stop()
    tasks.remove()
  }
  return { case: one, entries: racers.map(entryOf), failed }
}

function problemFor(contestant: Contestant, one: Case): Problem | undefined {
  const precision = contestant.precision(one.precision)
  const { name, ...problem } = one
  return precision && contestant.takes({ ...problem, precision })
}

async function started(contestant: Contestant, absent: Map<string, string>): Promise<Remote | undefined> {
  try {
    return await Remote.start(contestant)
  } catch (error) {
    if (!(error instanceof Absent)) throw error
    absent.set(contestant.name, error.message)
    return undefined
  }
}

/** The first step, and then one turn of the rows from the first weights again, whose loss is compared. */
async function ready(remote: Remote, problem: Problem, tasks: Tasks): Promise<Racer> {
  const task = await tasks.get(problem)
  await remote.ask({ do: 'data', problem, path: task.path })
  const firstStep = (await remote.time({ do: 'prepare' })) + (await remote.time({ do: 'train', steps: 1 }))
  await remote.ask({ do: 'prepare' })
  await remote.ask({ do: 'train', steps: problem.rows / problem.batch })
  const { outputs = [] } = await remote.ask({ do: 'outputs' })
  const loss = meanLoss(problem, outputs, task.targets)
  const many = Math.min(MANY, problem.rows)
  return {
    remote,
    problem,
    loss,
    agrees: Math.abs(loss - task.loss) <= tolerances[problem.precision] * task.loss,
    firstStep,
    peak: 0,
    training: meterOf((steps) => remote.time({ do: 'train', steps })),
    latency: meterOf((times) => remote.time({ do: 'predict', rows: 1, times })),
    answers: meterOf((times) => remote.time({ do: 'predict', rows: many, times })),
  }
}

async function measured(racers: readonly Racer[], effort: Effort): Promise<void> {
  await alternate(
    racers.map(({ training }) => training),
    effort,
  )
  for (const racer of racers) racer.peak = (await racer.remote.ask({ do: 'memory' })).peak ?? 0
  if (!effort.answers) return
  for (const kind of ['latency', 'answers'] as const) {
    await alternate(
      racers.map((racer) => racer[kind]),
      effort,
    )
  }
}

function entryOf(racer: Racer): Entry {
  const { remote, problem, loss, agrees, firstStep, peak } = racer
  const { name, ours, threads } = remote.contestant
  const { batch, arithmetic, precision, rows } = problem
  const perSecond = (meter: Meter, rowsEach: number) => meter.speeds.map((speed) => 1000 * rowsEach * speed)
  return {
    ...{ name, ours, threads, version: remote.version, precision, arithmetic, batch },
    ...{ loss, agrees, loaded: remote.loaded, firstStep, peak },
    training: perSecond(racer.training, batch),
    latency: racer.latency.speeds.map((speed) => 1 / speed),
    answers: perSecond(racer.answers, Math.min(MANY, rows)),
  }
}
