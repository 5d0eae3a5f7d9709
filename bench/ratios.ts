// Ratios: how many times as fast Paso's best engine is with the same threads, from windows of the same round.
import type { CaseResult, Entry } from './race.ts'
import { type Summary, summary } from './statistics.ts'

const median = ({ training }: Entry): number => summary(training).median

export const counts = ({ agrees, training }: Entry): boolean => agrees && training.length > 0

/** Those that have a speed, the fastest first. */
export const ranked = ({ entries }: CaseResult): Entry[] =>
  entries.filter(counts).sort((a, b) => median(b) - median(a))

/** Paso's fastest engine in a case, with so many threads at most. */
export const best = (result: CaseResult, most: number): Entry | undefined =>
  ranked(result).find(({ ours, threads }) => ours && threads <= most)

/** Its speed over another's, round by round. */
export function ratio(ours: Entry, other: Entry): Summary {
  const rounds = other.training.flatMap((speed, round) => {
    const own = ours.training[round]
    return own === undefined ? [] : [own / speed]
  })
  return summary(rounds)
}
