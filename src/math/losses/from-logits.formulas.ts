// The formulas of from-logits.ts, for those who tell a step.
import { softmax } from '../activations/softmax.ts'
import type { LossFormulas } from '../definitions.ts'
import { call, difference, type Expr, maximum, negative, num, product, quotient, sum } from '../expr.ts'
import { one, output, share, target } from './shorthand.ts'

const e = (exponent: Expr): Expr => call('exp', exponent)
const units = (width: number): number[] => Array.from({ length: width }, (_, unit) => unit)

const binarySlope = (unit: number, width: number): Expr =>
  share(width, difference(quotient(one, sum(one, e(negative(output(unit))))), target(unit)))

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
