// Every way to tell a step gives a sound document: no hole in a sentence, no line too long, no formula that KaTeX refuses.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Derivation } from '../../src/derive/index.ts'
import { activationNames } from '../../src/math/activations.ts'
import type { ParameterRef } from '../../src/math/quantity.ts'
import type { ExplainOptions } from '../../src/present/options.ts'
import { renderHtml, renderLatex, renderTerminal } from '../../src/render/index.ts'
import { legalPairs } from '../core/networks.ts'
import { derivationsOf, ofDeck, optimizers, policies } from '../derive/derivations.ts'
import { faultsOf } from './faults.ts'
import {
  type Asked,
  deckWeight,
  exampleRun,
  firstClass,
  inSpanish,
  largeDerivation,
  telling,
  tellingOf,
  type Way,
  ways,
  wideDerivation,
} from './tellings.ts'

const sound = (arbitrary: fc.Arbitrary<Way>, numRuns: number) =>
  fc.assert(
    fc.property(arbitrary, (way) => {
      expect(faultsOf(tellingOf(way).document)).toEqual([])
    }),
    { numRuns, seed: 1 },
  )

describe('a document is sound', () => {
  it.each(legalPairs)('output %s with loss %s', (...pair) => sound(ways({ pair, widest: 3 }), 5))
  it.each(activationNames)('hidden layers of %s', (name) => sound(ways({ hidden: [name], widest: 3 }), 5))
  it.each(policies)('biases %s, each layer with its %s', (...policy) =>
    sound(ways({ policy, widest: 3 }), 10),
  )
  it.each(optimizers)('$name $options', (optimizer) => sound(ways({ optimizer, widest: 3 }), 4))
  it.each<Asked>(['step', 'output weight', 'hidden weight', 'bias', 'several'])('%s', (asked) =>
    sound(ways({ asked }), 12),
  )
  it.each([
    [1, 1],
    [1, 3],
    [3, 1],
    [3, 3],
  ])('%d samples, %d steps', (samples, steps) => sound(ways({ samples, steps, widest: 3 }), 8))
})

const biasOf = (layer: number, unit: number | 'all'): ParameterRef => ({ kind: 'bias', layer, unit })
const weightAt = (layer: number, to: number, from: number): ParameterRef => ({
  kind: 'weight',
  layer,
  to,
  from,
})
const inputOf = (width: number): number[] =>
  Array.from({ length: width }, (_, i) => ((i * 7) % 11) / 10 - 0.4)
const wide = (...widths: number[]) =>
  wideDerivation(widths, { input: inputOf(widths[0]!), target: firstClass(widths.at(-1)!) })
const example = async (name: 'deck' | 'byu' | 'xor' | 'softmax', steps = 1) =>
  derivationsOf({ ...(await exampleRun(name)), steps })

/** What must be right whatever the dice say. */
const musts: readonly (readonly [
  string,
  () => readonly Derivation[] | Promise<readonly Derivation[]>,
  Partial<ExplainOptions>,
])[] = [
  ['the deck, whole', () => [ofDeck()], {}],
  ['the deck, short', () => [ofDeck()], { detail: 'short' }],
  ['the deck, by delta only', () => [ofDeck()], { form: 'recursive' }],
  ['the deck, by paths only', () => [ofDeck()], { form: 'paths' }],
  ['the deck with a bias for each neuron', () => [ofDeck('per-neuron')], {}],
  ['the deck with shared biases', () => [ofDeck('shared')], {}],
  ...[1, 4, 5, 8].map((n) => [`w${n}`, () => [ofDeck()], { parameters: [deckWeight(n)] }] as const),
  ['a fixed bias', () => [ofDeck()], { parameters: [biasOf(0, 'all')] }],
  ['a shared bias', () => [ofDeck('shared')], { parameters: [biasOf(1, 'all')] }],
  ["a hidden neuron's bias", () => [ofDeck('per-neuron')], { parameters: [biasOf(0, 1)] }],
  ['two weights', () => [ofDeck()], { parameters: [deckWeight(5), deckWeight(1)] }],
  ['the example byu', () => example('byu'), {}],
  ['the example xor, three steps', () => example('xor', 3), {}],
  ['the example softmax, three steps', () => example('softmax', 3), {}],
  ['a weight of xor, three steps', () => example('xor', 3), { parameters: [weightAt(0, 0, 1)] }],
  ['a weight of softmax', () => example('softmax'), { parameters: [weightAt(0, 2, 0)] }],
  ['12 inputs', () => [wide(12, 3, 2)], {}],
  ['12 inputs, a weight', () => [wide(12, 3, 2)], { parameters: [weightAt(0, 1, 11)] }],
  ['20 hidden neurons', () => [wide(4, 20, 3)], {}],
  ['20 hidden neurons, a weight', () => [wide(4, 20, 3)], { parameters: [weightAt(0, 19, 3)] }],
  ['20 hidden neurons, an output weight', () => [wide(4, 20, 3)], { parameters: [weightAt(1, 2, 19)] }],
  ['12 outputs', () => [wide(3, 4, 12)], {}],
  ['12 outputs, a weight', () => [wide(3, 4, 12)], { parameters: [weightAt(1, 11, 0)] }],
  ['12, 20 and 12', () => [wide(5, 12, 20, 12)], { parameters: [weightAt(0, 11, 4), biasOf(1, 19)] }],
  ['784-128-10, a weight', () => [largeDerivation()], { parameters: [weightAt(0, 8, 153)] }],
  ['784-128-10, a bias', () => [largeDerivation()], { parameters: [biasOf(0, 8)] }],
  ['784-128-10, an output weight', () => [largeDerivation()], { parameters: [weightAt(1, 0, 25)] }],
]

describe.each(musts)('%s', (_, make, options) => {
  it.each(['deck', 'delta', 'matrix'] as const)(
    'is sound in %s notation, in both languages',
    async (notation) => {
      const derivations = await make()
      for (const words of [{}, inSpanish])
        expect(faultsOf(telling(derivations, { notation, ...options, ...words }).document)).toEqual([])
    },
  )
})

describe.each([
  ['the deck', () => [ofDeck()], inSpanish],
  ['w1 of the deck', () => [ofDeck()], { parameters: [deckWeight(1)] }],
  ['softmax', () => example('softmax', 2), { notation: 'matrix' as const }],
] as const)('%s', (_, make, options) => {
  it('becomes a page and a LaTeX file without a formula that is refused', async () => {
    const { document } = telling(await make(), options)
    const page = (await renderHtml(document)).replace(/<style>[\s\S]*?<\/style>/, '')
    expect(page).not.toMatch(/<title>[^<]*( [,:]|[,:]<)/)
    expect(page).not.toMatch(/katex-error|undefined|NaN|\[object/)
    expect(renderLatex(document)).not.toMatch(/undefined|NaN|\[object/)
  })

  it('fits narrow terminals', async () => {
    const { document } = telling(await make(), options)
    for (const width of [40, 60, 72])
      expect(
        renderTerminal(document, { width })
          .split('\n')
          .filter((line) => line.length > width),
      ).toEqual([])
  })
})
