// The check of this network's gradients, made between frames: all of them, or of very many some.
import { computed, signal } from '@preact/signals'
import { masksOf } from '../../src/core/dropout.ts'
import { type GradientCheck, gradientChecks, reportOf } from '../../src/core/gradient-check.ts'
import { parametersOf } from '../../src/core/parameters.ts'
import { PasoError } from '../../src/errors.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import { derivation, view } from '../model/page.ts'

/** More are not checked at once unless somebody asks for it. */
const MOST_AT_ONCE = 4000
/** Of so many, evenly spread. */
const SOME = 400
/** Milliseconds of checking before the page has its turn. */
const TURN = 10

interface CheckRun {
  readonly checks: readonly GradientCheck[]
  /** How many are to be checked, and how many there are. */
  readonly asked: number
  readonly all: number
  readonly isRunning: boolean
  readonly fault?: string
}

export const checkRun = signal<CheckRun>()
export const report = computed(() => reportOf(checkRun.value?.checks ?? []))

let current: object | undefined

/** Of the update that is told; the one before is given up. */
export function startChecks(whole = false): void {
  const { network, samples } = derivation.peek().trace
  const every = [...parametersOf(network)]
  const asked = whole || every.length <= MOST_AT_ONCE ? every : evenly(every)
  const own = {}
  current = own
  let checks: GradientCheck[] = []
  const tell = (isRunning: boolean, fault?: string): void => {
    checks = [...checks]
    checkRun.value = { checks, asked: asked.length, all: every.length, isRunning, ...(fault && { fault }) }
  }
  const held = masksOf(samples)
  const found = gradientChecks(
    network,
    samples.map(({ sample }) => sample),
    asked,
    { masks: held },
  )
  const turn = (): void => {
    if (current !== own) return
    const end = performance.now() + TURN
    try {
      do {
        const { value, done } = found.next()
        if (done) {
          tell(false)
          return
        }
        checks.push(value)
      } while (performance.now() < end)
    } catch (error) {
      tell(false, error instanceof PasoError ? error.texts[view.peek().language].what : String(error))
      return
    }
    tell(true)
    setTimeout(turn)
  }
  turn()
}

export function stopChecks(): void {
  current = undefined
  const run = checkRun.peek()
  if (run) checkRun.value = { ...run, isRunning: false }
}

function evenly(every: readonly ParameterRef[]): ParameterRef[] {
  const step = every.length / SOME
  return Array.from({ length: SOME }, (_, i) => every[Math.floor((i + 0.5) * step)]!)
}
