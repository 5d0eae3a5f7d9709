// The backward pass as steps: from the loss to every gradient, by the recursive delta and by the sum over paths.

import { tiesSamples } from '../core/normalized.ts'
import type { StepTrace } from '../core/trace.ts'
import { activationOf } from '../math/activations.ts'
import type { Expr } from '../math/expr.ts'
import { inRow, num, product, q } from '../math/expr.ts'
import { lossOf } from '../math/losses.ts'
import type { Argument } from '../math/normalized-quantity.ts'
import {
  type Activation,
  type Derivative,
  isParameter,
  type Parameter,
  type Path,
  type PreActivation,
  type Quantity,
  type Version,
} from '../math/quantity.ts'
import { toldLoss, toldPair } from '../math/told.ts'
import { applied, inOutputs, outputUnits, reduced, total } from './forward-steps.ts'
import {
  activation,
  delta,
  derivative,
  normalized,
  preActivation,
  sampleGradient,
  sampleLoss,
  unitLoss,
  unversioned,
  weight,
} from './names.ts'
import {
  argumentOf,
  isCancelled,
  lossThrough,
  normalizationOf,
  normalizedDelta,
  normalizedDerivativeStep,
} from './normalized-steps.ts'
import { batchLossKind, counted, penalizedGradient } from './objective-steps.ts'
import type { Told } from './step.ts'

const backward = (rule: Told['rule'], formula: Expr): Told => ({ rule, phase: 'backward', formula })

export function backwardStep(trace: StepTrace, version: Version, asked: Quantity): Told | undefined {
  if (asked.kind === 'delta') return deltaStep(trace, asked.layer, asked.unit, asked.sample)
  if (asked.kind === 'path') return pathStep(trace, version, asked)
  if (asked.kind === 'derivative') return derivativeStep(trace, version, asked)
  return undefined
}

/** delta = dL/da · f'(z), the sum over a softmax's outputs, the short cut where core takes it; back through a normalization. */
function deltaStep(trace: StepTrace, layer: number, unit: number, sample: number): Told {
  const output = layer === trace.network.layers.length - 1
  if (normalizationOf(trace, layer)) return normalizedDelta(trace, layer, unit, sample)
  if (output && trace.samples[sample]!.shortCut)
    return backward('short-cut', shortCutFormula(trace, unit, sample))
  return backward(output ? 'output-delta' : 'recursive-delta', longDelta(trace, layer, unit, sample))
}

/** The delta without the short cut; of a normalized layer dL/du. */
export function longDelta(trace: StepTrace, layer: number, unit: number, sample: number): Expr {
  const z = argumentOf(trace, layer, unit, sample)
  const link = (k: number): Expr => {
    const a = activation(layer, k, sample)
    return product(q(derivative(lossThrough(trace, sample), a)), q(derivative(a, z)))
  }
  return isVector(trace, layer) ? total(unitsOf(trace, layer).map(link)) : link(unit)
}

/** delta of an output by the canonical pair of its activation and its loss. */
export function shortCutFormula(trace: StepTrace, unit: number, sample: number): Expr {
  const { layers, loss } = trace.network
  const pair = toldPair(layers.at(-1)!.activation.name, loss.name)!
  return ownShare(trace, inOutputs(trace, pair.deltaFormula(unit, outputUnits(trace).length), sample), sample)
}

/** As often as the sample counts, where the derivatives are those of all losses. */
export const ownShare = (trace: StepTrace, e: Expr, sample: number): Expr =>
  tiesSamples(trace.network) ? counted(trace, sample, e) : e

