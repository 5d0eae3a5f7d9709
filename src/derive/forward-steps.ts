// The forward pass and the loss as steps: z = W a + b, a = f(z), one loss term for each output, their sum, the batch's mean.
import { hasCommonBias } from '../core/parameters.ts'
import type { StepTrace } from '../core/trace.ts'
import type { Expr } from '../math/expr.ts'
import { num, product, q, quotient, substitute, sum } from '../math/expr.ts'
import { lossOf, smoothedClasses } from '../math/losses.ts'
import type { Quantity, SmoothedTarget, Target, Version } from '../math/quantity.ts'
import { INPUT_LAYER } from '../math/quantity.ts'
import { smoothedTargetFormula, toldLoss } from '../math/told.ts'
import { activation, bias, mask, smoothedTarget, target, unitLoss, weight } from './names.ts'
import { argumentOf, normalizedForwardStep } from './normalized-steps.ts'
import { countedLosses, penalizedLoss, penaltyFormula } from './objective-steps.ts'
import type { Told } from './step.ts'

export function forwardStep(trace: StepTrace, version: Version, asked: Quantity): Told | undefined {
  switch (asked.kind) {
    case 'pre-activation': {
      const formula = weightedSum(trace, version, asked.layer, asked.unit, asked.sample)
      return { rule: 'pre-activation', phase: 'forward', formula }
    }
    case 'activation': {
      if (asked.layer === INPUT_LAYER) return undefined
      const formula = applied(trace, asked.layer, asked.unit, asked.sample)
      return { rule: 'activation', phase: 'forward', formula }
    }
    case 'unit-loss':
      return { rule: 'unit-loss', phase: 'loss', formula: lossTerm(trace, asked.unit, asked.sample) }
    case 'sample-loss': {
      const terms = outputUnits(trace).map((unit) => q(unitLoss(unit, asked.sample)))
      return { rule: 'sample-loss', phase: 'loss', formula: total(terms) }
    }
    case 'batch-loss': {
      const formula = penalizedLoss(trace, reduced(trace, countedLosses(trace)))
      return { rule: 'batch-loss', phase: 'loss', formula }
    }
    case 'penalty':
      return { rule: 'penalty', phase: 'loss', formula: penaltyFormula(trace, version, asked.norm) }
    case 'smoothed-target':
      return { rule: 'smoothed-target', phase: 'loss', formula: smoothing(trace, asked.unit, asked.sample) }
    default:
      return normalizedForwardStep(trace, version, asked)
  }
}

/** Bias first, then the weights in order: the order in which core adds. */
function weightedSum(trace: StepTrace, version: Version, layer: number, unit: number, sample: number): Expr {
  const row = trace.network.layers[layer]!.weights[unit]!
  const terms = row.map((_, from) =>
    product(q(weight(layer, unit, from, version)), q(activation(layer - 1, from, sample))),
  )
  return sum(q(bias(layer, biasUnit(trace, layer, unit), version)), ...terms)
}

/** The name of a unit's bias: its own, or the layer's when there is one for all. */
export function biasUnit(trace: StepTrace, layer: number, unit: number): number | 'all' {
  return hasCommonBias(trace.network, layer) ? 'all' : unit
}

/** f applied to the unit's z, times its mask where the step drops outputs; by `derivativeBy` the slope of that. */
export function applied(
  trace: StepTrace,
  layer: number,
  unit: number,
  sample: number,
  derivativeBy?: number,
): Expr {
  const f = functionOf(trace, layer, unit, sample, derivativeBy)
  return isMasked(trace, layer) ? product(q(mask(layer, unit, sample)), f) : f
}

/** Whether the step drops outputs of a layer. */
export const isMasked = ({ network }: StepTrace, layer: number): boolean => network.layers[layer]!.dropout > 0

/** f applied to the unit's z (u where it is normalized), or to the whole layer's for softmax. */
export function functionOf(
  trace: StepTrace,
  layer: number,
  unit: number,
  sample: number,
  derivativeBy?: number,
): Expr {
  const { activation: spec, weights } = trace.network.layers[layer]!
  const vector = spec.name === 'softmax'
  const units = vector ? weights.map((_, j) => j) : [unit]
  const by = derivativeBy === undefined ? {} : { derivativeBy }
  return {
    kind: 'activation',
    name: spec.name,
    parameters: spec.parameters as Readonly<Record<string, number>>,
    arguments: units.map((j) => q(argumentOf(trace, layer, j, sample))),
    unit,
    ...by,
  }
}

function lossTerm(trace: StepTrace, unit: number, sample: number): Expr {
  const formula = toldLoss(trace.network.loss.name).termFormula(unit, outputUnits(trace).length)
  return inOutputs(trace, formula, sample)
}

/** A formula in y and a of the outputs, with this sample's quantities and the loss's own parameters put in. */
export function inOutputs(trace: StepTrace, formula: Expr, sample: number): Expr {
  const last = trace.network.layers.length - 1
  return substitute(formula, (quantity) => {
    if (quantity.kind === 'variable' && quantity.name === 'y')
      return q(comparedWith(trace, quantity.index!, sample))
    if (quantity.kind === 'variable' && quantity.name === 'a')
      return q(activation(last, quantity.index!, sample))
    if (quantity.kind === 'hyper-parameter') return num(trace.network.loss.parameters[quantity.name]!)
    return undefined
  })
}

/** What an output is compared with: its target, smoothed where the loss says so. */
export const comparedWith = (trace: StepTrace, unit: number, sample: number): Target | SmoothedTarget =>
  trace.network.loss.labelSmoothing > 0 ? smoothedTarget(unit, sample) : target(unit, sample)

function smoothing(trace: StepTrace, unit: number, sample: number): Expr {
  const classes = smoothedClasses(lossOf(trace.network.loss.name), outputUnits(trace).length)
  return substitute(smoothedTargetFormula(unit, classes), (quantity) =>
    quantity.kind === 'variable' ? q(target(unit, sample)) : undefined,
  )
}

export function outputUnits(trace: StepTrace): number[] {
  return trace.network.layers.at(-1)!.biases.map((_, unit) => unit)
}

/** The mean or the sum over the samples of a batch; one sample stands for itself. */
export function reduced(trace: StepTrace, terms: readonly Expr[]): Expr {
  const mean = trace.network.loss.reduction === 'mean' && terms.length > 1
  return mean ? product(quotient(num(1), num(terms.length)), total(terms)) : total(terms)
}

/** A sum, or its only term. */
export function total(terms: readonly Expr[]): Expr {
  return terms.length === 1 ? terms[0]! : sum(...terms)
}
