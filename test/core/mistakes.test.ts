// The famous mistake, against the reference that an independent program made of it.
import { describe, expect, it } from 'vitest'
import { stepTooEarly } from '../../src/core/mistakes.ts'
import { loss, step } from '../../src/core/step.ts'
import { loadExample } from '../../src/formats/examples.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }

interface AfterSteps {
  readonly E_total: number
  readonly w: readonly number[]
}
const published: Readonly<Record<string, AfterSteps>> = reference.sequential_bug

describe('stepTooEarly', () => {
  it('gives the published numbers of the deck, up to 10,000 steps', async () => {
    const { network, samples, optimizer } = await loadExample('deck')
    const first = stepTooEarly(network, samples, optimizer)
    const gradients = first.gradients.flatMap(({ weights }) => weights.flat())
    // The reference rounds the products of a path in another order, and of the two paths to a hidden weight one takes off a
    // third of the other: their roundings weigh double in what is left.
    for (const [i, g] of reference.sequential_bug[0].grad_w.entries())
      expect(Math.abs(gradients[i]! - g)).toBeLessThanOrEqual(2 ** -50 * Math.abs(g))
    let [now, state] = [network, first.stateBefore]
    for (let k = 1; k <= 10_000; k++) {
      const trace = stepTooEarly(now, samples, optimizer, state)
      now = trace.networkAfter
      state = trace.stateAfter
      const asked = published[k]
      if (!asked) continue
      // Ten thousand steps in the order of another program's sums: some ulps each.
      expect(Math.abs(loss(now, samples) - asked.E_total)).toBeLessThanOrEqual(1e-12 * asked.E_total)
      const weights = now.layers.flatMap((layer) => layer.weights.flat())
      for (const [i, w] of asked.w.entries()) expect(Math.abs(weights[i]! - w)).toBeLessThanOrEqual(1e-12)
    }
    expect(state.time).toBe(10_000)
  })

  it('differs from the right step in the hidden layers alone', async () => {
    const { network, samples, optimizer } = await loadExample('byu')
    const [wrong, right] = [stepTooEarly(network, samples, optimizer), step(network, samples, optimizer)]
    expect(wrong.gradients.at(-1)).toEqual(right.gradients.at(-1))
    expect(wrong.networkAfter.layers.at(-1)).toEqual(right.networkAfter.layers.at(-1))
    expect(wrong.networkAfter.layers[0]).not.toEqual(right.networkAfter.layers[0])
    expect(wrong.loss).toBe(right.loss)
  })
})