function derivativeStep(trace: StepTrace, version: Version, { of, by }: Derivative): Told | undefined {
  if (of.kind === 'batch-loss' && isParameter(by)) return gradientStep(trace, version, by)
  if (of.kind === 'sample-loss' && isParameter(by))
    return tiesSamples(trace.network) ? undefined : sampleGradientStep(trace, by, of.sample)
  if (isLoss(of) && by.kind === 'activation') return activationGradientStep(trace, version, by)
  if (isLoss(of) && by.kind === 'argument')
    return backward('argument-gradient', longDelta(trace, by.layer, by.unit, by.sample))
  if (of.kind === 'activation' && (by.kind === 'pre-activation' || by.kind === 'argument'))
    return slopeStep(trace, of, by)
  if ((of.kind === 'pre-activation' || of.kind === 'argument') && isParameter(by)) return inputStep(of, by)
  if (of.kind === 'pre-activation' && by.kind === 'activation')
    return backward('weight-of-path', q(weight(of.layer, of.unit, by.unit, version)))
  if (of.kind === 'unit-loss') return unitLossStep(trace, of.unit, by)
  return normalizedDerivativeStep(trace, version, of, by)
}

const isLoss = ({ kind }: Quantity): boolean => kind === 'sample-loss' || kind === 'loss-sum'

/** dL/da: for an output from the loss, for a hidden unit the sum over the next layer of weight times delta. */
function activationGradientStep(trace: StepTrace, version: Version, a: Activation): Told {
  if (a.layer === trace.network.layers.length - 1) {
    const formula = toldLoss(trace.network.loss.name).derivativeFormula(a.unit, outputUnits(trace).length)
    return backward('loss-derivative', ownShare(trace, inOutputs(trace, formula, a.sample), a.sample))
  }
  const next = a.layer + 1
  const terms = unitsOf(trace, next).map((k) =>
    product(q(weight(next, k, a.unit, version)), q(delta(next, k, a.sample))),
  )
  return backward('sum-over-paths', total(terms))
}

function slopeStep(trace: StepTrace, a: Activation, z: PreActivation | Argument): Told | undefined {
  if ((z.kind === 'argument') !== (normalizationOf(trace, a.layer) !== undefined)) return undefined
  const rule = isVector(trace, a.layer) ? 'jacobian-entry' : 'activation-slope'
  const by = isVector(trace, a.layer) ? z.unit : 0
  return backward(rule, applied(trace, a.layer, a.unit, a.sample, by))
}

/** dz/dw is the signal that passes through the weight; dz/db and du/dβ are 1; du/dγ is ẑ. */
function inputStep(z: PreActivation | Argument, by: Parameter): Told {
  if (by.kind === 'bias' || by.kind === 'shift') return backward('input-of-bias', num(1))
  if (by.kind === 'scale') return backward('input-of-weight', q(normalized(by.layer, by.unit, z.sample)))
  return backward('input-of-weight', q(activation(by.layer - 1, by.from, z.sample)))
}

/**
 * The deck's terms for one output: dE_o/dout_o, dE_o/dnet_o, and dE_o/dout_h of the layer below. They are told where
 * E_o depends on its own output alone, and that output on its own net input.
 */
function unitLossStep(trace: StepTrace, unit: number, by: Quantity): Told | undefined {
  const last = trace.network.layers.length - 1
  if (!hasOwnErrors(trace) || isVector(trace, last)) return undefined
  if (by.kind === 'activation' && by.layer === last && by.unit === unit) {
    return backward('loss-derivative', q(derivative(sampleLoss(by.sample), by)))
  }
  if (by.kind === 'pre-activation' && by.layer === last && by.unit === unit) {
    const a = activation(last, unit, by.sample)
    return backward('path-to-net', product(q(derivative(unitLoss(unit, by.sample), a)), q(derivative(a, by))))
  }
  if (by.kind === 'activation' && by.layer === last - 1) {
    const z = preActivation(last, unit, by.sample)
    return backward(
      'path-to-output',
      product(q(derivative(unitLoss(unit, by.sample), z)), q(derivative(z, by))),
    )
  }
  return undefined
}

