// Progress on a terminal: one line that renews itself while a table is read or a training runs, and is gone when it is over.
import type { ReadingProgress } from '../data/index.ts'
import type { Epoch, Pause, TrainingPlan } from '../engine/training-plan.ts'
import type { Language } from '../errors.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'
import { fileName } from './load-errors.ts'

/** Which of several trainings it is, from 1. */
export interface FoldPlace {
  readonly fold: number
  readonly folds: number
}

const words = {
  en: {
    reading: 'reading',
    rows: 'rows',
    preparing: 'preparing',
    scoring: 'scoring',
    fold: 'fold',
    epoch: 'epoch',
    loss: 'loss',
    validation: 'validation',
    left: 's left',
  },
  es: {
    reading: 'leyendo',
    rows: 'filas',
    preparing: 'preparando',
    scoring: 'evaluando',
    fold: 'parte',
    epoch: 'época',
    loss: 'error',
    validation: 'validación',
    left: 's',
  },
} as const satisfies Record<Language, Record<string, string>>

/** Ten times a second is enough to see it move. */
const INTERVAL = 100

interface Line {
  /** The first of the texts that fits, unless the last one is too young. */
  show(texts: readonly [string, ...string[]]): void
  /** At once. */
  put(texts: readonly [string, ...string[]]): void
  clear(): void
}

const silent: Line = { show: () => {}, put: () => {}, clear: () => {} }

/** Silent where there is no terminal, with -q, with --json and on a dumb terminal. */
function lineOn({ stderr, quiet, json, dumbTerminal }: Io): Line {
  if (!stderr.isTTY || quiet || json || dumbTerminal) return silent
  let last = performance.now()
  let shown = false
  const put: Line['put'] = (texts) => {
    last = performance.now()
    shown = true
    // What does not fit is left out whole: half a number would be another number.
    stderr.write(`\r\u001b[K${texts.find((text) => text.length < stderr.columns) ?? ''}`)
  }
  return {
    put,
    show(texts) {
      if (performance.now() - last >= INTERVAL) put(texts)
    },
    clear() {
      if (shown) stderr.write('\r\u001b[K')
      shown = false
    },
  }
}

const BAR = 20

function bar(share: number): string {
  const done = Math.round(Math.min(1, share) * BAR)
  return '█'.repeat(done) + '░'.repeat(BAR - done)
}

/** How much time a work may still take, from how much of it was done; it began at `start`. */
const secondsLeft = (start: number, done: number): number =>
  Math.ceil(((performance.now() - start) / 1000 / done) * (1 - done))

/** Of a table. The end of what has no size, such as a pipe, is unknown: its rows are counted. */
export function readingProgress(
  path: string,
  io: Io,
): { onProgress(progress: ReadingProgress): void; clear(): void } {
  const line = lineOn(io)
  const text = words[io.language]
  const start = performance.now()
  return {
    onProgress({ rows, bytes, size }) {
      const counted = `${rows} ${text.rows}`
      const at = `${text.reading} ${fileName(path)[io.language]}: ${counted}`
      if (size === undefined) {
        line.show([at, counted])
        return
      }
      const share = Math.min(1, bytes / size)
      const left = `, ${secondsLeft(start, share)} ${text.left}`
      const brief = `${bar(share)} ${counted}${left}`
      line.show([`${bar(share)} ${at}${left}`, brief, `${counted}${left}`, counted])
    },
    clear: line.clear,
  }
}

/** So many rows are done in no time. */
const FEW_ROWS = 50_000

/** Says what a work in one piece is about, while it lasts. */
export function during<T>(phase: 'preparing' | 'scoring', rows: number, io: Io, work: () => T): T {
  const line = rows < FEW_ROWS ? silent : lineOn(io)
  const text = words[io.language]
  line.put([`${text[phase]} ${rows} ${text.rows}…`, `${text[phase]}…`])
  try {
    return work()
  } finally {
    line.clear()
  }
}

export interface Progress {
  /** An epoch is over. */
  show(epoch: Epoch): void
  /** Within one. */
  pause(pause: Pause): void
  clear(): void
}

/** An epoch that takes longer is told in parts, in milliseconds. */
const LONG_EPOCH = 1000

export function progressOf({ epochs, train, resume }: TrainingPlan, io: Io, place?: FoldPlace): Progress {
  const line = lineOn(io)
  const text = words[io.language]
  const number = (value: number): string => formatNumber(value, { digits: 3, locale: io.locale })
  const fold = place ? `${text.fold} ${place.fold}/${place.folds}, ` : ''
  const start = performance.now()
  const before = resume ? (resume.history.length + resume.position / train.count) / epochs : 0
  let began = start
  let losses = resume ? lossesOf(resume.history.at(-1)) : ''
  function lossesOf(epoch: Epoch | undefined): string {
    if (!epoch) return ''
    const { loss, validationLoss } = epoch
    const validation = validationLoss === undefined ? '' : `, ${text.validation} ${number(validationLoss)}`
    return `, ${text.loss} ${number(loss)}${validation}`
  }
  function show(epoch: string, done: number): void {
    const left = `, ${secondsLeft(start, (done - before) / (1 - before))} ${text.left}`
    const at = `${fold}${text.epoch} ${epoch}`
    line.show([`${bar(done)} ${at}${losses}${left}`, `${at}${losses}${left}`, `${at}${losses}`, at])
  }
  return {
    show(epoch) {
      began = performance.now()
      losses = lossesOf(epoch)
      show(`${epoch.epoch}/${epochs}`, epoch.epoch / epochs)
    },
    pause({ epochs: made, position }) {
      if (performance.now() - began < LONG_EPOCH || position === 0) return
      const share = position / train.count
      show(`${made + 1}/${epochs} (${Math.floor(100 * share)} %)`, (made + share) / epochs)
    },
    clear: line.clear,
  }
}
