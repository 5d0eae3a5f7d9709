// Penalties, smoothed targets, sample weights and limits in core: part of the reported loss, of its slope, and of nothing else.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkGradients,
  loss as evaluationLoss,
  forward,
  gradientOf,
  type LossChoice,
  type Network,
  network,
  optimizerSpec,
  parametersOf,
  type Sample,
  step,
  type UpdateLimits,
} from '../../src/core/index.ts'
import { batchLoss } from '../../src/core/step.ts'
import { evaluate } from '../../src/math/evaluate.ts'
import { canSmooth, lossNames, lossOf, smoothedTarget } from '../../src/math/losses.ts'
import { smoothedTargetFormula } from '../../src/math/told.ts'
import { deck, deckSample, descent, legalPairs, networkOf, sampleOf } from './networks.ts'

type Rules = Omit<Exclude<LossChoice, string>, 'name'>

const rules: readonly Rules[] = [{ l1: 0.01 }, { l2: 0.1 }, { l1: 0.02, l2: 0.3, reduction: 'sum' }]
const weight = fc.double({ min: 0, max: 3, noNaN: true })

const withRules = (net: Network, given: Rules): Network => ({ ...net, loss: { ...net.loss, ...given } })

describe('the gradient is the slope of the loss with its penalties, smoothed targets and weights', () => {
  it.each(legalPairs)('output %s with loss %s', (output, name) => {
    const smoothing = canSmooth(lossOf(name)) ? { labelSmoothing: 0.1 } : {}
    for (const given of rules) {
      const shape = {
        widths: [2, 3, 3],
        hidden: ['tanh'],
        output,
        loss: { name, ...given, ...smoothing },
      } as const
      const sample = fc.tuple(sampleOf(2, 3, name), weight).map(([s, w]): Sample => ({ ...s, weight: w }))
      const batch = fc.array(sample, { minLength: 1, maxLength: 3 })
      fc.assert(
        fc.property(networkOf(shape), batch, (net, samples) => {
          const failed = checkGradients(net, samples).parameters.filter(({ status }) => status === 'failed')
          expect(failed).toEqual([])
        }),
        { numRuns: 10, seed: 7 },
      )
    }
  })

  it('tells a weight nearer to 0 than the smallest h as a kink of l1, and one of exactly 0 by the slope 0', () => {
    const net = withRules(deck(), { l1: 0.1 })
    const [, last] = net.layers
    const weights = [
      [5e-8, 0],
      [0.5, 0.55],
    ]
    const near = { ...net, layers: net.layers.with(1, { ...last!, weights }) }
    const statuses = (tested: Network) =>
      checkGradients(tested, [deckSample]).parameters.map(({ status }) => status)
    const place = [...parametersOf(near)].findIndex(({ layer }) => layer === 1)
    expect(statuses(near)).toEqual(statuses(net).with(place, 'kink'))
    expect(statuses(withRules(near, { l1: 0, l2: 0.1 }))).not.toContain('kink')
  })
})

describe('penalties', () => {
  const net = withRules(deck(), { l1: 0.5, l2: 0.25 })
  const weights = net.layers.flatMap((layer) => layer.weights.flat())

  it('stand in the loss that training lowers, and not in the evaluation', () => {
    const penalty =
      0.5 * weights.reduce((sum, w) => sum + Math.abs(w), 0) +
      0.125 * weights.reduce((sum, w) => sum + w * w, 0)
    expect(batchLoss(net, [deckSample])).toBeCloseTo(batchLoss(deck(), [deckSample]) + penalty, 14)
    expect(step(net, [deckSample], descent).loss).toBe(batchLoss(net, [deckSample]))
    expect(evaluationLoss(net, [deckSample])).toBe(batchLoss(deck(), [deckSample]))
  })

  it('reach weights alone, in proportion and by sign', () => {
    const [plain, penalized] = [step(deck(), [deckSample], descent), step(net, [deckSample], descent)]
    for (const ref of parametersOf(net)) {
      const [before, after] = [gradientOf(plain, ref), gradientOf(penalized, ref)]
      if (ref.kind !== 'weight') expect(after).toBe(before)
      else expect(after).toBe(before + 0.5 + 0.25 * net.layers[ref.layer]!.weights[ref.to]![ref.from]!)
    }
  })
})

