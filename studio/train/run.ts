// The run on this page: what was asked of the worker, what it told, and what follows from that.
import { computed, signal } from '@preact/signals'
import type { Network } from '../../src/core/network.ts'
import { shapeOf, withParameters } from '../../src/engine/parameters.ts'
import type { Texts } from '../../src/errors.ts'
import type { NetworkFile } from '../../src/formats/network-file.ts'
import { start } from '../model/lesson.ts'
import { change, lesson, place, show, view } from '../model/page.ts'
import { announce } from '../page/announce.ts'
import {
  type Live,
  type PlanInfo,
  type Settings,
  type Snapshot,
  type Source,
  type Told,
  type Until,
  usualSettings,
} from '../training/messages.ts'
import { startWorker, type TrainingWorker } from '../training/start-worker.ts'
import { type Curve, extended } from './curve.ts'
import { trainFrom, trainText } from './train-address.ts'
import { trainWords } from './train-words.ts'

export const source = signal<Source>({ kind: 'built-in', name: 'iris' })
export const settings = signal<Settings>(usualSettings)
export const live = signal<Live>({ learningRate: undefined, l2: 0 })
export const info = signal<PlanInfo>()
export const snapshot = signal<Snapshot>()
export const curve = signal<Curve>([])
/** How much of a table was read, while it is. */
export const reading = signal<{ readonly rows: number; readonly share: number | undefined }>()
/** As fast as it goes, or an epoch for each picture. */
export const isFast = signal(false)

/** What was refused, and where it is said. */
export interface Fault {
  readonly place: 'data' | 'run'
  readonly texts: Texts
  /** A column that had better be left out, and of what. */
  readonly column?: string | undefined
  readonly source?: Source
  readonly settings?: Settings
  /** A rate that had better be taken. */
  readonly rate?: number | undefined
}
export const fault = signal<Fault>()

/** A run that was kept to be compared with. */
export interface KeptRun {
  readonly curve: Curve
  readonly settings: Settings
  readonly live: Live
}
export const runA = signal<KeptRun>()

export const isRunning = computed(() => snapshot.value?.isRunning ?? false)

/** The network as it is; the same object as long as nothing changes. */
export const network = computed((): Network | undefined => {
  const told = info.value
  const now = snapshot.value
  return told && now && withParameters(told.network, shapeOf(told.network), now.parameters)
})

/** The row that views and the explanation are about: its place in the table, from 0. */
const chosenRow = signal<number>()
export const chosen = computed(() => {
  const rows = info.value?.shown.rows
  if (!rows) return undefined
  return chosenRow.value !== undefined && rows.includes(chosenRow.value) ? chosenRow.value : rows[0]
})
export const choose = (row: number): void => {
  chosenRow.value = row
  tellAddress()
}

/** Whether a rate or a penalty was changed on the way: the settings alone do not lead there again. */
let isChanged = false
/** An epoch that the address asks for. */
let wanted = 0

function tellAddress(): void {
  const now = snapshot.peek()
  if (!now) return
  const stand = { epoch: isChanged || now.isRunning ? 0 : now.epoch, row: chosenRow.peek() }
  const train = trainText(source.peek(), settings.peek(), stand)
  if (train !== view.peek().train) tell(train)
}

/** What this screen wrote into the address last. */
let written: string | undefined

function tell(train: string | undefined): void {
  written = train
  show({ train })
}

/** What was last planned, with what was changed since. */
let good: { readonly source: Source; readonly settings: Settings } | undefined

let worker: TrainingWorker | undefined

/** Asks for a run from its beginning. */
export function begin(next: Partial<Settings> = {}, from: Source = source.value): void {
  source.value = from
  settings.value = { ...settings.value, ...next }
  isChanged = false
  tell(trainText(from, settings.value, { epoch: wanted, row: chosenRow.peek() }))
  worker ??= startWorker(hear, fail)
  worker.ask({ kind: 'plan', source: from, settings: settings.value })
}

/** The run that the address tells, unless it is this one: the first time that the screen is shown, and where a link is followed. */
export function follow(address: string | undefined): void {
  if (worker && address === written) return
  if (worker && address === undefined) {
    tellAddress()
    return
  }
  const { table, settings: asked, epoch, row } = trainFrom(address ?? '')
  wanted = epoch
  chosenRow.value = row
  begin(asked, table === 'lesson' ? lessonSource() : { kind: 'built-in', name: table })
}

