// The state of the surface: two parameters of the lesson, the steps made in their plane, and the one that would follow.
import { computed, effect, signal } from '@preact/signals'
import { masksOf } from '../../src/core/dropout.ts'
import { type LossPlane, lossPlane, type Point, planeStep } from '../../src/core/loss-plane.ts'
import { parameterValue } from '../../src/core/parameters.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { shapeOf } from '../../src/present/shape.ts'
import { withParameterValue } from '../model/edits.ts'
import type { Lesson } from '../model/lesson.ts'
import { change, lesson, show, view } from '../model/page.ts'
import { updatesOf } from '../model/stepping.ts'
import {
  isWidth,
  MOST_STEPS,
  type PlaneState,
  planeFrom,
  planeText,
  usualPair,
  usualPlane,
  type Window,
} from './pair.ts'
import { Latest } from './turns.ts'

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

/** Lessons that differ by their two parameters alone have the same surface: what it is known by. */
const surfaces = new WeakMap<Lesson, { readonly pair: string; readonly surface: object }>()

function surfaceOf(of: Lesson, pair: string): object {
  const known = surfaces.get(of)
  if (known?.pair === pair) return known.surface
  const surface = {}
  surfaces.set(of, { pair, surface })
  return surface
}

/** Another one whenever the losses in the plane are others. */
export const surface = computed(() => surfaceOf(lesson.value, JSON.stringify(pair.value)))

export const shownWindow = computed(() => state.value.window)
export const isWhole = computed(() => state.value.isWhole)
export const isRelief = computed(() => state.value.isRelief)

export function look(next: Partial<Pick<PlaneState, 'isWhole' | 'isRelief'>>): void {
  keep(next)
}

/** @param window undefined: all steps, and what is around them; one too narrow or too wide changes nothing */
export function showWindow(window: Window | undefined): void {
  if (window && !isWidth(window.wide)) return
  keep({ window: window && rounded(window) })
}

/** To a thousandth of its width, so that the address stays short. */
function rounded({ x, y, wide }: Window): Window {
  const unit = 10 ** (Math.floor(Math.log10(wide)) - 3)
  const round = (value: number): number => Number((Math.round(value / unit) * unit).toPrecision(10))
  return { x: round(x), y: round(y), wide: Number(wide.toPrecision(4)) }
}

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
/** Whether the address holds no more steps. */
export const isFull = computed(() => steps.value >= MOST_STEPS)
export const at = computed(() => Math.min(shownSteps.value ?? steps.value, steps.value))

/** The steps known so far: of a large network each takes a while, and none is made twice. */
let made:
  | { readonly plane: LossPlane; readonly rates: readonly number[]; readonly points: readonly Point[] }
  | undefined

/** Of all steps, the start first; those that an address tells only as far as the numbers are finite. */
export const positions = computed((): readonly Point[] => {
  const now = plane.value
  if (!now) return []
  const { rates } = state.value
  const known = made?.plane === now ? made : { rates: [], points: [now.start] }
  const same = rates.findIndex((one, k) => known.rates[k] !== one)
  const points = known.points.slice(0, (same < 0 ? rates.length : same) + 1)
  for (const one of rates.slice(points.length - 1)) {
    const reached = planeStep(now, points.at(-1)!, one)
    if (!reached.every(Number.isFinite) || !Number.isFinite(now.lossAt(reached))) break
    points.push(reached)
  }
  made = { plane: now, rates: rates.slice(0, points.length - 1), points }
  return points
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
  if (!canStep.peek() || (at.peek() === steps.peek() && isFull.peek())) return
  const rates = [...state.peek().rates.slice(0, at.peek()), shownRate.peek()]
  shownSteps.value = undefined
  keep({ rates })
}

/** To the next step made, or one more. */
export const goOn = (): void => (at.peek() < steps.peek() ? goToStep(at.peek() + 1) : takeStep())

export function goToStep(k: number): void {
  shownSteps.value = Math.max(0, Math.min(k, steps.peek()))
}

export function choosePair(chosen: readonly [ParameterRef, ParameterRef]): void {
  shownSteps.value = undefined
  keep({ pair: chosen, rates: [], window: undefined })
}

/** The lesson with its two parameters elsewhere: the steps begin there. */
export function moveStart(to: Point): void {
  const [x, y] = pair.peek()!
  const moved = withParameterValue(withParameterValue(lesson.peek(), x, to[0]), y, to[1])
  surfaces.set(moved, { pair: JSON.stringify([x, y]), surface: surface.peek() })
  change(moved)
  shownSteps.value = undefined
  keep({ rates: [] })
}

/** Updates of the whole training that are projected. */
const WHOLE_UPDATES = 100
/** Of large networks fewer. */
const MOST_WEIGHTS = 2000

/** Where the two parameters go while all are trained, as the lesson's optimizer does it; as far as it is known. */
export const wholePath = signal<readonly Point[]>([])
/** Whether all of it is there. */
export const isWholeKnown = signal(false)

const latest = new Latest()

/** Follows the whole training while it is shown, an update after another. */
export const followWhole = (): (() => void) =>
  effect(() => {
    const { network } = first.value.trace
    const chosen = pair.value
    wholePath.value = []
    isWholeKnown.value = false
    if (!chosen || !isWhole.value) return undefined
    const [x, y] = chosen
    const updates = updatesOf(lesson.value)
    const size = network.layers.reduce((n, { weights }) => n + weights.length * weights[0]!.length, 0)
    const count = size > MOST_WEIGHTS ? 10 : WHOLE_UPDATES
    return latest.start(async (rest) => {
      const found: Point[] = [[parameterValue(network, x), parameterValue(network, y)]]
      try {
        for (let k = 0; k < count; k++) {
          const { networkAfter } = updates.derivation(k).trace
          const reached: Point = [parameterValue(networkAfter, x), parameterValue(networkAfter, y)]
          if (!reached.every(Number.isFinite)) break
          found.push(reached)
          const turn = rest()
          if (turn !== true) wholePath.value = [...found]
          if (!(await turn)) return
        }
      } catch {
        // The training runs away: the path ends where it does.
      }
      wholePath.value = found
      isWholeKnown.value = true
    })
  })
