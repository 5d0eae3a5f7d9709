// Losses: formula = code, derivation = derivative, canonical delta = product of derivatives, and all against 700-digit arithmetic.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activationNames, activationOf } from '../../src/math/activations.ts'
import type { ToldLoss } from '../../src/math/definitions.ts'
import { canonicalPair, canonicalPairs, legalPair, lossNames, lossOf } from '../../src/math/losses.ts'
import { toldLoss, toldPair, toldPairs } from '../../src/math/told.ts'
import { errorOf, numberOf, oracle } from './support.ts'

/** The size of what a formula subtracts: where a - y cancels, the rounding of a and y stays. */
const sizeOf = (...values: readonly number[]): number => 1 + Math.max(...values.map(Math.abs))

describe.each(oracle.losses)('$name with $parameters', ({ name, parameters, rows }) => {
  const loss: ToldLoss = toldLoss(name)
  const cases = rows.flatMap(({ targets, outputs, terms, derivatives }) =>
    outputs.map((_, unit) => ({
      unit,
      targets,
      outputs,
      width: outputs.length,
      letters: { y: targets, a: outputs },
      term: terms[unit]!,
      derivative: derivatives[unit]!,
    })),
  )

  it('computes its formulas to the bit', () => {
    for (const { unit, width, targets, outputs, letters } of cases) {
      const term = numberOf(loss.termFormula(unit, width), letters, parameters)
      expect(errorOf(loss.term(unit, targets, outputs, parameters), term)).toBe(0)
      const derivative = numberOf(loss.derivativeFormula(unit, width), letters, parameters)
      expect(errorOf(loss.derivative(unit, targets, outputs, parameters), derivative)).toBe(0)
    }
  })

  it('has a derivation whose lines are all equal', () => {
    for (const { unit, width, targets, outputs, letters } of cases) {
      const lines = loss.derivation(unit, width)
      expect(lines.at(-1)!.formula).toEqual(loss.derivativeFormula(unit, width))
      const derivative = loss.derivative(unit, targets, outputs, parameters)
      // (1 - y)/(1 - a) - y/a subtracts numbers as large as 1/a and 1/(1 - a).
      const a = outputs[unit]!
      const size = name === 'binary-cross-entropy' ? 1 / a + 1 / (1 - a) : sizeOf(...outputs, ...targets)
      for (const { formula } of lines) {
        expect(errorOf(numberOf(formula, letters, parameters), derivative, size)).toBeLessThanOrEqual(4)
      }
    }
  })

  it('is right to the last digits', () => {
    for (const { unit, targets, outputs, term, derivative } of cases) {
      const computed = loss.term(unit, targets, outputs, parameters)
      expect(errorOf(computed, term, sizeOf(...outputs) - 1)).toBeLessThanOrEqual(6)
      const slope = loss.derivative(unit, targets, outputs, parameters)
      expect(errorOf(slope, derivative, name.endsWith('logits') ? 1 : 0)).toBeLessThanOrEqual(6)
    }
  })
})

describe('at the ends of the probabilities', () => {
  const [binary, classes] = [lossOf('binary-cross-entropy'), lossOf('cross-entropy')]

  it('takes 0 ln 0 as 0, and a confident mistake as infinite', () => {
    for (const y of [0, 1]) {
      expect(binary.term(0, [y], [y], {})).toBe(0)
      expect(binary.derivative(0, [y], [y], {})).toBe(y === 0 ? 1 : -1)
      expect(binary.term(0, [y], [1 - y], {})).toBe(Infinity)
    }
    expect(classes.term(0, [0, 1], [0, 1], {})).toBe(0)
    expect(classes.term(1, [0, 1], [0, 1], {})).toBe(0)
    expect(classes.derivative(0, [0, 1], [0, 1], {})).toBe(0)
    expect(classes.term(0, [1, 0], [0, 1], {})).toBe(Infinity)
  })

  it('stays finite and exact from logits', () => {
    const saturated = lossOf('binary-cross-entropy-from-logits')
    expect(saturated.term(0, [0], [800], {})).toBe(800)
    expect(saturated.term(0, [1], [800], {})).toBe(0)
    expect(lossOf('cross-entropy-from-logits').term(0, [1, 0], [-800, 800], {})).toBe(1600)
  })

  it('never gives -0 for a loss or a slope', () => {
    for (const name of lossNames) {
      const loss = lossOf(name)
      expect(loss.term(0, [1], [1], { delta: 1 })).not.toBe(-0)
      expect(loss.derivative(0, [0.5], [0.5], { delta: 1 })).not.toBe(-0)
    }
  })
})

