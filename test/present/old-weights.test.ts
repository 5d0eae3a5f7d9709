// Old weights: wherever a gradient passes back through a weight, the document says that it is the one before the step.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expr } from '../../src/math/expr.ts'
import { childrenOf } from '../../src/math/expr.ts'
import type { Weight } from '../../src/math/quantity.ts'
import type { Document } from '../../src/present/document.ts'
import { renderTerminal } from '../../src/render/index.ts'
import { descent } from '../core/networks.ts'
import { ofDeck } from '../derive/derivations.ts'
import { deckWeight, inSpanish, telling, tellingOf, ways } from './tellings.ts'
import { formulasOf, partsOf } from './walk.ts'

type Leaf = Expr & { kind: 'quantity' }

/** The weights that multiply a delta or a derivative, as they stand. */
function passed(e: Expr): Leaf[] {
  const below = childrenOf(e).flatMap(passed)
  if (e.kind !== 'product') return below
  const leaves = e.factors.filter((factor): factor is Leaf => factor.kind === 'quantity')
  const back = leaves.some(({ quantity: { kind } }) => kind === 'delta' || kind === 'derivative')
  const written = e.factors.some((factor) => factor.kind !== 'quantity')
  const weights = leaves.filter(({ quantity: { kind } }) => kind === 'weight')
  return back || written ? [...below, ...weights] : below
}

const weightsPassed = (document: Document): Leaf[] =>
  formulasOf(document).flatMap((formula) => partsOf(formula).flatMap(passed))

describe('a weight that a gradient passes', () => {
  it('is marked with the version before the step', () => {
    let found = 0
    fc.assert(
      fc.property(ways({ depth: 3, widest: 3, asked: 'hidden weight', optimizer: descent }), (way) => {
        const { document } = tellingOf(way)
        for (const { quantity, mark } of weightsPassed(document)) {
          expect([(quantity as Weight).version, mark]).toEqual([0, 'version'])
          found += 1
        }
      }),
      { numRuns: 150, seed: 6 },
    )
    expect(found).toBeGreaterThan(300)
  })

  it.each([1, 2, 3, 4])('of the deck, in the gradient of w%d, is told as w5@0 to w8@0', (number) => {
    const { document } = telling([ofDeck()], { ...inSpanish, parameters: [deckWeight(number)] })
    const text = renderTerminal(document)
    const ways = number <= 2 ? [5, 7] : [6, 8]
    const products = text
      .split('\n')
      .filter((line) => /[·(] w\d|w\d.* · δ/.test(line) && !/net_|w\d'/.test(line))
    expect(products.length).toBeGreaterThan(1)
    for (const line of products) expect(line.replaceAll(/w[5-8]@0/g, '')).not.toMatch(/w[5-8]/)
    for (const way of ways) expect(text).toContain(`w${way}@0`)
  })
})
