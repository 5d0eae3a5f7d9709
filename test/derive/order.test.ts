// The steps of a derivation: complete, in the order of a run, closed under what they use, and from old weights only.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parametersOf } from '../../src/core/index.ts'
import { type Derivation, gradient, isTrained, type Step, versioned } from '../../src/derive/index.ts'
import { quantitiesOf } from '../../src/math/expr.ts'
import { keyOf, type ParameterRef, parameterKey, type Quantity } from '../../src/math/quantity.ts'
import { deepQuantities, derivationsOf, type Run, runs } from './derivations.ts'

const phases = ['forward', 'loss', 'backward', 'update']
const given: readonly Quantity['kind'][] = [
  'activation',
  'target',
  'weight',
  'bias',
  'hyper-parameter',
  'sample-weight',
  'memory',
  'scalar-product',
]

const forEachDerivation = (check: (derivation: Derivation) => void, numRuns = 60) =>
  fc.assert(
    fc.property(runs(), (run) => derivationsOf(run).forEach(check)),
    { numRuns, seed: 12 },
  )

/** Each step rests on given quantities and on the steps before it, and comes once. */
function expectInOrder(derivation: Derivation, steps: readonly Step[]): void {
  const known = new Set<string>()
  for (const told of steps) {
    expect(told.uses).toEqual(quantitiesOf(told.formula).map(keyOf))
    for (const quantity of quantitiesOf(told.formula)) {
      if (known.has(keyOf(quantity))) continue
      expect(derivation.step(quantity), `${told.id} uses ${keyOf(quantity)}`).toBeUndefined()
      expect(given).toContain(quantity.kind)
    }
    expect(known.has(told.id)).toBe(false)
    known.add(told.id)
  }
  const order = steps.map(({ phase }) => phases.indexOf(phase))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
}

/** What the gradients and the updates of these parameters are called. */
function results(derivation: Derivation, refs: readonly ParameterRef[]): string[] {
  const { trace, version } = derivation
  return [
    'L',
    ...refs.map((ref) => keyOf(gradient(ref, version))),
    ...refs.filter((ref) => isTrained(trace, ref)).map((ref) => keyOf(versioned(ref, version + 1))),
  ]
}

describe('the steps of a derivation', () => {
  it('come in the order of a run and leave no parameter out', () => {
    forEachDerivation((derivation) => {
      const steps = derivation.steps()
      expectInOrder(derivation, steps)
      const ids = steps.map(({ id }) => id)
      const refs = [...parametersOf(derivation.trace.network)]
      expect(ids).toEqual(expect.arrayContaining(results(derivation, refs)))
      for (const { samples, network } of [derivation.trace]) {
        const units = samples.flatMap((_, sample) =>
          network.layers.flatMap(({ biases }, layer) =>
            biases.flatMap((_, unit) => [
              keyOf({ kind: 'pre-activation', layer, unit, sample }),
              keyOf({ kind: 'activation', layer, unit, sample }),
              keyOf({ kind: 'delta', layer, unit, sample }),
            ]),
          ),
        )
        expect(ids).toEqual(expect.arrayContaining(units))
      }
    })
  })

  it('of some parameters are some of all steps, enough by themselves', () => {
    const subsets = runs().chain((run) => {
      const refs = [...parametersOf(run.network)]
      return fc.record({ run: fc.constant(run), refs: fc.subarray(refs) })
    })
    const property = ({ run, refs }: { run: Run; refs: ParameterRef[] }) => {
      for (const derivation of derivationsOf(run)) {
        const steps = derivation.steps(refs)
        expectInOrder(derivation, steps)
        const ids = steps.map(({ id }) => id)
        const all = derivation.steps().map(({ id }) => id)
        expect(all).toEqual(expect.arrayContaining(ids))
        expect(ids).toEqual(expect.arrayContaining(results(derivation, refs)))
        const told = refs.map(parameterKey)
        const others = [...parametersOf(derivation.trace.network)].filter(
          (ref) => !told.includes(parameterKey(ref)),
        )
        const news = new Set(ids)
        for (const ref of others)
          expect(news.has(keyOf(versioned(ref, derivation.version + 1))), parameterKey(ref)).toBe(false)
      }
    }
    fc.assert(fc.property(subsets, property), { numRuns: 60, seed: 12 })
  })
})

describe('old weights', () => {
  it('are the only ones that a formula may name: new ones are results of updates', () => {
    forEachDerivation((derivation) => {
      const { version } = derivation
      for (const told of derivation.steps()) {
        for (const quantity of deepQuantities(told.formula)) {
          if (quantity.kind !== 'weight' && quantity.kind !== 'bias') continue
          expect(quantity.version, `${keyOf(quantity)} in the formula of ${told.id}`).toBe(version)
        }
        if (told.target.kind !== 'weight' && told.target.kind !== 'bias') continue
        expect([told.phase, told.target.version]).toEqual(['update', version + 1])
      }
    })
  })
})
