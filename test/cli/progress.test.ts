// The progress line: what it says while a table is read and a training runs, as wide as the terminal, and nothing elsewhere.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Io } from '../../src/cli/command.ts'
import { during, progressOf, readingProgress } from '../../src/cli/progress.ts'
import type { Epoch, TrainingPlan } from '../../src/engine/training-plan.ts'

let now = 0
beforeEach(() => {
  now = 1000
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => vi.restoreAllMocks())

const CLEAR = '\r\u001b[K'

function terminal(given: Partial<Io> = {}, columns = 80, isTTY = true) {
  const written: string[] = []
  const stderr = { write: (text: string) => void written.push(text), isTTY, columns }
  const io = {
    stderr,
    language: 'en',
    locale: 'en',
    quiet: false,
    json: false,
    dumbTerminal: false,
    ...given,
  }
  return { io: io as Io, lines: () => written.map((text) => text.replace(CLEAR, '')), written }
}

/** After so many milliseconds. */
const at = (time: number): void => {
  now = 1000 + time
}

describe('of a table that is read', () => {
  it('says how much of it, and how long it may still take', () => {
    const { io, written } = terminal()
    const { onProgress, clear } = readingProgress('big.csv', io)
    at(50)
    onProgress({ rows: 10, bytes: 1, size: 1000 })
    at(1000)
    onProgress({ rows: 2500, bytes: 250, size: 1000 })
    at(1050)
    onProgress({ rows: 2600, bytes: 260, size: 1000 })
    clear()
    expect(written).toEqual([`${CLEAR}█████░░░░░░░░░░░░░░░ reading big.csv: 2500 rows, 3 s left`, CLEAR])
  })

  it('counts its rows where nobody knows how many come', () => {
    const { io, lines } = terminal({ language: 'es', locale: 'es' })
    const { onProgress } = readingProgress('-', io)
    at(1000)
    onProgress({ rows: 2500, bytes: 250, size: undefined })
    expect(lines()).toEqual(['leyendo la entrada estándar: 2500 filas'])
  })

  it.each([
    [60, '█████░░░░░░░░░░░░░░░ reading big.csv: 2500 rows, 3 s left'],
    [50, '█████░░░░░░░░░░░░░░░ 2500 rows, 3 s left'],
    [30, '2500 rows, 3 s left'],
    [12, '2500 rows'],
    [5, ''],
  ])('fits %i columns whole', (columns, line) => {
    const { io, lines } = terminal({}, columns)
    const { onProgress } = readingProgress('big.csv', io)
    at(1000)
    onProgress({ rows: 2500, bytes: 250, size: 1000 })
    expect(lines()).toEqual([line])
  })
})

const plan = { epochs: 4, train: { count: 200 } } as TrainingPlan
const epoch = (given: Partial<Epoch>): Epoch => ({ loss: 0.25, validationLoss: 0.5, ...given }) as Epoch

describe('of a training', () => {
  it('says the epoch, and its parts where it takes long', () => {
    const { io, lines, written } = terminal()
    const { show, pause, clear } = progressOf(plan, io)
    at(500)
    pause({ epochs: 0, position: 20 } as never)
    at(2000)
    pause({ epochs: 0, position: 100 } as never)
    at(4000)
    show(epoch({ epoch: 1 }))
    at(4500)
    pause({ epochs: 1, position: 30 } as never)
    at(6000)
    pause({ epochs: 1, position: 101 } as never)
    clear()
    expect(lines()).toEqual([
      '███░░░░░░░░░░░░░░░░░ epoch 1/4 (50 %), 14 s left',
      '█████░░░░░░░░░░░░░░░ epoch 1/4, loss 0.25, validation 0.5, 12 s left',
      '████████░░░░░░░░░░░░ epoch 2/4 (50 %), loss 0.25, validation 0.5, 10 s left',
      '',
    ])
    expect(written.at(-1)).toBe(CLEAR)
  })

  it('that goes on counts what is left from where it stood', () => {
    const { io, lines } = terminal({ language: 'es', locale: 'es' })
    const history = [
      epoch({ epoch: 1 }),
      epoch({ epoch: 2, loss: 0.125, validationLoss: undefined as never }),
    ]
    const resume = { history, position: 0 } as never
    const { pause } = progressOf({ ...plan, resume }, io, { fold: 2, folds: 5 })
    at(3000)
    pause({ epochs: 2, position: 100 } as never)
    expect(lines()).toEqual(['█████████████░░░░░░░ parte 2/5, época 3/4 (50 %), error 0,125, 9 s'])
  })
})

describe('of a work in one piece', () => {
  it('says what it is about, where it takes its time', () => {
    const { io, written } = terminal()
    expect(during('preparing', 100, io, () => 1)).toBe(1)
    expect(written).toEqual([])
    expect(() =>
      during('scoring', 1_000_000, io, () => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(written).toEqual([`${CLEAR}scoring 1000000 rows…`, CLEAR])
  })
})

it.each([
  ['where there is no terminal', {}, false],
  ['with -q', { quiet: true }, true],
  ['with --json', { json: true }, true],
  ['with TERM=dumb', { dumbTerminal: true }, true],
])('nothing %s', (_, given, isTTY) => {
  const { io, written } = terminal(given, 80, isTTY)
  const reading = readingProgress('big.csv', io)
  const training = progressOf(plan, io)
  at(5000)
  reading.onProgress({ rows: 2500, bytes: 250, size: 1000 })
  training.show(epoch({ epoch: 1 }))
  training.pause({ epochs: 1, position: 100 } as never)
  during('preparing', 1_000_000, io, () => {})
  reading.clear()
  training.clear()
  expect(written).toEqual([])
})
