// The cross-entropies computed from the pre-activations of the last layer ("logits"), which never overflow. The output layer is
// then identity, and `a` in these formulas is a logit.
import type { LossDefinition } from '../definitions.ts'
import { reals, unitInterval } from '../interval.ts'
import { laterParts } from '../later-parts.ts'

/** No training of a table asks for these losses: their code comes later. */
const code = () => laterParts.needed('logits').logits

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
  term: (...given) => code().binary.term(...given),
  derivative: (...given) => code().binary.derivative(...given),
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
  term: (...given) => code().categorical.term(...given),
  derivative: (...given) => code().categorical.derivative(...given),
}
