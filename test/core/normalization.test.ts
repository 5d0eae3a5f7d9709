// Batch and layer normalization: gradient = slope, what cancels, running statistics, and what is refused.
import { describe, expect, it } from 'vitest'
import {
  type BiasPolicy,
  checkGradients,
  forward,
  gradientOf,
  loss,
  masksFor,
  type Network,
  type NormalizationKind,
  network,
  optimizerSpec,
  parametersOf,
  parameterValue,
  step,
  train,
  withParameter,
} from '../../src/core/index.ts'
import { batchLoss } from '../../src/core/step.ts'
import { parameterKey } from '../../src/math/quantity.ts'
import { xoshiro } from '../../src/math/random.ts'
import { deck, descent } from './networks.ts'
import { type Drawing, drawnNetwork, drawnSamples } from './normalized.ts'

const policies: readonly BiasPolicy[] = ['per-neuron', 'shared', 'fixed']
const kinds: readonly NormalizationKind[] = ['batch', 'layer']
const each = kinds.flatMap((normalization) => policies.map((biasPolicy) => ({ normalization, biasPolicy })))

describe('gradient = slope', () => {
  const ends = [
    { output: 'sigmoid', loss: 'binary-cross-entropy' },
    { output: 'identity', loss: 'half-squared-error' },
    { output: 'softmax', loss: 'mse' },
  ] as const

  it.each(each)('$normalization, biases $biasPolicy, with and without dropout, 1 and 3 outputs', (given) => {
    let seed = 1
    for (const outputs of [1, 3]) {
      for (const hidden of ['tanh', 'gelu', 'softmax'] as const) {
        for (const end of ends) {
          for (const dropout of [0, 0.3]) {
            const reduction = seed % 3 === 0 ? 'sum' : 'mean'
            const drawing: Drawing = {
              widths: [2, 4, 3, outputs],
              hidden,
              ...end,
              ...given,
              dropout,
              reduction,
              seed,
            }
            const net = drawnNetwork(drawing)
            const samples = drawnSamples(drawing, 3 + (seed % 4))
            const masks = masksFor(net, samples.length, xoshiro(seed++))
            const report = checkGradients(net, samples, { masks })
            expect(report.parameters.filter(({ status }) => status === 'failed')).toEqual([])
            const seen = new Set(report.parameters.map(({ parameter }) => parameter.kind))
            expect(seen).toEqual(new Set(['weight', 'bias', 'scale', 'shift']))
          }
        }
      }
    }
  })
})

describe('sample weights', () => {
  const given: Drawing = {
    widths: [2, 4, 3],
    hidden: 'tanh',
    output: 'softmax',
    loss: 'cross-entropy',
    normalization: 'batch',
    seed: 8,
  }
  const net = drawnNetwork(given)
  const samples = drawnSamples(given, 4)
  const weighted = samples.map((sample, n) => ({ ...sample, weight: [2, 0, 0.5, 1][n]! }))

  it('weigh the losses and not the statistics: each row counts once for these', () => {
    expect(checkGradients(net, weighted).passed).toBe(true)
    const normals = [samples, weighted].map((batch) => step(net, batch, descent).samples[0]!.normalized)
    expect(normals[1]).toEqual(normals[0])
    expect(batchLoss(net, weighted)).not.toBeCloseTo(batchLoss(net, samples), 3)
  })

  it('of 1 change nothing, to the bit', () => {
    const ones = samples.map((sample) => ({ ...sample, weight: 1 }))
    expect(step(net, ones, descent).networkAfter).toEqual(step(net, samples, descent).networkAfter)
  })
})

const drawing = (change: Partial<Drawing> = {}): Drawing => ({
  widths: [2, 3, 2],
  hidden: 'tanh',
  output: 'identity',
  loss: 'mse',
  normalization: 'batch',
  seed: 5,
  ...change,
})

const averages = (values: readonly number[]): [mean: number, variance: number] => {
  const mean = values.reduce((a, b) => a + b) / values.length
  return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length]
}