describe('the corners', () => {
  it('are where PyTorch puts them', () => {
    const [mae, huber] = [lossOf('mae'), lossOf('huber')]
    expect(mae.derivative(0, [2], [2], {})).toBe(0)
    expect(huber.term(0, [0], [0.5], { delta: 0.5 })).toBe(0.125)
    expect(huber.derivative(0, [0], [0.5], { delta: 0.5 })).toBe(0.5)
    expect([mae.kinks({}), huber.kinks({ delta: 0.5 })]).toEqual([[0], [-0.5, 0.5]])
  })
})

describe('canonical pairs', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 })
  const shares = (parts: readonly number[]): number[] => {
    const total = parts.reduce((a, b) => a + b)
    return parts.map((part) => part / total)
  }

  it.each(toldPairs)('$activation with $loss: delta is the product of the derivatives', (pair) => {
    const [activation, loss] = [activationOf(pair.activation), lossOf(pair.loss)]
    expect(legalPair(pair.activation, pair.loss)).toBe(true)
    expect(toldPair(pair.activation, pair.loss)).toBe(pair)
    expect(canonicalPair(pair.activation, pair.loss)?.delta).toBe(pair.delta)
    expect(canonicalPairs).toHaveLength(toldPairs.length)
    const jacobian = (a: readonly number[], k: number, j: number): number => {
      if (activation.kind === 'vector') return activation.derivative(a, k, j, {})
      return k === j ? activation.derivative(NaN, a[k]!, {}) : 0
    }
    fc.assert(
      fc.property(weights, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (parts, stream) => {
        const a = shares([...parts, 0.5])
        const y = shares(a.map(() => stream.next().value + 0.001))
        a.forEach((_, j) => {
          const products = a.map((_, k) => loss.derivative(k, y, a, {}) * jacobian(a, k, j))
          const delta = pair.delta(j, y, a)
          // The terms of the sum, y_k a_j, are at most 1; each is rounded three times.
          expect(
            errorOf(
              products.reduce((x, y) => x + y),
              delta,
              1,
            ),
          ).toBeLessThanOrEqual(4 + 3 * a.length)
          const lines = pair.derivation(j, a.length)
          expect(lines.at(-1)!.formula).toEqual(pair.deltaFormula(j, a.length))
          expect(errorOf(numberOf(pair.deltaFormula(j, a.length), { a, y }), delta)).toBe(0)
          for (const { formula } of lines) {
            expect(errorOf(numberOf(formula, { a, y }), delta, 1)).toBeLessThanOrEqual(4 + 3 * a.length)
          }
        })
      }),
    )
  })
})

it('knows which output activation goes with which loss', () => {
  const legal = (loss: string) => activationNames.filter((activation) => legalPair(activation, loss))
  for (const loss of ['half-squared-error', 'mse', 'mae', 'huber'])
    expect(legal(loss)).toEqual(activationNames)
  expect(legal('binary-cross-entropy')).toEqual(['sigmoid'])
  expect(legal('cross-entropy')).toEqual(['softmax'])
  expect(legal('binary-cross-entropy-from-logits')).toEqual(['identity'])
  expect(legal('cross-entropy-from-logits')).toEqual(['identity'])
})

it('is found by its name, and by no other', () => {
  for (const name of lossNames) expect(lossOf(name).name).toBe(name)
  expect(() => lossOf('hinge')).toThrow(TypeError)
})
