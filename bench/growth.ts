// Growth: what a row costs as a network becomes wider or deeper, as the batch grows, and what a turn costs as the rows do.
import { type Case, caseOf } from './cases.ts'
import type { Contestant } from './contestants.ts'
import { type Effort, whole } from './measure.ts'
import { operationsOf } from './problem.ts'
import { type CaseResult, type Entry, race } from './race.ts'
import { counts } from './ratios.ts'
import { exponent, summary } from './statistics.ts'

export const sweepNames = ['width', 'depth', 'batch', 'rows'] as const
export type Sweep = (typeof sweepNames)[number]

export type Growth = Readonly<Record<Sweep, readonly CaseResult[]>>

const doubling = (from: number, to: number): number[] =>
  Array.from({ length: Math.log2(to / from) + 1 }, (_, n) => from * 2 ** n)

/** Small enough for the smallest batch and the deepest network: else rounding grows too, and losses part. */
const rate = 0.002

const sweeps: Readonly<Record<Sweep, readonly Case[]>> = {
  width: doubling(16, 2048).map((width) => caseOf([64, width, 10], 32, { rate })),
  depth: doubling(1, 16).map((depth) => caseOf([64, ...Array<number>(depth).fill(64), 10], 32, { rate })),
  batch: doubling(1, 2048).map((batch) => caseOf([784, 128, 10], batch, { rate })),
  rows: doubling(256, 65_536).map((rows) => caseOf([64, 32, 10], 32, { rows, rate })),
}

const sizes: Readonly<Record<Sweep, (one: Case) => number>> = {
  width: ({ widths }) => widths[1]!,
  depth: ({ widths }) => widths.length - 2,
  batch: ({ batch }) => batch,
  rows: ({ rows }) => rows,
}

const effort: Effort = { ...whole, rounds: 3, answers: false }

/** Paso's engines and the peer that is nearest to what a core can do. */
const takesPart = ({ name, ours, threads }: Contestant): boolean =>
  threads === 1 && (ours || name === 'PyTorch by hand')

export async function measureGrowth(
  all: readonly Contestant[],
  absent: Map<string, string>,
): Promise<Growth> {
  const measured: [Sweep, CaseResult[]][] = []
  for (const sweep of sweepNames) {
    const results: CaseResult[] = []
    for (const one of sweeps[sweep]) results.push(await race(one, all.filter(takesPart), effort, absent))
    measured.push([sweep, results])
  }
  return Object.fromEntries(measured) as unknown as Growth
}

export interface Curve {
  readonly name: string
  readonly ours: boolean
  /** Microseconds a row; in the sweep over rows, milliseconds for all of them. */
  readonly points: readonly (readonly [size: number, time: number])[]
}

const timeOf = (sweep: Sweep, { rows }: Case, { training }: Entry): number =>
  sweep === 'rows' ? (1e3 * rows) / summary(training).median : 1e6 / summary(training).median

/** A curve for each that took part. */
export function curvesOf(sweep: Sweep, results: readonly CaseResult[]): Curve[] {
  const names = [...new Set(results.flatMap(({ entries }) => entries.map(({ name }) => name)))]
  return names.map((name) => {
    const own = results.flatMap(({ case: one, entries }) =>
      entries.filter((entry) => entry.name === name && counts(entry)).map((entry) => ({ one, entry })),
    )
    return {
      name,
      ours: own.some(({ entry }) => entry.ours),
      points: own.map(({ one, entry }) => [sizes[sweep](one), timeOf(sweep, one, entry)]),
    }
  })
}

/** Operations of a row, or of all rows in the sweep over rows, for each size. */
export const operationCurve = (sweep: Sweep, results: readonly CaseResult[]): Curve['points'] =>
  results.map(({ case: one }) => [sizes[sweep](one), operationsOf(one) * (sweep === 'rows' ? one.rows : 1)])

export interface GrowthRow {
  readonly sweep: Sweep
  readonly operations: number
  /** By the name of who took part. */
  readonly times: Readonly<Record<string, number>>
}

/** The exponents of each sweep. */
export const growthRows = (growth: Growth): GrowthRow[] =>
  sweepNames.map((sweep) => ({
    sweep,
    operations: growthOf(operationCurve(sweep, growth[sweep])),
    times: Object.fromEntries(
      curvesOf(sweep, growth[sweep])
        .filter(({ points }) => points.length > 1)
        .map(({ name, points }) => [name, growthOf(points)]),
    ),
  }))

/** How the time grows over the upper half of the sizes: 1 where twice the size takes twice as long. */
const growthOf = (points: Curve['points']): number => exponent(points.slice(Math.floor(points.length / 2)))
