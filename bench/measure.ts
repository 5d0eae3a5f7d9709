// Measure: windows of training, one contestant after the other, round after round.
export interface Effort {
  readonly rounds: number
  /** The least length of a window, in milliseconds. */
  readonly window: number
  /** What all windows of one contestant may take in a case, in milliseconds; three rounds are made all the same. */
  readonly budget: number
  /** Whether answers are timed as well. */
  readonly answers: boolean
}

export const whole: Effort = { rounds: 7, window: 150, budget: 10_000, answers: true }
export const short: Effort = { rounds: 1, window: 1, budget: 0, answers: true }

/** Between two windows: what is left of the one before, such as threads that wait for work, comes to rest. */
const PAUSE = 20

/** A measurement that is repeated: the work of a window grows until it fills it. */
export interface Meter {
  /** Does so much work. @returns milliseconds */
  readonly work: (amount: number) => Promise<number>
  amount: number
  /** Amounts a millisecond, of each window. */
  readonly speeds: number[]
}

export const meterOf = (work: Meter['work']): Meter => ({ work, amount: 1, speeds: [] })

/** Finds an amount that fills a window; what is compiled on the way is compiled before it counts. */
async function warm(meter: Meter, { window }: Effort): Promise<number> {
  for (;;) {
    const ms = await meter.work(meter.amount)
    if (ms >= window) return ms
    const wanted = (1.15 * window * meter.amount) / Math.max(ms, window / 50)
    meter.amount = Math.max(meter.amount + 1, Math.ceil(wanted))
  }
}

/** One counted window. A window that is too short is made again, longer. */
async function count(meter: Meter, { window }: Effort): Promise<void> {
  let ms = await meter.work(meter.amount)
  while (ms < window) {
    meter.amount = Math.ceil(1.2 * meter.amount * Math.max(1, window / Math.max(ms, 1)))
    ms = await meter.work(meter.amount)
  }
  meter.speeds.push(meter.amount / ms)
}

/** All meters in turn, each round in the other direction, so that none always follows the same one. */
export async function alternate(meters: readonly Meter[], effort: Effort): Promise<void> {
  const rounds: number[] = []
  for (const meter of meters) {
    const ms = await warm(meter, effort)
    rounds.push(Math.min(effort.rounds, Math.max(3, Math.floor(effort.budget / ms))))
  }
  for (let round = 0; round < effort.rounds; round++) {
    const takePart = meters.filter((_, m) => round < rounds[m]!)
    for (const meter of round % 2 === 0 ? takePart : takePart.reverse()) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
      await count(meter, effort)
    }
  }
}
