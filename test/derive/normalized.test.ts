// A normalized step told: every number is its formula's to the bit, and the local derivatives make up core's three-term delta.
import { describe, expect, it } from 'vitest'
import { gradientOf, type Network, parametersOf, type Sample, step } from '../../src/core/index.ts'
import { derive, gradient } from '../../src/derive/index.ts'
import { delta, derivative, normalized, preActivation, running } from '../../src/derive/names.ts'
import { lossThrough, membersOf, normalizedGradient, statisticOf } from '../../src/derive/normalized-steps.ts'
import { evaluate } from '../../src/math/evaluate.ts'
import { xoshiro } from '../../src/math/random.ts'
import { descent } from '../core/networks.ts'
import { type Drawing, drawnNetwork, drawnSamples } from '../core/normalized.ts'

const base: Drawing = {
  widths: [2, 3, 2, 2],
  hidden: 'tanh',
  output: 'sigmoid',
  loss: 'half-squared-error',
  seed: 1,
}

interface Case {
  readonly name: string
  readonly drawing: Drawing
  readonly rows: number
  readonly weights?: readonly number[]
  readonly loss?: Partial<Network['loss']>
}

const batch = { ...base, normalization: 'batch' } as const
const layer = { ...base, normalization: 'layer' } as const
const cases: readonly Case[] = [
  { name: 'batch', drawing: batch, rows: 3 },
  { name: 'batch, with weights of rows', drawing: batch, rows: 3, weights: [0.5, 2, 1] },
  { name: 'batch, with dropout', drawing: { ...batch, dropout: 0.4, seed: 3 }, rows: 4 },
  {
    name: 'batch, summed and penalized',
    drawing: { ...batch, reduction: 'sum' },
    rows: 2,
    loss: { l1: 0.1, l2: 0.2 },
  },
  { name: 'batch, softmax inside', drawing: { ...batch, hidden: 'softmax' }, rows: 3 },
  {
    name: 'batch, a pair',
    drawing: { ...batch, output: 'softmax', loss: 'cross-entropy' },
    rows: 3,
    weights: [1, 3, 2],
  },
  { name: 'batch, shared biases', drawing: { ...batch, biasPolicy: 'shared' }, rows: 3 },
  { name: 'layer, alone', drawing: layer, rows: 1 },
  { name: 'layer', drawing: { ...layer, dropout: 0.3, seed: 5 }, rows: 3 },
  { name: 'layer, with a weight', drawing: layer, rows: 1, weights: [2] },
  { name: 'layer, shared biases', drawing: { ...layer, biasPolicy: 'shared' }, rows: 2 },
]

function derivationOf({ drawing, rows, weights, loss }: Case) {
  const drawn = drawnNetwork(drawing)
  const samples = drawnSamples(drawing, rows).map(
    (sample, n): Sample => (weights ? { ...sample, weight: weights[n]! } : sample),
  )
  const network = { ...drawn, loss: { ...drawn.loss, ...loss } }
  return derive(step(network, samples, descent, undefined, { random: xoshiro(7) }))
}

describe.each(cases)('$name', (given) => {
  const derivation = derivationOf(given)
  const { trace, version } = derivation

  it('tells every step by a formula with its value, to the bit', () => {
    const steps = derivation.steps()
    for (const told of steps)
      expect([told.id, evaluate(told.formula, derivation.value)]).toEqual([told.id, told.value])
    const known = new Set(steps.map(({ id }) => id))
    expect(known.size).toBe(steps.length)
  })

  it('has the gradients of core', () => {
    for (const ref of parametersOf(trace.network))
      expect(derivation.value(gradient(ref, version))).toBe(gradientOf(trace, ref))
  })

  it('makes up each delta from the three ways of z to the loss', () => {
    for (const [l, { normalization, biases }] of trace.network.layers.entries()) {
      if (!normalization) continue
      for (let sample = 0; sample < trace.samples.length; sample++) {
        for (const unit of biases.keys()) {
          const { value } = derivation
          const at = { unit, sample }
          const [mean, deviation] = (['mean', 'deviation'] as const).map((s) => statisticOf(trace, s, l, at))
          const z = preActivation(l, unit, sample)
          const g = value(normalizedGradient(trace, l, at))
          const through = (of: typeof mean) =>
            membersOf(trace, of!)
              .map(
                (m) =>
                  value(normalizedGradient(trace, l, m)) *
                  value(derivative(normalized(l, m.unit, m.sample), of!)),
              )
              .reduce((a, b) => a + b) * value(derivative(of!, z))
          const sum = g / value(deviation!) + through(mean) + through(deviation)
          expect(sum).toBeCloseTo(value(delta(l, unit, sample)), 10)
        }
      }
    }
  })
})

it('tells how the running statistics move, and that they do not in layer normalization', () => {
  const told = derivationOf(cases[0]!)
  const after = told.trace.networkAfter.layers[0]!.normalization!
  if (after.kind !== 'batch') throw new Error('not a batch normalization')
  expect(told.value(running('mean', 0, 1, 1))).toBe(after.runningMeans[1])
  expect(told.value(running('variance', 0, 1, 1))).toBe(after.runningVariances[1])
  expect(told.step(running('mean', 0, 1, 0))).toBeUndefined()
  const ids = derivationOf(cases[8]!)
    .steps()
    .map(({ rule }) => rule)
  expect(ids).toContain('normalized-delta')
  expect(ids).not.toContain('running-statistic')
})

it('differentiates the sum of the losses only where all samples have a part in each', () => {
  expect(lossThrough(derivationOf(cases[0]!).trace, 1)).toEqual({ kind: 'loss-sum' })
  expect(lossThrough(derivationOf(cases[8]!).trace, 1)).toEqual({ kind: 'sample-loss', sample: 1 })
})
