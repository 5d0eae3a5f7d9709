// The worker: trains in turns, between which it listens; tells the page where it stands whenever the page has drawn.
import '../../src/whole.ts'
import { flatParameters, shapeOf } from '../../src/engine/parameters.ts'
import type { Epoch } from '../../src/engine/training-plan.ts'
import { helperFrom } from '../../src/engine/wasm/threads/worker.ts'
import { type ErrorText, PasoError, type Texts } from '../../src/errors.ts'
import { KeptStates } from './kept-states.ts'
import { lookAt } from './look.ts'
import type { Ask, Live, PlanInfo, Settings, Snapshot, Source, Told, Until } from './messages.ts'
import { planOfLesson, planOfTable, type RunPlan } from './run-plan.ts'
import { Runner } from './runner.ts'
import { tableOf } from './tables.ts'

interface Scope {
  onmessage: ((event: { readonly data: Ask }) => void) | null
  postMessage(told: Told): void
}
const page = globalThis as unknown as Scope

if (crossOriginIsolated) helperFrom(new URL('helper.js', location.href))

/** Milliseconds of training before the worker listens again. */
const TURN = 12
/** Looking takes a third of the time at most. */
const LOOK_SHARE = 2
/** Epochs that a snapshot brings, at most: a curve has no more pixels. */
const MOST_EPOCHS = 400
/** Milliseconds between two words on how far the reading is. */
const TELL_EVERY = 100

class Run {
  readonly plan: RunPlan
  readonly runner: Runner
  readonly #kept = new KeptStates()
  #epochs: Epoch[] = []
  #until: Until | undefined
  /** Epochs that may be made before the page has to draw. */
  #budget = 1
  #mayTell = true
  #nextLook = 0
  #waits = false

  constructor(plan: RunPlan) {
    this.plan = plan
    this.runner = new Runner(plan.plan)
  }

  run(until: Until): void {
    this.#kept.forgetAfter(this.runner.epoch)
    this.#until = until
    if (typeof until === 'object') this.#budget = Number.POSITIVE_INFINITY
    this.#later()
  }

