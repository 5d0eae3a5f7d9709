// What a training writes about itself while it runs: --log, one JSON line for each epoch, and --tensorboard, event files.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Epoch, TrainingState } from '../engine/training-plan.ts'
import { compactJson } from '../formats/json-text.ts'
import { restartEvent, scalarEvent, versionEvent } from '../formats/tensorboard.ts'
import { codeOf, notWritable, openLog } from './atomic-file.ts'
import type { Arguments } from './command.ts'
import { eventsThere, otherLog } from './train-keep-errors.ts'

/** Metrics by set and name. */
export type MetricsBySet = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface Logs {
  /** @param fold of several trainings, from 1 */
  epoch(epoch: Epoch, fold?: number): void
  /** What the training came to, after so many epochs. */
  metrics(metrics: MetricsBySet, epochs: number): void
  close(): void
}

export interface LogFacts {
  /** Where the training goes on; its epochs are in the logs before any other. */
  readonly from?: TrainingState | undefined
}

/** @throws PasoError file-exists, other-log, not-writable */
export function openLogs({ options: { log, tensorboard, force } }: Arguments, facts: LogFacts): Logs {
  const all = [
    ...(log === undefined ? [] : [openLines(log, force, facts)]),
    ...(tensorboard === undefined ? [] : [openEvents(tensorboard, force, facts)]),
  ]
  return {
    epoch(epoch, fold) {
      for (const one of all) one.epoch(epoch, fold)
    },
    metrics(metrics, epochs) {
      for (const one of all) one.metrics(metrics, epochs)
    },
    close() {
      for (const one of all) one.close()
    },
  }
}

const lineOf = (epoch: Epoch, fold?: number): string =>
  `${compactJson({ ...(fold !== undefined && { fold }), ...epoch })}\n`

/** --log. */
function openLines(path: string, force: boolean, { from }: LogFacts): Logs {
  const history = from?.history ?? []
  if (from && !force) refuseOtherLog(path, history)
  const file = openLog(path, from !== undefined || force)
  for (const epoch of history) file.write(lineOf(epoch))
  return { epoch: (epoch, fold) => file.write(lineOf(epoch, fold)), metrics: () => {}, close: file.close }
}

/** Lines after those of the history were written after the checkpoint: they come again. */
function refuseOtherLog(path: string, history: readonly Epoch[]): void {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return
  }
  const lines = text.split('\n').slice(0, -1)
  const other = history.findIndex((epoch, i) => lines[i] !== undefined && `${lines[i]}\n` !== lineOf(epoch))
  if (other >= 0) throw otherLog(path, other + 1)
}

const EVENTS = 'events.out.tfevents.'

/** The names of the event files in a folder; none where there is no folder. */
function eventFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith(EVENTS))
  } catch {
    return []
  }
}

/**
 * Refuses now what would fail after the table was read.
 * @throws PasoError file-exists
 */
export function checkEvents({ options: { tensorboard, resume, force } }: Arguments): void {
  if (tensorboard === undefined || resume !== undefined || force) return
  const [there] = eventFiles(tensorboard)
  if (there !== undefined) throw eventsThere(tensorboard, there)
}

/** Another run's events in the folder end, for their readers, where this file says that the run begins again. */
function openEvents(folder: string, force: boolean, { from }: LogFacts): Logs {
  const now = Date.now() / 1000
  const start = now - (from?.seconds ?? 0)
  const before = eventFiles(folder)
  if (before.length > 0 && !from && !force) throw eventsThere(folder, before[0]!)
  const name = `${EVENTS}${String(Math.floor(now)).padStart(10, '0')}.${hostname()}.${process.pid}.${before.length}`
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw notWritable(folder, codeOf(error))
  }
  const file = openLog(join(folder, name), true)
  file.write(versionEvent(now))
  if (before.length > 0) file.write(restartEvent(now, 1))
  const write = ({ epoch, loss, validationLoss, learningRate, seconds }: Epoch): void => {
    const validation = validationLoss === undefined ? {} : { 'loss/validation': validationLoss }
    const scalars = {
      'loss/training': loss,
      ...validation,
      ...(learningRate !== undefined && { 'learning rate': learningRate }),
    }
    file.write(scalarEvent(start + seconds, epoch, scalars))
  }
  from?.history.forEach(write)
  return {
    epoch: write,
    metrics: (metrics, epochs) => file.write(scalarEvent(Date.now() / 1000, epochs, metricScalars(metrics))),
    close: file.close,
  }
}

/** metrics/test/accuracy */
function metricScalars(metrics: MetricsBySet): Record<string, number> {
  const entries = Object.entries(metrics).flatMap(([set, values]) =>
    Object.entries(values)
      .filter(([name]) => name !== 'rows')
      .map(([name, value]) => [`metrics/${set}/${name}`, value] as const),
  )
  return Object.fromEntries(entries)
}
