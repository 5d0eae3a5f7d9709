// Progress on a terminal: one line that renews itself while a training runs, and is gone when it is over.
import type { Epoch } from '../engine/training-plan.ts'
import { formatNumber } from '../print/numbers.ts'
import type { Io } from './command.ts'

/** Which of several trainings it is, from 1. */
export interface FoldPlace {
  readonly fold: number
  readonly folds: number
}

export interface Progress {
  show(epoch: Epoch): void
  clear(): void
}

/** Ten times a second is enough to see it move. */
const INTERVAL = 100

const BAR = 20

/** Silent where there is no terminal, with -q, with --json and on a dumb terminal. */
export function progressOf(epochs: number, io: Io, place?: FoldPlace): Progress {
  if (!io.stderr.isTTY || io.quiet || io.json || io.dumbTerminal) return { show: () => {}, clear: () => {} }
  const words =
    io.language === 'en'
      ? { fold: 'fold', epoch: 'epoch', loss: 'loss', validation: 'validation', left: 's left' }
      : { fold: 'parte', epoch: 'época', loss: 'error', validation: 'validación', left: 's' }
  const number = (value: number): string => formatNumber(value, { digits: 3, locale: io.locale })
  const fold = place ? `${words.fold} ${place.fold}/${place.folds}, ` : ''
  let last = 0
  return {
    show({ epoch, loss, validationLoss, seconds }) {
      const now = performance.now()
      if (now - last < INTERVAL) return
      last = now
      const done = Math.round((epoch / epochs) * BAR)
      const bar = '█'.repeat(done) + '░'.repeat(BAR - done)
      const left = Math.ceil((seconds / epoch) * (epochs - epoch))
      const validation = validationLoss === undefined ? '' : `, ${words.validation} ${number(validationLoss)}`
      const at = `${fold}${words.epoch} ${epoch}/${epochs}, ${words.loss} ${number(loss)}`
      const rest = `${validation}, ${left} ${words.left}`
      // What does not fit is left out whole: half a number would be another number.
      const room = io.stderr.columns - 1
      const line = [`${bar} ${at}${rest}`, `${at}${rest}`, at].find((text) => text.length <= room)
      io.stderr.write(`\r\u001b[K${line ?? ''}`)
    },
    clear() {
      if (last > 0) io.stderr.write('\r\u001b[K')
    },
  }
}