/** From the output back: delta of the output, then weight and slope of each unit passed, then the last weight. */
function pathStep(trace: StepTrace, version: Version, path: Path): Told | undefined {
  // A hidden layer that ties its units together has no slope of its own for a path to pass.
  const outputs = trace.network.layers.length - 1
  const barred = (layer: number): boolean =>
    normalizationOf(trace, layer) !== undefined || (layer < outputs && isVector(trace, layer))
  if (path.through.some(([layer]) => barred(layer))) return undefined
  const factors: Expr[] = []
  path.through.toReversed().forEach(([layer, unit], i, passed) => {
    const z = preActivation(layer, unit, path.sample)
    factors.push(
      q(i === 0 ? delta(layer, unit, path.sample) : derivative(activation(layer, unit, path.sample), z)),
    )
    const [, below] = passed[i + 1] ?? [0, path.to.kind === 'activation' ? path.to.unit : 0]
    factors.push(q(weight(layer, unit, below, version)))
  })
  return backward('path-product', product(...factors))
}

function sampleGradientStep(trace: StepTrace, by: Parameter, sample: number): Told {
  if (isCancelled(trace, unversioned(by))) return backward('cancelled-bias', num(0))
  return backward(gradientRules[by.kind], sampleTerm(trace, by, sample, q))
}

const gradientRules = {
  weight: 'weight-gradient',
  bias: 'bias-gradient',
  scale: 'scale-gradient',
  shift: 'shift-gradient',
} as const

/** What a sample gives to a gradient: delta times input; in a normalized layer dL/du times ẑ for γ, dL/du for β. */
function sampleTerm(
  trace: StepTrace,
  by: Parameter,
  sample: number,
  name: (quantity: Quantity) => Expr,
): Expr {
  if (by.kind === 'weight')
    return product(name(delta(by.layer, by.to, sample)), name(activation(by.layer - 1, by.from, sample)))
  if (by.kind !== 'bias') {
    const own = name(derivative(lossThrough(trace, sample), argumentOf(trace, by.layer, by.unit, sample)))
    return by.kind === 'shift' ? own : product(own, name(normalized(by.layer, by.unit, sample)))
  }
  // Where a layer shares its bias, the bias of one unit is that of all.
  const all = by.unit === 'all' || trace.network.biasPolicy === 'shared'
  const units = all ? unitsOf(trace, by.layer) : [by.unit as number]
  return total(units.map((unit) => name(delta(by.layer, unit, sample))))
}

/**
 * The mean of the samples' gradients, each counted by its weight, and what the penalty adds; with one sample and nothing
 * added, that sample's.
 */
function gradientStep(trace: StepTrace, version: Version, by: Parameter): Told {
  if (isCancelled(trace, unversioned(by))) return backward('cancelled-bias', num(0))
  if (trace.samples.length === 1 && batchLossKind(trace) === undefined)
    return sampleGradientStep(trace, by, 0)
  const terms = trace.samples.map((_, sample) =>
    tiesSamples(trace.network)
      ? sampleTerm(trace, by, sample, inRow)
      : counted(trace, sample, q(sampleGradient(unversioned(by), version, sample))),
  )
  const formula = penalizedGradient(trace, reduced(trace, terms), by)
  const penalized = by.kind === 'weight' && batchLossKind(trace) === 'penalized'
  return backward(penalized ? 'penalized-gradient' : 'batch-gradient', formula)
}

/**
 * Whether each output's error depends on that output alone; a softmax inside the loss ties them together, batch
 * normalization all of a batch.
 */
export const hasOwnErrors = (trace: StepTrace): boolean =>
  lossOf(trace.network.loss.name).from !== 'softmax-logits' && !tiesSamples(trace.network)

/** Whether a layer's activation ties its units together. */
export const isVector = (trace: StepTrace, layer: number): boolean =>
  activationOf(trace.network.layers[layer]!.activation.name).kind === 'vector'

export const unitsOf = (trace: StepTrace, layer: number): number[] =>
  trace.network.layers[layer]!.biases.map((_, unit) => unit)