  pause(): void {
    if (this.#until === undefined) return
    this.#until = undefined
    try {
      this.#endEpoch()
    } catch (error) {
      this.#failed(error)
      return
    }
    this.#tell()
  }

  drawn(epochs: number): void {
    this.#mayTell = true
    this.#budget = typeof this.#until === 'object' ? Number.POSITIVE_INFINITY : epochs
    if (this.#until !== undefined) this.#later()
  }

  change(live: Live): void {
    this.runner.change(live)
  }

  goTo(epoch: number): void {
    this.#until = undefined
    this.runner.goTo(this.#kept.upTo(epoch))
    this.#tell()
  }

  snapshot(): Snapshot {
    const began = performance.now()
    const network = this.runner.network()
    const { outputs, gradients } = lookAt(this.plan, network)
    const epochs = this.#epochs
    this.#epochs = []
    const { epoch, position } = this.runner
    const now = performance.now()
    this.#nextLook = now + LOOK_SHARE * (now - began)
    return {
      epoch,
      position,
      parameters: flatParameters(network, shapeOf(network)),
      outputs,
      gradients,
      epochs: thinned(epochs),
      kept: this.#kept.epochs,
      isRunning: this.#until !== undefined,
    }
  }

  #tell(): void {
    this.#mayTell = false
    page.postMessage({ kind: 'snapshot', snapshot: this.snapshot() })
  }

  /** After the messages that wait. */
  #later(): void {
    if (this.#waits) return
    this.#waits = true
    soon(() => {
      this.#waits = false
      if (run === this && this.#until !== undefined) this.#turn()
    })
  }

  #turn(): void {
    try {
      this.#train()
    } catch (error) {
      this.#failed(error)
      return
    }
    const isDue = this.#budget <= 0 || performance.now() >= this.#nextLook
    if (this.#until === undefined || (this.#mayTell && isDue)) this.#tell()
    if (this.#until !== undefined && this.#budget > 0) this.#later()
  }

  #train(): void {
    const end = performance.now() + TURN
    do {
      if (this.#until === 'batch') {
        this.runner.advance(1)
        this.#endEpoch()
        this.#until = undefined
        return
      }
      const epoch = this.runner.advance()
      if (!epoch) continue
      this.#see(epoch)
      if (this.#until === 'epoch' || isThere(this.#until, epoch.epoch)) this.#until = undefined
    } while (this.#until !== undefined && this.#budget > 0 && performance.now() < end)
  }

  /** After its last batch an epoch has nothing left but its look at the validation rows. */
  #endEpoch(): void {
    const epoch = this.runner.endEpoch()
    if (epoch) this.#see(epoch)
  }

  #see(epoch: Epoch): void {
    this.#budget--
    this.#epochs.push(epoch)
    this.#kept.see(epoch, () => this.runner.state()!)
  }

  #failed(error: unknown): void {
    this.#until = undefined
    this.runner.goTo(this.#kept.upTo(Number.POSITIVE_INFINITY))
    this.#mayTell = false
    page.postMessage({ kind: 'diverged', texts: textsOf(error), snapshot: this.snapshot() })
  }
}

const isThere = (until: Until | undefined, epoch: number): boolean =>
  typeof until === 'object' && epoch >= until.epoch

let run: Run | undefined
/** Counts plans: of several that are asked for only the last one is told. */
let asked = 0

async function plan(source: Source, settings: Settings): Promise<void> {
  const own = ++asked
  try {
    const planned = await planFor(source, settings)
    if (own !== asked) return
    const fresh = new Run(planned)
    const snapshot = fresh.snapshot()
    const info = infoOf(fresh)
    run = fresh
    page.postMessage({ kind: 'planned', info, snapshot })
  } catch (error) {
    if (own === asked) page.postMessage({ kind: 'refused', ...refusalOf(error) })
  }
}

async function planFor(source: Source, settings: Settings): Promise<RunPlan> {
  if (source.kind === 'lesson') return planOfLesson(source.file, settings)
  let next = performance.now() + TELL_EVERY
  const table = await tableOf(source, settings.ignored, ({ rows, bytes, size }) => {
    if (performance.now() < next) return
    next = performance.now() + TELL_EVERY
    const all = source.kind === 'file' ? source.file.size : size
    page.postMessage({ kind: 'reading', rows, share: all === undefined ? undefined : bytes / all })
  })
  return planOfTable(table, source.kind, settings)
}

function infoOf({ plan: { told, plan, shown }, runner }: Run): PlanInfo {
  const { engine, network, optimizer, batchSize, train, validation, running, random } = plan
  const session = engine.plan(network, optimizer, batchSize, { ...running, random })
  return {
    ...told,
    network,
    shown,
    optimizer: optimizer.name,
    live: runner.live,
    batchSize,
    engine: session.by.name,
    startLoss: { train: session.loss(train), validation: validation && session.loss(validation) },
  }
}

function explain(row: number, name: string): void {
  if (!run) return
  const { plan: told, runner } = run
  page.postMessage({ kind: 'lesson', file: told.lesson(runner.plan, runner.network(), row, name) })
}

page.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'plan':
      return void plan(data.source, data.settings)
    case 'run':
      return run?.run(data.until)
    case 'pause':
      return run?.pause()
    case 'drawn':
      return run?.drawn(data.epochs)
    case 'live':
      return run?.change(data.live)
    case 'go-to':
      return run?.goTo(data.epoch)
    case 'explain':
      return explain(data.row, data.name)
  }
}

function thinned(epochs: readonly Epoch[]): readonly Epoch[] {
  const step = Math.ceil(epochs.length / MOST_EPOCHS)
  return step <= 1 ? epochs : epochs.filter((_, i) => (epochs.length - 1 - i) % step === 0)
}

function textsOf(error: unknown): Texts {
  if (error instanceof PasoError) return error.texts
  const what = error instanceof Error ? error.message : String(error)
  return { en: { what }, es: { what } }
}

/** Hints and places speak of the command line, too; on the page a button leaves the column out. */
function refusalOf(error: unknown): { readonly texts: Texts; readonly column: string | undefined } {
  const texts = textsOf(error)
  const isMisnamed = error instanceof PasoError && error.code === 'unknown-column'
  const column = isMisnamed ? undefined : /^--ignore (.+)$/.exec(texts.en.hint ?? '')?.[1]
  return { texts: { en: withoutOptions(texts.en), es: withoutOptions(texts.es) }, column }
}

function withoutOptions({ hint, where, ...text }: ErrorText): ErrorText {
  const place = where?.replace(/(?:^|; )(?:option|opción) --[a-z-]+/, '')
  return {
    ...text,
    ...(place !== undefined && place !== '.' && { where: place }),
    ...(hint !== undefined && !hint.includes('--') && { hint }),
  }
}

const channel = new MessageChannel()
let waiting: (() => void)[] = []
channel.port1.onmessage = () => {
  const calls = waiting
  waiting = []
  for (const call of calls) call()
}

/** Sooner than a timer, which waits for milliseconds. */
function soon(call: () => void): void {
  waiting.push(call)
  channel.port2.postMessage(0)
}
