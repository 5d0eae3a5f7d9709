// Losses of probabilities: binary-cross-entropy and cross-entropy. In both, 0 * ln 0 is 0.
import type { LossDefinition, LossFormulas } from '../definitions.ts'
import { log, log1p } from '../elementary.ts'
import { call, difference, type Expr, negative, product, quotient, sum } from '../expr.ts'
import { openUnitInterval, unitInterval } from '../interval.ts'
import { excess, minusOne, minusShare, one, output, share, target } from './shorthand.ts'

const oneMinus = (x: Expr): Expr => difference(one, x)

/** p * logarithm, and 0 when p is 0 even if the logarithm is infinite. */
const weighted = (p: number, logarithm: number): number => (p === 0 ? 0 : p * logarithm)

const binarySlope = (unit: number, width: number): Expr =>
  share(width, quotient(excess(unit), product(output(unit), oneMinus(output(unit)))))

/** The mean over the K outputs of -(y ln a + (1 - y) ln(1 - a)), as PyTorch's BCELoss without its limit of 100. */
export const binaryCrossEntropy: LossDefinition = {
  name: 'binary-cross-entropy',
  parameters: {},
  from: 'outputs',
  outputDomain: openUnitInterval,
  targetDomain: unitInterval,
  targetsAreProbabilities: false,
  kinks: () => [],
  term(unit, targets, outputs) {
    const [y, a] = [targets[unit]!, outputs[unit]!]
    return 0 - (1 / outputs.length) * (weighted(y, log(a)) + weighted(1 - y, log1p(-a)))
  },
  derivative(unit, targets, outputs) {
    const [y, a] = [targets[unit]!, outputs[unit]!]
    const share = 1 / outputs.length
    // At a = y = 0 and at a = y = 1 the quotient is 0/0; these are its limits.
    if (a === y && a * (1 - a) === 0) return share * (y === 0 ? 1 : -1)
    return share * ((a - y) / (a * (1 - a)))
  },
}

export const binaryCrossEntropyFormulas: LossFormulas = {
  termFormula: (unit, width) =>
    minusShare(
      width,
      sum(
        product(target(unit), call('ln', output(unit))),
        product(oneMinus(target(unit)), call('log1p', negative(output(unit)))),
      ),
    ),
  derivativeFormula: binarySlope,
  derivation: (unit, width) => [
    {
      formula: minusShare(
        width,
        sum(
          product(target(unit), quotient(one, output(unit))),
          product(oneMinus(target(unit)), quotient(one, oneMinus(output(unit))), minusOne),
        ),
      ),
      why: 'binary-cross-entropy.logarithms',
    },
    {
      formula: share(
        width,
        difference(
          quotient(oneMinus(target(unit)), oneMinus(output(unit))),
          quotient(target(unit), output(unit)),
        ),
      ),
    },
    { formula: binarySlope(unit, width), why: 'binary-cross-entropy.common-denominator' },
  ],
}

/** The sum over outputs of -y ln a, for outputs that are the probabilities of classes. */
export const crossEntropy: LossDefinition = {
  name: 'cross-entropy',
  parameters: {},
  from: 'outputs',
  outputDomain: { low: 0, high: 1, lowOpen: true },
  targetDomain: unitInterval,
  targetsAreProbabilities: true,
  kinks: () => [],
  term: (unit, targets, outputs) => 0 - weighted(targets[unit]!, log(outputs[unit]!)),
  derivative(unit, targets, outputs) {
    const y = targets[unit]!
    return y === 0 ? 0 : 0 - y / outputs[unit]!
  },
}

export const crossEntropyFormulas: LossFormulas = {
  termFormula: (unit) => negative(product(target(unit), call('ln', output(unit)))),
  derivativeFormula: (unit) => negative(quotient(target(unit), output(unit))),
  derivation: (unit) => [
    {
      formula: negative(product(target(unit), quotient(one, output(unit)))),
      why: 'cross-entropy.logarithm',
    },
    { formula: negative(quotient(target(unit), output(unit))) },
  ],
}
