// Stepping: the updates of a lesson one after another, and the steps of one update in the order in which they are shown.
import type { Network } from '../../src/core/network.ts'
import { firstNonFinite } from '../../src/core/non-finite.ts'
import { parametersOf } from '../../src/core/parameters.ts'
import { step as trainingStep } from '../../src/core/step.ts'
import type { StepTrace } from '../../src/core/trace.ts'
import { derive } from '../../src/derive/derivation.ts'
import { sampleGradient, unversioned } from '../../src/derive/names.ts'
import type { Derivation, Phase } from '../../src/derive/step.ts'
import { nameIn } from '../../src/engine/divergence-names.ts'
import { isParameter, keyOf, type ParameterRef, type Quantity } from '../../src/math/quantity.ts'
import { xoshiro } from '../../src/math/random.ts'
import { ranAway } from './errors.ts'
import type { Lesson } from './lesson.ts'

/** Masks of dropout come from this seed, as on the command line. */
const SEED = 1

export interface TimelineStep {
  readonly target: Quantity
  readonly phase: Phase
  /** Whether it yields an output, an error, the gradient of a parameter or its new value: its tick is tall and named. */
  readonly isResult: boolean
}

/** The updates of a lesson, made when they are asked for. */
class Updates {
  readonly lesson: Lesson
  readonly #traces: StepTrace[] = []
  readonly #random = xoshiro(SEED)

  constructor(lesson: Lesson) {
    this.lesson = lesson
  }

  /**
   * @param update from 0
   * @throws PasoError ran-away, where one before it left numbers that are not finite; those of core
   */
  derivation(update: number): Derivation {
    while (this.#traces.length <= update) {
      const last = this.#traces.at(-1)
      const wild = last && firstNonFinite(last)
      if (wild) throw ranAway(this.#traces.length, nameIn(wild.quantity, sizesOf(last.network)), wild.value)
      const { network, samples, optimizer } = this.lesson
      const options = { random: this.#random }
      this.#traces.push(
        last
          ? trainingStep(last.networkAfter, samples, optimizer, last.stateAfter, options)
          : trainingStep(network, samples, optimizer, undefined, options),
      )
    }
    return derive(this.#traces[update]!, update)
  }
}

/** Numbers that an address may ask for: all updates before the one that is told are made and kept. */
const MOST_KEPT = 2_000_000
const MOST_UPDATES = 1000

/** The furthest update that an address may tell, from 0. */
export const mostUpdates = ({ network }: Lesson): number =>
  Math.min(MOST_UPDATES, Math.floor(MOST_KEPT / [...parametersOf(network)].length))

const sizesOf = ({ inputs, layers }: Network): number[] => [
  inputs,
  ...layers.map(({ biases }) => biases.length),
]

let latest: Updates | undefined

/** Of the latest lesson always the same: what was computed to judge a change is there when it is shown. */
export function updatesOf(lesson: Lesson): Updates {
  if (latest?.lesson !== lesson) latest = new Updates(lesson)
  return latest
}

/** Of the parameters of the last layer first, as the error comes back. */
const fromTheEnd = (derivation: Derivation): ParameterRef[] =>
  [...parametersOf(derivation.trace.network)].sort((a, b) => b.layer - a.layer)

/**
 * The steps of an update, told on one row of the batch; what all rows have in common stands among them.
 * @param asked the only parameter whose gradient and update are told; all where nobody asks
 */
export function timelineOf(derivation: Derivation, row: number, asked?: ParameterRef): TimelineStep[] {
  const batch = derivation.trace.samples.length > 1
  const told = derivation
    .steps(asked ? [asked] : fromTheEnd(derivation))
    .filter(({ target, formula }) => !isRepetition(formula.kind, target) && isOfRow(target, row))
    .flatMap(({ target, phase }) => {
      const own = batch && target.kind === 'derivative' ? ofRow(derivation, target, row) : undefined
      return [...(own ? [own] : []), target].map((one) => ({ target: one, phase, isResult: isResult(one) }))
    })
  // What one row gives may stand among the steps already.
  return [...new Map(told.toReversed().map((one) => [keyOf(one.target), one])).values()].toReversed()
}

/** The batch's loss where it is that of its only sample. */
const isRepetition = (kind: string, target: Quantity): boolean =>
  target.kind === 'batch-loss' && kind === 'quantity'

/** What one row gives to a gradient of the batch. */
function ofRow(derivation: Derivation, target: Quantity, row: number): Quantity | undefined {
  if (target.kind !== 'derivative' || target.of.kind !== 'batch-loss' || !isParameter(target.by))
    return undefined
  const share = sampleGradient(unversioned(target.by), derivation.version, row)
  try {
    return derivation.step(share) && share
  } catch {
    // Batch normalization ties the rows: none has a gradient of its own.
    return undefined
  }
}

/** The row that a quantity belongs to; undefined for what all have in common. */
function rowOf(target: Quantity): number | undefined {
  if (target.kind === 'derivative') return rowOf(target.of) ?? rowOf(target.by)
  return 'sample' in target && typeof target.sample === 'number' ? target.sample : undefined
}

const isOfRow = (target: Quantity, row: number): boolean => (rowOf(target) ?? row) === row

function isResult(target: Quantity): boolean {
  if (target.kind === 'derivative')
    return (target.of.kind === 'batch-loss' || target.of.kind === 'sample-loss') && isParameter(target.by)
  return (
    isParameter(target) ||
    target.kind === 'activation' ||
    target.kind === 'sample-loss' ||
    target.kind === 'batch-loss'
  )
}
