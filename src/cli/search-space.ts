// The space of a search: which options vary over which values, and the trials that are drawn from it.
import type { JsonObject, JsonValue } from '../formats/json.ts'
import { power } from '../math/elementary.ts'
import { xoshiro } from '../math/random.ts'
import { isOfRecipes, type OptionDefinition, type OptionName, optionsOf } from '../options.ts'
import { readValue } from './parse.ts'
import { fieldOf } from './recipe.ts'
import {
  cannotVary,
  emptyRange,
  noPoints,
  noRangeOf,
  notASpace,
  repeatedVariation,
  tooManyTrials,
} from './search-errors.ts'

/** What one option varies over. */
export interface Dimension {
  readonly name: OptionName
  /** Its name in a recipe. */
  readonly field: string
  readonly values: Values
}

type Values =
  | { readonly kind: 'choices'; readonly choices: readonly JsonValue[] }
  | {
      readonly kind: 'range'
      readonly low: number
      readonly high: number
      readonly log: boolean
      readonly whole: boolean
      /** In a list: the units of one hidden layer. */
      readonly listed: boolean
      /** In a grid. */
      readonly points: number | undefined
    }

/** The values of the varied options, by their names in a recipe. */
export type Trial = JsonObject

/** These decide which rows are where or what is predicted: with other ones the scores could not be compared. */
const fixed: readonly OptionName[] = [
  ...(['targetColumn', 'task', 'ignore', 'sampleWeight', 'delimiter', 'decimal', 'header'] as const),
  ...(['seed', 'validation', 'test', 'folds', 'engine', 'precision', 'threads', 'seconds'] as const),
]

export function variable(): readonly (readonly [OptionName, OptionDefinition])[] {
  return optionsOf('train').filter(
    ([name, { type }]) => isOfRecipes(name) && !fixed.includes(name) && type.kind !== 'switch',
  )
}

/**
 * @param texts such as `hidden=8/16/32,16` and `learning-rate=0.001..0.1,log`
 * @throws PasoError not-a-space, cannot-vary, repeated-variation, empty-range, and bad-value of the option itself
 */
export function spaceOf(texts: readonly string[]): Dimension[] {
  const known = new Map(
    variable().map(([name, definition]) => [definition.flag, [name, definition] as const]),
  )
  const seen = new Set<string>()
  return texts.map((text) => {
    const [, flag, values] = /^(?:--)?([\w-]+)=(.+)$/s.exec(text) ?? []
    if (flag === undefined || values === undefined) throw notASpace(text)
    const found = known.get(flag)
    if (!found) throw cannotVary(flag, [...known.keys()])
    if (seen.has(flag)) throw repeatedVariation(flag)
    seen.add(flag)
    const [name, definition] = found
    return { name, field: fieldOf(flag), values: valuesOf(definition, values) }
  })
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`
const RANGE = new RegExp(`^(${NUMBER})\\.\\.(${NUMBER})(,log)?(?:,(\\d+))?$`, 'i')

const numeric: readonly OptionDefinition['type']['kind'][] = ['number', 'numbers', 'integer', 'integers']

function valuesOf(definition: OptionDefinition, text: string): Values {
  const [, low, high, log, points] = RANGE.exec(text) ?? []
  if (low === undefined || high === undefined) {
    if (text.includes('..')) throw notASpace(`${definition.flag}=${text}`)
    const choices = text.split('/').map((choice) => readValue(definition, choice) as JsonValue)
    return { kind: 'choices', choices }
  }
  const { kind } = definition.type
  if (!numeric.includes(kind)) throw noRangeOf(definition)
  for (const end of [low, high]) readValue(definition, end)
  const range = { low: Number(low), high: Number(high), log: log !== undefined }
  if (!(range.low < range.high) || (range.log && !(range.low > 0)))
    throw emptyRange(definition, text, range.log)
  const count = points === undefined ? undefined : Number(points)
  if (count !== undefined && count < 2) throw emptyRange(definition, text, range.log)
  return {
    kind: 'range',
    ...range,
    whole: kind === 'integer' || kind === 'integers',
    listed: kind === 'integers',
    points: count,
  }
}

/** What stands at a share of the way from the low end to the high one; numbers that are not whole have three digits. */
function valueAt(values: Extract<Values, { kind: 'range' }>, share: number): JsonValue {
  const { low, high, log, whole, listed } = values
  const plain = log ? low * power(high / low, share) : low + (high - low) * share
  const rounded = whole ? Math.round(plain) : Number(plain.toPrecision(3))
  const value = Math.min(high, Math.max(low, rounded))
  return listed ? [value] : value
}

const MOST_TRIALS = 100_000

/**
 * Every combination; the last option varies fastest.
 * @throws PasoError no-points, too-many-trials
 */
export function gridOf(space: readonly Dimension[]): Trial[] {
  const axes = space.map(({ name, values }) => {
    if (values.kind === 'choices') return distinct(values.choices)
    const { points } = values
    if (points === undefined) throw noPoints(name)
    return distinct(Array.from({ length: points }, (_, i) => valueAt(values, i / (points - 1))))
  })
  const count = axes.reduce((product, axis) => product * axis.length, 1)
  if (count > MOST_TRIALS) throw tooManyTrials(count, MOST_TRIALS)
  return axes.reduce<Trial[]>(
    (trials, axis, i) =>
      trials.flatMap((trial) => axis.map((value) => ({ ...trial, [space[i]!.field]: value }))),
    [{}],
  )
}

function distinct(values: readonly JsonValue[]): JsonValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

/** Draws in a row that bring nothing new: the space is taken to be used up. */
const MOST_REPEATS = 1000

/** Different combinations, as the seed draws them: fewer than `count` where the space has no more. */
export function drawnFrom(space: readonly Dimension[], count: number, seed: number): Trial[] {
  const random = xoshiro(seed)
  const trials = new Map<string, Trial>()
  for (let repeats = 0; trials.size < count && repeats < MOST_REPEATS; repeats++) {
    const entries = space.map(({ field, values }): [string, JsonValue] => {
      if (values.kind === 'range') return [field, valueAt(values, random.next())]
      return [field, values.choices[random.integer(values.choices.length)]!]
    })
    const trial = Object.fromEntries(entries)
    const key = JSON.stringify(trial)
    if (trials.has(key)) continue
    trials.set(key, trial)
    repeats = -1
  }
  return [...trials.values()]
}