describe('normalized values', () => {
  const epsilon = 1e-5
  /** Some roundings of numbers around 1. */
  const near = (value: number, expected: number) => expect(Math.abs(value - expected)).toBeLessThan(1e-14)
  const shrunk = (variance: number): number => variance / (variance + epsilon)

  it.each(kinds)('%s: mean 0, variance 1 but for ε, over the rows or over the units', (normalization) => {
    const given = drawing({ normalization })
    const { samples } = step(drawnNetwork(given), drawnSamples(given, 5), descent)
    const rows = samples.map(({ normalized }) => normalized![0]!)
    const groups =
      normalization === 'batch'
        ? [0, 1, 2].map((unit) => ({
            values: rows.map((row) => row.normalized[unit]!),
            variance: rows[0]!.variances[unit]!,
          }))
        : rows.map((row) => ({ values: row.normalized, variance: row.variances[0]! }))
    for (const { values, variance } of groups) {
      const [mean, spread] = averages(values)
      near(mean, 0)
      near(spread, shrunk(variance))
    }
  })
})

describe('a bias', () => {
  const cancelled = [
    ...policies.map((biasPolicy) => ({ normalization: 'batch', biasPolicy }) as const),
    { normalization: 'layer', biasPolicy: 'shared' } as const,
  ]

  it.each(cancelled)(
    'before $normalization normalization, $biasPolicy, cancels: its gradient is exactly 0',
    (change) => {
      const given = drawing(change)
      const net = drawnNetwork(given)
      const samples = drawnSamples(given, 4)
      const trace = step(net, samples, optimizerSpec('adam'))
      for (const ref of parametersOf(net)) {
        if (ref.kind !== 'bias' || ref.layer > 0) continue
        expect(gradientOf(trace, ref)).toBe(0)
        const moved = withParameter(net, ref, parameterValue(net, ref) + 0.25)
        expect(Math.abs(batchLoss(moved, samples) / trace.loss - 1)).toBeLessThan(1e-14)
        expect(parameterValue(trace.networkAfter, ref)).toBe(parameterValue(net, ref))
      }
    },
  )

  it('before layer normalization counts, where each unit has its own', () => {
    const given = drawing({ normalization: 'layer' })
    const trace = step(drawnNetwork(given), drawnSamples(given, 4), descent)
    expect(trace.gradients[0]!.biases.every((gradient) => Math.abs(gradient) > 1e-6)).toBe(true)
  })
})

describe('running statistics', () => {
  const given = drawing()
  const samples = drawnSamples(given, 4)
  const net = drawnNetwork(given)

  it('move by the momentum with every step, the variance divided by N − 1', () => {
    const trace = step(net, samples, descent)
    const [normal] = trace.samples[0]!.normalized!
    const after = trace.networkAfter.layers[0]!.normalization
    if (after?.kind !== 'batch') throw new Error('no batch normalization')
    expect(after.runningMeans).toEqual(normal!.means.map((mean) => 0.9 * 0 + 0.1 * mean))
    expect(after.runningVariances).toEqual(normal!.variances.map((v) => 0.9 * 1 + 0.1 * ((4 / 3) * v)))
  })

  it('serve in evaluation, of one row too, whatever else is in the batch', () => {
    const trained = train(net, samples, descent, { steps: 3 }).network
    const { normalization } = trained.layers[0]!
    if (normalization?.kind !== 'batch') throw new Error('no batch normalization')
    const { normalized } = forward(trained, samples[0]!)
    expect(normalized![0]!.means).toEqual(normalization.runningMeans)
    expect(normalized![0]!.variances).toEqual(normalization.runningVariances)
    const alone = samples.map((sample) => loss(trained, [sample]))
    expect(loss(trained, samples)).toBeCloseTo(averages(alone)[0], 14)
    expect(loss(trained, samples)).not.toBeCloseTo(batchLoss(trained, samples), 3)
  })

  it('are where many steps leave them', () => {
    let [current, state]: [Network, Parameters<typeof step>[3]] = [net, undefined]
    for (const rows of [
      [0, 1],
      [2, 3, 1],
      [0, 1],
    ]) {
      const trace = step(
        current,
        rows.map((row) => samples[row]!),
        descent,
        state,
      )
      ;[current, state] = [trace.networkAfter, trace.stateAfter]
    }
    expect(
      train(net, samples, descent, {
        steps: 3,
        batches: [
          [0, 1],
          [2, 3, 1],
        ],
      }).network,
    ).toEqual(current)
  })
})