describe('sample weights', () => {
  const samples: readonly Sample[] = [deckSample, { input: [0.4, -0.3], target: [0.9, 0.2] }]
  const weighted = (first: number, second: number): Sample[] => [
    { ...samples[0]!, weight: first },
    { ...samples[1]!, weight: second },
  ]

  it('of 1 change nothing, to the bit', () => {
    expect(step(deck(), weighted(1, 1), descent).networkAfter).toEqual(
      step(deck(), samples, descent).networkAfter,
    )
  })

  it('of 2 count a sample as if it stood there twice, of 0 not at all; the mean is over the samples', () => {
    const summed = withRules(deck(), { reduction: 'sum' })
    const twice = step(summed, [samples[0]!, samples[0]!, samples[1]!], descent)
    expect(step(summed, weighted(2, 1), descent).loss).toBeCloseTo(twice.loss, 15)
    expect(step(summed, weighted(0, 1), descent).networkAfter).toEqual(
      step(summed, [samples[1]!], descent).networkAfter,
    )
    expect(batchLoss(deck(), weighted(2, 0))).toBe(batchLoss(deck(), [samples[0]!]))
    expect(evaluationLoss(deck(), weighted(2, 0))).toBe(batchLoss(deck(), [samples[0]!]))
  })

  it.each([-1, Number.NaN, Infinity])('of %s are refused', (wrong) => {
    expect(() => step(deck(), weighted(1, wrong), descent)).toThrow(
      expect.objectContaining({
        code: 'sample-weight-out-of-range',
        texts: expect.objectContaining({ en: expect.objectContaining({ where: 'samples[1].weight' }) }),
      }),
    )
  })
})

describe('label smoothing', () => {
  const targets = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 0.99, noNaN: true }),
    fc.integer({ min: 1, max: 1000 }),
  )

  it('computes its formula, to the bit', () => {
    fc.assert(
      fc.property(targets, ([y, amount, classes]) => {
        const byFormula = evaluate(smoothedTargetFormula(0, classes), (quantity) =>
          quantity.kind === 'hyper-parameter' ? amount : y,
        )
        expect(smoothedTarget(y, amount, classes)).toBe(byFormula)
      }),
    )
  })

  it('is for the losses of probabilities', () => {
    expect(lossNames.filter((name) => canSmooth(lossOf(name)))).toEqual([
      'binary-cross-entropy',
      'cross-entropy',
      'binary-cross-entropy-from-logits',
      'cross-entropy-from-logits',
    ])
  })

  it('keeps the short cut, and the targets of the evaluation', () => {
    const net = network({
      inputs: 1,
      layers: [{ weights: [[0.5], [-0.5], [1]], activation: 'softmax' }],
      loss: { name: 'cross-entropy', labelSmoothing: 0.3 },
    })
    const sample = { input: [1], target: [0, 1, 0] }
    const trace = forward(net, sample)
    expect(trace.targets.map((y) => Number(y.toFixed(15)))).toEqual([0.1, 0.8, 0.1])
    expect(step(net, [sample], descent).samples[0]!.shortCut).toBe(true)
    expect(evaluationLoss(net, [sample])).toBe(
      evaluationLoss(withRules(net, { labelSmoothing: 0 }), [sample]),
    )
    expect(batchLoss(net, [sample])).toBe(trace.loss)
  })
})

describe('limits', () => {
  const norm = (trace: ReturnType<typeof step>) => trace.gradientNorm!
  const limited = (limits: UpdateLimits, policy: 'fixed' | 'shared' = 'fixed') =>
    step(deck(policy), [deckSample], optimizerSpec('sgd', { learningRate: 0.5 }, limits))

  it('leave what is within them as it is, to the bit', () => {
    const plain = step(deck(), [deckSample], descent).networkAfter
    expect(limited({ clip: { value: 10, norm: 10 }, maxNorm: 10 }).networkAfter).toEqual(plain)
  })

  it('count a bias in common once, and fixed biases not at all', () => {
    const gradients = (['fixed', 'shared'] as const).map((policy) => {
      const trace = limited({ clip: { norm: 1 } }, policy)
      const trained = [...parametersOf(trace.network)].filter(
        ({ kind }) => policy === 'shared' || kind === 'weight',
      )
      return [norm(trace), Math.hypot(...trained.map((ref) => gradientOf(trace, ref)))]
    })
    for (const [told, expected] of gradients) expect(told).toBeCloseTo(expected!, 15)
    expect(gradients[0]![0]).toBeLessThan(gradients[1]![0]!)
  })

  it.each([
    ['clip.value', { clip: { value: 0 } }],
    ['clip.norm', { clip: { norm: -1 } }],
    ['clip.norm', { clip: { norm: Number.NaN } }],
    ['maxNorm', { maxNorm: Infinity }],
  ])('are above 0: %s', (where, limits) => {
    expect(() => optimizerSpec('adam', {}, limits)).toThrow(
      expect.objectContaining({
        code: 'option-out-of-domain',
        texts: expect.objectContaining({ en: expect.objectContaining({ where }) }),
      }),
    )
  })
})
