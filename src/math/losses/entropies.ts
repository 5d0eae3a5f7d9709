// Losses of probabilities: binary-cross-entropy and cross-entropy. In both, 0 * ln 0 is 0.
import type { LossDefinition } from '../definitions.ts'
import { log, log1p } from '../elementary.ts'
import { openUnitInterval, unitInterval } from '../interval.ts'

/** p * logarithm, and 0 when p is 0 even if the logarithm is infinite. */
const weighted = (p: number, logarithm: number): number => (p === 0 ? 0 : p * logarithm)

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

/** The sum over outputs of -y ln a, for outputs that are the probabilities of classes. */
export const crossEntropy: LossDefinition = {
  name: 'cross-entropy',
  parameters: {},
  from: 'outputs',
  outputDomain: { low: 0, high: 1, lowOpen: true },
  targetDomain: unitInterval,
  targetsAreProbabilities: true,
  kinks: () => [],
  term: (unit, targets, outputs) => (targets[unit] === 0 ? 0 : 0 - targets[unit]! * log(outputs[unit]!)),
  derivative(unit, targets, outputs) {
    const y = targets[unit]!
    return y === 0 ? 0 : 0 - y / outputs[unit]!
  },
}
