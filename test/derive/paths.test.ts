// The sum over all paths to the loss is the recursive delta; the links of a path are slopes of what they name.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StepTrace } from '../../src/core/index.ts'
import type { Derivation } from '../../src/derive/index.ts'
import { activationNames } from '../../src/math/activations.ts'
import { lossNames, lossOf } from '../../src/math/losses.ts'
import type { Activation, Path } from '../../src/math/quantity.ts'
import { legalPairs } from '../core/networks.ts'
import { deepQuantities, derivationsOf, ofDeck, type Run, runs } from './derivations.ts'

const elementwise = activationNames.filter((name) => name !== 'softmax')

/** Every way from a unit to an output, one unit in each later layer. */
function pathsFrom(trace: StepTrace, to: Activation): Path[] {
  const later = trace.network.layers.slice(to.layer + 1)
  let ways: (readonly (readonly [number, number])[])[] = [[]]
  later.forEach(({ biases }, i) => {
    ways = ways.flatMap((way) => biases.map((_, unit) => [...way, [to.layer + 1 + i, unit] as const]))
  })
  return ways.map((through) => ({ kind: 'path', to, through, sample: to.sample }))
}

const hiddenUnits = ({ network, samples }: StepTrace): Activation[] =>
  samples.flatMap((_, sample) =>
    network.layers
      .slice(0, -1)
      .flatMap(({ biases }, layer) =>
        biases.map((_, unit): Activation => ({ kind: 'activation', layer, unit, sample })),
      ),
  )

/** Paths pass through slopes, so no hidden layer may tie its units together. */
const forEachHidden = (check: (derivation: Derivation, unit: Activation) => void) =>
  fc.assert(
    fc.property(runs({ hidden: elementwise, widest: 3, steps: 2 }), (run) => {
      for (const derivation of derivationsOf(run))
        for (const unit of hiddenUnits(derivation.trace)) check(derivation, unit)
    }),
    { numRuns: 60, seed: 21 },
  )

describe('the sum over all paths', () => {
  it('times the slope is the recursive delta, up to rounding', () => {
    forEachHidden((derivation, a) => {
      const { layer, unit, sample } = a
      const products = pathsFrom(derivation.trace, a).map((path) => derivation.value(path))
      const z = { kind: 'pre-activation', layer, unit, sample } as const
      const slope = derivation.value({ kind: 'derivative', of: a, by: z })
      const total = products.reduce((sum, product) => sum + product) * slope
      const size = products.reduce((sum, product) => sum + Math.abs(product * slope), 0)
      const delta = derivation.value({ kind: 'delta', layer, unit, sample })
      // At most 3 · 27 products of 8 factors: some hundred roundings of 2^-53, relative to the size of the terms;
      // and products too small for a normal double lose digits one by one.
      expect(Math.abs(total - delta)).toBeLessThanOrEqual(1e-12 * size + 1e-307)
    })
  })

  it('has one old weight for each layer that a path passes', () => {
    forEachHidden((derivation, a) => {
      for (const path of pathsFrom(derivation.trace, a)) {
        const weights = deepQuantities(derivation.step(path)!.formula).filter(({ kind }) => kind === 'weight')
        const [, ...below] = [...path.through.map(([, unit]) => unit)].reverse()
        const expected = path.through.toReversed().map(([layer, to], i) => ({
          kind: 'weight',
          layer,
          to,
          from: below[i] ?? a.unit,
          version: derivation.version,
        }))
        expect(weights).toEqual(expected)
      }
    })
  })
})

describe("the derivative of one output's own error", () => {
  const names = lossNames.map((loss) => legalPairs.find((pair) => pair[1] === loss)!)
  it.each(names)('%s with %s: is the slope of that error, or is not told', (...pair) => {
    const property = (run: Run) => {
      const [derivation] = derivationsOf(run)
      const { samples, network } = derivation!.trace
      const { term, kinks } = lossOf(network.loss.name)
      const outputs = samples[0]!.activations.at(-1)!
      const target = samples[0]!.targets
      for (const unit of outputs.keys()) {
        const of = { kind: 'unit-loss', unit, sample: 0 } as const
        const by = { kind: 'activation', layer: network.layers.length - 1, unit, sample: 0 } as const
        const excess = outputs[unit]! - target[unit]!
        if (kinks(network.loss.parameters).some((kink) => Math.abs(excess - kink) < 1e-4)) continue
        if (pair[1] === 'cross-entropy-from-logits' || pair[0] === 'softmax') {
          expect(() => derivation!.step({ kind: 'derivative', of, by })).toThrow(TypeError)
          continue
        }
        const at = (a: number) => term(unit, target, outputs.with(unit, a), network.loss.parameters)
        const h = 1e-6
        const slope = (at(outputs[unit]! + h) - at(outputs[unit]! - h)) / (2 * h)
        const told = derivation!.value({ kind: 'derivative', of, by })
        // Central differences at 1e-6: about 1e-9 of rounding, more where probabilities near 0 bend the loss.
        expect(Math.abs(told - slope)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(told)))
      }
    }
    fc.assert(fc.property(runs({ pair, samples: 1, steps: 1 }), property), { numRuns: 20, seed: 5 })
  })

  it('by the output or the net input of another is not told', () => {
    const of = { kind: 'unit-loss', unit: 0, sample: 0 } as const
    for (const kind of ['activation', 'pre-activation'] as const) {
      const by = { kind, layer: 1, unit: 1, sample: 0 } as const
      expect(() => ofDeck().step({ kind: 'derivative', of, by })).toThrow(TypeError)
    }
  })
})
