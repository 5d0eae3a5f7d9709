// The famous mistake, against the reference that an independent program made of it.
import { describe, expect, it } from 'vitest'
import { mistakeNames, mistakenStep, stepTooEarly } from '../../src/core/mistakes.ts'
import { loss, step } from '../../src/core/step.ts'
import { loadExample } from '../../src/formats/examples.ts'
import reference from '../oracle/mazur_reference.json' with { type: 'json' }
import oracle from '../oracle/mistakes.json' with { type: 'json' }

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

describe('mistakenStep', () => {
  it.each(mistakeNames)('gives the numbers of the mistake on the deck: %s', async (name) => {
    const { network, samples, optimizer } = await loadExample('deck')
    const trace = mistakenStep(name, network, samples, optimizer)!
    const asked = oracle[name]
    // A few roundings in another order, of which paths that cancel leave more than of what they leave: scaled by the largest.
    // In net · (1 − net) with net near 1.1 the rounding of net weighs ten times.
    const share = name === 'slope-of-sum' ? 2 ** -48 : 2 ** -51
    const allNear = (found: readonly number[], told: readonly number[]) => {
      const most = Math.max(...told.map(Math.abs))
      expect(found.length).toBe(told.length)
      told.forEach((value, i) => {
        expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(share * most)
      })
    }
    const { preActivations, activations } = trace.samples[0]!
    allNear(preActivations[0]!, asked.net_h)
    allNear(activations[0]!, asked.out_h)
    allNear([trace.loss], [asked.loss])
    const flat = (layers: typeof trace.gradients): number[] => layers.flatMap(({ weights }) => weights.flat())
    allNear(flat(trace.gradients), asked.gradients)
    allNear(flat(trace.networkAfter.layers), asked.weights)
    const factor = name === 'mean' ? 0.5 : name === 'whole-square' ? 2 : 1
    allNear([factor * loss(trace.networkAfter, samples)], [asked.loss_after])
  })

  it('has nothing to say where a mistake has no meaning', async () => {
    const byu = await loadExample('byu')
    expect(mistakenStep('per-neuron-biases', byu.network, byu.samples, byu.optimizer)).toBeUndefined()
    const softmax = await loadExample('softmax')
    expect(mistakenStep('mean', softmax.network, softmax.samples, softmax.optimizer)).toBeUndefined()
    const { network, samples, optimizer } = await loadExample('deck')
    const lbfgs = { ...optimizer, name: 'lbfgs' } as const
    expect(mistakenStep('too-early', network, samples, lbfgs)).toBeUndefined()
  })
})
