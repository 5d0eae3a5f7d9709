// Ten thousand updates of the deck's network, in order and too early, made between frames.
import { computed, signal } from '@preact/signals'
import { stepTooEarly } from '../../src/core/mistakes.ts'
import type { Network } from '../../src/core/network.ts'
import { outputsOf } from '../../src/core/outputs.ts'
import { loss, train } from '../../src/core/step.ts'
import type { OptimizerState } from '../../src/core/trace.ts'
import { initialState } from '../../src/core/update.ts'
import { exampleLesson } from '../model/lesson.ts'

const UPDATES = 10_000
/** Milliseconds before the page has its turn. */
const TURN = 10

/** What a run has come to. */
interface RunEnd {
  /** After one update. */
  readonly first: number
  /** One update before the last. */
  readonly before: number
  readonly last: number
  readonly outputs: readonly number[]
}

export interface LongRuns {
  readonly inOrder: RunEnd
  readonly tooEarly: RunEnd
}

export const longRuns = signal<LongRuns>()
/** From 0 to 1. */
const progress = signal(0)
export const longRunsProgress = computed(() => progress.value)

let begun = false

export function startLongRuns(): void {
  if (begun) return
  begun = true
  void (async () => {
    const inOrder = await ended((network, state, steps) => {
      const { samples, optimizer } = exampleLesson('deck')!
      return train(network, samples, optimizer, { steps, state })
    }, 0)
    const tooEarly = await ended((network, state, steps) => {
      const { samples, optimizer } = exampleLesson('deck')!
      let now = { network, state }
      for (let n = 0; n < steps; n++) {
        const trace = stepTooEarly(now.network, samples, optimizer, now.state)
        now = { network: trace.networkAfter, state: trace.stateAfter }
      }
      return now
    }, 0.5)
    longRuns.value = { inOrder, tooEarly }
  })()
}

type Go = (
  network: Network,
  state: OptimizerState,
  steps: number,
) => { readonly network: Network; readonly state: OptimizerState }

async function ended(go: Go, from: number): Promise<RunEnd> {
  const { network, samples, optimizer } = exampleLesson('deck')!
  let now = go(network, initialState(network, optimizer), 1)
  const first = loss(now.network, samples)
  for (let made = 1; made < UPDATES - 1; ) {
    const end = performance.now() + TURN
    do {
      const steps = Math.min(20, UPDATES - 1 - made)
      now = go(now.network, now.state, steps)
      made += steps
    } while (made < UPDATES - 1 && performance.now() < end)
    progress.value = from + (0.5 * made) / UPDATES
    await new Promise((resolve) => setTimeout(resolve))
  }
  const before = loss(now.network, samples)
  now = go(now.network, now.state, 1)
  return {
    first,
    before,
    last: loss(now.network, samples),
    outputs: outputsOf(now.network, samples[0]!.input),
  }
}
