// What the address tells of the surface: w5;w7;60;60x8;-4,2,6;wr is two parameters, the rate, eight steps made with it, the part that is shown, and how.
import type { ParameterRef } from '../../src/math/quantity.ts'
import type { Shape } from '../../src/present/document.ts'
import { parameterNames } from '../../src/print/parameters.ts'
import { parseAsked } from '../model/asked.ts'
import type { Lesson } from '../model/lesson.ts'

/** The part of the plane that is shown: its middle, and how wide it is. */
export interface Window {
  readonly x: number
  readonly y: number
  readonly wide: number
}

export interface PlaneState {
  /** Undefined: the usual ones. */
  readonly pair: readonly [ParameterRef, ParameterRef] | undefined
  /** Undefined: the lesson's. */
  readonly rate: number | undefined
  /** Of each step made. */
  readonly rates: readonly number[]
  /** Undefined: all steps, and what is around them. */
  readonly window: Window | undefined
  /** Whether the path of the whole training is shown too. */
  readonly isWhole: boolean
  /** Whether the surface is shown as a relief. */
  readonly isRelief: boolean
}

export const usualPlane: PlaneState = {
  pair: undefined,
  rate: undefined,
  rates: [],
  window: undefined,
  isWhole: false,
  isRelief: false,
}

/** More steps are not kept in an address. */
export const MOST_STEPS = 500

/** @returns undefined where all is as usual */
export function planeText(state: PlaneState, shape: Shape): string | undefined {
  const { pair, rate, rates, window, isWhole, isRelief } = state
  const names = pair ? pair.map((ref) => parameterNames(ref, shape).delta) : ['', '']
  const shown = window ? `${window.x},${window.y},${window.wide}` : ''
  const how = `${isWhole ? WHOLE : ''}${isRelief ? RELIEF : ''}`
  const text = [...names, rate ?? '', runsText(rates), shown, how].join(';').replace(/;+$/, '')
  return text === '' ? undefined : text
}

const WHOLE = 'w'
const RELIEF = 'r'

/** Steps in a row that have the same rate are told together. */
function runsText(rates: readonly number[]): string {
  const runs: { rate: number; times: number }[] = []
  for (const one of rates) {
    const last = runs.at(-1)
    if (last?.rate === one) last.times++
    else runs.push({ rate: one, times: 1 })
  }
  return runs.map((run) => `${run.rate}x${run.times}`).join(',')
}

/** What cannot be read is as usual. */
export function planeFrom(text: string, shape: Shape, lesson: Lesson): PlaneState {
  const [first = '', second = '', rate = '', runs = '', shown = '', how = ''] = text.split(';')
  const [x, y] = [first, second].map((name) => (name ? parseAsked(name, shape, lesson) : undefined))
  return {
    pair: x && y && JSON.stringify(x) !== JSON.stringify(y) ? [x, y] : undefined,
    rate: rate !== '' && isRate(Number(rate)) ? Number(rate) : undefined,
    rates: runsFrom(runs),
    window: windowFrom(shown),
    isWhole: how.includes(WHOLE),
    isRelief: how.includes(RELIEF),
  }
}

function runsFrom(text: string): number[] {
  const rates = text.split(',').flatMap((run) => {
    const [value, times] = run.split('x').map(Number)
    const isFine = isRate(value) && Number.isInteger(times) && times! > 0 && times! <= MOST_STEPS
    return isFine ? Array.from({ length: times! }, () => value) : []
  })
  return rates.slice(0, MOST_STEPS)
}

function windowFrom(text: string): Window | undefined {
  const numbers = text.split(',').map((part) => (part === '' ? Number.NaN : Number(part)))
  const [x, y, wide] = numbers as [number, number, number]
  const isFine = numbers.length === 3 && numbers.every(Number.isFinite) && isWidth(wide)
  return isFine && Math.max(Math.abs(x), Math.abs(y)) <= FARTHEST * wide ? { x, y, wide } : undefined
}

/** Widths from zero: farther away, grid points fall together. */
const FARTHEST = 1e9

/** Narrower or wider than that, grid points would fall together, or losses out of range. */
export const isWidth = (wide: number): boolean => wide >= 1e-6 && wide <= 1e6

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
