// A step of L-BFGS told as data: every scalar product is the sum over the entries that are told for each parameter, to the bit.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { optimizerSpec, parametersOf } from '../../src/core/index.ts'
import { trainedPlace } from '../../src/core/trained.ts'
import { type Derivation, isTrained } from '../../src/derive/index.ts'
import { searchLines } from '../../src/derive/search-steps.ts'
import { quantitiesOf } from '../../src/math/expr.ts'
import { keyOf, type ParameterRef, type ScalarProduct } from '../../src/math/quantity.ts'
import { formulaText } from '../../src/print/unicode.ts'
import { derivationsOf, runs } from './derivations.ts'

/** The trained parameters in the order of the vectors. */
function trainedOf({ trace }: Derivation): ParameterRef[] {
  const place = (ref: ParameterRef): number => trainedPlace(trace.network, ref)
  return [...parametersOf(trace.network)]
    .filter((ref) => isTrained(trace, ref))
    .toSorted((a, b) => place(a) - place(b))
}

function scalarProducts(derivation: Derivation): ScalarProduct[] {
  const { time } = derivation.trace.stateAfter
  const slope: ScalarProduct = {
    kind: 'scalar-product',
    left: { kind: 'auxiliary', name: 'gradient', time },
    right: { kind: 'auxiliary', name: 'search-direction', time },
  }
  const used = derivation.steps().flatMap(({ formula }) => quantitiesOf(formula))
  const found = used.flatMap((quantity) => (quantity.kind === 'scalar-product' ? [quantity] : []))
  return [...new Map([slope, ...found].map((one) => [keyOf(one), one])).values()]
}

it('gives every line of a parameter a name of its own', () => {
  const optimizer = optimizerSpec('lbfgs', { historySize: 3 })
  const property = (run: Parameters<typeof derivationsOf>[0]) => {
    const derivation = derivationsOf(run).at(-1)!
    const shape = { inputs: 2, units: [3, 2], oneBiasPerLayer: false, samples: 1 }
    const context = { notation: 'delta', shape, locale: 'en', digits: 9, tableDigits: 5 } as const
    for (const ref of trainedOf(derivation).slice(0, 3)) {
      const { trace, version } = derivation
      const names = searchLines(trace, version, ref).map(({ target }) =>
        formulaText({ kind: 'quantity', quantity: target, mark: 'version' }, context),
      )
      expect(new Set(names).size).toBe(names.length)
    }
  }
  fc.assert(fc.property(runs({ optimizer, steps: 5, widest: 2, depth: 2 }), property), {
    numRuns: 10,
    seed: 5,
  })
})

it('tells scalar products that are sums over all trained parameters', () => {
  const optimizer = optimizerSpec('lbfgs', { historySize: 2 })
  let compared = 0
  const property = (run: Parameters<typeof derivationsOf>[0]) => {
    for (const derivation of derivationsOf(run)) {
      if (derivation.trace.search!.attempts.length === 0) continue
      const refs = trainedOf(derivation)
      for (const one of scalarProducts(derivation)) {
        const terms = refs.map(
          (parameter) =>
            derivation.value({ ...one.left, parameter }) * derivation.value({ ...one.right, parameter }),
        )
        expect(derivation.value(one), keyOf(one)).toBe(terms.reduce((sum, term) => sum + term, 0))
        compared++
      }
    }
  }
  fc.assert(fc.property(runs({ optimizer, steps: 4, widest: 3, depth: 2 }), property), {
    numRuns: 40,
    seed: 3,
  })
  expect(compared).toBeGreaterThan(200)
})
