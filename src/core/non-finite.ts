// Non-finite: the first number of a step that is infinite or has no value, in the order in which a step computes.
import type { ParameterRef, Quantity } from '../math/quantity.ts'
import { valuesOf } from './layer-values.ts'
import type { LayerValues } from './network.ts'
import type { NormalizedLayer } from './normalize.ts'
import { tiesSamples } from './normalized.ts'
import type { BatchTrace, OptimizerState, StepTrace } from './trace.ts'

/** A number of a step. */
export interface StepNumber {
  readonly quantity: Quantity
  /** The layer that it belongs to, from 0; a loss belongs to the last. */
  readonly layer: number
  /** The sample that it belongs to, from 0; undefined for what the batch has in common. */
  readonly sample?: number
  readonly value: number
}

/** Some numbers of one layer, and the quantity that each of them is. */
interface Numbers {
  readonly values: readonly number[]
  readonly layer: number
  readonly sample?: number
  readonly quantity: (index: number) => Quantity
}

/**
 * Forward, layer by layer and there sample by sample; the losses; backward from the last layer; the gradients; then what the update left: memory, parameters, running statistics.
 * @returns undefined where every number is finite
 */
export function firstNonFinite(trace: StepTrace): StepNumber | undefined {
  for (const { values, layer, sample, quantity } of numbersOf(trace)) {
    const index = values.findIndex((value) => !Number.isFinite(value))
    if (index === -1) continue
    return {
      quantity: quantity(index),
      layer,
      ...(sample !== undefined && { sample }),
      value: values[index]!,
    }
  }
  return undefined
}

/** NaN where the argument of an activation or the deviation of a row is not finite, else 0: a saturated unit hides it. */
export function forwardTaint({ samples }: BatchTrace): number {
  let taint = 0
  for (const { preActivations, normalized } of samples) {
    for (let l = 0; l < preActivations.length; l++) {
      const normal = normalized?.[l]
      const z = normal?.arguments ?? preActivations[l]!
      for (let j = 0; j < z.length; j++) taint += 0 * z[j]!
      if (normal) taint += 0 * normal.deviations[0]!
    }
  }
  return taint
}

function* numbersOf(trace: StepTrace): Generator<Numbers> {
  for (let layer = 0; layer < trace.network.layers.length; layer++) yield* forwardNumbers(trace, layer)
  yield* lossNumbers(trace)
  for (let layer = trace.network.layers.length - 1; layer >= 0; layer--) yield* backwardNumbers(trace, layer)
  yield* gradientNumbers(trace)
  yield* updateNumbers(trace)
}

function* forwardNumbers({ network, samples }: StepTrace, layer: number): Generator<Numbers> {
  const { normalization } = network.layers[layer]!
  for (const [sample, { preActivations }] of samples.entries()) {
    const quantity = (unit: number): Quantity => ({ kind: 'pre-activation', layer, unit, sample })
    yield { values: preActivations[layer]!, layer, sample, quantity }
  }
  for (const [sample, { normalized }] of samples.entries()) {
    if (normalization) yield* normalizedNumbers(normalized![layer]!, normalization.kind, layer, sample)
  }
  for (const [sample, { activations }] of samples.entries()) {
    const quantity = (unit: number): Quantity => ({ kind: 'activation', layer, unit, sample })
    yield { values: activations[layer]!, layer, sample, quantity }
  }
}

function* normalizedNumbers(
  { means, variances, arguments: u }: NormalizedLayer,
  kind: 'batch' | 'layer',
  layer: number,
  sample: number,
): Generator<Numbers> {
  const own = kind === 'layer'
  const statistic =
    (name: 'mean' | 'variance') =>
    (unit: number): Quantity => ({
      kind: 'statistic',
      name,
      layer,
      ...(own ? { unit: 'all', sample } : { unit, sample: 'all' }),
    })
  const place = { layer, ...(own && { sample }) }
  yield { ...place, values: means, quantity: statistic('mean') }
  yield { ...place, values: variances, quantity: statistic('variance') }
  yield { layer, sample, values: u, quantity: (unit) => ({ kind: 'argument', layer, unit, sample }) }
}

