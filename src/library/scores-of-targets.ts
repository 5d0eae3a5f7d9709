// The scores of several targets: the means of each target's, and for labels how many rows are right in all of them.
import type { ClassMetrics, NumberMetrics } from '../engine/metrics.ts'
import type { LabelsScores, NumbersScores } from './scores.ts'

export function numbersScores(byTarget: NumbersScores['byTarget']): NumbersScores {
  return { kind: 'numbers', metrics: meanMetrics(byTarget.map(({ scores }) => scores.metrics)), byTarget }
}

export function labelsScores(
  byTarget: LabelsScores['byTarget'],
  targets: Float64Array,
  outputs: Float64Array,
): LabelsScores {
  const means = meanMetrics(byTarget.map(({ scores }) => scores.metrics))
  const exactMatch = exactMatchOf(targets, outputs, byTarget.length)
  return { kind: 'labels', metrics: { ...means, exactMatch }, byTarget }
}

/** Each metric's mean over the targets that have it. */
function meanMetrics<Metrics extends ClassMetrics | NumberMetrics>(all: readonly Metrics[]): Metrics {
  const means = Object.keys(all[0]!).map((name) => {
    const known = all.flatMap((metrics) => metrics[name as keyof Metrics] ?? []) as number[]
    return [name, known.length === 0 ? undefined : mean(known)]
  })
  return Object.fromEntries(means) as Metrics
}

function exactMatchOf(targets: Float64Array, outputs: Float64Array, width: number): number {
  const wrong = new Set<number>()
  outputs.forEach((chance, at) => {
    if (chance > 0.5 !== targets[at]! > 0.5) wrong.add(Math.floor(at / width))
  })
  const rows = outputs.length / width
  return (rows - wrong.size) / rows
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
