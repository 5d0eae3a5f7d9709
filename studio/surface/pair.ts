// The pair of parameters and the steps made, as the address tells them: w5;w7;60;60x8 for eight steps with the rate 60.
import type { ParameterRef } from '../../src/math/quantity.ts'
import type { Shape } from '../../src/present/document.ts'
import { parameterNames } from '../../src/print/parameters.ts'
import { parseAsked } from '../model/asked.ts'
import type { Lesson } from '../model/lesson.ts'

export interface PlaneState {
  /** Undefined: the usual ones. */
  readonly pair: readonly [ParameterRef, ParameterRef] | undefined
  /** Undefined: the lesson's. */
  readonly rate: number | undefined
  /** Of each step made. */
  readonly rates: readonly number[]
}

export const usualPlane: PlaneState = { pair: undefined, rate: undefined, rates: [] }

/** More steps are not kept in an address. */
const MOST_STEPS = 500

export function planeText({ pair, rate, rates }: PlaneState, shape: Shape): string | undefined {
  if (!pair && rate === undefined && rates.length === 0) return undefined
  const names = pair ? pair.map((ref) => parameterNames(ref, shape).delta) : ['', '']
  const runs: { rate: number; times: number }[] = []
  for (const one of rates) {
    const last = runs.at(-1)
    if (last?.rate === one) last.times++
    else runs.push({ rate: one, times: 1 })
  }
  return [...names, rate ?? '', runs.map((run) => `${run.rate}x${run.times}`).join(',')].join(';')
}

/** What cannot be read is as usual. */
export function planeFrom(text: string, shape: Shape, lesson: Lesson): PlaneState {
  const [first = '', second = '', rate = '', runs = ''] = text.split(';')
  const [x, y] = [first, second].map((name) => (name ? parseAsked(name, shape, lesson) : undefined))
  const rates = runs.split(',').flatMap((run) => {
    const [value, times] = run.split('x').map(Number)
    const isFine = isRate(value) && Number.isInteger(times) && times! > 0 && times! <= MOST_STEPS
    return isFine ? Array.from({ length: times! }, () => value) : []
  })
  return {
    pair: x && y && JSON.stringify(x) !== JSON.stringify(y) ? [x, y] : undefined,
    rate: rate !== '' && isRate(Number(rate)) ? Number(rate) : undefined,
    rates: rates.slice(0, MOST_STEPS),
  }
}

const isRate = (value: number | undefined): value is number =>
  value !== undefined && value > 0 && value < Number.POSITIVE_INFINITY

/** Two weights of the last layer: to two outputs from one unit, or to one output from two. */
export function usualPair(shape: Shape): readonly [ParameterRef, ParameterRef] | undefined {
  const layer = shape.units.length - 1
  const from = layer === 0 ? shape.inputs : shape.units[layer - 1]!
  const weight = (to: number, source: number): ParameterRef => ({ kind: 'weight', layer, to, from: source })
  if (shape.units[layer]! > 1) return [weight(0, 0), weight(1, 0)]
  if (from > 1) return [weight(0, 0), weight(0, 1)]
  return layer > 0 ? [weight(0, 0), { kind: 'weight', layer: 0, to: 0, from: 0 }] : undefined
}