function* lossNumbers({ network, samples, loss }: StepTrace): Generator<Numbers> {
  const layer = network.layers.length - 1
  for (const [sample, { unitLosses, loss: own }] of samples.entries()) {
    yield { values: unitLosses, layer, sample, quantity: (unit) => ({ kind: 'unit-loss', unit, sample }) }
    yield { values: [own], layer, sample, quantity: () => ({ kind: 'sample-loss', sample }) }
  }
  yield { values: [loss], layer, quantity: () => ({ kind: 'batch-loss' }) }
}

/** dL/da of outputs whose deltas come by the short cut is not used, so it may be infinite. */
function* backwardNumbers({ network, samples }: StepTrace, layer: number): Generator<Numbers> {
  const isLast = layer === network.layers.length - 1
  const ties = tiesSamples(network)
  for (const [sample, backward] of samples.entries()) {
    const of: Quantity = ties ? { kind: 'loss-sum' } : { kind: 'sample-loss', sample }
    const by =
      (kind: 'activation' | 'argument') =>
      (unit: number): Quantity => ({ kind: 'derivative', of, by: { kind, layer, unit, sample } })
    const { activationGradients, argumentGradients, deltas, shortCut } = backward
    if (!isLast || !shortCut)
      yield { values: activationGradients[layer]!, layer, sample, quantity: by('activation') }
    const toArguments = argumentGradients?.[layer]
    if (toArguments) yield { values: toArguments, layer, sample, quantity: by('argument') }
    yield {
      values: deltas[layer]!,
      layer,
      sample,
      quantity: (unit) => ({ kind: 'delta', layer, unit, sample }),
    }
  }
}

function* gradientNumbers({ gradients, gradientNorm, stateAfter }: StepTrace): Generator<Numbers> {
  const of: Quantity = { kind: 'batch-loss' }
  for (const [layer, values] of gradients.entries()) {
    yield* parameterNumbers(values, layer, (by) => ({ kind: 'derivative', of, by: { ...by, version: 0 } }))
  }
  if (gradientNorm === undefined) return
  const { time } = stateAfter
  const layer = gradients.length - 1
  yield { values: [gradientNorm], layer, quantity: () => ({ kind: 'norm', of: 'gradients', time }) }
}

function* updateNumbers({ networkAfter, stateAfter, unitNorms }: StepTrace): Generator<Numbers> {
  yield* memoryNumbers(stateAfter)
  for (const [layer, norms] of (unitNorms ?? []).entries()) {
    const { time } = stateAfter
    yield { values: norms, layer, quantity: (unit) => ({ kind: 'norm', of: { layer, unit }, time }) }
  }
  for (const [layer, after] of networkAfter.layers.entries()) {
    yield* parameterNumbers(valuesOf(after), layer, (ref) => ({ ...ref, version: 1 }))
    const { normalization } = after
    if (normalization?.kind !== 'batch') continue
    const running =
      (name: 'mean' | 'variance') =>
      (unit: number): Quantity => ({ kind: 'running', name, layer, unit, version: 1 })
    yield { values: normalization.runningMeans, layer, quantity: running('mean') }
    yield { values: normalization.runningVariances, layer, quantity: running('variance') }
  }
}

function* memoryNumbers({ memory, time }: OptimizerState): Generator<Numbers> {
  for (const [key, layers] of Object.entries(memory)) {
    const name = key as keyof OptimizerState['memory']
    for (const [layer, values] of layers.entries()) {
      yield* parameterNumbers(values, layer, (parameter) => ({ kind: 'memory', name, parameter, time }))
    }
  }
}

function* parameterNumbers(
  { weights, biases, scales = [], shifts = [] }: LayerValues,
  layer: number,
  quantity: (parameter: ParameterRef) => Quantity,
): Generator<Numbers> {
  for (const [to, values] of weights.entries()) {
    yield { values, layer, quantity: (from) => quantity({ kind: 'weight', layer, to, from }) }
  }
  const perUnit = { bias: biases, scale: scales, shift: shifts } as const
  for (const kind of ['bias', 'scale', 'shift'] as const) {
    yield { values: perUnit[kind], layer, quantity: (unit) => quantity({ kind, layer, unit }) }
  }
}
