// Steps of networks with dropout, batch and layer normalization, against PyTorch's: gradients, parameters, running statistics.
import { describe, expect, it } from 'vitest'
import {
  type LayerValues,
  loss,
  type Masks,
  type Network,
  type NormalizationKind,
  network,
  type OptimizerSpec,
  type OptimizerState,
  optimizerSpec,
  outputsOf,
  type Sample,
  step,
} from '../../src/core/index.ts'
import { valuesOf } from '../../src/core/layer-values.ts'
import type { ActivationName } from '../../src/math/activations.ts'
import type { LossName } from '../../src/math/losses.ts'
import torch from '../oracle/layers.json' with { type: 'json' }
import { scaledError } from './networks.ts'

/** Both sides compute in float64; PyTorch divides by n − 1 and adds in another order. */
const BAR = 1e-12

const optimizers: Readonly<Record<string, OptimizerSpec>> = {
  sgd: optimizerSpec('sgd', { learningRate: 0.1 }),
  momentum: optimizerSpec('sgd', { learningRate: 0.05, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  adam: optimizerSpec('adam', { learningRate: 0.02 }),
  adamw: optimizerSpec('adamw', { learningRate: 0.02, weightDecay: 0.1 }),
  rmsprop: optimizerSpec('rmsprop', { learningRate: 0.01 }),
}

type Case = (typeof torch.cases)[number]

function networkOf(given: Case): Network {
  const numbers = {
    ...('epsilon' in given && { epsilon: given.epsilon }),
    ...('momentum' in given && { momentum: given.momentum }),
  }
  return network({
    inputs: given.widths[0]!,
    layers: given.start.map(({ weights, biases, ...normal }, l) => {
      if (l === given.start.length - 1) return { weights, biases, activation: given.output as ActivationName }
      const [means, variances] = given.running[l] ?? []
      const running = means && variances && { runningMeans: means, runningVariances: variances }
      const kind = given.kinds[l] as NormalizationKind | null
      return {
        weights,
        biases,
        activation: given.hidden as ActivationName,
        dropout: given.dropout[l]!,
        ...(kind && { normalization: { kind, ...numbers, ...normal, ...running } }),
      }
    }),
    loss: given.loss as LossName,
  })
}

const samplesOf = ({ x, y }: Case): Sample[] => x.map((input, n) => ({ input, target: y[n]! }))

/** A layer's numbers one after the other, array by array. */
function errorsOf(ours: readonly LayerValues[], theirs: readonly LayerValues[]): number[] {
  return ours.flatMap((layer, l) =>
    (Object.keys(theirs[l]!) as (keyof LayerValues)[]).map((name) => {
      const expected = theirs[l]![name]
      // The gradient of a bias before batch normalization is exactly 0 on both sides.
      if ([expected].flat(3).every((value) => value === 0)) return scaledError(layer[name], expected) || 0
      return scaledError(layer[name], expected)
    }),
  )
}

function runningOf({ layers }: Network): unknown {
  return layers.map(({ normalization }) =>
    normalization?.kind === 'batch' ? [normalization.runningMeans, normalization.runningVariances] : null,
  )
}

describe(torch.program, () => {
  const cases = torch.cases.map(
    (given) => [given.hidden, String(given.kinds), String(given.dropout), given.optimizer, given] as const,
  )
  it.each(cases)('%s, normalization %s, dropout %s, %s', (_, __, ___, ____, given) => {
    const samples = samplesOf(given)
    const optimizer = optimizers[given.optimizer]!
    let net = networkOf(given)
    let state: OptimizerState | undefined
    for (const told of given.steps) {
      const batch = told.batch.map((row) => samples[row]!)
      const masks = told.masks?.map((rows): Masks => [...rows, undefined])
      const trace = step(net, batch, optimizer, state, { masks })
      expect(Math.abs(trace.loss / told.loss - 1)).toBeLessThan(BAR)
      expect(Math.max(...errorsOf(trace.gradients, told.gradients))).toBeLessThan(BAR)
      ;[net, state] = [trace.networkAfter, trace.stateAfter]
      expect(Math.max(...errorsOf(net.layers.map(valuesOf), told.after))).toBeLessThan(BAR)
      if (given.kinds.includes('batch')) expect(scaledError(runningOf(net), told.running)).toBeLessThan(BAR)
    }
    const answers = samples.map(({ input }) => outputsOf(net, input))
    expect(scaledError(answers, given.evaluation.outputs)).toBeLessThan(BAR)
    expect(Math.abs(loss(net, samples) / given.evaluation.loss - 1)).toBeLessThan(BAR)
  })
})