/** The network with which the first screen explains a step: it is that of this run. */
let explained: NetworkFile | undefined

/** Where the network of the other screens is trained and was changed there, its training begins anew. */
export function followLesson(): void {
  const from = source.peek()
  const isSame = from.kind !== 'lesson' || [from.file, explained].includes(lesson.peek())
  if (worker && !isSame) begin({}, lessonSource())
}

const askRunner: TrainingWorker['ask'] = (what) => worker?.ask(what)

export function run(until: Until): void {
  if (!info.peek()) return
  fault.value = undefined
  askRunner({ kind: 'run', until })
}
export const pause = (): void => askRunner({ kind: 'pause' })
export const toggle = (): void => (isRunning.peek() ? pause() : run('paused'))
export const goTo = (epoch: number): void => askRunner({ kind: 'go-to', epoch })

export function changeLive(next: Partial<Live>): void {
  live.value = { ...live.value, ...next }
  settings.value = { ...settings.value, ...live.value }
  if (good) good = { ...good, settings: settings.value }
  if ((snapshot.peek()?.epoch ?? 0) > 0 || (snapshot.peek()?.position ?? 0) > 0) isChanged = true
  tellAddress()
  askRunner({ kind: 'live', live: live.value })
}

/** Keeps this run as a thin line, and begins another from the same weights. */
export function keepAsA(): void {
  runA.value = { curve: curve.value, settings: settings.value, live: live.value }
  goTo(0)
}

/** The chosen row with the network as it is, on the first screen. */
export function explain(): void {
  const row = chosen.peek()
  const told = info.peek()
  if (row === undefined || !told) return
  pause()
  askRunner({ kind: 'explain', row, name: trainWords.peek().lessonName(told.name, row + 1) })
}

function hear(told: Told): void {
  switch (told.kind) {
    case 'reading':
      reading.value = told
      return
    case 'planned':
      planned(told.info, told.snapshot)
      return
    case 'snapshot':
      take(told.snapshot)
      return
    case 'diverged':
      take(told.snapshot)
      fault.value = { place: 'run', texts: told.texts, rate: smaller(live.peek().learningRate) }
      announce(told.texts[view.peek().language].what)
      return
    case 'refused':
      reading.value = undefined
      refused(told.texts, told.column)
      return
    case 'lesson':
      explained = told.file
      change(told.file, { ...place.peek(), ...start, row: rowInLesson(told.file.samples.length) })
      show({ screen: 'steps' })
  }
}

/** Of a lesson's own samples the chosen one; of a table the only one. */
const rowInLesson = (samples: number): number => (samples > 1 ? (chosen.peek() ?? 0) : 0)

/** What was asked for is none: the run that is there stays, under its own name. */
function refused(texts: Texts, column: string | undefined): void {
  fault.value = { place: 'data', texts, column, source: source.value, settings: settings.value }
  if (!good) return
  source.value = good.source
  settings.value = good.settings
  tellAddress()
}

function planned(next: PlanInfo, first: Snapshot): void {
  reading.value = undefined
  fault.value = undefined
  good = { source: source.value, settings: settings.value }
  info.value = next
  live.value = next.live
  curve.value = [{ epoch: 0, ...next.startLoss }]
  take(first)
  if (wanted > 0) askRunner({ kind: 'run', until: { epoch: wanted } })
  wanted = 0
}

/** At most so many pictures a second where the user wants little motion. */
const CALM = 250

function take(next: Snapshot): void {
  snapshot.value = next
  curve.value = extended(curve.value, next.epochs)
  if (next.epoch === 0 && next.position === 0) isChanged = false
  if (!wanted) tellAddress()
  const epochs = isFast.peek() ? Number.POSITIVE_INFINITY : 1
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const drawn = (): void => askRunner({ kind: 'drawn', epochs: isCalm ? 15 * epochs : epochs })
  if (isCalm) setTimeout(drawn, CALM)
  else requestAnimationFrame(() => drawn())
}

function fail(reason: string): void {
  reading.value = undefined
  const texts = { en: { what: reason }, es: { what: reason } }
  fault.value = { place: 'data', texts }
}

const smaller = (rate: number | undefined): number | undefined =>
  rate === undefined ? undefined : Number((rate / 10).toPrecision(2))

/** The network of the other screens as it is now. */
export const lessonSource = (): Source => ({ kind: 'lesson', file: lesson.peek() })
