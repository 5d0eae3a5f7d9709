// The cross-entropies computed from the pre-activations of the last layer ("logits"), which never overflow. The output layer is
// then identity, and `a` in these formulas is a logit.
import { softmax } from '../activations/softmax.ts'
import type { LossDefinition } from '../definitions.ts'
import { exp, log1p, logSumExp } from '../elementary.ts'
import { reals, unitInterval } from '../interval.ts'

/**
 * The mean over the K outputs of ln(1 + e^a) - y a, written so that e^a cannot overflow: ln(1 + e^a) = max(0, a) + ln(1 + e^-|a|).
 * As PyTorch's BCEWithLogitsLoss.
 */
export const binaryCrossEntropyFromLogits: LossDefinition = {
  name: 'binary-cross-entropy-from-logits',
  parameters: {},
  from: 'sigmoid-logits',
  outputDomain: reals,
  targetDomain: unitInterval,
  targetsAreProbabilities: false,
  kinks: () => [],
  term(unit, targets, outputs) {
    const [y, a] = [targets[unit]!, outputs[unit]!]
    return (1 / outputs.length) * (Math.max(0, a) - y * a + log1p(exp(-Math.abs(a))))
  },
  derivative: (unit, targets, outputs) =>
    (1 / outputs.length) * (1 / (1 + exp(-outputs[unit]!)) - targets[unit]!),
}

/**
 * The sum over outputs of y ln(sum_j e^(a_j - a)), which is -y ln softmax(a). As PyTorch's CrossEntropyLoss on probabilities.
 * Its derivative counts on targets that add up to 1.
 */
export const crossEntropyFromLogits: LossDefinition = {
  name: 'cross-entropy-from-logits',
  parameters: {},
  from: 'softmax-logits',
  outputDomain: reals,
  targetDomain: unitInterval,
  targetsAreProbabilities: true,
  kinks: () => [],
  term(unit, targets, outputs) {
    const own = outputs[unit]!
    return targets[unit]! * logSumExp(Array.from(outputs, (output) => output - own))
  },
  derivative: (unit, targets, outputs) => softmax.f(Array.from(outputs), {})[unit]! - targets[unit]!,
}
