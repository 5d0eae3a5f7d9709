// The state of the page: one lesson with its past, a place in it, and how it is shown. All else follows from these.
import { batch, computed, signal } from '@preact/signals'
import { gradient } from '../../src/derive/names.ts'
import { PasoError } from '../../src/errors.ts'
import type { Context } from '../../src/math/formula.ts'
import { keyOf, type ParameterRef, type Quantity } from '../../src/math/quantity.ts'
import { type CardOptions, cardsOf } from '../../src/present/card/card-of.ts'
import { shapeOf } from '../../src/present/shape.ts'
import { usualNotation } from '../../src/present/usual.ts'
import { parseParameter } from '../../src/print/parameters.ts'
import { askedText, firstAsked, isLarge } from './asked.ts'
import { exampleLesson, type Lesson, type Place, start } from './lesson.ts'
import { timelineOf, updatesOf } from './stepping.ts'
import { usualView, type View } from './view.ts'

export const lesson = signal<Lesson>(exampleLesson('deck')!)
export const place = signal<Place>(start)
export const view = signal<View>({ language: 'en', ...usualView })

const past = signal<readonly Lesson[]>([])
const future = signal<readonly Lesson[]>([])
export const canUndo = computed(() => past.value.length > 0)
export const canRedo = computed(() => future.value.length > 0)

/** Edits that undo can take back, at most. */
const MOST_UNDO = 200

/**
 * A lesson in place of the one shown; the place stays as far as it exists there.
 * @param to another place
 * @throws PasoError ran-away, or of core, where its numbers leave the range of 64 bits; nothing changes then
 */
export function change(next: Lesson, to: Place = place.value): void {
  updatesOf(next).derivation(to.update)
  batch(() => {
    past.value = [...past.value, lesson.value].slice(-MOST_UNDO)
    future.value = []
    place.value = to
    lesson.value = next
  })
}

/**
 * What the page begins with: undo does not take it back.
 * @throws PasoError those of `change`; nothing changes then
 */
export function begins(first: Lesson, at: Place): void {
  updatesOf(first).derivation(at.update)
  batch(() => {
    place.value = at
    lesson.value = first
  })
}

export function undo(): void {
  const before = past.value.at(-1)
  if (!before) return
  batch(() => {
    future.value = [lesson.value, ...future.value]
    past.value = past.value.slice(0, -1)
    bringBack(before)
  })
}

export function redo(): void {
  const [next, ...rest] = future.value
  if (!next) return
  batch(() => {
    past.value = [...past.value, lesson.value]
    future.value = rest
    bringBack(next)
  })
}

/** Told from its beginning where its updates run away before the one that is shown. */
function bringBack(known: Lesson): void {
  try {
    updatesOf(known).derivation(place.value.update)
  } catch (error) {
    if (!(error instanceof PasoError)) throw error
    place.value = start
  }
  lesson.value = known
}

const updates = computed(() => updatesOf(lesson.value))
export const derivation = computed(() => updates.value.derivation(place.value.update))
const shape = computed(() => shapeOf(derivation.value))

/** The parameter that a large network is told for; undefined where all are told. */
export const asked = computed((): ParameterRef | undefined => {
  if (!isLarge(shape.value)) return undefined
  const { ask } = place.value
  return (ask === undefined ? undefined : parseParameter(ask, shape.value)) ?? firstAsked(shape.value)
})
export const timeline = computed(() => timelineOf(derivation.value, row.value, asked.value))
export const row = computed(() => Math.min(place.value.row, lesson.value.samples.length - 1))
export const at = computed(() => Math.min(place.value.step, timeline.value.length - 1))
export const target = computed(() => timeline.value[at.value]!.target)

/** What the steps up to that one have computed. */
export function knownAt(step: number): (quantity: Quantity) => boolean {
  const keys = new Set(timeline.value.slice(0, step + 1).map(({ target: of }) => keyOf(of)))
  return (quantity) => derivation.value.step(quantity) === undefined || keys.has(keyOf(quantity))
}
export const known = computed(() => knownAt(at.value))

/** es prints a decimal comma, en a point. */
export const locale = computed(() => view.value.language)

export const notation = computed(() => view.value.notation ?? usualNotation(shape.value))

export const context = computed(
  (): Context => ({
    notation: notation.value,
    shape: shape.value,
    locale: locale.value,
    digits: view.value.digits,
    tableDigits: Math.min(5, view.value.digits),
  }),
)

export const cardOptions = computed((): CardOptions => {
  const { language, form, digits } = view.value
  return { language, locale: locale.value, notation: notation.value, form, digits }
})
/** The card of any step. */
export const cardAt = computed(() => cardsOf(derivation.value, cardOptions.value))
export const card = computed(() => cardAt.value(target.value))

/** To a step of this update; past its last one to the first of the next. */
export function goTo(step: number): void {
  const last = timeline.value.length - 1
  place.value = { ...place.value, step: Math.max(0, Math.min(step, last)) }
}

/** To the gradient of a parameter; a large network is then told for it. */
export function ask(ref: ParameterRef): void {
  if (asked.peek()) place.value = { ...place.peek(), ask: askedText(ref, shape.peek()) }
  const wanted = keyOf(gradient(ref, derivation.peek().version))
  goTo(timeline.peek().findIndex((step) => keyOf(step.target) === wanted))
}

export const isAtEnd = computed(() => at.value === timeline.value.length - 1)

export function goOn(): void {
  if (!isAtEnd.value) goTo(at.value + 1)
  else goToUpdate(place.value.update + 1, 0)
}

/** @throws PasoError of core where the updates run away before that one; the place stays then */
function goToUpdate(update: number, step: number): void {
  updates.value.derivation(update)
  place.value = { ...place.value, update, step }
  // The last step has its own number: it stands in the address.
  place.value = { ...place.value, step: at.value }
}

export function goBack(): void {
  if (at.value > 0) goTo(at.value - 1)
  else if (place.value.update > 0) goToUpdate(place.value.update - 1, Number.MAX_SAFE_INTEGER)
}

export function show(changes: Partial<View>): void {
  view.value = { ...view.value, ...changes }
}
