// A derivation is core, told: the value of every step is its formula's, to the bit, and what core's trace keeps.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  gradientOf,
  hasCommonBias,
  parametersOf,
  parameterValue,
  type StepTrace,
  step,
} from '../../src/core/index.ts'
import { hasOwnErrors, isVector } from '../../src/derive/backward-steps.ts'
import {
  type Derivation,
  gradient,
  isTrained,
  type Step,
  sampleGradient,
  versioned,
} from '../../src/derive/index.ts'
import { activationNames } from '../../src/math/activations.ts'
import { evaluate } from '../../src/math/evaluate.ts'
import { keyOf, type Quantity } from '../../src/math/quantity.ts'
import { descent, legalPairs } from '../core/networks.ts'
import { derivationsOf, ofDeck, optimizers, policies, type Run, runs, type Wish } from './derivations.ts'

/** Everything that a trace keeps, by the name of its quantity. */
function keptBy(trace: StepTrace): Map<string, number> {
  const kept = new Map<string, number>()
  const keep = (quantity: Quantity, value: number) => kept.set(keyOf(quantity), value)
  trace.samples.forEach((kept, sample) => {
    kept.preActivations.forEach((row, layer) => {
      row.forEach((value, unit) => {
        const a = { kind: 'activation', layer, unit, sample } as const
        const z = { kind: 'pre-activation', layer, unit, sample } as const
        const loss = { kind: 'sample-loss', sample } as const
        keep(z, value)
        keep(a, kept.activations[layer]![unit]!)
        keep({ kind: 'delta', layer, unit, sample }, kept.deltas[layer]![unit]!)
        keep({ kind: 'derivative', of: a, by: z }, kept.slopes[layer]![unit]!)
        keep({ kind: 'derivative', of: loss, by: a }, kept.activationGradients[layer]![unit]!)
      })
    })
    kept.unitLosses.forEach((value, unit) => {
      keep({ kind: 'unit-loss', unit, sample }, value)
    })
    keep({ kind: 'sample-loss', sample }, kept.loss)
  })
  keep({ kind: 'batch-loss' }, trace.loss)
  return kept
}

/** The numbers of a derivation that its steps do not show unless they are asked for. */
function askedBeside(derivation: Derivation): Step[] {
  const { trace, version } = derivation
  const last = trace.network.layers.length - 1
  return trace.samples.flatMap((_, sample) => {
    const shares = [...parametersOf(trace.network)].map((ref) => sampleGradient(ref, version, sample))
    const links = trace.network.layers.flatMap(({ biases }, layer) =>
      biases.flatMap((_, unit): Quantity[] => {
        const a = { kind: 'activation', layer, unit, sample } as const
        const z = { kind: 'pre-activation', layer, unit, sample } as const
        return [
          { kind: 'derivative', of: { kind: 'sample-loss', sample }, by: a },
          { kind: 'derivative', of: a, by: z },
        ]
      }),
    )
    const outputs = hasOwnErrors(trace) && !isVector(trace, last) ? trace.network.layers[last]!.biases : []
    const terms = outputs.flatMap((_, unit): Quantity[] => {
      const of = { kind: 'unit-loss', unit, sample } as const
      const a = { kind: 'activation', layer: last, unit, sample } as const
      const z = { kind: 'pre-activation', layer: last, unit, sample } as const
      const below = { kind: 'activation', layer: last - 1, unit: 0, sample } as const
      return [
        { kind: 'derivative', of, by: a },
        { kind: 'derivative', of, by: z },
        ...(last > 0 ? [{ kind: 'derivative', of, by: below } as const] : []),
      ]
    })
    return [...shares, ...links, ...terms].map((quantity) => derivation.step(quantity)!)
  })
}

/** Equal to the bit; 0 and -0 count as equal: a formula's minus gives 0, where core's product may give -0. */
function expectSame(ours: number, expected: number, what: string): void {
  if (!(ours === expected || (Number.isNaN(ours) && Number.isNaN(expected))))
    expect.fail(`${what}: ${ours}, and not ${expected}`)
}

function expectTold(run: Run): void {
  for (const derivation of derivationsOf(run)) {
    const kept = keptBy(derivation.trace)
    for (const told of [...derivation.steps(), ...askedBeside(derivation)]) {
      expectSame(evaluate(told.formula, derivation.value), told.value, `the formula of ${told.id}`)
      expectSame(derivation.value(told.target), told.value, `the value of ${told.id}`)
      if (kept.has(told.id)) expectSame(told.value, kept.get(told.id)!, told.id)
    }
    expectGradientsAndUpdates(derivation)
  }
}

