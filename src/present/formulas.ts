// The formulas that people read: an activation or a loss written out, its derivative derived, with this step's quantities in.

import { ownShare } from '../derive/backward-steps.ts'
import { comparedWith, functionOf, isMasked } from '../derive/forward-steps.ts'
import { activation, mask, preActivation } from '../derive/names.ts'
import { argumentOf } from '../derive/normalized-steps.ts'
import type { DerivationLine } from '../math/definitions.ts'
import type { Expr } from '../math/expr.ts'
import { num, product, q, substitute, sum, variable } from '../math/expr.ts'
import { biasLast } from '../math/formula.ts'
import { toldActivation, toldLoss, toldPair } from '../math/told.ts'
import type { FunctionSymbols } from './document.ts'
import type { Story } from './story.ts'

/** a written out as a formula of z: 1 / (1 + e^(-net_h1)). */
export function activationWritten(story: Story, layer: number, unit: number, sample: number): Expr {
  const { definition, width } = activationAt(story, layer)
  const formula = definition.kind === 'vector' ? definition.formula(unit, width) : definition.formula
  return masked(story, withUnits(story, formula, layer, unit, sample), layer, unit, sample)
}

/** m · f(z) where the step drops outputs of the layer. */
function masked(story: Story, formula: Expr, layer: number, unit: number, sample: number): Expr {
  return isMasked(story.trace, layer) ? product(q(mask(layer, unit, sample)), formula) : formula
}

/** The spelling that the derivation starts from, where it is another one: (1 + e^(-net))^(-1). */
export function activationRestated(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
): Expr | undefined {
  const { definition } = activationAt(story, layer)
  const formula = definition.kind === 'vector' ? definition.restated(unit) : definition.restated
  return formula && masked(story, withUnits(story, formula, layer, unit, sample), layer, unit, sample)
}

/** The derivative of unit `unit`'s activation by the z of unit `by`, in its last form: out (1 - out). */
export function slopeWritten(story: Story, layer: number, unit: number, sample: number, by = unit): Expr {
  const { definition, width } = activationAt(story, layer)
  const formula =
    definition.kind === 'vector'
      ? definition.derivativeFormula(unit, by, width)
      : definition.derivativeFormula
  return masked(story, withUnits(story, formula, layer, unit, sample), layer, unit, sample)
}

/** The derivation of that derivative, line by line. */
export function slopeDerivation(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
  by = unit,
): DerivationLine[] {
  const { definition } = activationAt(story, layer)
  const lines = definition.kind === 'vector' ? definition.derivation(unit, by) : definition.derivation
  return lines.map((line) => ({
    ...line,
    formula: masked(story, withUnits(story, line.formula, layer, unit, sample), layer, unit, sample),
  }))
}

function activationAt(story: Story, layer: number) {
  const { activation: spec, biases } = story.trace.network.layers[layer]!
  return { definition: toldActivation(spec.name), width: biases.length }
}

function withUnits(story: Story, formula: Expr, layer: number, unit: number, sample: number): Expr {
  const { parameters } = story.trace.network.layers[layer]!.activation
  return substitute(formula, (quantity) => {
    if (quantity.kind === 'hyper-parameter') return num(parameters[quantity.name]!)
    if (quantity.kind !== 'variable') return undefined
    if (quantity.name === 'z') return q(argumentOf(story.trace, layer, quantity.index ?? unit, sample))
    // Under a mask the output is no longer f(z), of which the derivative speaks.
    if (quantity.name === 'a' && isMasked(story.trace, layer))
      return functionOf(story.trace, layer, quantity.index ?? unit, sample)
    if (quantity.name === 'a') return q(activation(layer, quantity.index ?? unit, sample))
    return undefined
  })
}

/** One output's term of the loss. */
export function lossTermWritten(story: Story, unit: number, sample: number): Expr {
  return withOutputs(story, toldLoss(story.trace.network.loss.name).termFormula(unit, outputs(story)), sample)
}

/** The sample's loss as the sum of its terms. */
export function lossWritten(story: Story, sample: number): Expr {
  const terms = Array.from({ length: outputs(story) }, (_, unit) => lossTermWritten(story, unit, sample))
  return terms.length === 1 ? terms[0]! : sum(...terms)
}

/** dL/da of an output, in its last form. */
export function lossDerivativeWritten(story: Story, unit: number, sample: number): Expr {
  const formula = toldLoss(story.trace.network.loss.name).derivativeFormula(unit, outputs(story))
  return ownShare(story.trace, withOutputs(story, formula, sample), sample)
}

export function lossDerivation(story: Story, unit: number, sample: number): DerivationLine[] {
  const lines = toldLoss(story.trace.network.loss.name).derivation(unit, outputs(story))
  return lines.map((line) => shared(story, line, sample))
}

/** The short cut's derivation: from the product of both derivatives to what is left of it. */
export function shortCutDerivation(story: Story, unit: number, sample: number): DerivationLine[] {
  const { layers, loss } = story.trace.network
  const pair = toldPair(layers.at(-1)!.activation.name, loss.name)!
  const lines = pair.derivation(unit, outputs(story))
  return lines.map((line) => shared(story, line, sample))
}

/** With this step's quantities, as often as the sample counts where all losses are differentiated together. */
const shared = (story: Story, line: DerivationLine, sample: number): DerivationLine => ({
  ...line,
  formula: ownShare(story.trace, withOutputs(story, line.formula, sample), sample),
})

const outputs = (story: Story): number => story.trace.network.layers[story.last]!.biases.length

function withOutputs(story: Story, formula: Expr, sample: number): Expr {
  const { parameters } = story.trace.network.loss
  return substitute(formula, (quantity) => {
    if (quantity.kind === 'hyper-parameter') return num(parameters[quantity.name]!)
    if (quantity.kind !== 'variable') return undefined
    if (quantity.name === 'y') return q(comparedWith(story.trace, quantity.index ?? 0, sample))
    if (quantity.name === 'a') return q(activation(story.last, quantity.index ?? 0, sample))
    if (quantity.name === 'z') return q(preActivation(story.last, quantity.index ?? 0, sample))
    return undefined
  })
}

/** The weighted sum as people write it, the bias last. */
export function netWritten(story: Story, layer: number, unit: number, sample: number): Expr {
  return biasLast(story.derivation.step(preActivation(layer, unit, sample))!.formula, story.context.notation)
}

/** The symbols that the sentences about a unit's functions may name; those of updates are letters here. */
export function symbolsOf(
  story: Story,
  layer: number,
  unit: number,
  sample: number,
  by = unit,
): FunctionSymbols {
  return {
    z: q(argumentOf(story.trace, layer, by, sample)),
    a: q(activation(layer, unit, sample)),
    y: q(comparedWith(story.trace, layer === story.last ? unit : 0, sample)),
    g: variable('g'),
    m: variable('m'),
    v: variable('v'),
  }
}
