// What the cross-entropies computed from logits compute; see from-logits.ts.
import { softmax } from '../activations/softmax.ts'
import type { LossDefinition } from '../definitions.ts'
import { exp, log1p, logSumExp } from '../elementary.ts'

type Code = Pick<LossDefinition, 'term' | 'derivative'>

export const binary: Code = {
  term(unit, targets, outputs) {
    const [y, a] = [targets[unit]!, outputs[unit]!]
    return (1 / outputs.length) * (Math.max(0, a) - y * a + log1p(exp(-Math.abs(a))))
  },
  derivative: (unit, targets, outputs) =>
    (1 / outputs.length) * (1 / (1 + exp(-outputs[unit]!)) - targets[unit]!),
}

export const categorical: Code = {
  term(unit, targets, outputs) {
    const own = outputs[unit]!
    return targets[unit]! * logSumExp(Array.from(outputs, (output) => output - own))
  },
  derivative: (unit, targets, outputs) => softmax.f(Array.from(outputs), {})[unit]! - targets[unit]!,
}
