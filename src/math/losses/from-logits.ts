// The cross-entropies computed from the pre-activations of the last layer ("logits"), which never overflow. The output layer is
// then identity, and `a` in these formulas is a logit.
import { softmax } from '../activations/softmax.ts'
import type { LossDefinition, LossFormulas } from '../definitions.ts'
import { exp, log1p, logSumExp } from '../elementary.ts'
import { call, difference, type Expr, maximum, negative, num, product, quotient, sum } from '../expr.ts'
import { reals, unitInterval } from '../interval.ts'
import { one, output, share, target } from './shorthand.ts'

const e = (exponent: Expr): Expr => call('exp', exponent)
const units = (width: number): number[] => Array.from({ length: width }, (_, unit) => unit)

const binarySlope = (unit: number, width: number): Expr =>
  share(width, difference(quotient(one, sum(one, e(negative(output(unit))))), target(unit)))

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

export const binaryCrossEntropyFromLogitsFormulas: LossFormulas = {
  termFormula: (unit, width) =>
    share(
      width,
      sum(
        maximum(num(0), output(unit)),
        negative(product(target(unit), output(unit))),
        call('log1p', e(negative(call('abs', output(unit))))),
      ),
    ),
  derivativeFormula: binarySlope,
  derivation: (unit, width) => [
    {
      formula: share(
        width,
        difference(product(quotient(one, sum(one, e(output(unit)))), e(output(unit))), target(unit)),
      ),
      why: 'binary-cross-entropy-from-logits.outside-in',
    },
    { formula: binarySlope(unit, width), why: 'binary-cross-entropy-from-logits.sigmoid' },
  ],
}

const probability = (unit: number, width: number): Expr => ({
  kind: 'activation',
  name: softmax.name,
  parameters: {},
  arguments: units(width).map(output),
  unit,
})

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
    return targets[unit]! * logSumExp(outputs.map((output) => output - own))
  },
  derivative: (unit, targets, outputs) => softmax.f(outputs, {})[unit]! - targets[unit]!,
}

export const crossEntropyFromLogitsFormulas: LossFormulas = {
  termFormula: (unit, width) =>
    product(
      target(unit),
      call('ln', sum(...units(width).map((other) => e(difference(output(other), output(unit)))))),
    ),
  derivativeFormula: (unit, width) => difference(probability(unit, width), target(unit)),
  derivation: (unit, width) => [
    {
      formula: difference(
        product(
          sum(...units(width).map(target)),
          quotient(e(output(unit)), sum(...units(width).map((other) => e(output(other))))),
        ),
        target(unit),
      ),
      why: 'cross-entropy-from-logits.exponential',
    },
    {
      formula: difference(probability(unit, width), target(unit)),
      why: 'cross-entropy-from-logits.probabilities',
    },
  ],
}
