// One's own numbers: what can be asked of a step, what was written for it, and what that is worth.
import { computed, signal } from '@preact/signals'
import { type MistakeName, mistakeNames, mistakenStep } from '../../src/core/mistakes.ts'
import { loss } from '../../src/core/step.ts'
import type { StepTrace } from '../../src/core/trace.ts'
import { derive } from '../../src/derive/derivation.ts'
import type { Derivation } from '../../src/derive/step.ts'
import { isParameter, keyOf, type Quantity } from '../../src/math/quantity.ts'
import { judged, type Verdict, written } from '../../src/print/judged.ts'
import { asked, derivation, lesson, place, row } from '../model/page.ts'
import { timelineOf } from '../model/stepping.ts'

/** The error after the update, which is no step of it. */
export const AFTER = 'error-after'

export interface Question {
  readonly key: string
  /** Undefined for the error after the update. */
  readonly target: Quantity | undefined
  readonly right: number
}

/** More are not asked. */
const MOST_QUESTIONS = 150

/** Only the first update of a small network: mistakes are known of that. */
export const isAnswerable = computed(
  () => asked.value === undefined && place.value.update === 0 && questions.value.length <= MOST_QUESTIONS,
)

const isAsked = (target: Quantity, isResult: boolean): boolean =>
  isResult || target.kind === 'pre-activation' || target.kind === 'unit-loss' || isParameter(target)

const lossAfter = (trace: StepTrace): number =>
  loss(
    trace.networkAfter,
    trace.samples.map(({ sample }) => sample),
  )

export const questions = computed((): readonly Question[] => {
  if (asked.value !== undefined) return []
  const told = derivation.value
  const own = timelineOf(told, row.value)
    .filter(({ target, isResult }) => isAsked(target, isResult))
    .map(({ target }) => ({ key: keyOf(target), target, right: told.value(target) }))
  return [...own, { key: AFTER, target: undefined, right: lossAfter(told.trace) }]
})

interface Mistaken {
  readonly name: MistakeName
  readonly told: Derivation
  readonly after: number
}

const mistaken = computed((): readonly Mistaken[] => {
  const { network, samples, optimizer } = lesson.value
  return mistakeNames.flatMap((name) => {
    const trace = mistakenStep(name, network, samples, optimizer)
    if (!trace) return []
    const factor = trace.loss / derivation.value.trace.loss
    // What scales the error before scales it after: the mistake is in the error itself.
    const isScale = name === 'mean' || name === 'whole-square'
    return [{ name, told: derive(trace), after: (isScale ? factor : 1) * lossAfter(trace) }]
  })
})

/** What a mistake says of a number; also reading the error one update early. */
export type Cause = MistakeName | 'one-early'

function mistakesOf({ target, right }: Question): { mistake: Cause; value: number }[] {
  const early: { mistake: Cause; value: number }[] =
    target === undefined ? [{ mistake: 'one-early', value: derivation.value.trace.loss }] : []
  const others = mistaken.value.flatMap(({ name, told, after }) => {
    const value = target === undefined ? after : valueIn(told, target)
    return value === undefined || value === right ? [] : [{ mistake: name as Cause, value }]
  })
  return [...early, ...others]
}

function valueIn(told: Derivation, target: Quantity): number | undefined {
  try {
    return told.value(target)
  } catch {
    // With its own biases a layer has no common one.
    return undefined
  }
}

/** What was written, by the questions' keys. */
export const answers = signal<Readonly<Record<string, string>>>({})

export const answer = (key: string, text: string): void => {
  answers.value = { ...answers.value, [key]: text }
}

/** Undefined where nothing was written; `text` where it is no number. */
export function verdictOf(question: Question): Verdict<Cause> | 'text' | undefined {
  const text = answers.value[question.key]?.trim() ?? ''
  if (text === '') return undefined
  const given = written(text)
  return given ? judged(given, question.right, mistakesOf(question)) : 'text'
}