function expectGradientsAndUpdates(derivation: Derivation): void {
  const { trace, version } = derivation
  for (const ref of parametersOf(trace.network)) {
    const name = keyOf(versioned(ref, version))
    expectSame(derivation.value(gradient(ref, version)), gradientOf(trace, ref), `the gradient of ${name}`)
    expectSame(derivation.value(versioned(ref, version)), parameterValue(trace.network, ref), name)
    if (!isTrained(trace, ref)) continue
    const after = parameterValue(trace.networkAfter, ref)
    expectSame(derivation.step(versioned(ref, version + 1))!.value, after, `${name} after the step`)
  }
}

const told = (wish: Wish, numRuns: number) =>
  fc.assert(fc.property(runs(wish), expectTold), { numRuns, seed: 8 })

describe('every step has the value of its formula, to the bit, and of core', () => {
  it.each(legalPairs)('output %s with loss %s', (...pair) => told({ pair, steps: 1 }, 6))
  it.each(activationNames)('hidden layers of %s', (name) => told({ hidden: [name], steps: 1 }, 8))
  it.each(activationNames)('hidden layers of %s that drop outputs', (name) =>
    told({ hidden: [name], steps: 2, dropout: 0.4 }, 8),
  )
  it.each(policies)('biases %s, each layer with its %s', (...policy) => told({ policy }, 10))
  it.each(optimizers)('$name $options, three steps in a row', (optimizer) =>
    told({ optimizer, steps: 3, widest: 3 }, 6),
  )
})

describe("a sample's share of a gradient", () => {
  it('is the gradient of a step on that sample alone', () => {
    const property = (run: Run) => {
      const [derivation] = derivationsOf(run)
      const { trace } = derivation!
      trace.samples.forEach(({ sample }, index) => {
        const alone = step(trace.network, [sample], descent)
        for (const ref of parametersOf(trace.network)) {
          const share = derivation!.value(sampleGradient(ref, 0, index))
          expectSame(share, gradientOf(alone, ref), keyOf(versioned(ref, 0)))
        }
      })
    }
    fc.assert(fc.property(runs({ steps: 1, plain: true }), property), { numRuns: 40, seed: 8 })
  })
})

describe('biases', () => {
  it.each(policies)('%s, each layer with its %s: what is trained, and by which deltas', (biasPolicy, own) => {
    const property = (run: Run) => {
      const [derivation] = derivationsOf(run)
      const { trace } = derivation!
      const steps = new Map(derivation!.steps().map((told) => [told.id, told]))
      for (const [layer, { biases }] of trace.network.layers.entries()) {
        const deltas = trace.samples[0]!.deltas[layer]!
        const all = hasCommonBias(trace.network, layer)
        const units = all ? (['all'] as const) : biases.map((_, unit) => unit)
        for (const unit of units) {
          const ref = { kind: 'bias', layer, unit } as const
          const expected = unit === 'all' ? deltas.reduce((a, b) => a + b) : deltas[unit]!
          expectSame(steps.get(keyOf(gradient(ref, 0)))!.value, expected, `the gradient in layer ${layer}`)
          expect(steps.has(keyOf(versioned(ref, 1)))).toBe(biasPolicy !== 'fixed')
        }
      }
    }
    const wish: Wish = { policy: [biasPolicy, own], samples: 1, steps: 1, plain: true }
    fc.assert(fc.property(runs(wish), property), { numRuns: 20, seed: 8 })
  })

  it("of a unit with the shared policy is its layer's", () => {
    const derivation = ofDeck('shared')
    const ref = { kind: 'bias', layer: 0, unit: 1 } as const
    expect(derivation.value(gradient(ref, 0))).toBe(gradientOf(derivation.trace, ref))
    const after = derivation.step(versioned(ref, 1))!
    expect(evaluate(after.formula, derivation.value)).toBe(after.value)
  })
})

describe('a derivation', () => {
  const derivation = ofDeck()

  it.each<Quantity>([
    { kind: 'activation', layer: -1, unit: 0, sample: 0 },
    { kind: 'target', unit: 1, sample: 0 },
    { kind: 'weight', layer: 1, to: 0, from: 0, version: 0 },
    { kind: 'bias', layer: 1, unit: 'all', version: 0 },
    { kind: 'hyper-parameter', name: 'learning-rate' },
  ])('has no step for what is given: $kind', (quantity) => {
    expect(derivation.step(quantity)).toBeUndefined()
    expect(derivation.value(quantity)).toBeTypeOf('number')
  })

  it.each<Quantity>([
    { kind: 'weight', layer: 1, to: 0, from: 0, version: 5 },
    { kind: 'activation', layer: 2, unit: 0, sample: 0 },
    { kind: 'pre-activation', layer: 0, unit: 2, sample: 0 },
    { kind: 'delta', layer: 0, unit: 0, sample: 1 },
    { kind: 'variable', name: 'z' },
    { kind: 'derivative', of: { kind: 'batch-loss' }, by: { kind: 'target', unit: 0, sample: 0 } },
  ])('refuses what the network does not have: $kind', (quantity) => {
    expect(() => derivation.value(quantity)).toThrow(TypeError)
  })
})
