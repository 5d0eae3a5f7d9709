// How well the network does on the shown rows, in one number, and what it answers each of them.
import { computed } from '@preact/signals'
import { unstandardize } from '../../src/data/scaling.ts'
import { decodePrediction, outputsFor } from '../../src/data/targets.ts'
import { mostProbable, numberMetrics } from '../../src/engine/metrics.ts'
import { formatNumber } from '../../src/print/numbers.ts'
import { locale } from '../model/page.ts'
import { curve, info, snapshot } from './run.ts'

/** Of a single output p they are 1 − p and p. [rows · classes] */
function chances(outputs: Float64Array, rows: number): Float64Array {
  if (outputs.length > rows) return outputs
  return Float64Array.from({ length: 2 * rows }, (_, at) =>
    at % 2 ? outputs[at >> 1]! : 1 - outputs[at >> 1]!,
  )
}

/** The true class of each shown row, from 0; undefined where the task is another. */
export const truth = computed((): Uint32Array | undefined => {
  const told = info.value
  if (told?.encoding?.kind !== 'classes') return undefined
  const { rows, targets } = told.shown
  return mostProbable(chances(targets, rows.length), rows.length)
})

/** [rows · classes] */
export const probabilities = computed((): Float64Array | undefined => {
  const now = snapshot.value
  return truth.value && now && chances(now.outputs, truth.value.length)
})

/** The class that each shown row is given. */
export const predicted = computed(
  () => probabilities.value && mostProbable(probabilities.value, truth.value!.length),
)

/** Of a regression on the target's own scale. */
export const fitted = computed(() => {
  const told = info.value
  const now = snapshot.value
  if (told?.encoding?.kind !== 'number' || !now) return undefined
  const { encoding } = told
  const own = (values: Float64Array): Float64Array => values.map((value) => unstandardize(value, encoding))
  return { actual: own(told.shown.targets), predicted: own(now.outputs) }
})

interface Score {
  readonly kind: 'accuracy' | 'rSquared' | 'loss'
  readonly value: number
}

export const score = computed((): Score | undefined => {
  const given = predicted.value
  if (given && truth.value) {
    const right = given.reduce((n, kind, row) => n + (kind === truth.value![row] ? 1 : 0), 0)
    return { kind: 'accuracy', value: right / given.length }
  }
  if (fitted.value) {
    const { r2 } = numberMetrics(fitted.value.actual, fitted.value.predicted)
    return r2 === undefined ? undefined : { kind: 'rSquared', value: r2 }
  }
  const last = curve.value.at(-1)
  return last && { kind: 'loss', value: last.train }
})

/** What a shown row has and what it is given, printed. */
export function outcomeOf(row: number): { actual: string; predicted: string; isRight: boolean } | undefined {
  const told = info.value
  const now = snapshot.value
  const target = told?.encoding
  if (!told || !now || !target) return undefined
  const at = told.shown.rows.indexOf(row)
  const width = outputsFor(target)
  const of = (values: Float64Array) =>
    decodePrediction({ target }, values.subarray(at * width, (at + 1) * width))
  const [actual, given] = [of(told.shown.targets), of(now.outputs)]
  if (actual.kind === 'class' && given.kind === 'class')
    return { actual: actual.label, predicted: given.label, isRight: actual.label === given.label }
  if (actual.kind !== 'number' || given.kind !== 'number') return undefined
  return { actual: shortly(actual.value), predicted: shortly(given.value), isRight: true }
}

const shortly = (value: number): string => formatNumber(value, { digits: 4, locale: locale.value })
