// The symbols of the terms, in the notation and with the names of the network that the page tells.
import {
  activation,
  batchLoss,
  bias,
  delta,
  derivative,
  gradient,
  hyper,
  preActivation,
  sampleLoss,
  target,
  unitLoss,
  weight,
} from '../../src/derive/names.ts'
import { type Expr, q } from '../../src/math/expr.ts'
import type { Shape } from '../../src/math/formula.ts'
import type { TermName } from './terms.ts'

type SymbolOf = (shape: Shape, last: number) => Expr

/** Of the first unit of a layer each, on the first row. */
const symbols: Readonly<Partial<Record<TermName, SymbolOf>>> = {
  input: () => q(activation(-1, 0, 0)),
  weight: (_, last) => q(weight(last, 0, 0, 0)),
  bias: ({ oneBiasPerLayer }) => q(bias(0, oneBiasPerLayer ? 'all' : 0, 0)),
  net: () => q(preActivation(0, 0, 0)),
  out: () => q(activation(0, 0, 0)),
  target: () => q(target(0, 0)),
  output: (_, last) => q(activation(last, 0, 0)),
  outputError: () => q(unitLoss(0, 0)),
  loss: () => q(sampleLoss(0)),
  derivative: (_, last) => q(derivative(activation(last, 0, 0), preActivation(last, 0, 0))),
  gradient: (_, last) => q(gradient({ kind: 'weight', layer: last, to: 0, from: 0 }, 0)),
  delta: () => q(delta(0, 0, 0)),
  learningRate: () => hyper('learning-rate'),
  meanLoss: () => q(batchLoss),
  momentum: () => hyper('momentum'),
  weightDecay: () => hyper('weight-decay'),
}

export const symbolOf = (term: TermName, shape: Shape): Expr | undefined =>
  symbols[term]?.(shape, shape.units.length - 1)