describe('a batch of one row', () => {
  const one = (normalization: NormalizationKind) => {
    const given = drawing({ normalization })
    return [drawnNetwork(given), drawnSamples(given, 1)] as const
  }
  const refused = expect.objectContaining({ code: 'batch-of-one', exitCode: 2 })

  it('is refused by batch normalization, in training alone', () => {
    const [net, samples] = one('batch')
    expect(() => step(net, samples, descent)).toThrow(refused)
    expect(() => train(net, samples, descent, { steps: 1 })).toThrow(refused)
    expect(() => checkGradients(net, samples)).toThrow(refused)
    expect(loss(net, samples)).toBeGreaterThan(0)
  })

  it('is nothing special to layer normalization', () => {
    const [net, samples] = one('layer')
    expect(step(net, samples, descent).loss).toBe(loss(net, samples))
  })
})

describe('a network', () => {
  const { inputs, layers, loss: of } = deck()
  const withLayer = (normalization: unknown, at = 0) =>
    network({
      inputs,
      layers: layers.map((layer, l) => (l === at ? { ...layer, normalization } : layer)) as typeof layers,
      loss: of,
    })

  it('fills in the defaults of PyTorch', () => {
    const scaled = { epsilon: 1e-5, scales: [1, 1], shifts: [0, 0] }
    expect(withLayer('layer').layers[0]!.normalization).toEqual({ kind: 'layer', ...scaled })
    const running = { momentum: 0.1, runningMeans: [0, 0], runningVariances: [1, 1] }
    expect(withLayer({ kind: 'batch', shifts: 0 }).layers[0]!.normalization).toEqual({
      kind: 'batch',
      ...scaled,
      ...running,
    })
  })

  it.each([
    ['normalization-of-outputs', 'layers[1].normalization', 'batch', 1],
    ['unknown-normalization', 'layers[0].normalization', 'btach', 0],
    ['wrong-shape', 'layers[0].normalization.scales', { kind: 'layer', scales: [1] }, 0],
    ['not-finite', 'layers[0].normalization.shifts[1]', { kind: 'layer', shifts: [1, Number.NaN] }, 0],
    ['normalization-out-of-range', 'layers[0].normalization.epsilon', { kind: 'layer', epsilon: 0 }, 0],
    ['normalization-out-of-range', 'layers[0].normalization.momentum', { kind: 'batch', momentum: 2 }, 0],
    [
      'normalization-out-of-range',
      'layers[0].normalization.runningVariances[1]',
      { kind: 'batch', runningVariances: [1, -1] },
      0,
    ],
  ])('refuses: %s at %s', (code, where, normalization, at) => {
    expect(() => withLayer(normalization, at)).toThrow(expect.objectContaining({ code }))
    expect(() => withLayer(normalization, at)).toThrow(
      expect.objectContaining({ texts: expect.objectContaining({ en: expect.objectContaining({ where }) }) }),
    )
  })

  it('lists γ and β behind the bias of their unit, and changes them one at a time', () => {
    const net = drawnNetwork(drawing({ widths: [1, 2, 1] }))
    expect(Array.from(parametersOf(net), parameterKey).join(' ')).toBe(
      'w0.0.0 b0.0 gamma0.0 beta0.0 w0.1.0 b0.1 gamma0.1 beta0.1 w1.0.0 w1.0.1 b1.0',
    )
    for (const ref of parametersOf(net)) {
      const changed = withParameter(net, ref, 9)
      const different = [...parametersOf(net)].filter(
        (p) => parameterValue(changed, p) !== parameterValue(net, p),
      )
      expect(different).toEqual([ref])
    }
    const none = { kind: 'scale', layer: 1, unit: 0 } as const
    expect(() => parameterValue(net, none)).toThrow(expect.objectContaining({ code: 'unknown-parameter' }))
  })
})
