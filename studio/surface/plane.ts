// The state of the surface: two parameters of the lesson, the steps made in their plane, and the one that would follow.
import { computed, signal } from '@preact/signals'
import { masksOf } from '../../src/core/dropout.ts'
import { lossPlane, type Point, planeStep } from '../../src/core/loss-plane.ts'
import { parameterValue } from '../../src/core/parameters.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { shapeOf } from '../../src/present/shape.ts'
import { withParameterValue } from '../model/edits.ts'
import { change, lesson, show, view } from '../model/page.ts'
import { updatesOf } from '../model/stepping.ts'
import { type PlaneState, planeFrom, planeText, usualPair, usualPlane } from './pair.ts'

const first = computed(() => updatesOf(lesson.value).derivation(0))
export const shape = computed(() => shapeOf(first.value))

const state = computed((): PlaneState => {
  const text = view.value.plane
  return text === undefined ? usualPlane : planeFrom(text, shape.value, lesson.value)
})

const keep = (next: Partial<PlaneState>): void =>
  show({ plane: planeText({ ...state.peek(), ...next }, shape.peek()) })

/** Undefined for a network of a single weight. */
export const pair = computed(() => state.value.pair ?? usualPair(shape.value))

export const plane = computed(() => {
  if (!pair.value) return undefined
  const { network, samples } = first.value.trace
  const own = samples.map(({ sample }) => sample)
  return lossPlane(network, own, pair.value, masksOf(samples))
})

/** Where the lesson's optimizer has no rate, or one for other numbers: what plain descent begins with. */
const USUAL_RATE = 0.5

export const rate = computed(
  () => state.value.rate ?? (lesson.value.optimizer.options.learningRate as number | undefined) ?? USUAL_RATE,
)

/** The rate while it is dragged, which is not in the address yet. */
const dragged = signal<number>()
export const shownRate = computed(() => dragged.value ?? rate.value)

export function dragRate(next: number): void {
  dragged.value = next
}
export function setRate(next: number): void {
  dragged.value = undefined
  keep({ rate: next })
}
/** Keeps what was dragged. */
export function dropRate(): void {
  if (dragged.peek() !== undefined) setRate(dragged.peek()!)
}

/** How many of the steps made are shown; undefined: all. */
const shownSteps = signal<number>()
export const steps = computed(() => positions.value.length - 1)
export const at = computed(() => Math.min(shownSteps.value ?? steps.value, steps.value))

/** Of all steps, the start first; those that an address tells only as far as the numbers are finite. */
export const positions = computed((): readonly Point[] => {
  const now = plane.value
  if (!now) return []
  const found: Point[] = [now.start]
  for (const one of state.value.rates) {
    const reached = planeStep(now, found.at(-1)!, one)
    if (!reached.every(Number.isFinite) || !Number.isFinite(now.lossAt(reached))) break
    found.push(reached)
  }
  return found
})

export const here = computed((): Point => positions.value[at.value] ?? [0, 0])
export const loss = computed(() => plane.value?.lossAt(here.value) ?? Number.NaN)
export const slope = computed((): Point => plane.value?.slopeAt(here.value) ?? [0, 0])
export const next = computed((): Point => {
  const [x, y] = here.value
  const [gx, gy] = slope.value
  return [x - shownRate.value * gx, y - shownRate.value * gy]
})
export const nextLoss = computed(() => plane.value?.lossAt(next.value) ?? Number.NaN)

export const canStep = computed(() => next.value.every(Number.isFinite) && Number.isFinite(nextLoss.value))

/** Another step from here; what was made after is given up. */
export function takeStep(): void {
  if (!canStep.peek()) return
  const rates = [...state.peek().rates.slice(0, at.peek()), shownRate.peek()]
  shownSteps.value = undefined
  keep({ rates })
}

export function goToStep(k: number): void {
  shownSteps.value = Math.max(0, Math.min(k, steps.peek()))
}

export function choosePair(chosen: readonly [ParameterRef, ParameterRef]): void {
  shownSteps.value = undefined
  keep({ pair: chosen, rates: [] })
}

/** The lesson with its two parameters elsewhere: the steps begin there. */
export function moveStart(to: Point): void {
  const [x, y] = pair.peek()!
  change(withParameterValue(withParameterValue(lesson.peek(), x, to[0]), y, to[1]))
  shownSteps.value = undefined
  keep({ rates: [] })
}

/** Updates of the whole training that are projected. */
const WHOLE_UPDATES = 100
/** Of large networks fewer. */
const MOST_WEIGHTS = 2000

/** Where the two parameters go while all are trained, as the lesson's optimizer does it. */
export const wholePath = computed((): readonly Point[] => {
  if (!pair.value) return []
  const [x, y] = pair.value
  const updates = updatesOf(lesson.value)
  const { network } = first.value.trace
  const size = network.layers.reduce((n, { weights }) => n + weights.length * weights[0]!.length, 0)
  const count = size > MOST_WEIGHTS ? 10 : WHOLE_UPDATES
  const found: Point[] = [[parameterValue(network, x), parameterValue(network, y)]]
  try {
    for (let k = 0; k < count; k++) {
      const { networkAfter } = updates.derivation(k).trace
      const reached: Point = [parameterValue(networkAfter, x), parameterValue(networkAfter, y)]
      if (!reached.every(Number.isFinite)) break
      found.push(reached)
    }
  } catch {
    // The training runs away: the path ends where it does.
  }
  return found
})
