// Runs a range test of the learning rate, and lets the rest of the program live meanwhile.
import { TURN } from '../engine/course.ts'
import { type RangeOptions, type RangeTest, rangeTest, usualRange } from '../engine/range-test.ts'
import type { TrainingPlan } from '../engine/training-plan.ts'
import { optimizerNames, optimizerOf } from '../math/optimizers.ts'
import { noRateToTest } from './line-search-errors.ts'
import { refusals } from './refusals.ts'

/** @throws PasoError no-rate-to-test; wrong-option when the rates do not grow; the signal's reason */
export async function testRange(
  plan: TrainingPlan,
  { signal, ...range }: RangeOptions & { readonly signal?: AbortSignal | undefined },
): Promise<RangeTest> {
  const { name, options } = plan.optimizer
  if (options.learningRate === undefined) {
    const others = optimizerNames.filter((one) => 'learningRate' in optimizerOf(one).options)
    throw noRateToTest(name, others)
  }
  const { from = usualRange.from, to = usualRange.to } = range
  if (!(to > from)) throw refusals.wrongOption('rangeTest', 'to', 'rateAbove', to)
  const steps = rangeTest(plan, range)
  let turn = performance.now()
  for (;;) {
    signal?.throwIfAborted()
    const { value, done } = steps.next()
    if (done) return value
    if (performance.now() - turn < TURN) continue
    await new Promise((resolve) => setTimeout(resolve, 0))
    turn = performance.now()
  }
}
